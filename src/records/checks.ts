import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { secondMs } from '#kernel/time.ts'
import type { Archive } from '#records/archive.ts'
import { checkChain } from '#records/check.ts'
import { Finding, type ArchiveState } from '#records/contract.ts'
import { lastHead, signHead } from '#records/heads.ts'
import type { RecordsDb, RecordsTables } from '#records/tables.ts'
import { enqueue } from '#store/jobs.ts'
import type { Fence } from '#store/work-jobs.ts'

/** The kind of job that checks the whole chain. */
export const checkJob = 'records-check'

/** Checks whose outcome is kept, newest first. */
const checksKept = 100

/** How often the progress of a long job is written down, ms. */
export const progressEveryMs = secondMs / 2

/** How the archive stands: its size, its newest signed head and its newest check. */
export async function archiveState({ db, signer }: Archive): Promise<ArchiveState> {
  const head = await db.selectFrom('records_head').select('seq').executeTakeFirstOrThrow()
  const check = await db
    .selectFrom('records_checks')
    .selectAll()
    .orderBy('begun_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  const signed = await lastHead(db)
  return {
    entries: head.seq,
    fingerprint: signer.public.fingerprint,
    accounts: await accountsIn(db),
    ...(signed === undefined ? {} : { lastHead: signed }),
    ...(check === undefined ? {} : { check: checkView(check) }),
  }
}

/** Accounts offered to choose from. */
const accountsMax = 200

/** The accounts that entries are about. Steps from one to the next along the index instead of reading every entry. */
async function accountsIn(db: RecordsDb): Promise<string[]> {
  const { rows } = await sql<{ account: string }>`
    with recursive step(account) as (
      (select min(account) from records_entries)
      union all
      select (select min(e.account) from records_entries e where e.account > step.account)
      from step where step.account is not null)
    select account from step where account is not null limit ${accountsMax}`.execute(db)
  return rows.map(({ account }) => account)
}

function checkView(row: {
  begun_at: Date
  done: number
  total: number
  ended_at: Date | null
  finding: string | null
}): ArchiveState['check'] {
  return {
    begunAt: row.begun_at.toISOString(),
    done: row.done,
    total: row.total,
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at.toISOString() }),
    ...(row.finding === null ? {} : { finding: Finding.parse(JSON.parse(row.finding)) }),
  }
}

/** Asks for a check of the whole chain; one that still runs is not joined by a second. */
export async function askCheck(archive: Archive): Promise<void> {
  const { store, clock } = archive
  const total = await signHead(archive)
  await store.inTransaction(async (tx) => {
    const id = randomUUID()
    const { added } = await enqueue(
      store,
      { kind: checkJob, payload: { id }, key: 'check', attemptsMax: 3 },
      tx,
    )
    if (!added) return
    await tx
      .withTables<RecordsTables>()
      .insertInto('records_checks')
      .values({ id, begun_at: new Date(clock.nowMs()), total: total.seq })
      .execute()
  })
}

/** Works on an asked check: writes how far it is, and what came of it. */
export async function runCheck(archive: Archive, id: string, fence: Fence): Promise<void> {
  const { db, store, clock, log } = archive
  let toldMs = 0
  const { entries, finding } = await checkChain(db, {
    onProgress: async (done, total) => {
      fence.signal.throwIfAborted()
      if (clock.nowMs() - toldMs < progressEveryMs) return
      toldMs = clock.nowMs()
      await fence.extend()
      await db.updateTable('records_checks').set({ done, total }).where('id', '=', id).execute()
    },
  })
  if (finding !== undefined) log('error', 'the archive is not as it was hashed', { ...finding })
  await store.inTransaction(async (anyTx) => {
    if (!(await fence.stillMine(anyTx))) return
    const ended = { done: entries, total: entries, ended_at: new Date(clock.nowMs()) }
    const tx = anyTx.withTables<RecordsTables>()
    await tx
      .updateTable('records_checks')
      .set({ ...ended, finding: finding === undefined ? null : JSON.stringify(finding) })
      .where('id', '=', id)
      .execute()
    await forgetOldChecks(tx)
  })
}

async function forgetOldChecks(tx: RecordsDb): Promise<void> {
  const kept = tx.selectFrom('records_checks').select('id').orderBy('begun_at', 'desc').limit(checksKept)
  await tx.deleteFrom('records_checks').where('id', 'not in', kept).execute()
}
