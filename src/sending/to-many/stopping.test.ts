import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { minuteMs } from '#kernel/time.ts'
import type { Store } from '#store/store.ts'
import { openTestStore } from '#store/test-store.ts'
import { pause, resume } from '#sending/pausing.ts'
import { outboxMigrations } from '#sending/test-sending.ts'
import { decide } from '#sending/to-many/deciding.ts'
import { viewReach } from '#sending/to-many/reach.ts'
import { endSubscriptions } from '#sending/to-many/subscribers.ts'
import { goOn, live, summariesOf, testMany, times } from '#sending/to-many/test-to-many.ts'
import { turnMany } from '#sending/to-many/worker.ts'
import { turn } from '#sending/worker.ts'

let store: Store
// A store each: desks have clocks of their own, and what one desk pauses would hold the others back.
beforeEach(async () => {
  store = await openTestStore(outboxMigrations)
  await sql`insert into people (id, name, locale, is_owner, created_at) values ('pat', 'Pat', 'en', true, now())`.execute(
    store.db,
  )
})
afterEach(() => store.close())

const signal = new AbortController().signal
const pat = { kind: 'person', id: 'pat', name: 'Pat' } as const

test('a pause in the middle stops it within one batch; after it somebody lets it go on', async () => {
  const desk = testMany(store, { name: 'paused', atOnce: 8 })
  await desk.addMany(100)
  await desk.send({ en: 'Wrong number.' })
  const { outbox, many } = desk.process()
  while ((await turn(outbox, signal)) > 0);
  let id = ''
  let toldThen = 0
  desk.answer = (_, attempt) => {
    if (id === '' && desk.told.size >= 20 && attempt === 1) {
      id = 'pausing'
      void store
        .inTransaction((tx) =>
          pause(outbox, tx, { form: { scope: 'account', value: 'paused', reason: 'Wrong' }, by: pat }),
        )
        .then((made) => {
          id = made.id
          toldThen = desk.told.size
        })
    }
    return undefined
  }
  await goOn({ outbox, many, isDead: () => false })
  await expect.poll(() => toldThen).toBeGreaterThan(0)
  expect(desk.told.size).toBeGreaterThan(20)
  expect(desk.told.size).toBeLessThanOrEqual(toldThen + 8)
  expect(desk.told.size).toBeLessThan(100)
  await store.inTransaction((tx) => resume(outbox, tx, { id, by: pat }))
  const stopped = desk.told.size
  await live(desk, desk.process(), 10 * minuteMs)
  // Resuming is a list to look at: nothing floods out.
  expect(desk.told.size).toBe(stopped)
  const [row] = await desk.rows()
  const grants = [{ verb: 'publish', account: desk.account, language: 'en', lane: 'normal' }] as const
  const reachTo = (asking: Parameters<typeof viewReach>[2]) => viewReach({ store }, row?.id ?? '', asking)
  expect(await reachTo({ grants, isProgram: false })).toMatchObject({
    ...{ state: 'held', why: 'pause', recipients: 100, isFromRecord: false },
    may: ['go-on', 'stop', 'read-answers'],
  })
  // What is offered is what would be let in: not a program, not somebody who may only read.
  expect(await reachTo({ grants, isProgram: true })).toMatchObject({ may: [] })
  expect(await reachTo({ grants: [], isProgram: false })).toMatchObject({ may: [] })
  const decision = { id: row?.id ?? '', does: 'go-on', who: { id: 'pat', name: 'Pat' } } as const
  expect(await decide(many, { ...decision, may: () => false })).toBe('no-right')
  expect(await decide(many, { ...decision, may: () => true })).toBe('done')
  expect(await decide(many, { ...decision, may: () => true })).toBe('not-now')
  await goOn(desk.process())
  expect(desk.told.size).toBe(100)
  expect(times(desk).every((n) => n === 1)).toBe(true)
})

test('stopped by us in the middle, whoever was taken ahead waits as before; nobody is in doubt, and nobody is told twice later', async () => {
  const desk = testMany(store, { name: 'halted', atOnce: 8 })
  await desk.addMany(40)
  await desk.send({ en: 'Water is off.' })
  const { outbox, many } = desk.process()
  while ((await turn(outbox, signal)) > 0);
  const stop = new AbortController()
  desk.answer = () => {
    if (desk.told.size >= 9) stop.abort()
    return undefined
  }
  await turnMany(many, stop.signal)
  const told = desk.told.size
  expect(told).toBeLessThan(40)
  expect(await desk.states()).toEqual({ sent: told, waiting: 40 - told })
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from to_many_recipients where state = 'waiting' and attempts > 0`.execute(
    store.db,
  )
  expect(rows).toEqual([{ n: 0 }])
  desk.answer = () => undefined
  await goOn(desk.process())
  expect(desk.told.size).toBe(40)
  expect(times(desk).every((n) => n === 1)).toBe(true)
})

test('a pause that came and went while nobody looked holds it back as well; an emergency is exempt', async () => {
  const desk = testMany(store, { name: 'short-pause' })
  await desk.addMany(4)
  await desk.send({ en: 'A concert.' })
  await desk.send({ en: 'Leave now.' }, { lane: 'emergency', item: 'message:leave' })
  const { outbox } = desk.process()
  while ((await turn(outbox, signal)) > 0);
  await desk.clock.sleep(1000)
  const form = { scope: 'all', reason: 'Everything' } as const
  const made = await store.inTransaction((tx) => pause(outbox, tx, { form, by: pat }))
  await desk.clock.sleep(1000)
  await store.inTransaction((tx) => resume(outbox, tx, { id: made.id, by: pat }))
  await goOn(desk.process())
  expect(times(desk)).toEqual([1, 1, 1, 1])
  expect((await desk.rows()).map(({ state }) => state).toSorted()).toEqual(['done', 'held'])
})

test('an approval that is taken back in the middle stops the rest', async () => {
  const desk = testMany(store, { name: 'unapproved', atOnce: 4 })
  await desk.addMany(40)
  await desk.send({ en: 'Not like this.' })
  desk.answer = () => {
    desk.approved.yes = desk.told.size < 10
    return undefined
  }
  await goOn(desk.process())
  expect(desk.told.size).toBeLessThanOrEqual(16)
  expect(await desk.states()).toEqual({ sent: desk.told.size, refused: 40 - desk.told.size })
  expect(await summariesOf(store, 'unapproved')).toMatchObject([
    { sent: desk.told.size, stopped: 'not-approved' },
  ])
})

test('who leaves between the hand-over and their turn is not told', async () => {
  const desk = testMany(store, { name: 'leaves' })
  await desk.addMany(3)
  const gone = await desk.add('gone@people.example')
  await desk.send({ en: 'Water is off.' })
  const { outbox } = desk.process()
  while ((await turn(outbox, signal)) > 0);
  const id = 'id' in gone ? gone.id : ''
  await store.inTransaction((tx) => endSubscriptions(tx, [{ id, why: 'unsubscribed' }], desk.clock.nowMs()))
  await goOn(desk.process())
  expect(desk.told.has('gone@people.example')).toBe(false)
  expect(await desk.states()).toEqual({ sent: 3, refused: 1 })
})

test('one language is not mailed alone: with the other refused, nobody is told', async () => {
  const desk = testMany(store, { name: 'pair' })
  await desk.addMany(3, 'en')
  await desk.addMany(3, 'fr')
  await desk.send({ en: 'Water is off.', fr: 'x'.repeat(50) })
  const { outbox, many } = desk.process()
  // French is stopped after English was handed over.
  const { send } = (await outbox.lines.open('pair'))?.sender ?? {}
  expect(send).toBeDefined()
  await sql`update deliveries set state = 'refused', why = 'not-accepted', next_at = null
    where account = 'pair' and language = 'fr'`.execute(store.db)
  await sql`update deliveries set state = 'sent', next_at = null, changed_at = ${new Date(desk.clock.nowMs())}
    where account = 'pair' and language = 'en'`.execute(store.db)
  const { rows } = await sql<{
    id: string
  }>`select id from deliveries where account = 'pair' and language = 'en'`.execute(store.db)
  const part = { key: `${rows[0]?.id}-0`, atMs: 1, text: 'Water is off.', language: 'en', media: [] }
  const line = await outbox.lines.open('pair')
  const sent = await line?.sender.send(part, { clock: desk.clock, signal })
  expect(sent?.kind).toBe('sent')
  while ((await turnMany(many, signal)) > 0);
  expect(desk.told.size).toBe(0)
  const posted = sent?.kind === 'sent' ? sent.posted : { nativeId: '' }
  expect(await line?.sender.remove?.(posted, { clock: desk.clock, signal })).toEqual({ kind: 'gone' })
  await live(desk, desk.process(), 10 * minuteMs)
  expect(desk.told.size).toBe(0)
})

test('what went out is not called taken back', async () => {
  const desk = testMany(store, { name: 'too-late-back' })
  await desk.addMany(2)
  await desk.send({ en: 'Water is off.' })
  await goOn(desk.process())
  const line = await desk.process().outbox.lines.open('too-late-back')
  const { rows } = await sql<{
    key: string
  }>`select message_key as key from to_many where account = 'too-late-back'`.execute(store.db)
  const needs = { clock: desk.clock, signal }
  expect(await line?.sender.remove?.({ nativeId: rows[0]?.key ?? '' }, needs)).toMatchObject({
    kind: 'refused',
  })
})
