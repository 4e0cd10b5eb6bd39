import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { hourMs, minuteMs } from '#kernel/time.ts'
import type { Store } from '#store/store.ts'
import { openTestStore } from '#store/test-store.ts'
import { outboxMigrations } from '#sending/test-sending.ts'
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

test('everybody is told once, in their language, and it is on record without an address', async () => {
  const desk = testMany(store, { name: 'plain' })
  await desk.addMany(30, 'en')
  await desk.addMany(20, 'fr-ca')
  await desk.add('es@people.example', 'es')
  await desk.send({ en: 'Water is off\nUntil six.', fr: 'L’eau est coupée\nJusqu’à 18 h.' })
  await goOn(desk.process())
  await goOn(desk.process())
  expect(desk.told.size).toBe(51)
  expect(times(desk).every((n) => n === 1)).toBe(true)
  expect(desk.told.get('fr-ca7@people.example')?.[0]).toMatch(/^fr /)
  // Nobody is left out for their language.
  expect(desk.told.get('es@people.example')?.[0]).toMatch(/^en /)
  expect(await desk.rows()).toMatchObject([{ state: 'done' }, { state: 'done' }])
  expect(await summariesOf(store, 'plain')).toMatchObject([
    { recipients: 31, sent: 31, refused: 0, unknown: 0 },
    { recipients: 20, sent: 20 },
  ])
  const { rows } = await sql<{
    all: string
  }>`select string_agg(body, ' ') as all from records_entries`.execute(store.db)
  expect(rows[0]?.all).not.toContain('@people.example')
})

test('killed at one await after the other, nobody is told twice and nobody is lost unseen', async () => {
  let deaths = 0
  let inDoubt = 0
  for (let dieAfter = 1; dieAfter <= 60; dieAfter++) {
    const desk = testMany(store, { name: `killed-${dieAfter}` })
    await desk.addMany(12)
    await desk.send({ en: 'Water is off.' })
    for (let life = 0; life < 8; life++) {
      const process = desk.process(life < 5 ? dieAfter + life : Infinity)
      await goOn(process).catch(() => undefined)
      deaths += Number(process.isDead())
      // Until leases of whoever died are over.
      await desk.clock.sleep(5 * minuteMs)
    }
    const states = await desk.states()
    const { sent = 0, unknown = 0 } = states
    expect(
      times(desk).every((n) => n === 1),
      `${dieAfter}: told twice`,
    ).toBe(true)
    expect(sent + unknown, `${dieAfter}: ${JSON.stringify(states)}`).toBe(12)
    // Whoever was told is known as told, or as somebody who may have been.
    expect(desk.told.size).toBeGreaterThanOrEqual(sent)
    expect(desk.told.size).toBeLessThanOrEqual(sent + unknown)
    expect(await desk.rows()).toMatchObject([{ state: 'done' }])
    inDoubt += unknown
  }
  expect(deaths).toBeGreaterThan(100)
  expect(inDoubt).toBeGreaterThan(20)
}, 120_000)

test('three workers at once share the work, and nobody hears it twice', async () => {
  const desk = testMany(store, { name: 'three' })
  await desk.addMany(200)
  await desk.send({ en: 'Water is off.' })
  while ((await turn(desk.process().outbox, signal)) > 0);
  const workers = [1, 2, 3].map(() => desk.process().many)
  await Promise.all(workers.map((many) => turnMany(many, signal)))
  await goOn(desk.process())
  expect(desk.told.size).toBe(200)
  expect(times(desk).every((n) => n === 1)).toBe(true)
  expect(await summariesOf(store, 'three')).toMatchObject([{ recipients: 200, sent: 200 }])
})

test('handed over five times at once, it is one message to each', async () => {
  const desk = testMany(store, { name: 'handed' })
  await desk.addMany(5)
  await desk.send({ en: 'Once.' })
  const { outbox } = desk.process()
  const line = await outbox.lines.open('handed')
  const part = { key: 'handed-1-0', atMs: 1, text: 'Once.', language: 'en', media: [] }
  const { rows } = await sql<{ id: string }>`select id from deliveries where account = 'handed'`.execute(
    store.db,
  )
  const key = `${rows[0]?.id}-0`
  const needs = { clock: desk.clock, signal }
  expect(await line?.sender.readBack({ ...part, key }, needs)).toMatchObject({ kind: 'not-there' })
  const send = async () => line?.sender.send({ ...part, key }, needs)
  const came = await Promise.all([1, 2, 3, 4, 5].map(send))
  expect(came.map((one) => one?.kind)).toEqual(['sent', 'sent', 'sent', 'sent', 'sent'])
  expect(new Set(came.map((one) => JSON.stringify(one))).size).toBe(1)
  expect(await line?.sender.readBack({ ...part, key }, needs)).toMatchObject({ kind: 'there' })
  await goOn(desk.process())
  expect(times(desk)).toEqual([1, 1, 1, 1, 1])
})

test('who cannot be told now is tried again, until it is too late', async () => {
  const desk = testMany(store, { name: 'waits' })
  await desk.addMany(6)
  desk.answer = ({ address }, attempt) => {
    if (address.startsWith('en0') || (address.startsWith('en1') && attempt < 4))
      return { kind: 'wait', why: 'server-error', detail: '451 come back' } as const
    return undefined
  }
  await desk.send({ en: 'Water is off.' })
  await live(desk, desk.process(), 2 * hourMs)
  expect(times(desk)).toEqual([1, 1, 1, 1, 1])
  expect(desk.told.has('en1@people.example')).toBe(true)
  expect(await desk.states()).toEqual({ sent: 5, refused: 1 })
  const { rows } = await sql<{
    state: string
  }>`select state from subscribers where account = 'waits' group by 1`.execute(store.db)
  // To be slow is no reason to lose a subscription.
  expect(rows).toEqual([{ state: 'active' }])
})

test('an outcome that nobody knows is not tried again by mail, and somebody is called; by push it is', async () => {
  const mail = testMany(store, { name: 'doubt' })
  const push = testMany(store, { name: 'doubt-push', repeats: 'topic' })
  for (const desk of [mail, push]) {
    await desk.addMany(3)
    desk.answer = (_, attempt) => (attempt === 1 ? 'told-and-lost' : undefined)
    await desk.send({ en: 'Water is off.' })
    await live(desk, desk.process(), hourMs)
  }
  expect(times(mail)).toEqual([1, 1, 1])
  expect(await mail.states()).toEqual({ unknown: 3 })
  expect(times(push)).toEqual([2, 2, 2])
  expect(await push.states()).toEqual({ sent: 3 })
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from notices where item = 'message:doubt' and kind = 'unconfirmed'`.execute(
    store.db,
  )
  expect(rows[0]?.n).toBeGreaterThan(0)
})

test('an address that is no good ends its subscription, and is deleted; only this message was refused otherwise', async () => {
  const desk = testMany(store, { name: 'refused' })
  await desk.addMany(3)
  desk.answer = ({ address }) => {
    if (address.startsWith('en0'))
      return { kind: 'refused', why: 'no-such-address', isPermanent: true, detail: '550' } as const
    return address.startsWith('en1')
      ? ({ kind: 'refused', why: 'rejected', isPermanent: false, detail: '554' } as const)
      : undefined
  }
  await desk.send({ en: 'Water is off.' })
  await goOn(desk.process())
  const { rows } = await sql<{ state: string; why: string | null; kept: boolean }>`
    select s.state, s.ended_why as why, a.sealed is not null as kept from subscribers s
    left join subscriber_addresses a on a.subscriber_id = s.id where s.account = 'refused' order by s.state, s.id`.execute(
    store.db,
  )
  expect(rows).toEqual([
    { state: 'active', why: null, kept: true },
    { state: 'active', why: null, kept: true },
    { state: 'ended', why: 'no-such-address', kept: false },
  ])
  expect(await summariesOf(store, 'refused')).toMatchObject([{ sent: 1, refused: 2, ended: 1 }])
})

test('a way out that is closed loses nobody: it is tried again later, by itself', async () => {
  const desk = testMany(store, { name: 'closed' })
  await desk.addMany(10)
  desk.closed = { kind: 'stopped', why: 'unreachable', detail: 'nobody there' }
  await desk.send({ en: 'Water is off.' })
  await goOn(desk.process())
  expect(await desk.states()).toEqual({ waiting: 10 })
  await live(desk, desk.process(), 5 * minuteMs)
  desk.closed = undefined
  await live(desk, desk.process(), 10 * minuteMs)
  expect(times(desk)).toHaveLength(10)
  expect(await desk.states()).toEqual({ sent: 10 })
})
