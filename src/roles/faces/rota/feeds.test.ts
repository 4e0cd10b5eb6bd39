import ICAL from 'ical.js'
import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { NewRotaFeed, RotaFeeds, RotaWeek } from '#roles/faces/rota/contract.ts'
import { openFaces, type FacesOffice, type Joining } from '#roles/faces/test-faces.ts'

const undo: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
})

const usual: Joining = { Odile: 'owner', Sam: ['read', 'triage'], Kim: ['read'], Lou: ['read'] }

async function office(o: { isPractice?: boolean } = {}): Promise<FacesOffice> {
  const open = await openFaces(usual, o)
  undo.push(open.close)
  return open
}

const hours = { starts: '08:30', ends: '16:30', timeZone: 'America/Toronto', fromDay: '2026-03-01' }
const add = (o: FacesOffice, more: object = {}) =>
  o.ask('/api/rota/shifts', { by: 'Sam', body: { personId: 'Kim', weekdays: [1], ...hours, ...more } })

async function made(o: FacesOffice, by: string, shows = 'own'): Promise<string> {
  const answer = await o.ask(`/api/rota/feeds/${shows}`, { by, method: 'POST' })
  expect(answer.status).toBe(201)
  return NewRotaFeed.parse(await answer.json()).path
}

async function eventsAt(o: FacesOffice, path: string) {
  const answer = await o.ask(path)
  expect(answer.status).toBe(200)
  const text = await answer.text()
  const calendar = new ICAL.Component(ICAL.parse(text) as ConstructorParameters<typeof ICAL.Component>[0])
  return calendar.getAllSubcomponents('vevent').map((one) => {
    const event = new ICAL.Event(one)
    const { uid, summary, description } = event
    const at = `${event.startDate.toJSDate().toISOString()}/${event.endDate.toJSDate().toISOString()}`
    return { uid, summary, description, at, busy: one.getFirstPropertyValue('transp') === 'OPAQUE' }
  })
}

test('one’s own calendar shows one’s own shifts at the right moments, on both sides of a change of the clocks', async () => {
  const o = await office()
  await add(o)
  await add(o, { personId: 'Lou', weekdays: [2] })
  // On Sunday, 8 March 2026 clocks in Toronto jump from 02:00 to 03:00: this night is an hour shorter.
  await add(o, { weekdays: [6], starts: '22:00', ends: '06:00', untilDay: '2026-03-07' })
  const path = await made(o, 'Kim')
  const answer = await o.ask(path)
  expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  expect(answer.headers.get('cache-control')).toBe('private, no-store')
  const events = await eventsAt(o, path)
  expect(events.slice(0, 3).map(({ at }) => at)).toEqual([
    '2026-03-02T13:30:00.000Z/2026-03-02T21:30:00.000Z',
    '2026-03-08T03:00:00.000Z/2026-03-08T10:00:00.000Z',
    '2026-03-09T12:30:00.000Z/2026-03-09T20:30:00.000Z',
  ])
  expect(new Set(events.map(({ summary }) => summary))).toEqual(new Set(['On duty']))
  expect(events[0]).toMatchObject({ description: 'From 08:30 to 16:30 (America/Toronto)', busy: true })
  // Half a year of Mondays, each once, though it is worked out in parts.
  expect(events.length).toBeGreaterThan(25)
  expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length)
})

test('the whole rota names who is on, and keeps nobody busy but its owner; practised, it says so', async () => {
  const o = await office({ isPractice: true })
  await add(o)
  await add(o, { personId: 'Lou', weekdays: [2] })
  const [first, second] = await eventsAt(o, await made(o, 'Lou', 'team'))
  expect(first).toMatchObject({ summary: 'Practice – Kim – On duty', busy: false })
  expect(second).toMatchObject({ summary: 'Practice – Lou – On duty', busy: true })
})

test('a swap, a day that goes otherwise and a holiday change it; the shift stays the same event', async () => {
  const o = await office()
  await add(o)
  const kim = await made(o, 'Kim')
  const lou = await made(o, 'Lou')
  const team = await made(o, 'Sam', 'team')
  const [before] = await eventsAt(o, kim)
  expect(await eventsAt(o, lou)).toEqual([])
  const week = RotaWeek.parse(await (await o.ask('/api/rota?week=2026-03-02', { by: 'Kim' })).json())
  const slot = week.slots[0]?.key
  await o.ask('/api/rota/swaps', { by: 'Kim', body: { slot, toId: 'Lou' } })
  const { swaps } = RotaWeek.parse(await (await o.ask('/api/rota?week=2026-03-02', { by: 'Lou' })).json())
  // Asked is not agreed.
  expect(await eventsAt(o, lou)).toEqual([])
  expect(
    (await o.ask(`/api/rota/swaps/${swaps[0]?.id}`, { by: 'Lou', body: { answer: 'accept' } })).status,
  ).toBe(200)
  expect((await eventsAt(o, lou)).map(({ uid, at }) => [uid, at])).toEqual([[before?.uid, before?.at]])
  expect((await eventsAt(o, kim))[0]?.at).toContain('2026-03-09')
  expect((await eventsAt(o, team))[0]).toMatchObject({ uid: before?.uid, summary: 'Lou – On duty' })
  const shiftId = week.slots[0]?.shiftId
  await o.ask('/api/rota/days', { by: 'Sam', body: { kind: 'off', shiftId, day: '2026-03-09' } })
  o.time.holidays = [{ on: '2026-03-16', name: 'A holiday' }]
  expect((await eventsAt(o, kim))[0]?.at).toContain('2026-03-23')
})

test('an address is a secret of one person: ended, made anew, or without the right to read it shows nothing', async () => {
  const o = await office()
  await add(o)
  const first = await made(o, 'Kim')
  const team = await made(o, 'Kim', 'team')
  const state = async () => RotaFeeds.parse(await (await o.ask('/api/rota/feeds', { by: 'Kim' })).json())
  expect(await state()).toEqual({ own: { since: expect.any(String) }, team: { since: expect.any(String) } })
  const second = await made(o, 'Kim')
  expect((await o.ask(first)).status).toBe(404)
  expect((await o.ask(second)).status).toBe(200)
  expect((await o.ask(team)).status).toBe(200)
  expect((await state()).own).toMatchObject({ usedAt: expect.any(String) })
  await sql`delete from team_grants where team_id = 'Kim'`.execute(o.store.db)
  expect((await o.ask(second)).status).toBe(404)
  await sql`insert into team_grants (team_id, verb, account, language, lane) values ('Kim', 'read', '*', '*', '*')`.execute(
    o.store.db,
  )
  expect((await o.ask(second)).status).toBe(200)
  expect((await o.ask('/api/rota/feeds/own', { by: 'Kim', method: 'DELETE' })).status).toBe(204)
  expect((await o.ask(second)).status).toBe(404)
  expect((await o.ask(team)).status).toBe(200)
  const kept = await sql<object>`select * from rota_feeds`.execute(o.store.db)
  expect(JSON.stringify(kept.rows)).not.toContain(team.slice(15, 55))
  await o.leave('Kim', 'Odile')
  expect((await o.ask(team)).status).toBe(404)
  expect((await sql`select 1 from rota_feeds`.execute(o.store.db)).rows).toEqual([])
})

test('guessed and hostile addresses are nothing, and whoever tries many is slowed down', async () => {
  const o = await office()
  for (const odd of ['x.ics', `${'a'.repeat(43)}.ics`, `${'a'.repeat(43)}.txt`, '..%2f.ics', '%00.ics'])
    expect((await o.ask(`/calendar/rota/${odd}`)).status, `for ${odd}`).toBe(404)
  expect((await o.ask('/api/rota/feeds/everything', { by: 'Kim', method: 'POST' })).status).toBe(422)
  expect((await o.ask('/api/rota/feeds/own', { method: 'POST' })).status).toBe(401)
  const statuses: number[] = []
  for (let i = 0; i < 60; i++) statuses.push((await o.ask(`/calendar/rota/${'b'.repeat(43)}.ics`)).status)
  expect(statuses.at(-1)).toBe(429)
})
