import { silentLog } from '#kernel/log.ts'
import { dayMs, hourMs, minuteMs, wallClock } from '#kernel/time.ts'
import { Listening } from '#listening/listening.ts'
import { listeningMigrations } from '#listening/migrations.ts'
import { ensurePostWeeks, keepMatches, keepPosts } from '#listening/posts.ts'
import { addWatch } from '#listening/watches.ts'
import { recordsMigrations } from '#records/migrations.ts'
import { reactionsMigrations } from '#roles/reactions/migrations.ts'
import { Reactions } from '#roles/reactions/reactions.ts'
import { saidPost, type Said } from '#roles/reactions/test-posts.ts'
import type { Doer } from '#roles/reactions/ground.ts'
import { openTestStore } from '#store/test-store.ts'

/** Somebody of the desk, for tests. */
export const ada: Doer = { actor: { kind: 'person', id: 'p-ada', name: 'Ada' }, name: 'Ada' }

/** What a test of this role stands on: the real store, a listening service without sources, and a clock that is moved by hand. */
export type TestDesk = {
  reactions: Reactions
  listening: Listening
  /** The announcement of the test, epoch ms, and the present: two hours later. */
  startedAtMs: number
  clock: { nowMs: number }
  /** Keeps posts that fit a watch. */
  hear: (said: readonly Said[], watchId?: string) => Promise<void>
  close: () => Promise<void>
}

/** Opens it, with the watches `library` and `sundays`, both forty days old. */
export async function openTestReactions(): Promise<TestDesk> {
  const store = await openTestStore([recordsMigrations, listeningMigrations, reactionsMigrations])
  const clock = { nowMs: Date.now() }
  const scripts = new URL('../../../dist/server/', import.meta.url)
  const byHand = { ...wallClock, nowMs: () => clock.nowMs }
  const listening = await Listening.open({
    ...{ store, clock: byHand, log: silentLog, readers: [], mode: 'live', scripts, matchThreads: 1 },
  })
  let ids = 0
  const reactions = new Reactions({
    ...{ store, listening, log: silentLog, nowMs: () => clock.nowMs, newId: () => `id-${ids++}` },
    timeZone: async () => 'America/Toronto',
    ourHandles: async () => ['havre-clair'],
    policy: async () => ({ knownHandles: new Set<string>(), own: undefined }),
  })
  const begun = new Date(clock.nowMs - 40 * dayMs)
  for (const [id, rule] of [
    ['library', 'library'],
    ['sundays', 'sundays'],
  ] as const) {
    const endsAt = new Date(clock.nowMs + 40 * dayMs).toISOString()
    await addWatch(
      listening.db,
      id,
      { name: id, rule, purpose: 'How the library is received', owner: 'Ada', endsAt },
      begun,
    )
  }
  let heard = 0
  return {
    ...{ reactions, listening, clock },
    startedAtMs: clock.nowMs - 2 * hourMs,
    hear: async (said, watchId = 'library') => {
      const kept = said.map((one) => saidPost({ id: `practice:${heard++}`, ...one }, heard))
      const times = kept.map(({ post }) => post.atMs)
      await ensurePostWeeks(listening.db, Math.min(...times), Math.max(...times))
      await keepPosts(
        listening.db,
        kept.map(({ post }) => post),
        new Map(kept.map(({ post, reading }) => [post.id, reading])),
      )
      await keepMatches(
        listening.db,
        kept.map(({ post }) => ({ watchId, postId: post.id, atMs: post.atMs })),
      )
    },
    close: async () => {
      await listening.close()
      await store.close()
    },
  }
}

/** An ordinary month before the announcement: so many posts an hour about the library, by different people. */
export function ordinaryDays(startedAtMs: number, days: number, everyMin = 60): Said[] {
  const count = Math.floor((days * dayMs) / (everyMin * minuteMs))
  return Array.from({ length: count }, (_one, at) => ({
    text: `An ordinary word about the library, number ${at}`,
    atMs: startedAtMs - (at + 1) * everyMin * minuteMs + minuteMs,
    author: `regular-${at % 50}`,
    reading: { tone: 'neutral' as const },
  }))
}
