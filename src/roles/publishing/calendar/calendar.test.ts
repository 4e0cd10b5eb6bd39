import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ensureAccount } from '#access/people/accounts.ts'
import { hourMs } from '#kernel/time.ts'
import { readDayRows } from '#roles/publishing/calendar/day-rows.ts'
import type { CalendarEntry } from '#roles/publishing/calendar/contract.ts'
import { dayLater, dayStartMs, wallAt } from '#roles/publishing/calendar/wall.ts'
import type { Message } from '#roles/publishing/contract.ts'
import { grant, openOffice, signedIn } from '#roles/publishing/test-office.ts'
import { personActs } from '#sending/acts.ts'
import { stepsOf } from '#sending/listing.ts'
import { pause, resume } from '#sending/pausing.ts'
import { turn } from '#sending/worker.ts'

let office: Awaited<ReturnType<typeof openOffice>>
const wen = signedIn('Wen')
const pat = signedIn('Pat')
const eve = signedIn('Eve')
const zone = 'America/Toronto'

beforeAll(async () => {
  office = await openOffice(
    {
      Wen: [grant('write'), grant('read')],
      Ana: [grant('approve')],
      Pat: [grant('publish'), grant('read')],
      Eve: [grant('publish', { account: 'elsewhere' }), grant('write', { account: 'elsewhere' })],
    },
    {
      planning: {
        timeZone: async () => zone,
        holidays: async () => [{ on: '2026-03-17', name: 'Town day' }],
        isPractice: false,
      },
    },
  )
  for (const id of ['river', 'north'])
    await office.store.inTransaction((tx) =>
      ensureAccount(
        tx,
        { id, network: 'practice', handle: id, name: id, languages: ['en', 'fr'] },
        office.time.nowMs,
      ),
    )
})
afterAll(() => office.store.close())

type Made = { title: string; account?: string; lane?: 'normal' | 'emergency' | 'exercise' }

async function draft({ title, account = 'river', lane = 'normal' }: Made): Promise<Message> {
  const versions = ['en', 'fr'].map((language) => ({ account, language, text: `${title} ${language}` }))
  const made = await office.publishing.create(wen, { title, lane, versions })
  if (!made.ok) throw new Error(made.why)
  return made.value
}

async function approved(o: Made): Promise<Message> {
  const made = await draft(o)
  await office.publishing.ask(wen, made.id, { revision: made.revision })
  expect(await office.approve('Ana', made.id)).toMatchObject({ ok: true })
  return made
}

async function scheduled(o: Made & { wall: string }): Promise<Message> {
  const made = await approved(o)
  const sent = await office.publishing.send(pat, made.id, {
    revision: made.revision,
    when: { wall: o.wall, zone },
  })
  expect(sent).toMatchObject({ ok: true })
  return made
}

async function entries(who = pat, more: { account?: string; lane?: 'emergency' } = {}) {
  const view = await office.publishing.planning.calendar(who, { from: '2026-02-20', days: 60, ...more })
  return view.entries
}

async function entryOf({ id }: Message, who = pat): Promise<CalendarEntry> {
  const found = (await entries(who)).find(({ message }) => message === id)
  if (found === undefined) throw new Error('it does not stand in the calendar')
  return found
}

test('what is scheduled stands at its time, once for both languages, and may be moved by who may send it', async () => {
  const message = await scheduled({ title: 'Market', wall: '2026-03-05T09:00' })
  expect(await entryOf(message)).toMatchObject({
    ...{ title: 'Market', at: '2026-03-05T14:00:00.000Z', wall: '2026-03-05T09:00', zone },
    ...{ stands: 'scheduled', accounts: ['river'], languages: ['en', 'fr'], mayMove: true, notes: [] },
  })
  expect((await entryOf(message)).deliveries).toHaveLength(2)
  expect(await entryOf(message, wen)).toMatchObject({ mayMove: false })
  expect((await entries(pat, { account: 'north' })).map(({ message: id }) => id)).not.toContain(message.id)
  expect((await entries(pat, { lane: 'emergency' })).map(({ message: id }) => id)).not.toContain(message.id)
})

test('moved, it goes out at the new time with the approval it has, and says who moved it', async () => {
  const message = await scheduled({ title: 'Moved', wall: '2026-03-06T09:00' })
  const { deliveries } = await entryOf(message)
  const form = { deliveries: deliveries.slice(0, 1), when: { wall: '2026-03-07T10:30', zone } }
  const { planning } = office.publishing
  expect(await planning.move(eve, message.id, form)).toMatchObject({ ok: false, why: 'no-right-to-publish' })
  expect(await planning.move(wen, message.id, form)).toMatchObject({ ok: false, why: 'no-right-to-publish' })
  // One language named: both move, since neither is ever public alone.
  expect(await planning.move(pat, message.id, form)).toEqual({
    ok: true,
    value: { at: '2026-03-07T15:30:00.000Z' },
  })
  const now = await entryOf(message)
  expect(now).toMatchObject({ at: '2026-03-07T15:30:00.000Z', stands: 'scheduled' })
  expect(now.deliveries).toHaveLength(2)
  expect((await office.publishing.one(pat, message.id))?.state).toBe('approved')
  const steps = await stepsOf(office.sending.ground, now.deliveries[0] ?? '')
  expect(steps?.at(-1)).toMatchObject({ why: 'moved', by: 'Pat', state: 'waiting' })
  const row = await office.sending.read(now.deliveries[0] ?? '')
  expect((row?.deadlineMs ?? 0) - (row?.dueAtMs ?? 0)).toBe(hourMs)
})

test('what is claimed, taken out or of another message is not moved, and nothing of it changes', async () => {
  const message = await scheduled({ title: 'Claimed', wall: '2026-03-08T12:00' })
  const other = await scheduled({ title: 'Other', wall: '2026-03-08T18:00' })
  const { deliveries } = await entryOf(message)
  const { planning } = office.publishing
  const when = { wall: '2026-03-09T12:00', zone }
  const both = [...deliveries, ...(await entryOf(other)).deliveries]
  expect(await planning.move(pat, message.id, { deliveries: both, when })).toMatchObject({
    why: 'not-waiting',
  })
  expect(await planning.move(pat, message.id, { deliveries: ['none'], when })).toMatchObject({
    why: 'not-waiting',
  })
  await sql`update deliveries set state = 'claimed' where id = ${deliveries[0] ?? ''}`.execute(
    office.store.db,
  )
  expect(await planning.move(pat, message.id, { deliveries, when })).toMatchObject({ why: 'on-its-way' })
  await sql`update deliveries set state = 'waiting' where id = ${deliveries[0] ?? ''}`.execute(
    office.store.db,
  )
  for (const id of deliveries)
    await personActs(office.sending.ground, { id: 'Pat', name: 'Pat' }, { id, does: 'cancel' })
  expect(await planning.move(pat, message.id, { deliveries, when })).toMatchObject({ why: 'not-waiting' })
})

test('a time that is none, two, over or too far is asked about or refused', async () => {
  const message = await scheduled({ title: 'Odd times', wall: '2026-03-09T12:00' })
  const { deliveries } = await entryOf(message)
  const to = (wall: string, which?: 'first' | 'second') =>
    office.publishing.planning.move(pat, message.id, {
      deliveries,
      when: { wall, zone, ...(which && { which }) },
    })
  expect(await to('2026-03-08T02:30')).toMatchObject({
    why: 'time-jumped-over',
    timesMs: [expect.any(Number)],
  })
  expect(await to('2026-11-01T01:30')).toMatchObject({ why: 'time-twice' })
  expect(await to('2026-02-01T01:30')).toMatchObject({ why: 'time-past' })
  expect(await to('2028-02-01T01:30')).toMatchObject({ why: 'time-too-far' })
  expect(await to('2026-02-30T01:30')).toMatchObject({ why: 'no-such-time' })
  expect(await to('2026-11-01T01:30', 'second')).toMatchObject({
    value: { at: '2026-11-01T06:30:00.000Z' },
  })
})

test('a draft stands where it is meant for, its approval stays, and it goes from there when it is scheduled', async () => {
  const message = await draft({ title: 'Meant' })
  const { planning } = office.publishing
  const when = { wall: '2026-03-10T08:00', zone }
  expect(await planning.meant(eve, message.id, { when })).toMatchObject({ why: 'no-right-to-write' })
  expect(await planning.meant(wen, 'none', { when })).toMatchObject({ why: 'no-such-message' })
  expect(await planning.meant(wen, message.id, { when })).toMatchObject({
    ok: true,
    value: { meant: { at: '2026-03-10T12:00:00.000Z', by: 'Wen' } },
  })
  expect(await entryOf(message, wen)).toMatchObject({ stands: 'meant', mayMove: true, deliveries: [] })
  await office.publishing.ask(wen, message.id, { revision: message.revision })
  expect(await entryOf(message)).toMatchObject({ stands: 'asked', mayMove: false })
  await office.approve('Ana', message.id)
  await planning.meant(wen, message.id, { when: { wall: '2026-03-10T09:00', zone } })
  expect(await entryOf(message)).toMatchObject({ stands: 'approved', at: '2026-03-10T13:00:00.000Z' })
  const send = { revision: message.revision, when: { wall: '2026-03-11T09:00', zone } }
  expect(await office.publishing.send(pat, message.id, send)).toMatchObject({ ok: true })
  const all = (await entries()).filter(({ message: id }) => id === message.id)
  expect(all.map(({ stands }) => stands)).toEqual(['scheduled'])
  expect(await planning.plan(wen, message.id)).not.toHaveProperty('meant')
})

test('a draft whose approval is needed stands there too, and a wish can be taken back', async () => {
  const message = await draft({ title: 'Needed' })
  await office.publishing.ask(wen, message.id, {
    revision: message.revision,
    deadline: '2026-03-04T10:00:00Z',
  })
  expect(await entryOf(message)).toMatchObject({
    stands: 'needed',
    mayMove: false,
    at: '2026-03-04T10:00:00.000Z',
  })
  await office.publishing.planning.meant(wen, message.id, { when: { wall: '2026-03-12T08:00', zone } })
  expect(await entryOf(message)).toMatchObject({ stands: 'asked' })
  expect(await office.publishing.planning.meant(wen, message.id, { when: null })).toMatchObject({ ok: true })
  expect(await entryOf(message)).toMatchObject({ stands: 'needed' })
})

test('it is told why a time may be a bad one, and nothing is refused for it', async () => {
  const first = await scheduled({ title: 'First', wall: '2026-03-17T09:00', account: 'north' })
  const second = await scheduled({ title: 'Second', wall: '2026-03-17T09:45', account: 'north' })
  const apart = await scheduled({ title: 'Apart', wall: '2026-03-17T10:00', account: 'north' })
  const notes = async (message: Message) => (await entryOf(message)).notes
  const holiday = { why: 'holiday', en: 'Town day', fr: 'Town day' }
  expect(await notes(first)).toEqual([{ why: 'same-hour', title: 'Second', account: 'north' }, holiday])
  expect((await notes(second)).filter(({ why }) => why === 'same-hour')).toHaveLength(2)
  expect((await notes(apart)).filter(({ why }) => why === 'same-hour')).toHaveLength(1)
  await office.publishing.planning.addDay(wen, {
    month: 3,
    day: 20,
    en: 'Earth hour',
    fr: 'Une heure pour la Terre',
  })
  const then = await office.publishing.planning.notesAt(first.id, { wall: '2026-03-20T09:00', zone })
  expect(then).toEqual({
    ok: true,
    value: [{ why: 'day', en: 'Earth hour', fr: 'Une heure pour la Terre' }],
  })
  await scheduled({ title: 'Flood', wall: '2026-03-17T20:00', lane: 'emergency' })
  expect(await notes(first)).toContainEqual({ why: 'emergency', title: 'Flood' })
  // An emergency is told of at others, not at itself.
  expect((await entries(pat, { lane: 'emergency' }))[0]?.notes).toEqual([holiday])
})

test('while sending is paused, what is due within a day says so', async () => {
  const soon = await scheduled({ title: 'Soon', wall: '2026-03-01T20:00' })
  const later = await scheduled({ title: 'Later', wall: '2026-03-03T20:00' })
  const by = { kind: 'person', id: 'Pat', name: 'Pat' } as const
  const form = { scope: 'all', reason: 'Serious event' } as const
  const held = await office.store.inTransaction((tx) => pause(office.sending.ground, tx, { form, by }))
  expect((await entryOf(soon)).notes).toContainEqual({ why: 'pause', reason: 'Serious event' })
  expect((await entryOf(later)).notes).toEqual([])
  await office.store.inTransaction((tx) => resume(office.sending.ground, tx, { id: held.id, by }))
})

test('what went out stands where it went, and cannot be moved', async () => {
  const message = await scheduled({ title: 'Gone', wall: '2026-03-02T09:00' })
  const { deliveries } = await entryOf(message)
  const before = office.time.nowMs
  office.time.nowMs = Date.UTC(2026, 2, 2, 14, 0, 1)
  while ((await turn(office.sending.ground, new AbortController().signal)) > 0);
  expect(await entryOf(message)).toMatchObject({ stands: 'out', mayMove: false, notes: [], deliveries: [] })
  const when = { wall: '2026-03-09T12:00', zone }
  expect(await office.publishing.planning.move(pat, message.id, { deliveries, when })).toMatchObject({
    why: 'on-its-way',
  })
  office.time.nowMs = before
})

test('days of a file are read with the rows that are none, the same day is kept once, 29 February only in its years', async () => {
  const csv =
    'date;en;fr\n02-29;Leap day;Jour intercalaire\n2026-04-22;Earth Day;Jour de la Terre\n31/12;x;y\n02-30;x;y\n05-01;;Fête'
  const read = readDayRows(new TextEncoder().encode(csv))
  if (!read.ok) throw new Error('read')
  expect(read.refused.map(({ row }) => row)).toEqual([3, 4, 5])
  const { planning } = office.publishing
  expect(await planning.importDays(eve, read)).toMatchObject({ ok: true, value: { added: 2, same: 0 } })
  expect(await planning.importDays(wen, read)).toMatchObject({ ok: true, value: { added: 0, same: 2 } })
  expect(await planning.importDays(pat, read)).toMatchObject({ why: 'no-right-to-write' })
  const known = async (from: string) => (await planning.calendar(pat, { from, days: 5 })).known
  expect(await known('2026-02-27')).toEqual([])
  expect(await known('2028-02-27')).toMatchObject([{ on: '2028-02-29', en: 'Leap day' }])
  for (const bad of ['date,en\n', 'x', '\uFFFF', 'date,en,fr\n"open'])
    expect(readDayRows(new TextEncoder().encode(bad)).ok, `for ${bad}`).toBe(false)
  expect(readDayRows(Uint8Array.of(0xff, 0xfe, 0x41)).ok).toBe(false)
})

test('a day begins at midnight of its zone, on days of 23 and 25 hours too', () => {
  expect(dayStartMs('2026-03-09', zone) - dayStartMs('2026-03-08', zone)).toBe(23 * hourMs)
  expect(dayStartMs('2026-11-02', zone) - dayStartMs('2026-11-01', zone)).toBe(25 * hourMs)
  expect(wallAt(dayStartMs('2026-11-01', zone), zone)).toBe('2026-11-01T00:00')
  // Where midnight itself is jumped over, the day begins at the jump.
  expect(wallAt(dayStartMs('2026-03-29', 'Asia/Beirut'), 'Asia/Beirut')).toBe('2026-03-29T01:00')
  expect(dayLater('2028-02-28', 2)).toBe('2028-03-01')
})
