import type { Words } from '#web/words.tsx'

const worded = { feeds: 'network.feeds', practice: 'network.practice', replay: 'network.replay' } as const

/** What a network is called in the reader's language; those with a name of their own keep it. */
export function networkWord(
  of: { network: string; networkName?: string | undefined },
  words: Pick<Words, 'say'>,
): string {
  const key = Object.entries(worded).find(([network]) => network === of.network)?.[1]
  if (key !== undefined) return words.say(key)
  return of.networkName ?? of.network.charAt(0).toUpperCase() + of.network.slice(1)
}
