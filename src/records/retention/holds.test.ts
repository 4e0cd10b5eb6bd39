import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findEntries } from '#records/find.ts'
import type { NewHold } from '#records/retention/contract.ts'
import { listHolds, previewHold, setHold } from '#records/retention/holds.ts'
import { nextNight } from '#records/retention/next-night.ts'
import { ada, Nights, startMs, yearMs } from '#records/retention/test-nights.ts'

let nights: Nights
beforeEach(async () => {
  nights = await Nights.open()
})
afterEach(() => nights.close())

test('a hold wins over a schedule that is due, whatever it names, and lifting it lets the next night go on', async () => {
  await nights.keep(6)
  const set = [
    await nights.hold({ subject: 'reply:r0' }),
    await nights.hold({ account: 'water', to: new Date(startMs + 1).toISOString() }),
    await nights.hold({ words: 'REGLEMENT "Number 2"' }),
  ]
  expect(set.map((one) => one?.covered)).toEqual([1, 3, 1])
  nights.nowMs += 3 * yearMs
  const ahead = await nextNight(nights.archive.db, nights.nowMs, nights.nowMs)
  expect(ahead.going).toEqual([{ kind: 'reply-received', count: 1, oldest: new Date(startMs).toISOString() }])
  expect(ahead.kept.map(({ count }) => count).toSorted((a, b) => a - b)).toEqual([1, 1, 3])
  expect(await nights.night()).toEqual({ disposed: 1 })
  expect(await nights.emptied()).toEqual([6])
  expect(await nights.lift(set[1]?.id ?? '')).toBe(true)
  expect(await nights.lift(set[1]?.id ?? '')).toBe(false)
  expect(await nights.lift('nobody')).toBe(false)
  expect(await nights.night()).toEqual({ disposed: 3 })
  expect((await nights.check()).finding).toBeUndefined()
  const { entries } = await findEntries(nights.archive.db, { kind: 'hold-lifted' })
  expect(entries[0]).toMatchObject({ by: ada, facts: { name: 'Claim 12', reason: 'settled' } })
})

test.each<[string, Partial<NewHold>]>([
  ['everything', {}],
  ['a subject', { subject: 'reply:r3' }],
  ['an account', { account: 'city' }],
  ['a time', { from: new Date(startMs).toISOString(), to: new Date(startMs + 1).toISOString() }],
  ['words with accents', { words: 'RÈGLEMENT number' }],
  ['a phrase, another word, and one without', { words: '"number 3" OR "number 4" -water' }],
  ['text that is no query', { words: `"); drop table --` }],
])('the preview of a hold on %s counts what the guard then keeps', async (_what, scope) => {
  await nights.keep(8)
  const previewed = await previewHold(nights.archive.db, scope, nights.nowMs)
  const set = await nights.hold(scope)
  expect(set?.covered).toBe(previewed.covered)
  const held = await sql<{ n: number }>`select count(*)::int as n from records_entries e
    where records_held(e) and e.kind <> 'hold-set'`.execute(nights.archive.db)
  expect(held.rows[0]?.n).toBe(previewed.covered)
})

test('a hold covers what comes later too, and says so in the list without counting its own entry', async () => {
  await nights.hold({ words: 'nothing yet' })
  expect((await listHolds(nights.archive.db))[0]?.covered).toBe(0)
  nights.nowMs += 1
  await nights.hold({ account: 'city', words: 'Règlement' })
  await nights.keep(4)
  expect((await listHolds(nights.archive.db)).slice(0, 1)).toMatchObject([
    { name: 'Claim 12', account: 'city', words: 'Règlement', setBy: 'Ada Tremblay', covered: 2 },
  ])
})

test.each([
  [`update records_holds set to_at = now()`],
  [`update records_holds set words = 'nothing'`],
  [`update records_holds set subject = 'reply:other', lifted_at = now(), lifted_by = 'x', lift_reason = 'y'`],
  [`update records_holds set lifted_at = now(), lifted_by = 'x', lift_reason = ' '`],
  [`update records_holds set lifted_at = now()`],
  [`delete from records_holds`],
])('no step shortens a hold: %s', async (statement) => {
  await nights.hold({ subject: 'reply:r0' })
  await expect(sql.raw(statement).execute(nights.archive.db)).rejects.toThrow(/legal hold|append-only/u)
})

test('a lifted hold is never lifted again with another reason', async () => {
  const set = await nights.hold()
  await nights.lift(set?.id ?? '')
  await expect(
    sql`update records_holds set lift_reason = 'rewritten'`.execute(nights.archive.db),
  ).rejects.toThrow(/legal hold/u)
})

test('of a hold and a disposal at the same moment none loses: what the hold counted is what is left', async () => {
  await nights.keep(300)
  nights.nowMs += 3 * yearMs
  const [done, ...set] = await Promise.all([
    nights.night(),
    ...Array.from({ length: 4 }, () => nights.hold({ account: 'city' })),
  ])
  const left = 150 - (await nights.emptied()).filter((seq) => seq % 2 === 0).length
  for (const one of set) expect([150, left]).toContain(one?.covered)
  expect(done.disposed).toBe((await nights.emptied()).length)
  expect((await nights.check()).finding).toBeUndefined()
})

test('a hold set while a batch is being emptied waits for it; one set before it commits is seen by it', async () => {
  await nights.keep(4)
  nights.nowMs += 3 * yearMs
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  const setting = nights.archive.store.inTransaction(async (tx) => {
    const set = await setHold(
      tx,
      { name: 'Claim 12', reason: 'a lawsuit' },
      { by: ada, nowMs: nights.nowMs, nightMs: nights.nowMs },
    )
    await held
    return set
  })
  const nightly = nights.night()
  // The disposal stands at the end of the chain and waits: its choice is made after the hold is there.
  await expect
    .poll(async () => {
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`.execute(nights.archive.db)
      return rows[0]?.n
    })
    .toBeGreaterThan(0)
  release()
  expect((await setting)?.covered).toBe(5)
  expect(await nightly).toEqual({ disposed: 0 })
  expect(await nights.emptied()).toEqual([])
})
