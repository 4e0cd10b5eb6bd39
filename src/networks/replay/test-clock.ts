import type { Clock } from '#kernel/time.ts'
import { silentLog } from '#kernel/log.ts'
import type { Heard, Reader, ReaderNeeds } from '#networks/contract.ts'
import type { Post } from '#kernel/post.ts'

/** A clock for tests: sleeping moves it on at once, and says how long was slept. */
export function skippingClock(startMs = 1_700_000_000_000): Clock & { sleptMs: number[] } {
  let nowMs = startMs
  const sleptMs: number[] = []
  return {
    sleptMs,
    nowMs: () => nowMs,
    sleep: async (ms) => {
      sleptMs.push(ms)
      nowMs += ms
    },
  }
}

/** Surroundings of a reader in a test. */
export function testNeeds(more: Partial<ReaderNeeds> = {}): ReaderNeeds {
  return { clock: skippingClock(), log: silentLog, signal: new AbortController().signal, ...more }
}

/** Everything a reader tells until it ends. */
export async function hearAll(reader: Reader, needs: ReaderNeeds = testNeeds()): Promise<Heard[]> {
  const heard: Heard[] = []
  for await (const one of reader.read(needs)) heard.push(one)
  return heard
}

/** The posts in what was told. */
export function postsIn(heard: readonly Heard[]): Post[] {
  return heard.flatMap((one) => (one.kind === 'posts' ? one.posts : []))
}

/** Refusals in what was told, counted by reason. */
export function refusalsIn(heard: readonly Heard[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const one of heard) if (one.kind === 'refused') counts[one.why] = (counts[one.why] ?? 0) + one.count
  return counts
}
