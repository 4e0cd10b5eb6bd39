import type { Log } from '#kernel/log.ts'
import { dayMs, minuteMs, secondMs, type Clock } from '#kernel/time.ts'
import { readClock } from '#records/retention/clocks.ts'
import { dropWeeksBefore } from '#store/partitions.ts'
import type { Store } from '#store/store.ts'
import { expirePosts } from '#listening/posts.ts'
import { endSearchesDue } from '#listening/searches/acts.ts'
import type { ListeningDb } from '#listening/tables.ts'

/** What is looked after beside hearing. */
export type HouseNeeds = {
  store: Store
  db: ListeningDb
  clock: Clock
  log: Log
  /** Whether what is kept has a time after which it goes; a replay and a practice day begin from nothing each time. */
  isLive: boolean
  saveEngine: () => Promise<void>
  /** Searches ended: the rules are read again. */
  rulesChanged: () => Promise<void>
}

const savedEveryMs = 5 * minuteMs
const cleanedEveryMs = 10 * minuteMs
const lookEveryMs = 10 * secondMs

/** Until told to stop: what the engine learned is saved every 5 minutes, what is past its time goes every 10. */
export async function keepHouse(needs: HouseNeeds, signal: AbortSignal): Promise<void> {
  const { clock, log } = needs
  let savedAtMs = clock.nowMs()
  let cleanedAtMs = 0
  while (!signal.aborted) {
    const nowMs = clock.nowMs()
    if (nowMs - savedAtMs >= savedEveryMs) {
      await needs.saveEngine()
      savedAtMs = nowMs
    }
    if (nowMs - cleanedAtMs >= cleanedEveryMs) {
      await expire(needs, nowMs).catch((error: unknown) =>
        log('error', 'what is past its time could not go; trying again', { why: String(error) }),
      )
      cleanedAtMs = nowMs
    }
    await clock.sleep(lookEveryMs, signal)
  }
}

/** Posts go when the clock of listening data says so, watches at their end date. */
async function expire({ store, db, isLive, rulesChanged }: HouseNeeds, nowMs: number): Promise<void> {
  const ended = await store.inTransaction((tx) => endSearchesDue(tx, nowMs))
  if (ended > 0) await rulesChanged()
  if (!isLive) return
  const { days } = await readClock(store.db, 'listening')
  const before = nowMs - days * dayMs
  await dropWeeksBefore(db, 'posts', before, { heardColumn: 'heard_at' })
  await dropWeeksBefore(db, 'matches', before)
  await expirePosts(db, new Date(before))
  await db.deleteFrom('source_minutes').where('minute', '<', new Date(before)).execute()
}
