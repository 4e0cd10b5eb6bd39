import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AccessTables } from '#access/tables.ts'
import { planPractice } from '#app/plan-sources.ts'
import type { Desk } from '#app/desk.ts'
import { dayMs, wallClock } from '#kernel/time.ts'
import { WatchException } from '#listening/contract.ts'
import { endSearchesDue } from '#listening/searches/acts.ts'
import type { ListeningTables } from '#listening/tables.ts'
import { RecordPage, type RecordView } from '#records/contract.ts'
import { openTestDesk, signIn, type Ask } from '../support/desk.ts'
import { joinDesk, type Joined } from '../support/people.ts'

// Every live search has a purpose, an owner and an end; none follows a private person unless two of us said so; all of it is
// on record, and on a public page.

let desk: Desk
let owner: Ask
let searcher: Joined
let second: Joined
let observer: Joined

beforeAll(async () => {
  desk = await openTestDesk(planPractice('quiet', { clock: wallClock, speed: 1 }))
  owner = await signIn(desk)
  searcher = await joinDesk(desk, { name: 'Amara Diallo', teams: ['Communications'] })
  second = await joinDesk(desk, { name: 'Luc Tremblay', grants: ['read', 'watch', 'watch-exception'] })
  observer = await joinDesk(desk, { name: 'Ines Roy', teams: ['Observers'] })
})

afterAll(() => desk.close())

const inDays = (days: number): string => new Date(Date.now() + days * dayMs).toISOString()
const input = {
  name: 'Brown water',
  rule: '(brown OR rusty) water',
  purpose: 'Hear early when something is wrong with water.',
  owner: 'Public works',
  endsAt: inDays(90),
}

async function recordsOf(id: string): Promise<RecordView[]> {
  const answer = await owner(`/api/records?subject=watch:${id}`)
  return RecordPage.parse(await answer.json()).entries.toReversed()
}

async function begin(ask: Ask, more: Partial<typeof input> = {}): Promise<Response> {
  return ask('/api/watches', { method: 'POST', body: { ...input, ...more } })
}

async function begun(more: Partial<typeof input> = {}): Promise<string> {
  const answer = await begin(searcher.ask, more)
  expect(answer.status).toBe(201)
  const { id }: { id: string } = await answer.json()
  return id
}

test('a search that begins, changes and ends is on record, with who, what and why', async () => {
  const id = await begun()
  const path = `/api/watches/${id}`
  const changed = { ...input, rule: 'brown water', owner: 'Amara Diallo' }
  expect((await searcher.ask(path, { method: 'PUT', body: { ...changed, column: 2 } })).status).toBe(200)
  // Where it stands on the screen is no change of a search.
  expect((await searcher.ask(path, { method: 'PUT', body: { ...changed, column: 1 } })).status).toBe(200)
  expect((await second.ask(path, { method: 'DELETE' })).status).toBe(200)
  expect((await second.ask(path, { method: 'DELETE' })).status).toBe(200)
  expect((await searcher.ask(path, { method: 'PUT', body: changed })).status).toBe(200)
  const entries = await recordsOf(id)
  expect(entries.map(({ kind, by }) => [kind, by?.kind === 'person' ? by.name : by?.kind])).toEqual([
    ['search-begun', 'Amara Diallo'],
    ['search-changed', 'Amara Diallo'],
    ['search-ended', 'Luc Tremblay'],
    ['search-begun', 'Amara Diallo'],
  ])
  expect(entries[0]?.facts).toMatchObject(input)
  expect(entries[1]?.facts).toMatchObject({
    changed: ['rule', 'owner'],
    ruleBefore: input.rule,
    rule: 'brown water',
  })
  expect(entries[2]?.facts).toMatchObject({ why: 'by-a-person' })
  expect(entries[3]?.facts).toMatchObject({ again: true })
})

test('the first searches of a desk, and those that end by their date, are on record as its own acts', async () => {
  const first = await desk.listening.db
    .selectFrom('watches')
    .select('id')
    .where('name', '=', 'Mentions')
    .executeTakeFirstOrThrow()
  expect((await recordsOf(first.id))[0]).toMatchObject({ kind: 'search-begun', by: { kind: 'desk' } })
  const id = await begun({ endsAt: inDays(1) })
  await desk.store.inTransaction((tx) => endSearchesDue(tx, Date.now() + 2 * dayMs))
  expect((await recordsOf(id)).at(-1)).toMatchObject({
    kind: 'search-ended',
    by: { kind: 'desk' },
    facts: { why: 'end-date' },
  })
})

test.each([
  'from:jane.bsky.social',
  'water (brown OR from:jane_4)',
  '@jane.bsky.social water',
  'to:jane flood',
  'retweets_of:jane',
  'url_contains:bsky.app/profile/jane.bsky.social',
  'url:"https://x.com/jane"',
  '@Jane OR #flood',
])('no search lives on a private handle: %s', async (rule) => {
  const answer = await begin(searcher.ask, { rule })
  expect(answer.status).toBe(422)
  expect(await answer.json()).toMatchObject({ error: 'rule-refused' })
  const check = await searcher.ask('/api/watches/check', { method: 'POST', body: { rule } })
  expect(await check.json()).toMatchObject({
    ok: false,
    refusals: [{ code: 'private-handle', policy: true }],
  })
})

test.each([
  '@havreclair',
  'from:havreclair flood',
  '@CityOfKingston water',
  'from:cllr_jane_roy budget',
  'to:PremierMinistre',
  'from:meteo.gc.ca',
  '@VilledeGatineau -from:jane.bsky.social',
  'flood -@jane',
  '"city hall" (budget OR 311)',
])('what follows an office, or nobody, may live: %s', async (rule) => {
  const check = await searcher.ask('/api/watches/check', { method: 'POST', body: { rule } })
  expect(await check.json()).toMatchObject({ ok: true, refusals: [] })
})

const refusedWatch = { ...input, name: 'Threats', rule: 'from:jane.bsky.social', endsAt: inDays(80) }
const reason = 'Threats against staff of the library; the police asked for it under section 264.1.'

async function askFor(by: Joined, more: object = {}): Promise<WatchException> {
  const answer = await by.ask('/api/watch-exceptions', {
    method: 'POST',
    body: { watch: refusedWatch, reason, ...more },
  })
  expect(answer.status).toBe(201)
  return WatchException.parse(await answer.json())
}

const decide = (by: Joined, id: string, verb: string): Promise<Response> =>
  by.ask(`/api/watch-exceptions/${id}/${verb}`, { method: 'POST' })

test('a refused search lives only when a named second person says so, for 30 days, with both names on record', async () => {
  const asked = await askFor(searcher)
  expect((await decide(searcher, asked.id, 'allow')).status).toBe(403)
  expect((await decide(observer, asked.id, 'allow')).status).toBe(403)
  const answer = await decide(second, asked.id, 'allow')
  expect(answer.status).toBe(200)
  const { watch }: { watch: { id: string; endsAt: string } } = await answer.json()
  expect(Date.parse(watch.endsAt)).toBeLessThanOrEqual(Date.now() + 30 * dayMs)
  expect(
    (await recordsOf(watch.id)).map(({ kind, facts }) => [kind, facts?.['what'] ?? facts?.['exception']]),
  ).toEqual([
    ['search-exception', 'asked'],
    ['search-exception', 'allowed'],
    ['search-begun', asked.id],
  ])
  expect((await recordsOf(watch.id))[1]?.facts).toMatchObject({
    askedBy: 'Amara Diallo',
    decidedBy: 'Luc Tremblay',
    reason,
  })
  // It cannot be stretched or turned to somebody else, only be named otherwise or end sooner.
  const change = (more: object): Promise<Response> =>
    searcher.ask(`/api/watches/${watch.id}`, {
      method: 'PUT',
      body: { ...refusedWatch, endsAt: watch.endsAt, ...more },
    })
  expect((await change({ endsAt: inDays(60) })).status).toBe(422)
  expect((await change({ rule: 'from:joe.bsky.social' })).status).toBe(422)
  expect((await change({ endsAt: inDays(3) })).status).toBe(200)
  await searcher.ask(`/api/watches/${watch.id}`, { method: 'DELETE' })
  expect((await change({ endsAt: inDays(3) })).status).toBe(422)
})

test('nobody allows their own, decides twice, or allows what was taken back', async () => {
  const own = await askFor(second)
  expect(await (await decide(second, own.id, 'allow')).json()).toMatchObject({ error: 'exception-own' })
  expect(await (await decide(second, own.id, 'decline')).json()).toMatchObject({ error: 'exception-own' })
  expect((await decide(searcher, own.id, 'withdraw')).status).toBe(404)
  expect((await decide(second, own.id, 'withdraw')).status).toBe(200)
  const asked = await askFor(searcher)
  expect((await decide(second, asked.id, 'decline')).status).toBe(200)
  expect(await (await decide(second, asked.id, 'allow')).json()).toMatchObject({ error: 'exception-decided' })
  expect((await recordsOf(asked.watchId)).map(({ facts }) => facts?.['what'])).toEqual(['asked', 'declined'])
  const watches = await desk.listening.db
    .selectFrom('watches')
    .select('id')
    .where('id', 'in', [asked.watchId, own.watchId])
    .execute()
  expect(watches).toEqual([])
})

test('two who press at once allow it once', async () => {
  const asked = await askFor(searcher)
  const answers = await Promise.all([decide(second, asked.id, 'allow'), decide(second, asked.id, 'allow')])
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
})

test('an exception is not asked for what is allowed, or for what is no rule', async () => {
  const ask = (rule: string): Promise<Response> =>
    searcher.ask('/api/watch-exceptions', {
      method: 'POST',
      body: { watch: { ...refusedWatch, rule }, reason },
    })
  expect((await ask('brown water')).status).toBe(409)
  expect((await ask('water -(a OR b)')).status).toBe(422)
  expect((await ask('from:jane (')).status).toBe(422)
})

test('anybody reads which searches live, what for, whose and until when; never a rule, never a member of staff', async () => {
  await begun({ name: 'Bridges & <b>roads</b>', owner: 'Amara Diallo', rule: 'secretword bridge' })
  const asked = await askFor(searcher, { watch: { ...refusedWatch, name: 'Library' } })
  await decide(second, asked.id, 'allow')
  const page = await fetch(new URL('/searches?lang=en', desk.url))
  const text = await page.text()
  expect(page.status).toBe(200)
  expect(text).toContain('Bridges &#38; &#60;b&#62;roads')
  expect(text).toContain('Communications')
  expect(text).not.toContain('secretword')
  expect(text).not.toContain('jane.bsky.social')
  expect(text).toContain('Asked for by Amara Diallo, allowed by Luc Tremblay')
  expect(text.replaceAll('Asked for by Amara Diallo', '')).not.toContain('Amara')
  expect(text).toContain('Practice')
  expect(text).not.toMatch(/<script/iu)
  const french = await fetch(new URL('/searches', desk.url), { headers: { 'accept-language': 'fr-CA' } })
  expect(await french.text()).toContain('Ce que nous écoutons')
  const list = await (await fetch(new URL('/api/searches', desk.url))).json()
  const live = await desk.listening.db
    .selectFrom('watches')
    .select('name')
    .where('state', '=', 'live')
    .execute()
  expect(list.searches).toHaveLength(live.length)
})

test('an observer reads and changes nothing, whatever is asked', async () => {
  const id = await begun()
  expect((await observer.ask('/api/watches')).status).toBe(200)
  for (const answer of [
    await begin(observer.ask),
    await observer.ask(`/api/watches/${id}`, { method: 'PUT', body: input }),
    await observer.ask(`/api/watches/${id}`, { method: 'DELETE' }),
    await observer.ask('/api/watch-exceptions', { method: 'POST', body: { watch: refusedWatch, reason } }),
  ])
    expect(answer.status).toBe(403)
  expect(await recordsOf(id)).toHaveLength(1)
})

test('whoever leaves hands their searches over, and that is on record', async () => {
  const leaver = await joinDesk(desk, { name: 'Noor Haddad', teams: ['Communications'] })
  const body = { ...input, name: 'Parks', owner: 'Noor Haddad' }
  const answer = await leaver.ask('/api/watches', { method: 'POST', body })
  const { id }: { id: string } = await answer.json()
  const old = await begun({ name: 'Older', owner: 'noor haddad' })
  const page = await (await owner(`/api/people/${leaver.id}`)).json()
  expect(page.holdings.map(({ title }: { title: string }) => title).toSorted()).toEqual(['Older', 'Parks'])
  const db = desk.store.db.withTables<ListeningTables>()
  await desk.store.db
    .withTables<AccessTables>()
    .updateTable('sessions')
    .set({ fresh_until: new Date(inDays(1)) })
    .execute()
  const left = await owner(`/api/people/${leaver.id}/leave`, {
    method: 'POST',
    body: { handOverTo: searcher.id },
  })
  expect([left.status, left.status === 200 ? '' : await left.text()]).toEqual([200, ''])
  const rows = await db
    .selectFrom('watches')
    .select(['owner', 'owner_id'])
    .where('id', 'in', [id, old])
    .execute()
  expect(rows).toEqual([
    { owner: 'Amara Diallo', owner_id: searcher.id },
    { owner: 'Amara Diallo', owner_id: searcher.id },
  ])
  expect((await recordsOf(id)).at(-1)).toMatchObject({
    kind: 'search-changed',
    facts: { changed: ['owner'], handedOver: { from: 'Noor Haddad', to: 'Amara Diallo' } },
  })
})
