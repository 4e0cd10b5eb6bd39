import type { Words } from '#kernel/words.ts'

/** What our own site says beside the messages and the words of `networks/pages`. */
export const siteWords = {
  withdrawn: {
    en: 'Whoever published it has taken it back, and its words are not shown any more.',
    fr: 'Le bureau qui l’avait publié l’a repris, et son texte n’est plus affiché.',
  },
  feed: { en: 'All that {name} says in public.', fr: 'Tout ce que dit publiquement {name}.' },
  site: { en: 'Our own site', fr: 'Notre site' },
} as const satisfies Record<string, Words>

/** A page for an address at which nothing is. */
export const nothingHere = {
  title: { en: 'There is no page here', fr: 'Il n’y a pas de page ici' },
  body: {
    en: 'The address may be mistyped. All our messages are at /p.',
    fr: 'L’adresse contient peut-être une erreur. Tous nos messages sont à l’adresse /p.',
  },
} as const satisfies Record<string, Words>
