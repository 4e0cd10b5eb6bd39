import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { sql, type Kysely } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { allMigrations } from '#app/desk.ts'
import { silentLog } from '#kernel/log.ts'
import { wallClock } from '#kernel/time.ts'
import { openArchive, type Archive } from '#records/archive.ts'
import { checkChain } from '#records/check.ts'
import type { Finding, NewRecord } from '#records/contract.ts'
import { signHead } from '#records/heads.ts'
import { keepRecord } from '#records/records.ts'
import { setClock } from '#records/retention/clocks.ts'
import { liftHold, setHold } from '#records/retention/holds.ts'
import { setPause } from '#records/retention/pause.ts'
import { setSchedule } from '#records/retention/schedules.ts'
import { openTestStore } from '#store/test-store.ts'

// Promise 7, the archive's side: append-only, hash-chained, and no act without its record. (The acts' side is beside it.)

let archive: Archive
let dataDir = ''
const nowMs = Date.UTC(2031, 3, 7)
const ada = { kind: 'person', id: 'ada', name: 'Ada Tremblay' } as const
const entry = (i: number): NewRecord => ({
  kind: 'delivery',
  by: ada,
  subject: `message:m${i}`,
  facts: { title: `Closing of street ${i}` },
})
const lastEntry = 12

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'bellwether-promise-7-'))
  const store = await openTestStore(allMigrations)
  archive = await openArchive({ store, clock: wallClock, log: silentLog, dataDir })
  // With the making of the key, the last entry is number 12.
  const entries = Array.from({ length: lastEntry - 1 }, (_, i) => entry(i + 2))
  await store.inTransaction((tx) => keepRecord(tx, entries, nowMs))
  await store.inTransaction((tx) =>
    setHold(
      tx,
      { name: 'Claim', reason: 'a lawsuit', subject: 'message:m4' },
      { by: ada, nowMs, nightMs: nowMs },
    ),
  )
  await signHead(archive)
})
afterEach(async () => {
  await archive.store.close()
  await rm(dataDir, { recursive: true, force: true })
})

const check = async (): Promise<Finding | undefined> =>
  (await checkChain(archive.db, { onProgress: async () => undefined })).finding
const run = (statement: string) => sql.raw(statement).execute(archive.db)

/** Every column of the tables that prove something, from the database itself: a new one cannot be forgotten. */
async function columns(): Promise<{ table: string; column: string }[]> {
  const { rows } = await sql<{ table: string; column: string }>`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema = current_schema()
      and table_name in ('records_entries', 'records_head', 'records_heads', 'records_keys', 'records_holds')`.execute(
    archive.db,
  )
  return rows
}

test('no SQL changes, deletes or empties what is on record: every column of every table that proves something', async () => {
  const all = await columns()
  expect(all.length).toBeGreaterThan(35)
  for (const { table, column } of all) {
    const update = `update ${table} set ${column} = ${column}`
    await expect(run(update)).rejects.toThrow(/append-only|never goes back|legal hold/u)
  }
  for (const table of new Set(all.map((one) => one.table)))
    for (const statement of [`delete from ${table}`, `truncate ${table} cascade`])
      await expect(run(statement)).rejects.toThrow(/append-only/u)
  expect(await check()).toBeUndefined()
})

// Somebody with all rights on the database switches the guards off first. What they do is then found by the check.
const guardsOff = `alter table records_entries disable trigger all; alter table records_head disable trigger all;
  alter table records_heads disable trigger all;`

test('whichever entry somebody alters, removes or swaps with another, the check names it', async () => {
  await run(guardsOff)
  const seq = fc.integer({ min: 1, max: lastEntry - 1 })
  const tampering = fc.oneof(
    seq.map((at) => ({
      how: `update records_entries set body = jsonb_set(body::jsonb, '{subject}', '"message:other"')::text where seq = ${at}`,
      found: { why: 'altered', seq: at },
    })),
    seq.map((at) => ({
      how: `update records_entries set body = left(body, 20) where seq = ${at}`,
      found: { why: 'altered', seq: at },
    })),
    seq.map((at) => ({
      how: `update records_entries set at = at - interval '1 day' where seq = ${at}`,
      found: { why: 'altered', seq: at },
    })),
    seq.map((at) => ({
      how: `delete from records_entries where seq = ${at}`,
      found: { why: 'missing', seq: at },
    })),
    seq.map((at) => ({
      how: `update records_entries set seq = -1 where seq = ${at}; update records_entries set seq = ${at} where seq = ${at + 1};
        update records_entries set seq = ${at + 1} where seq = -1`,
      found: { why: 'altered', seq: at },
    })),
    seq.map((at) => ({
      how: `delete from records_entries where seq > ${at}`,
      found: { why: 'cut-off', seq: at + 1 },
    })),
  )
  await fc.assert(
    fc.asyncProperty(tampering, async ({ how, found }) => {
      const undone = new Error('undone')
      const tried = archive.store.inTransaction(async (tx) => {
        await sql.raw(how).execute(tx)
        const db = tx.withTables() as typeof archive.db // the same tables, inside the transaction
        const seen = await checkChain(db, { onProgress: async () => undefined })
        expect(seen.finding).toEqual(found)
        throw undone
      })
      await expect(tried).rejects.toBe(undone)
    }),
    { numRuns: 60 },
  )
})

test('an act whose record cannot be written does not happen', async () => {
  await run(`create function full_disk() returns trigger language plpgsql as $$ begin
      raise exception 'could not extend file: No space left on device'; end $$;
    create trigger full_disk before insert on records_entries for each statement execute function full_disk()`)
  const before = await everything()
  const acts: ((tx: Kysely<unknown>) => Promise<unknown>)[] = [
    (tx) => setSchedule(tx, { kind: 'edit', years: 1, reason: 'the bylaw', by: ada }, nowMs),
    (tx) => setClock(tx, { clock: 'listening', days: 7, reason: 'the bylaw', by: ada }, nowMs),
    (tx) => setPause(tx, { paused: true, reason: 'an audit', by: ada }, nowMs),
    (tx) => setHold(tx, { name: 'Another', reason: 'a lawsuit' }, { by: ada, nowMs, nightMs: nowMs }),
    async (tx) => liftHold(tx, { id: await holdId(), reason: 'settled', by: ada, nowMs }),
  ]
  for (const act of acts) await expect(archive.store.inTransaction(act)).rejects.toThrow(/No space left/u)
  expect(await everything()).toEqual(before)
})

async function holdId(): Promise<string> {
  return (await archive.db.selectFrom('records_holds').select('id').executeTakeFirstOrThrow()).id
}

/** All that those acts would have changed. */
async function everything(): Promise<unknown> {
  const { db } = archive
  return {
    schedules: await db.selectFrom('records_schedules').selectAll().execute(),
    clocks: await db.selectFrom('records_clocks').selectAll().execute(),
    holds: await db.selectFrom('records_holds').selectAll().execute(),
    disposal: await db.selectFrom('records_disposal').selectAll().execute(),
    head: await db.selectFrom('records_head').selectAll().execute(),
  }
}
