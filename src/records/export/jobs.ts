import { z } from 'zod'
import { hourMs, secondMs } from '#kernel/time.ts'
import type { Archive } from '#records/archive.ts'
import type { FilesOf } from '#records/export/files.ts'
import { expireExports, exportJob, runExport } from '#records/export/make.ts'
import { enqueue, type Job } from '#store/jobs.ts'
import { workJobs, type Fence, type RunAgain, type Worker } from '#store/work-jobs.ts'

const expireJob = 'records-exports-expire'

/** A short lease, because somebody waits in front of the screen when a desk was killed in the middle. */
const leaseMs = 30 * secondMs

const About = z.object({ id: z.string() })

/**
 * Starts the work on exports: making bundles, one at a time, and taking them away after their days.
 *
 * @param o.filesOf who keeps the files that entries name; missing: bundles hold none
 */
export async function startExportJobs(archive: Archive, o: { filesOf?: FilesOf } = {}): Promise<Worker> {
  const { store, clock, log } = archive
  await enqueue(store, { kind: expireJob, payload: {}, key: 'expire', attemptsMax: 1000 })
  return workJobs({
    store,
    kinds: [exportJob, expireJob],
    leaseMs,
    pollMs: 5 * secondMs,
    atOnce: 1,
    clock,
    log,
    handle: (job, fence) => handle(archive, job, { fence, filesOf: o.filesOf }),
  })
}

async function handle(
  archive: Archive,
  job: Job,
  o: { fence: Fence; filesOf: FilesOf | undefined },
): Promise<void | RunAgain> {
  if (job.kind === exportJob) {
    const isLast = job.attempt >= job.attemptsMax
    return runExport(archive, About.parse(job.payload).id, { ...o, isLast })
  }
  await expireExports(archive)
  return { runAgainInMs: hourMs }
}
