import type { Log } from '#kernel/log.ts'
import { minuteMs, secondMs } from '#kernel/time.ts'
import { enqueue } from '#store/jobs.ts'
import type { Store } from '#store/store.ts'
import { workJobs, type Worker } from '#store/work-jobs.ts'
import type { Reactions } from '#roles/reactions/reactions.ts'

const jobKind = 'reactions-look-after'
const everyMs = 5 * minuteMs

/** Every five minutes, in one process of all: freezes what is over, draws the monthly check, lets go of what expired. */
export async function workReactions(o: { store: Store; reactions: Reactions; log: Log }): Promise<Worker> {
  const { store, reactions, log } = o
  await enqueue(store, { kind: jobKind, payload: {}, key: 'one', attemptsMax: 1000 })
  return workJobs({
    ...{ store, log, kinds: [jobKind], leaseMs: 5 * minuteMs, pollMs: 10 * secondMs, atOnce: 1 },
    handle: async (job) => {
      // After a crash two may go round; the one that gave its key up ends here.
      if (job.key === undefined) return
      await reactions.lookAfter()
      return { runAgainInMs: everyMs }
    },
  })
}
