import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { silentLog } from '#kernel/log.ts'
import { wallClock } from '#kernel/time.ts'
import { openArchive, type Archive } from '#records/archive.ts'
import { checkChain } from '#records/check.ts'
import type { NewRecord } from '#records/contract.ts'
import { findEntries, findEntry } from '#records/find.ts'
import { allKeys, headsWhere, signHead } from '#records/heads.ts'
import { recordsMigrations } from '#records/migrations.ts'
import { keepRecord } from '#records/records.ts'
import { openTestStore } from '#store/test-store.ts'

let archive: Archive
let dataDir = ''
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'bellwether-archive-'))
  archive = await open()
})
afterEach(async () => {
  await archive.store.close()
  await rm(dataDir, { recursive: true, force: true })
})

async function open(): Promise<Archive> {
  return openArchive({
    store: await openTestStore([recordsMigrations]),
    clock: wallClock,
    log: silentLog,
    dataDir,
  })
}

const startMs = Date.UTC(2031, 3, 7)
const said = (i: number, more: Partial<NewRecord> = {}): NewRecord => ({
  kind: 'edit',
  by: { kind: 'person', id: `p${i % 3}`, name: ['Ada Tremblay', 'Boris Roy', 'Chloé Yang'][i % 3] ?? '' },
  subject: `message:m${i}`,
  account: i % 2 === 0 ? 'city' : 'water',
  facts: { text: `Règlement number ${i} was changed`, hash: 'ab' },
  ...more,
})
const keep = (entries: NewRecord[], atMs = startMs): Promise<number> =>
  archive.store.inTransaction((tx) => keepRecord(tx, entries, atMs))
const check = () => checkChain(archive.db, { onProgress: async () => undefined })

test('the key is made once, for our account only, and its making is the first entry', async () => {
  const file = join(dataDir, 'keys', 'records-ed25519.pem')
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  const made = await readFile(file, 'utf8')
  const again = await openArchive({ ...archive, dataDir })
  expect(await readFile(file, 'utf8')).toBe(made)
  expect(again.signer.public.id).toBe(archive.signer.public.id)
  const { entries } = await findEntries(archive.db, { kind: 'key-made' })
  expect(entries.map(({ seq, subject }) => [seq, subject])).toEqual([
    [1, `records-key:${again.signer.public.id}`],
  ])
})

test('a key file that is none stops the start', async () => {
  await writeFile(join(dataDir, 'keys', 'records-ed25519.pem'), 'not a key')
  await expect(openArchive({ ...archive, dataDir })).rejects.toThrow(/DECODER|decode|unsupported/iu)
})

test('an entry is found by time, kind, account, person and words, also without accents, and in no other way', async () => {
  await keep([said(0), said(1), said(2), said(3, { kind: 'deletion' })], startMs)
  await keep([said(4)], startMs + 86_400_000)
  const seqs = async (query: Parameters<typeof findEntries>[1]): Promise<number[]> =>
    (await findEntries(archive.db, query)).entries.map(({ seq }) => seq)
  expect(await seqs({ kind: 'deletion' })).toEqual([5])
  expect(await seqs({ account: 'water' })).toEqual([5, 3])
  expect(await seqs({ person: 'chloé' })).toEqual([4])
  expect(await seqs({ person: '%' })).toEqual([])
  expect(await seqs({ words: 'reglement -"number 2" -"number 1"' })).toEqual([6, 5, 2])
  expect(await seqs({ from: '2031-04-08T00:00:00Z' })).toEqual([6])
  expect(await seqs({ to: '2031-04-07T00:00:00Z', words: 'number' })).toEqual([])
  expect(await seqs({ words: `"); drop table records_entries; --` })).toEqual([])
})

test('pages neither repeat nor lose an entry', async () => {
  await keep(Array.from({ length: 120 }, (_, i) => said(i)))
  const seen: number[] = []
  let before: number | undefined
  do {
    const page = await findEntries(archive.db, {}, before)
    seen.push(...page.entries.map(({ seq }) => seq))
    before = page.before
  } while (before !== undefined)
  expect(seen).toEqual(Array.from({ length: 121 }, (_, i) => 121 - i))
})

test('one entry shows what proves it, and the first signed head that covers it', async () => {
  await keep([said(0), said(1)])
  const head = await signHead(archive)
  await keep([said(2)])
  const found = await findEntry(archive.db, 2)
  expect(found).toMatchObject({ holds: true, head, heldBy: [], entry: { subject: 'message:m0' } })
  expect(found?.fields?.map(({ name }) => name)).toEqual(['by', 'subject', 'facts.hash', 'facts.text'])
  expect((await findEntry(archive.db, 4))?.head).toBeUndefined()
  expect(await findEntry(archive.db, 5)).toBeUndefined()
})

test('a whole chain is found whole, and signing an unchanged chain twice makes one head', async () => {
  await keep(Array.from({ length: 30 }, (_, i) => said(i)))
  expect(await signHead(archive)).toEqual(await signHead(archive))
  expect((await headsWhere(archive.db, { limit: 10 })).map(({ seq }) => seq)).toEqual([1, 31])
  expect(await check()).toEqual({ entries: 31 })
})

// Somebody with all rights on the database switches the guards off first.
const guardsOff =
  'alter table records_entries disable trigger all; alter table records_head disable trigger all;'
test.each([
  [
    'altered text',
    `update records_entries set body = replace(body, 'number 5', 'number 6') where seq = 7`,
    { why: 'altered', seq: 7 },
  ],
  [
    'another time',
    `update records_entries set at = at + interval '1 s' where seq = 9`,
    { why: 'altered', seq: 9 },
  ],
  ['another kind', `update records_entries set kind = 'deletion' where seq = 9`, { why: 'altered', seq: 9 }],
  ['a removed entry', 'delete from records_entries where seq = 8', { why: 'missing', seq: 8 }],
  ['a cut-off end', 'delete from records_entries where seq > 20', { why: 'cut-off', seq: 21 }],
  [
    'an emptied entry without a disposal',
    'update records_entries set body = null where seq = 4',
    { why: 'altered', seq: 4 },
  ],
  [
    'two entries swapped',
    'update records_entries set seq = -1 where seq = 5; update records_entries set seq = 5 where seq = 6; update records_entries set seq = 6 where seq = -1',
    { why: 'altered', seq: 5 },
  ],
  [
    'an end cut off and the head set back',
    `delete from records_entries where seq > 20; update records_head set seq = 20, hash = (select hash from records_entries where seq = 20)`,
    { why: 'cut-off', seq: 21 },
  ],
])('the check names %s', async (_what, tampering, finding) => {
  await keep(Array.from({ length: 30 }, (_, i) => said(i)))
  await signHead(archive)
  await sql.raw(guardsOff + tampering).execute(archive.db)
  expect((await check()).finding).toEqual(finding)
})

test('a chain computed anew after a change does not fit the signed head', async () => {
  await keep([said(0), said(1)])
  await signHead(archive)
  const forged = await openTestStore([recordsMigrations])
  const other = await openArchive({ ...archive, store: forged, dataDir })
  await forged.inTransaction((tx) => keepRecord(tx, [said(0), said(7)], startMs))
  await sql.raw(guardsOff).execute(archive.db)
  const { rows } = await sql<
    Record<string, unknown>
  >`select seq, body, salt, content, hash from records_entries`.execute(other.db)
  for (const row of rows)
    await sql`update records_entries set body = ${row['body']}, salt = ${row['salt']}, content = ${row['content']},
      hash = ${row['hash']}, at = (${row['body']}::jsonb ->> 'at')::timestamptz where seq = ${row['seq']}`.execute(
      archive.db,
    )
  expect((await check()).finding).toEqual({ why: 'head-differs', seq: 1 })
  await forged.close()
})

test('a head signed by a key that this desk never had is named', async () => {
  await sql
    .raw(
      `alter table records_heads disable trigger all; update records_heads set signature = decode(repeat('22', 64), 'hex')`,
    )
    .execute(archive.db)
  expect((await check()).finding).toEqual({ why: 'wrong-signature', seq: 1 })
  expect(await allKeys(archive.db)).toHaveLength(1)
})
