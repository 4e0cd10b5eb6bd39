import type { Words } from '#kernel/words.ts'

/** What the public pages say around the people. */
export const whoWords = {
  title: { en: 'Who you are talking to now', fr: 'À qui vous parlez en ce moment' },
  titleAt: { en: 'Who you are talking to now: {name}', fr: 'À qui vous parlez en ce moment\u00A0: {name}' },
  lede: {
    en: 'People answer here, not machines. Those named below agreed to be named.',
    fr: 'Ici, ce sont des personnes qui répondent, pas des machines. Celles qui sont nommées ci-dessous ont accepté de l’être.',
  },
  until: { en: 'On duty until {time}.', fr: 'De service jusqu’à {time}.' },
  unnamed: { en: 'A member of the team is on duty.', fr: 'Un membre de l’équipe est de service.' },
  alsoUnnamed: {
    en: 'Another member of the team is on duty too.',
    fr: 'Un autre membre de l’équipe est aussi de service.',
  },
  closed: { en: 'Nobody is on duty right now', fr: 'Personne n’est de service en ce moment' },
  open: { en: 'Open now', fr: 'Ouvert' },
  back: { en: 'Somebody is here again {next}.', fr: 'Quelqu’un sera de nouveau là {next}.' },
  languages: { en: 'Speaks', fr: 'Parle' },
  hours: { en: 'Usually here', fr: 'Habituellement présent' },
  helps: { en: 'Can help with', fr: 'Peut aider pour' },
  page: { en: 'More about {name}', fr: 'En savoir plus sur {name}' },
  team: { en: 'Our team', fr: 'Notre équipe' },
  all: { en: 'Who answers now', fr: 'Qui répond en ce moment' },
  asOf: { en: 'As of {time}.', fr: 'État à {time}.' },
  consent: {
    en: 'Names and pictures are shown with the consent of each person, who can end it at any moment.',
    fr: 'Les noms et les photos sont montrés avec l’accord de chaque personne, qui peut y mettre fin à tout moment.',
  },
  json: { en: 'The same as data (JSON)', fr: 'Les mêmes renseignements en données (JSON)' },
  practice: {
    en: 'Practice: this desk speaks in an invented town. Nothing here is real.',
    fr: 'Exercice\u00A0: ce poste parle dans une ville inventée. Rien ici n’est réel.',
  },
} as const satisfies Record<string, Words>

/** Words for an address at which nobody is. */
export const nobodyHere = {
  title: { en: 'Nobody is shown here', fr: 'Personne n’est montré ici' },
  body: {
    en: 'This address shows nobody, or nobody any more. Who answers now is at /who.',
    fr: 'Cette adresse ne montre personne, ou plus personne. Qui répond en ce moment se trouve à l’adresse /qui.',
  },
} as const satisfies Record<string, Words>
