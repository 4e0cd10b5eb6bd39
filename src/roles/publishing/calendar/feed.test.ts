import ICAL from 'ical.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SignedIn } from '#access/access.ts'
import { createApi, sessionCookie } from '#api/api.ts'
import { silentLog } from '#kernel/log.ts'
import { mayDo } from '#kernel/permission.ts'
import { NewFeed } from '#roles/publishing/calendar/contract.ts'
import { calendarRoutes } from '#roles/publishing/calendar/routes.ts'
import { bothForm, grant, openOffice, signedIn } from '#roles/publishing/test-office.ts'

let office: Awaited<ReturnType<typeof openOffice>>
let api: ReturnType<typeof createApi<SignedIn>>

beforeAll(async () => {
  office = await openOffice(
    { Wen: [grant('write'), grant('read')], Obs: [grant('read')] },
    { planning: { timeZone: async () => 'America/Toronto', holidays: async () => [], isPractice: true } },
  )
  api = createApi<SignedIn>({
    log: silentLog,
    sessionOf: async (token) =>
      token === undefined ? undefined : signedIn(token, { grants: [grant('read'), grant('write')] }),
    mayDo: (who, verb) => mayDo(who.grants, verb),
    isFresh: () => true,
    strictAnswers: true,
  })
  calendarRoutes(api, office.publishing.planning)
})
afterAll(() => office.store.close())

function ask(path: string, o: { as?: string; method?: string } = {}) {
  return api.hono.request(`http://localhost${path}`, {
    method: o.method ?? 'GET',
    headers: {
      ...{ host: 'localhost', 'x-bellwether': '1' },
      ...(o.as === undefined ? {} : { cookie: `${sessionCookie}=${o.as}` }),
    },
  })
}

async function made(as: string): Promise<string> {
  const answer = await ask('/api/calendar/feed', { as, method: 'POST' })
  expect(answer.status).toBe(201)
  return NewFeed.parse(await answer.json()).path
}

function eventsIn(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text) as ConstructorParameters<typeof ICAL.Component>[0])
  return calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one))
}

test('one’s own calendar reads what stands in ours, at the right moment, and stays the same event when it is moved', async () => {
  const wen = signedIn('Wen')
  const message = await office.publishing.create(wen, bothForm('Water.', 'Eau.', 'Water; a, b \\ “c”\u2028é'))
  if (!message.ok) throw new Error(message.why)
  const { id } = message.value
  const zone = 'America/Toronto'
  // On this day clocks show 01:30 twice.
  const when = { wall: '2026-11-01T01:30', zone, which: 'second' } as const
  office.time.nowMs = Date.UTC(2026, 8, 1)
  expect(await office.publishing.planning.meant(wen, id, { when })).toMatchObject({ ok: true })
  const path = await made('Obs')
  const answer = await ask(path)
  expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  expect(answer.headers.get('cache-control')).toBe('private, no-store')
  const [event] = eventsIn(await answer.text())
  expect(event?.startDate.toJSDate().toISOString()).toBe('2026-11-01T06:30:00.000Z')
  expect(event?.summary).toBe('Practice – Water; a, b \\ “c”\u2028é – Draft')
  expect(event?.description).toBe('Draft\nAccounts: Town')
  const moved = { when: { wall: '2026-10-30T09:00', zone } }
  await office.publishing.planning.meant(wen, id, moved)
  const [then] = eventsIn(await (await ask(path)).text())
  expect(then?.uid).toBe(event?.uid)
  expect(then?.startDate.toJSDate().toISOString()).toBe('2026-10-30T13:00:00.000Z')
})

test('an address is a secret of one person: ended, made anew, or without the right to read it shows nothing', async () => {
  const first = await made('Obs')
  expect((await ask(first)).status).toBe(200)
  const state = async () => (await ask('/api/calendar/feed', { as: 'Obs' })).json()
  expect(await state()).toMatchObject({ since: expect.any(String), usedAt: expect.any(String) })
  const second = await made('Obs')
  expect((await ask(first)).status).toBe(404)
  expect((await ask(second)).status).toBe(200)
  await office.setGrants('Obs', [])
  expect((await ask(second)).status).toBe(404)
  await office.setGrants('Obs', [grant('read')])
  expect((await ask(second)).status).toBe(200)
  expect((await ask('/api/calendar/feed', { as: 'Obs', method: 'DELETE' })).status).toBe(204)
  expect((await ask(second)).status).toBe(404)
  expect(await state()).toEqual({})
  const third = await made('Obs')
  await office.leave('Obs')
  expect((await ask(third)).status).toBe(404)
  // Nothing in the store leads back to an address.
  const kept = await office.store.db
    .withTables<{ calendar_feeds: { secret_hash: Buffer } }>()
    .selectFrom('calendar_feeds')
    .selectAll()
    .execute()
  expect(JSON.stringify(kept)).not.toContain(third.slice(10, 50))
})

test('guessed and hostile addresses are nothing, and whoever tries many is slowed down', async () => {
  for (const odd of [
    'x.ics',
    `${'a'.repeat(43)}.ics`,
    `${'a'.repeat(43)}.txt`,
    '..%2f.ics',
    `${'a'.repeat(5000)}.ics`,
    '%00.ics',
  ])
    expect((await ask(`/calendar/${odd}`)).status, `for ${odd.slice(0, 50)}`).toBe(404)
  const statuses: number[] = []
  for (let i = 0; i < 60; i++) statuses.push((await ask(`/calendar/${'b'.repeat(43)}.ics`)).status)
  expect(statuses.at(-1)).toBe(429)
})
