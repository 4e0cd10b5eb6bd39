/** Limits of the organization's own policy file. A file beyond them is refused whole, never cut. */
export const ownPolicyLimits = {
  /** 256 kB hold about 5,000 terms. */
  bytesMax: 256 * 1024,
  clausesMax: 100,
  /** Terms of one clause in one language. */
  termsMax: 500,
  termsInAllMax: 5000,
  unlessMax: 50,
  vouchedMax: 2000,
  titleMax: 200,
  termMax: 80,
  termWordsMax: 6,
  /** Letters and digits of a term; before a `*` one more, because a short beginning meets half the dictionary. */
  termLettersMin: 3,
  stemLettersMin: 4,
  /** More problems than this are told as a number. */
  problemsMax: 10,
} as const
