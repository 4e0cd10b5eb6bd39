import { z } from 'zod'
import type { Log } from '#kernel/log.ts'
import { minuteMs, secondMs } from '#kernel/time.ts'
import { nextStretch } from '#roles/publishing/history/on-record.ts'
import { recordJob, runJob } from '#roles/publishing/history/recording.ts'
import type { HistoryTables } from '#roles/publishing/history/tables.ts'
import { enqueue, type Job } from '#store/jobs.ts'
import type { Store } from '#store/store.ts'
import { workJobs, type Fence, type RunAgain, type Worker } from '#store/work-jobs.ts'

const About = z.object({ run: z.string() })

/** Stretches before others get their turn, and a worker that is told to stop may stop. */
const stretchesAtOnce = 20

type Needs = { store: Store; log: Log; nowMs(): number }

/** Puts what was brought in on record, stretch after stretch, until stopped. Goes on with every run that was left in the middle. */
export async function workHistory({ store, log, nowMs }: Needs): Promise<Worker> {
  const open = await store.db
    .withTables<HistoryTables>()
    .selectFrom('history_record_runs')
    .select('id')
    .where('ended_at', 'is', null)
    .execute()
  for (const { id } of open) await enqueue(store, runJob(id))
  return workJobs({
    ...{ store, log, kinds: [recordJob], leaseMs: minuteMs, pollMs: 10 * secondMs, atOnce: 1 },
    handle: (job, fence) => workOn({ store, nowMs }, job, fence),
  })
}

/** Goes on with the run of a job. One that fails to the last says so, and what it had put on record stays. */
export async function workOn(
  { store, nowMs }: Omit<Needs, 'log'>,
  job: Pick<Job, 'payload' | 'attempt' | 'attemptsMax'>,
  fence: Fence,
): Promise<void | RunAgain> {
  const { run } = About.parse(job.payload)
  try {
    for (let n = 0; n < stretchesAtOnce; n += 1) {
      fence.signal.throwIfAborted()
      if ((await nextStretch({ store, nowMs: nowMs() }, run, fence)) === 'ended') return
    }
  } catch (error) {
    if (job.attempt >= job.attemptsMax) await giveUp(store, run, nowMs())
    throw error
  }
  return { runAgainInMs: 1 }
}

async function giveUp(store: Store, id: string, nowMs: number): Promise<void> {
  await store.db
    .withTables<HistoryTables>()
    .updateTable('history_record_runs')
    .set({ ended_at: new Date(nowMs), has_failed: true })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute()
}
