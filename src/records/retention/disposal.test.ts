import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findEntries, findEntry } from '#records/find.ts'
import { headsWhere, signHead } from '#records/heads.ts'
import { disposedAtOnce } from '#records/retention/disposal.ts'
import { Nights, yearMs } from '#records/retention/test-nights.ts'
import { headFault, keysById } from '#records/signing.ts'

let nights: Nights
beforeEach(async () => {
  nights = await Nights.open()
})
afterEach(() => nights.close())

test('what is due is emptied under one entry that says what, how many and by which schedule, and the chain holds', async () => {
  await nights.keep(3)
  await nights.keep(2, { kind: 'delivery' })
  nights.nowMs += 2 * yearMs
  expect(await nights.night()).toEqual({ disposed: 3 })
  expect(await nights.emptied()).toEqual([2, 3, 4])
  const { entries } = await findEntries(nights.archive.db, { kind: 'disposal' })
  expect(entries[0]).toMatchObject({
    by: { kind: 'desk' },
    facts: {
      count: 3,
      kinds: { 'reply-received': 3 },
      schedule: { 'reply-received': 2 },
      first: { seq: 2 },
      last: { seq: 4 },
    },
  })
  expect(await findEntry(nights.archive.db, 3)).toMatchObject({
    holds: true,
    entry: { kind: 'reply-received', disposedBy: entries[0]?.seq },
  })
  expect((await findEntry(nights.archive.db, 3))?.fields).toBeUndefined()
  expect(await nights.check()).toEqual({ entries: 7 })
  expect(await nights.night()).toEqual({ disposed: 0 })
})

test('nothing of an emptied entry is left to be found', async () => {
  await nights.keep(1)
  nights.nowMs += 3 * yearMs
  await nights.night()
  for (const query of [
    { words: 'reglement' },
    { person: 'Boris' },
    { subject: 'reply:r0' },
    { account: 'city' },
  ])
    expect((await findEntries(nights.archive.db, query)).entries).toEqual([])
  const { rows } = await sql<{
    left: string
  }>`select e::text as left from records_entries e where seq = 2`.execute(nights.archive.db)
  expect(rows[0]?.left).not.toMatch(/Boris|glement|reply:r0|city/u)
})

test('a head signed before a disposal still verifies after it', async () => {
  await nights.keep(4)
  const yesterday = await signHead(nights.archive)
  nights.nowMs += 3 * yearMs
  await nights.night()
  const [same] = await headsWhere(nights.archive.db, { from: yesterday.seq, to: yesterday.seq, limit: 1 })
  expect(same).toEqual(yesterday)
  expect(headFault(yesterday, keysById([nights.archive.signer.public]))).toBeUndefined()
  expect((await findEntry(nights.archive.db, yesterday.seq))?.hash).toBe(yesterday.hash)
  expect((await findEntry(nights.archive.db, 3))?.head).toEqual(yesterday)
  expect((await nights.check()).finding).toBeUndefined()
})

test(
  '10,000 entries go in batches, each under its own entry, with held ones left in between',
  { timeout: 60_000 },
  async () => {
    await nights.keep(10_000)
    await nights.hold({ words: '"number 4999"' })
    nights.nowMs += 3 * yearMs
    expect(await nights.night()).toEqual({ disposed: 9999 })
    expect(await nights.emptied()).toHaveLength(9999)
    const { entries } = await findEntries(nights.archive.db, { kind: 'disposal' })
    expect(entries).toHaveLength(10_000 / disposedAtOnce)
    expect(await nights.check()).toEqual({ entries: 1 + 10_000 + 1 + entries.length })
  },
)

const guardsOff = 'alter table records_entries disable trigger all;'

test.each([
  [
    'one entry too many',
    `update records_entries set body = null, salt = null, disposed_by = 8 where seq = 5`,
    8,
  ],
  [
    'another entry in place of one that was filled again',
    `update records_entries set disposed_by = null, body = (select body from records_entries where seq = 6),
       salt = (select salt from records_entries where seq = 6) where seq = 2;`,
    2,
  ],
  [
    'an entry in the name of no disposal',
    `alter table records_entries drop constraint records_entries_disposed_by_fkey;
     update records_entries set body = null, salt = null, disposed_by = 999 where seq = 6`,
    6,
  ],
  [
    'an entry in the name of no disposal, but of another entry',
    `update records_entries set body = null, salt = null, disposed_by = 7 where seq = 6`,
    7,
  ],
])('the check names what was emptied by hand: %s', async (_what, tampering, seq) => {
  await nights.keep(2)
  nights.nowMs += 3 * yearMs
  await nights.keep(4)
  await nights.night()
  await sql.raw(guardsOff + tampering).execute(nights.archive.db)
  expect((await nights.check()).finding).toEqual({ why: 'altered', seq })
})
