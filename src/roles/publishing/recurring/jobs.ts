import { z } from 'zod'
import type { Log } from '#kernel/log.ts'
import { hourMs, minuteMs, secondMs, wallClock } from '#kernel/time.ts'
import type { Room } from '#roles/publishing/act.ts'
import { makeDue, prepare } from '#roles/publishing/recurring/making.ts'
import { recurringDb } from '#roles/publishing/recurring/store.ts'
import { enqueue } from '#store/jobs.ts'
import { workJobs, type Worker } from '#store/work-jobs.ts'

/** The kind of the jobs that look after a series; the key is its id, so that one waits at most. */
export const recurringKind = 'publishing-recurring'

const Look = z.object({ series: z.string() })
/** A clock that is set right is seen within this time. */
const lookWithinMs = 6 * hourMs
/** Files of many accounts are made to fit before rows are held. */
const leaseMs = 5 * minuteMs

/** Makes drafts of series when their time has come, until stopped. Looks after every series anew at its start: none is forgotten. */
export async function workRecurring({ room, log }: { room: Room; log: Log }): Promise<Worker> {
  const { store } = room
  const live = await recurringDb(store.db)
    .selectFrom('recurring')
    .select('id')
    .where('ended_at', 'is', null)
    .execute()
  for (const { id } of live) await enqueue(store, lookAt(id))
  return workJobs({
    ...{ store, log, kinds: [recurringKind], leaseMs, pollMs: 30 * secondMs, atOnce: 1 },
    handle: async (job, fence) => {
      const { series } = Look.parse(job.payload)
      const prepared = await prepare(room, series)
      if (prepared === undefined) return
      await store.inTransaction(async (tx) => {
        if (!(await fence.stillMine(tx))) return
        const nextMs = await makeDue(room, tx, { id: series, prepared })
        if (nextMs === undefined) return
        // By the time that passes, not by the clock it was reckoned with: the store has a clock of its own.
        const inMs = Math.min(Math.max(nextMs - room.nowMs(), secondMs), lookWithinMs)
        await enqueue(store, { ...lookAt(series), runAtMs: wallClock.nowMs() + inMs }, tx)
      })
    },
  })
}

function lookAt(id: string) {
  return { kind: recurringKind, key: id, payload: { series: id }, attemptsMax: 1000 }
}
