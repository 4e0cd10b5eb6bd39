import { sql } from 'kysely'
import { dayMs, minuteMs, secondMs } from '#kernel/time.ts'
import { tellQuiet } from '#roles/faces/life-cycle/quiet.ts'
import { sweepLookAlikes } from '#roles/faces/look-alikes/keeping.ts'
import { lookByName } from '#roles/faces/look-alikes/looking-by-name.ts'
import { searchFor } from '#roles/faces/look-alikes/searching.ts'
import type { OfficialNeeds } from '#roles/faces/register/ground.ts'
import { lookAt } from '#roles/faces/register/looking.ts'
import { accountRows } from '#roles/faces/register/store.ts'
import { enqueue } from '#store/jobs.ts'
import { workJobs, type Fence, type RunAgain, type Worker } from '#store/work-jobs.ts'

const jobKind = 'official-accounts'
/** One account takes a few questions of 15 s at most; the lease is renewed before each. */
const leaseMs = 10 * minuteMs

/** Looks at every account once a day, on one of the processes; a restart does not begin the day anew. */
export async function workDaily(needs: OfficialNeeds): Promise<Worker> {
  const { store, log } = needs
  const lastMs = await lastLookMs(needs)
  await enqueue(store, {
    kind: jobKind,
    key: 'daily',
    payload: {},
    ...(lastMs === undefined ? {} : { runAtMs: lastMs + dayMs }),
  })
  return workJobs({
    ...{ store, log, kinds: [jobKind], leaseMs, pollMs: 30 * secondMs },
    handle: (_job, fence) => lookAtAll(needs, fence),
  })
}

async function lastLookMs({ store }: OfficialNeeds): Promise<number | undefined> {
  const { rows } = await sql<{ at: Date | null }>`select max(checked_at) as at from account_checks`.execute(
    store.db,
  )
  return rows[0]?.at?.getTime()
}

/** Looks at all accounts, one after the other; what fails for one is noted in the log and holds up none of the others. */
export async function lookAtAll(
  needs: OfficialNeeds,
  fence: Pick<Fence, 'extend' | 'signal'>,
): Promise<RunAgain> {
  for (const { id, closedMs } of await accountRows(needs.store.db)) {
    if (closedMs !== undefined) continue
    if (!(await fence.extend()) || fence.signal.aborted) break
    try {
      await lookAt(needs, id, fence.signal)
      // Nobody in the pretend town has to be found by itself: whoever practises asks.
      if (!needs.isPractice) {
        await searchFor(needs, id, fence.signal)
        // Refused where nobody switched it on, or its week is not over.
        await lookByName(needs, { id, by: 'itself' }, fence.signal)
      }
    } catch (error) {
      needs.log('warn', 'an official account could not be looked at', {
        account: id,
        why: String(error).slice(0, 200),
      })
    }
  }
  await tellQuiet(needs)
  await sweepLookAlikes(needs.store.db, needs.clock.nowMs())
  return { runAgainInMs: dayMs }
}
