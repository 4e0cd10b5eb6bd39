import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { Desk } from '#app/desk.ts'
import { openTown } from '../support/desk.ts'
import { joinDesk, type Joined } from '../support/people.ts'
import { callAs, changes, newKey } from '../support/shoot.ts'
import { named, newWalker, type Planted } from '../support/planted.ts'

// Promise 6, for our own people: nothing of a person is public without their own consent, and not a minute after it is revoked.

let desk: Desk
let olive: Joined
let sam: Joined

beforeAll(async () => {
  desk = await openTown('quiet', 1)
  olive = await joinDesk(desk, { name: 'Olive', owner: true })
  sam = await joinDesk(desk, { name: 'Sam Secretname', teams: ['Communications'] })
  // On duty all day, every day, so that the page of who answers now has a reason to show them.
  for (const [starts, ends] of [
    ['00:00', '12:00'],
    ['12:00', '00:00'],
  ]) {
    const shift = { personId: sam.id, weekdays: [1, 2, 3, 4, 5, 6, 7], starts, ends, fromDay: '2020-01-01' }
    await ok(sam, '/api/rota/shifts', { ...shift, timeZone: 'America/Toronto' })
  }
}, 120_000)
afterAll(() => desk.close())

const word = 'Zanzibarwort'
const face = {
  name: word,
  team: { en: `Team ${word}`, fr: `Équipe ${word}` },
  pronoun: { en: word, fr: word },
  hours: { en: word, fr: word },
  helps: { en: word, fr: word },
  languages: ['en'],
}
const Mine = z.object({ revision: z.number() })
const nothingPlanted: Planted = {
  shots: new Map(),
  ownIds: [],
  owner: { id: '', cookie: '' },
  state: async () => '',
}

async function ok(who: Joined, path: string, body?: unknown, method = 'POST'): Promise<Response> {
  const answer = await who.ask(path, { method, ...(body === undefined ? {} : { body }) })
  expect([path, answer.status < 300, answer.status < 300 ? '' : await answer.text()]).toEqual([
    path,
    true,
    '',
  ])
  return answer
}

async function write(): Promise<number> {
  const { revision } = Mine.parse(await (await sam.ask('/api/faces/mine')).json())
  return Mine.parse(await (await ok(sam, '/api/faces/mine', { revision, face }, 'PUT')).json()).revision
}

const fields = ['name', 'team', 'pronoun', 'hours', 'helps', 'languages']

async function agree(purposes: readonly string[]): Promise<void> {
  await ok(sam, '/api/faces/mine/consent', { revision: await write(), fields, purposes })
}

/** The open addresses that show something of Sam now: every one there is, and those about people. */
async function shownAt(): Promise<string[]> {
  const open = desk.routes.filter((route) => route.access === 'public' && !changes(route))
  const at = { desk, planted: nothingPlanted }
  const said = await Promise.all(
    open.map(async (route) => ({ path: named(route), text: (await callAs(route, {}, at)).text })),
  )
  const own = await fetch(new URL(`/who/${word.toLowerCase()}`, desk.url))
  return [...said, { path: 'own page', text: await own.text() }]
    .filter(({ text }) => text.includes(word) || text.includes('Secretname'))
    .map(({ path }) => path)
}

async function lines(): Promise<string[]> {
  const List = z.object({ bylines: z.array(z.object({ line: z.string() })) })
  const answer = await sam.ask('/api/bylines?language=en')
  return List.parse(await answer.json()).bylines.map(({ line }) => line)
}

test('what somebody wrote of themself is shown nowhere while they did not agree', async () => {
  await write()
  expect(await shownAt()).toEqual([])
  expect(await lines()).toEqual([])
  const who = await (await fetch(new URL('/who', desk.url))).text()
  expect(who).toContain('A member of the team is on duty')
  const list = await (await olive.ask('/api/faces')).text()
  expect(list).not.toContain(word)
})

test('nobody can agree for somebody else: not an owner, not a program, by no address there is', async () => {
  const giving = desk.routes.filter(({ method, path }) => method !== 'get' && /consent/.test(path))
  expect(giving.map(named).toSorted()).toEqual([
    'post /api/faces/mine/consent',
    'post /api/faces/mine/consent/end',
    'post /api/faces/{id}/consent/end',
  ])
  const form = { revision: 1, fields, purposes: ['page', 'rota', 'byline'], personId: sam.id, id: sam.id }
  const asOwner = await olive.ask('/api/faces/mine/consent', { method: 'POST', body: form })
  expect(asOwner.status).toBe(409)
  const { cookie } = await newWalker(desk, 'Keymaker', { owner: true, isFresh: true })
  const key = await newKey(desk, cookie, [{ verb: 'write', account: '*', language: '*', lane: '*' }])
  const asProgram = await fetch(new URL('/api/faces/mine/consent', desk.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(form),
  })
  expect(asProgram.status).toBe(403)
  await ok(olive, `/api/faces/${sam.id}/proposal`, { team: face.team }, 'PUT')
  expect(await shownAt()).toEqual([])
})

test('each purpose shows them in its place and in no other', async () => {
  await agree(['byline'])
  expect(await shownAt()).toEqual([])
  expect(await lines()).toEqual([`${word}, Team ${word}`])
  await agree(['rota'])
  expect((await shownAt()).toSorted()).toEqual(['get /qui', 'get /who', 'get /who.json', 'get /who/embed'])
  expect(await lines()).toEqual([])
  await agree(['page'])
  expect((await shownAt()).toSorted()).toEqual(['get /qui', 'get /who', 'own page'])
})

test.each([
  ['by themself', () => ok(sam, '/api/faces/mine/consent/end')],
  ['by an owner for them', () => ok(olive, `/api/faces/${sam.id}/consent/end`, { reason: 'Asked by phone' })],
])(
  'revoked %s, they are shown nowhere at once, and what may be kept is kept for a minute at most',
  async (_, revoke) => {
    await agree(['byline', 'rota', 'page'])
    expect((await shownAt()).length).toBeGreaterThan(4)
    for (const path of ['/who', '/who/embed', `/who/${word.toLowerCase()}`, '/who.json']) {
      const kept = (await fetch(new URL(path, desk.url))).headers.get('cache-control') ?? ''
      expect([path, kept]).toEqual([path, path === '/who.json' ? 'public, max-age=60' : 'no-cache'])
    }
    await revoke()
    expect(await shownAt()).toEqual([])
    expect(await lines()).toEqual([])
    expect(await (await olive.ask('/api/faces')).text()).not.toContain(word)
  },
)

test('revoked, their line is taken out of what is written and not out', async () => {
  await agree(['byline'])
  const Message = z.object({ id: z.string() })
  const Accounts = z.object({
    accounts: z.array(z.object({ id: z.string(), languages: z.array(z.string()) })),
  })
  const { accounts } = Accounts.parse(await (await sam.ask('/api/accounts')).json())
  const account = accounts.find(({ languages }) => languages.includes('en'))?.id ?? ''
  const version = { account, language: 'en', text: 'The bridge is open.', byline: sam.id }
  const body = { title: 'Bridge', lane: 'normal', versions: [version] }
  const { id } = Message.parse(await (await ok(sam, '/api/messages', body)).json())
  const text = async (): Promise<string> => (await sam.ask(`/api/messages/${id}`)).text()
  expect(await text()).toContain(word)
  await ok(sam, '/api/faces/mine/consent/end')
  expect(await text()).not.toContain(word)
})

test('what they agreed to is not kept in words once it is over, and that they agreed is on record', async () => {
  const Rows = z.object({ entries: z.array(z.object({ kind: z.string(), facts: z.json().optional() })) })
  const read = async (kind: string) =>
    Rows.parse(await (await olive.ask(`/api/records?kind=${kind}`)).json()).entries
  const given = await read('face-consent-given')
  expect(given.length).toBeGreaterThan(3)
  expect(JSON.stringify(given)).toContain('I agree that the office shows the public')
  expect(JSON.stringify(given)).not.toContain(word)
  expect((await read('face-consent-ended')).length).toBe(3)
})

test('who leaves is shown nowhere from that moment', async () => {
  await agree(['byline', 'rota', 'page'])
  const { cookie } = await newWalker(desk, 'Leave Taker', { owner: true, isFresh: true })
  const answer = await fetch(new URL(`/api/people/${sam.id}/leave`, desk.url), {
    method: 'POST',
    headers: { cookie, 'x-bellwether': '1', 'content-type': 'application/json' },
    body: JSON.stringify({ handOverTo: olive.id }),
  })
  expect(answer.status).toBe(200)
  expect(await shownAt()).toEqual([])
})
