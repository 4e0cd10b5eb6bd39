import { z } from 'zod'
import { minuteMs, secondMs } from '#kernel/time.ts'
import type { Archive } from '#records/archive.ts'
import { checkJob, runCheck } from '#records/checks.ts'
import { signHead } from '#records/heads.ts'
import { nextNightMs } from '#records/night.ts'
import { disposeOfDue } from '#records/retention/disposal.ts'
import { enqueue, type Job } from '#store/jobs.ts'
import { workJobs, type Fence, type RunAgain, type Worker } from '#store/work-jobs.ts'

/** The kind of job that runs every night: sign the day's head, dispose of what is due, forget old exports. */
const nightJob = 'records-night'

/** Starts the work of the archive that nobody waits for on the spot. */
export async function startRecordsJobs(archive: Archive): Promise<Worker> {
  const { store, clock, log } = archive
  const runAtMs = nextNightMs(clock.nowMs())
  await enqueue(store, { kind: nightJob, payload: {}, key: 'night', runAtMs, attemptsMax: 1000 })
  return workJobs({
    store,
    kinds: [nightJob, checkJob],
    leaseMs: 2 * minuteMs,
    pollMs: 10 * secondMs,
    atOnce: 2,
    clock,
    log,
    handle: (job, fence) => handle(archive, job, fence),
  })
}

const About = z.object({ id: z.string() })

async function handle(archive: Archive, job: Job, fence: Fence): Promise<void | RunAgain> {
  if (job.kind === checkJob) return runCheck(archive, About.parse(job.payload).id, fence)
  await nightWork(archive, fence)
  const nowMs = archive.clock.nowMs()
  return { runAgainInMs: nextNightMs(nowMs) - nowMs }
}

/** Signs what the day brought, disposes of what is due, and signs that too. */
async function nightWork(archive: Archive, fence: Fence): Promise<void> {
  await signHead(archive)
  const { disposed } = await disposeOfDue(archive, {
    beforeBatch: async () => {
      fence.signal.throwIfAborted()
      if (!(await fence.extend())) throw new Error('the night was taken over by another worker')
    },
  })
  if (disposed > 0) await signHead(archive)
}
