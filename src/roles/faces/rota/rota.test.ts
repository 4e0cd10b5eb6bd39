import { afterEach, expect, test } from 'vitest'
import { dayMs, hourMs } from '#kernel/time.ts'
import { RotaWeek } from '#roles/faces/rota/contract.ts'
import { openFaces, type FacesOffice, type Joining } from '#roles/faces/test-faces.ts'

const undo: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
})

const usual: Joining = { Odile: 'owner', Sam: ['read', 'triage'], Kim: ['read'], Lou: ['read'] }

async function office(people: Joining = usual): Promise<FacesOffice> {
  const open = await openFaces(people)
  undo.push(open.close)
  return open
}

const zone = 'America/Toronto'
const monday = { starts: '08:30', ends: '16:30', timeZone: zone, fromDay: '2026-03-01' }

function add(o: FacesOffice, more: object = {}, by = 'Sam') {
  return o.ask('/api/rota/shifts', { by, body: { personId: 'Kim', weekdays: [1], ...monday, ...more } })
}

async function week(o: FacesOffice, by = 'Kim', of = '2026-03-02'): Promise<RotaWeek> {
  return RotaWeek.parse(await (await o.ask(`/api/rota?week=${of}`, { by })).json())
}

async function errorOf(answer: Response): Promise<[number, string]> {
  return [answer.status, ((await answer.json()) as { error: string }).error]
}

test('a shift is on the rota of its week, and who is on and who comes next is told', async () => {
  const o = await office()
  expect((await add(o, { weekdays: [1, 2] })).status).toBe(200)
  const seen = await week(o)
  expect(seen.slots.map(({ day, name, startsAt }) => [day, name, startsAt])).toEqual([
    ['2026-03-02', 'Kim', '2026-03-02T13:30:00.000Z'],
    ['2026-03-03', 'Kim', '2026-03-03T13:30:00.000Z'],
  ])
  expect(seen.now).toEqual([])
  expect(seen.next).toMatchObject([{ day: '2026-03-02' }])
  o.time.nowMs = Date.UTC(2026, 2, 2, 15)
  expect((await week(o)).now).toMatchObject([{ name: 'Kim' }])
  expect(await o.records('rota-changed')).toMatchObject([
    { by: { name: 'Sam' }, facts: { what: 'shift-added', person: 'Kim' } },
  ])
})

test('what is no shift is refused in words, and nothing is kept of it', async () => {
  const o = await office()
  expect(await errorOf(await add(o, { ends: '08:30' }))).toEqual([422, 'ends-as-it-starts'])
  expect(await errorOf(await add(o, { untilDay: '2026-02-01' }))).toEqual([422, 'ends-before'])
  expect(await errorOf(await add(o, { fromDay: '2096-02-01' }))).toEqual([422, 'too-far'])
  expect(await errorOf(await add(o, { fromDay: '2026-02-30' }))).toEqual([422, 'not-valid'])
  expect(await errorOf(await add(o, { starts: '24:30' }))).toEqual([422, 'not-valid'])
  expect(await errorOf(await add(o, { timeZone: 'Mars/Olympus' }))).toEqual([422, 'not-valid'])
  expect(await errorOf(await add(o, { weekdays: [8] }))).toEqual([422, 'not-valid'])
  expect(await errorOf(await add(o, { personId: 'Nobody' }))).toEqual([404, 'no-such-person'])
  expect(await errorOf(await add(o, {}, 'Kim'))).toEqual([403, 'not-allowed'])
  expect((await week(o)).shifts).toEqual([])
})

test('a shift ends from a day on; what was stays', async () => {
  const o = await office()
  await add(o)
  const [shift] = (await week(o)).shifts
  const end = (fromDay: string) =>
    o.ask(`/api/rota/shifts/${shift?.id}/end`, { by: 'Sam', body: { fromDay } })
  expect(await errorOf(await end('2026-02-01'))).toEqual([422, 'past'])
  expect((await end('2026-03-09')).status).toBe(200)
  expect((await week(o)).slots).toHaveLength(1)
  expect((await week(o, 'Kim', '2026-03-09')).slots).toEqual([])
  expect(
    await errorOf(await o.ask('/api/rota/shifts/none/end', { by: 'Sam', body: { fromDay: '2026-03-09' } })),
  ).toEqual([404, 'no-such-shift'])
})

test('a day goes otherwise, and as usual again', async () => {
  const o = await office()
  await add(o)
  const shiftId = (await week(o)).shifts[0]?.id
  const day = { shiftId, day: '2026-03-02' }
  await o.ask('/api/rota/days', { by: 'Sam', body: { kind: 'off', ...day } })
  expect((await week(o)).slots).toEqual([])
  await o.ask('/api/rota/days', { by: 'Sam', body: { kind: 'instead', ...day, personId: 'Lou' } })
  const [slot] = (await week(o)).slots
  expect(slot?.name).toBe('Lou')
  await o.ask(`/api/rota/days/${slot?.singleId}`, { by: 'Sam', method: 'DELETE' })
  expect((await week(o)).slots).toMatchObject([{ name: 'Kim' }])
  const extra = {
    kind: 'extra',
    personId: 'Lou',
    day: '2026-03-07',
    starts: '20:00',
    ends: '02:00',
    timeZone: zone,
  }
  expect((await o.ask('/api/rota/days', { by: 'Sam', body: extra })).status).toBe(200)
  expect((await week(o)).slots).toHaveLength(2)
  const past = { ...extra, day: '2026-02-01' }
  expect(await errorOf(await o.ask('/api/rota/days', { by: 'Sam', body: past }))).toEqual([422, 'past'])
})

test('a swap is asked and accepted: the day is the colleague’s, the week after is as before', async () => {
  const o = await office()
  await add(o)
  const slot = (await week(o)).slots[0]?.key
  const ask = (by: string, toId = 'Lou') => o.ask('/api/rota/swaps', { by, body: { slot, toId } })
  expect(await errorOf(await ask('Lou', 'Sam'))).toEqual([403, 'not-yours'])
  expect((await ask('Kim')).status).toBe(200)
  expect(await errorOf(await ask('Kim', 'Sam'))).toEqual([409, 'asked-already'])
  expect(await o.notices('Lou')).toMatchObject([{ by_name: 'Kim', title: 'asks you to take a shift' }])
  const [swap] = (await week(o)).swaps
  const answer = (by: string, said: string) =>
    o.ask(`/api/rota/swaps/${swap?.id}`, { by, body: { answer: said } })
  expect(await errorOf(await answer('Sam', 'accept'))).toEqual([404, 'no-such-swap'])
  expect(await errorOf(await answer('Kim', 'accept'))).toEqual([404, 'no-such-swap'])
  expect((await week(o)).slots).toMatchObject([{ name: 'Kim' }])
  expect((await answer('Lou', 'accept')).status).toBe(200)
  expect(await errorOf(await answer('Lou', 'accept'))).toEqual([404, 'no-such-swap'])
  expect((await week(o)).slots).toMatchObject([{ name: 'Lou' }])
  expect((await week(o, 'Kim', '2026-03-09')).slots).toMatchObject([{ name: 'Kim' }])
  expect(await o.notices('Kim')).toMatchObject([{ by_name: 'Lou', title: 'takes your shift' }])
})

test('a swap about a shift that is another one by now changes nothing', async () => {
  const o = await office()
  await add(o)
  const [first] = (await week(o)).slots
  await o.ask('/api/rota/swaps', { by: 'Kim', body: { slot: first?.key, toId: 'Lou' } })
  await o.ask('/api/rota/days', {
    by: 'Sam',
    body: { kind: 'instead', shiftId: first?.shiftId, day: first?.day, personId: 'Sam' },
  })
  const [swap] = (await week(o)).swaps
  const yes = await o.ask(`/api/rota/swaps/${swap?.id}`, { by: 'Lou', body: { answer: 'accept' } })
  expect(await errorOf(yes)).toEqual([404, 'no-such-shift'])
  expect((await week(o)).slots).toMatchObject([{ name: 'Sam' }])
  const back = await o.ask(`/api/rota/swaps/${swap?.id}`, { by: 'Kim', body: { answer: 'withdraw' } })
  expect(back.status).toBe(200)
  for (const slot of ['none', 'x@2026-99-99', `${first?.shiftId}@2027-03-02`, '@'])
    expect((await o.ask('/api/rota/swaps', { by: 'Kim', body: { slot, toId: 'Lou' } })).status).toBe(404)
})

test('a hand-over note is taken by whoever comes, once, and never by its writer', async () => {
  const o = await office()
  await add(o)
  o.time.nowMs = Date.UTC(2026, 2, 2, 12)
  const text = 'Mill Street is closed until noon. The press has called twice.'
  expect((await o.ask('/api/rota/handovers', { by: 'Sam', body: { text } })).status).toBe(200)
  expect(await errorOf(await o.ask('/api/rota/handovers', { by: 'Lou', body: { text } }))).toEqual([
    403,
    'not-allowed',
  ])
  expect(await o.notices('Kim')).toMatchObject([{ title: 'left a hand-over note for you' }])
  const [note] = (await week(o)).handovers
  expect(note).toMatchObject({ text, by: { name: 'Sam' }, mayTake: true })
  const take = (by: string) => o.ask(`/api/rota/handovers/${note?.id}/take`, { by, method: 'POST' })
  expect(await errorOf(await take('Sam'))).toEqual([422, 'own-note'])
  expect(await errorOf(await take('Lou'))).toEqual([403, 'not-taking-over'])
  expect((await take('Kim')).status).toBe(200)
  expect(await errorOf(await take('Kim'))).toEqual([409, 'taken-already'])
  expect((await week(o)).handovers).toMatchObject([{ takenBy: 'Kim', mayTake: false }])
  expect((await o.records('duty-handed-over')).map(({ facts }) => facts['what'])).toEqual([
    'note',
    'taken-over',
  ])
  expect((await o.ask('/api/rota/handovers', { by: 'Sam', body: { text: 'x'.repeat(2001) } })).status).toBe(
    422,
  )
})

const cover = [{ weekday: 1, starts: '08:30', ends: '16:30' }]

async function settings(o: FacesOffice, more: object = {}, revision = 0) {
  const body = { cover, embedHosts: [], revision, ...more }
  return o.ask('/api/faces/settings', { by: 'Odile', method: 'PUT', body })
}

test('a gap is told a week ahead, once, to whoever may change the rota; filled, it is told no more', async () => {
  const o = await office()
  expect(await o.faces.lookForGaps()).toEqual([])
  await settings(o)
  expect(await o.faces.lookForGaps()).toHaveLength(1)
  expect(await o.faces.lookForGaps()).toEqual([])
  const told = await o.notices('Sam')
  expect(told).toMatchObject([{ by_name: 'Rota', item: '/directory/rota' }])
  expect(told[0]?.title).toBe('nobody is on duty tomorrow at 8:30 a.m. (Eastern Time)')
  expect(await o.notices('Kim')).toEqual([])
  await add(o)
  expect((await week(o)).gaps).toEqual([])
  o.time.nowMs += 7 * dayMs
  expect(await o.faces.lookForGaps()).toEqual([])
  o.time.nowMs += 12 * hourMs
  expect(await o.faces.lookForGaps()).toEqual([])
})

test('a desk that nobody covers at all is told of it, day by day, each day once', async () => {
  const o = await office()
  const allDay = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, starts: '00:00', ends: '23:59' }))
  await settings(o, { cover: allDay })
  const first = await o.faces.lookForGaps()
  expect(first.length).toBeGreaterThan(3)
  const told = new Set(first.map(({ fromMs }) => fromMs))
  for (let round = 0; round < 4; round++)
    for (const { fromMs } of await o.faces.lookForGaps()) {
      expect(told.has(fromMs)).toBe(false)
      told.add(fromMs)
    }
  expect(told.size).toBe(7)
  o.time.nowMs += 3 * hourMs
  expect(await o.faces.lookForGaps()).toEqual([])
})

test('who leaves is on the rota no more, and what was theirs is a gap', async () => {
  const o = await office()
  await settings(o)
  await add(o)
  const [slot] = (await week(o)).slots
  await o.ask('/api/rota/swaps', { by: 'Kim', body: { slot: slot?.key, toId: 'Lou' } })
  expect(await o.leave('Kim', 'Odile')).toMatchObject({ ok: true })
  const seen = await week(o, 'Sam')
  expect([seen.slots, seen.swaps]).toEqual([[], []])
  expect(seen.gaps).toHaveLength(1)
  expect(await o.faces.lookForGaps()).toHaveLength(1)
})

test('two people who change the settings at once do not overwrite each other', async () => {
  const o = await office()
  const both = await Promise.all([settings(o), settings(o, { cover: [] })])
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  expect((await settings(o, { embedHosts: ['https://www.ville.example'] }, 1)).status).toBe(200)
  for (const host of [
    'http://ville.example',
    'https://*.example',
    'https://a.example/x',
    'https://a.example; script-src *',
    "'self'",
    '*',
  ])
    expect(await errorOf(await settings(o, { embedHosts: [host] }, 2))).toEqual([422, 'not-valid'])
})
