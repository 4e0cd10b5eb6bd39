import { sql, type Kysely } from 'kysely'
import type { Log } from '#kernel/log.ts'
import { dayMs, hourMs, minuteMs, secondMs, type Clock } from '#kernel/time.ts'
import type { RecordsTables } from '#records/tables.ts'
import { filesOfNotes } from '#sending/federation/public-files.ts'
import { fileLimits } from '#sending/files/contract.ts'
import type { FilesTables } from '#sending/files/tables.ts'
import { enqueue } from '#store/jobs.ts'
import type { Store } from '#store/store.ts'
import { workJobs, type Worker } from '#store/work-jobs.ts'

/** Which of these files other rooms still refer to: drafts, approvals, pages, whatever shows or will send them. */
export type InUse = (sha256s: readonly string[]) => Promise<ReadonlySet<string>>

type SweepNeeds = { store: Store; clock: Clock; log: Log; inUse: InUse }

/** Files looked at in one transaction, and transactions in one sweep. */
const batchLength = 200
const batchesMax = 100

const jobKind = 'sending-files-sweep'

/**
 * Deletes files that nobody wanted for `fileLimits.unusedDays` and that nothing refers to: no other room, no delivery that is not
 * over, no entry of the archive that still says something, no note of ours on the fediverse, no piece cut out of it. What is referred to is asked about again
 * after as many days.
 *
 * @returns how many were deleted
 */
export async function sweepFiles(needs: SweepNeeds): Promise<number> {
  let deleted = 0
  for (let batch = 0; batch < batchesMax; batch++) {
    const { seen, gone } = await needs.store.inTransaction((tx) => sweepSome(needs, tx))
    deleted += gone
    if (seen < batchLength) break
  }
  return deleted
}

async function sweepSome(
  { clock, inUse }: SweepNeeds,
  tx: Kysely<unknown>,
): Promise<{ seen: number; gone: number }> {
  const db = tx.withTables<FilesTables>()
  const rows = await db
    .selectFrom('media_files')
    .select('sha256')
    .where('wanted_at', '<', new Date(clock.nowMs() - fileLimits.unusedDays * dayMs))
    .orderBy('wanted_at')
    .limit(batchLength)
    .forUpdate()
    .skipLocked()
    .execute()
  const old = rows.map(({ sha256 }) => sha256)
  if (old.length === 0) return { seen: 0, gone: 0 }
  const used = new Set([
    ...(await inUse(old)),
    ...(await onRecord(tx, old)),
    ...(await onTheirWay(tx, old)),
    ...(await filesOfNotes(tx, old)),
    ...(await wholeOfPieces(tx, old)),
  ])
  const stays = old.filter((sha256) => used.has(sha256))
  const goes = old.filter((sha256) => !used.has(sha256))
  if (stays.length > 0)
    await db
      .updateTable('media_files')
      .set({ wanted_at: new Date(clock.nowMs()) })
      .where('sha256', 'in', stays)
      .execute()
  if (goes.length > 0) await db.deleteFrom('media_files').where('sha256', 'in', goes).execute()
  return { seen: old.length, gone: goes.length }
}

/** Files of entries that were not disposed of. */
async function onRecord(tx: Kysely<unknown>, sha256s: readonly string[]): Promise<string[]> {
  const rows = await tx
    .withTables<FilesTables & RecordsTables>()
    .selectFrom('media_recorded')
    .innerJoin('records_entries', 'records_entries.seq', 'media_recorded.seq')
    .select('media_recorded.sha256')
    .distinct()
    .where('media_recorded.sha256', 'in', sha256s)
    .where('records_entries.disposed_by', 'is', null)
    .execute()
  return rows.map(({ sha256 }) => sha256)
}

/** Files of deliveries that may still be sent. What is over is on record. */
async function onTheirWay(tx: Kysely<unknown>, sha256s: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ sha256: string }>`
    select sha256 from unnest(${sha256s}::text[]) as asked(sha256)
    where exists (select from deliveries
      where state not in ('sent', 'cancelled') and position(asked.sha256 in content) > 0)`.execute(tx)
  return rows.map(({ sha256 }) => sha256)
}

/** Pictures of which a piece is still kept: whoever crops it anew begins with all of it. */
async function wholeOfPieces(tx: Kysely<unknown>, sha256s: readonly string[]): Promise<string[]> {
  const rows = await tx
    .withTables<FilesTables>()
    .selectFrom('media_cuts')
    .select('of_sha256')
    .distinct()
    .where('of_sha256', 'in', sha256s)
    .execute()
  return rows.map(({ of_sha256 }) => of_sha256)
}

/** Sweeps once a day, in whichever process takes the job. */
export async function watchFiles(needs: SweepNeeds): Promise<Worker> {
  const { store, clock, log } = needs
  await enqueue(store, { kind: jobKind, payload: {}, key: 'sweep', runAtMs: clock.nowMs() + minuteMs })
  return workJobs({
    ...{ store, clock, log, kinds: [jobKind], leaseMs: 10 * minuteMs, pollMs: 60 * secondMs, atOnce: 1 },
    handle: async () => {
      const deleted = await sweepFiles(needs)
      if (deleted > 0) log('info', 'files that nothing refers to were deleted', { deleted })
      return { runAgainInMs: 24 * hourMs }
    },
  })
}
