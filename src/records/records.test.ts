import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ZodError } from 'zod'
import { contentHash, entryHash, genesisHash, leafHashes } from '#records/chain.ts'
import { NewRecord } from '#records/contract.ts'
import { recordsMigrations } from '#records/migrations.ts'
import { entriesAtOnceMax, keepRecord } from '#records/records.ts'
import { openTestStore } from '#store/test-store.ts'
import type { Store } from '#store/store.ts'

let store: Store
beforeAll(async () => {
  store = await openTestStore([recordsMigrations])
})
afterAll(() => store.close())

const act: NewRecord = {
  kind: 'moderation',
  by: { kind: 'person', id: 'ada', name: 'Ada Tremblay' },
  subject: 'reply:r1',
  account: 'city',
  language: 'fr',
  lane: 'normal',
  facts: { rule: 'insults', reason: 'a name was called', hidden: true },
}
const keep = (entries: NewRecord | readonly NewRecord[], atMs = 1_800_000_000_000): Promise<number> =>
  store.inTransaction((tx) => keepRecord(tx, entries, atMs))

type Kept = { seq: number; salt: Buffer; body: string; content: string; hash: string }
async function all(): Promise<Kept[]> {
  const { rows } = await sql<Kept>`select seq, salt, body, encode(content, 'hex') as content,
    encode(hash, 'hex') as hash from records_entries order by seq`.execute(store.db)
  return rows
}

/** The chain computed anew from what is stored. */
async function recomputed(): Promise<boolean> {
  let before = genesisHash
  for (const [i, row] of (await all()).entries()) {
    const body = JSON.parse(row.body) as { at: string }
    const entry = NewRecord.parse(body)
    const content = contentHash({ ...entry, seq: i + 1, at: body.at }, leafHashes(entry, row.salt))
    before = entryHash(before, content)
    if (row.seq !== i + 1 || row.content !== content || row.hash !== before) return false
  }
  return true
}

test('entries are numbered without gaps and each hashes the one before, also when twenty happen at once', async () => {
  await keep([act, act])
  await Promise.all(Array.from({ length: 20 }, () => keep(act)))
  expect(await recomputed()).toBe(true)
})

test('whatever an act says is kept as it was said and can be computed again', async () => {
  const facts = fc.dictionary(fc.string({ minLength: 1, maxLength: 40, unit: 'binary' }), fc.jsonValue(), {
    maxKeys: 6,
  })
  await fc.assert(
    fc.asyncProperty(
      facts,
      fc.string({ minLength: 1, maxLength: 60, unit: 'binary' }),
      async (said, subject) => {
        await keep({ ...act, subject, facts: said as NewRecord['facts'] })
      },
    ),
    { numRuns: 60 },
  )
  expect(await recomputed()).toBe(true)
})

test('an act that rolls back leaves nothing, and no gap', async () => {
  const before = (await all()).length
  const broken = store.inTransaction(async (tx) => {
    await keepRecord(tx, act, 1_800_000_000_000)
    throw new Error('the act failed')
  })
  await expect(broken).rejects.toThrow('the act failed')
  await keep(act)
  expect((await all()).length).toBe(before + 1)
  expect(await recomputed()).toBe(true)
})

test.each([
  ['a kind nobody knows', { ...act, kind: 'rumour' }],
  ['nothing it is about', { ...act, subject: '' }],
  ['a fact that is no JSON', { ...act, facts: { when: () => 1 } }],
  ['no actor', { ...act, by: undefined }],
])('%s is refused, and with it the act', async (_what, entry) => {
  const before = (await all()).length
  await expect(keep(entry as NewRecord)).rejects.toThrow(ZodError)
  expect((await all()).length).toBe(before)
})

test('an entry has a largest size, and so has a batch', async () => {
  await expect(keep({ ...act, facts: { text: 'é'.repeat(200_000) } })).rejects.toThrow(RangeError)
  await expect(keep(Array.from({ length: entriesAtOnceMax + 1 }, () => act))).rejects.toThrow(RangeError)
  expect(await keep([])).toBe((await all()).length)
})

test('the largest entry of nothing but different words is kept', async () => {
  const words = Array.from({ length: 24_000 }, (_, i) => i.toString(36)).join(' ')
  await keep({ ...act, facts: { words } })
  expect(await recomputed()).toBe(true)
})

test.each([
  ["update records_entries set body = replace(body, 'Ada', 'Eve')"],
  ['update records_entries set at = now()'],
  ["update records_entries set hash = decode(repeat('11', 32), 'hex') where seq = 1"],
  [
    'update records_entries set body = null, salt = null, words = null, actor = null, actor_name = null, subject = null, account = null, disposed_by = 1',
  ],
  ['delete from records_entries where seq = 1'],
  ['truncate records_entries cascade'],
  ['update records_head set seq = 1'],
  ['delete from records_head'],
  ['truncate records_holds'],
])('the database itself refuses: %s', async (statement) => {
  await keep(act)
  await expect(sql.raw(statement).execute(store.db)).rejects.toThrow(/append-only|never goes back/u)
  expect(await recomputed()).toBe(true)
})
