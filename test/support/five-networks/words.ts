/** The languages everything is said in. */
export const languages = ['en', 'fr'] as const

/** What is said at first, part by part: the second has a link and a hashtag after letters that are more than one byte. */
export const words = {
  en: [
    'The bridge is closed until Friday.',
    'Buses stop on the square – see https://havreclair.example/bridge #HavreClair',
  ],
  fr: [
    'Le pont est fermé jusqu’à vendredi.',
    'Les bus s’arrêtent sur la place : https://havreclair.example/pont #HavreClair',
  ],
} as const

/** The words that are right, where a post can be edited. */
export const rightWords = {
  en: 'The bridge is closed until Saturday.',
  fr: 'Le pont est fermé jusqu’à samedi.',
} as const

/** What was wrong, said where a post cannot be edited. */
export const sentences = { en: 'It was a day too early.', fr: 'C’était un jour trop tôt.' } as const

/** What the picture shows. */
export const alts = { en: 'The closed bridge', fr: 'Le pont fermé' } as const
