import en from '#sending/web/private-messages/messages/en.json' with { type: 'json' }
import fr from '#sending/web/private-messages/messages/fr.json' with { type: 'json' }
import { ownWords } from '#web/own-words.ts'

/** Speaks the sentences of private messages, and the shell's. */
export const usePrivateWords = ownWords({ en, fr })

/** What `usePrivateWords` gives. */
export type PrivateWords = ReturnType<typeof usePrivateWords>

/** Why things the network showed were not taken, as sentences; reasons this page does not know yet are counted as others. */
export function refusalWords(refused: Readonly<Record<string, number>>, say: PrivateWords['say']): string[] {
  const counts = new Map<RefusalKey, number>()
  for (const [why, count] of Object.entries(refused)) {
    const key: RefusalKey = isKnown(why) ? why : 'other'
    counts.set(key, (counts.get(key) ?? 0) + count)
  }
  return [...counts].filter(([, count]) => count > 0).map(([why, count]) => say(`refused.${why}`, { count }))
}

const known = ['not-a-message', 'no-sender', 'no-time', 'empty', 'too-many'] as const
type RefusalKey = (typeof known)[number] | 'other'

function isKnown(why: string): why is (typeof known)[number] {
  return known.some((one) => one === why)
}
