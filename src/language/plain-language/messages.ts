import type { Words } from '#kernel/words.ts'

/** What is said about each kind of issue, in both languages. */
export const issueWords = {
  longSentence: (count: number): Words => ({
    en: `This sentence has ${count} words. Split it: 25 at most.`,
    fr: `Cette phrase a ${count} mots. Coupez-la : 25 au plus.`,
  }),
  longWord: (word: string): Words => ({
    en: `“${word}” is long. Is there a shorter word?`,
    fr: `« ${word} » est long. Y a-t-il un mot plus court ?`,
  }),
  passive: (): Words => ({
    en: 'This looks passive. Say who does it.',
    fr: 'Cela semble passif. Dites qui agit.',
  }),
  doubleNegation: (): Words => ({
    en: 'Two negatives. Say it positively.',
    fr: 'Deux négations. Dites-le de façon positive.',
  }),
  jargon: (term: string, plain: string): Words =>
    plain === ''
      ? {
          en: `“${term}” is jargon. Use a plain word.`,
          fr: `« ${term} » est du jargon. Utilisez un mot simple.`,
        }
      : {
          en: `Instead of “${term}”, write “${plain}”.`,
          fr: `Au lieu de « ${term} », écrivez « ${plain} ».`,
        },
} as const
