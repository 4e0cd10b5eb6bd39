import type { Words } from '#kernel/words.ts'

/** What our own site says beside the messages and the words of `networks/pages`. */
export const siteWords = {
  withdrawn: {
    en: 'Whoever published it has taken it back, and its words are not shown any more.',
    fr: 'Le bureau qui l’avait publié l’a repris, et son texte n’est plus affiché.',
  },
  feed: { en: 'All that {name} says in public.', fr: 'Tout ce que dit publiquement {name}.' },
  topicFeed: {
    en: 'What {name} says in public about this topic: {topic}.',
    fr: 'Ce que dit publiquement {name} sur ce sujet\u00A0: {topic}.',
  },
  site: { en: 'Our own site', fr: 'Notre site' },
} as const satisfies Record<string, Words>

/** A page for the address of a topic that there is not. */
export const noSuchTopic = {
  title: { en: 'There is no such topic', fr: 'Ce sujet n’existe pas' },
  body: {
    en: 'The address may be mistyped. All our messages are at /p, and so is the list of topics.',
    fr: 'L’adresse contient peut-être une erreur. Tous nos messages sont à l’adresse /p, avec la liste des sujets.',
  },
} as const satisfies Record<string, Words>

/** A page for an address at which nothing is. */
export const nothingHere = {
  title: { en: 'There is no page here', fr: 'Il n’y a pas de page ici' },
  body: {
    en: 'The address may be mistyped. All our messages are at /p.',
    fr: 'L’adresse contient peut-être une erreur. Tous nos messages sont à l’adresse /p.',
  },
} as const satisfies Record<string, Words>
