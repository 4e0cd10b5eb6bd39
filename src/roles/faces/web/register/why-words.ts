const known = [
  ...[
    'over-budget',
    'rate-limited',
    'revoked',
    'forbidden',
    'unreachable',
    'timeout',
    'server-error',
    'unreadable',
  ],
] as const

/** The sentence for why a network did not answer. */
export function whyWords(why: string | undefined): `why.${(typeof known)[number] | 'other'}` {
  return `why.${known.find((one) => one === why) ?? 'other'}`
}
