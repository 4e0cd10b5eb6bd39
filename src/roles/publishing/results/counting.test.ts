import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SignedIn } from '#access/access.ts'
import { createApi, type Api } from '#api/api.ts'
import { systemChance } from '#api/chance.ts'
import { silentLog } from '#kernel/log.ts'
import {
  ShortHere,
  ShortLeads,
  ShortLink,
  ShortLinkList,
  ShortText,
} from '#roles/publishing/results/contract.ts'
import { DailyCounts } from '#roles/publishing/results/daily-counts.ts'
import { Results } from '#roles/publishing/results/open-results.ts'
import { codeFor, shortenable } from '#roles/publishing/results/short-links.ts'
import { shortLinksOf } from '#roles/publishing/results/short-text.ts'
import { visitorOf } from '#roles/publishing/results/visitor.ts'
import { grant, openOffice, signedIn } from '#roles/publishing/test-office.ts'

const origin = 'https://desk.example'
const browser = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/150.0', accept: 'text/html,*/*' }

let office: Awaited<ReturnType<typeof openOffice>>
let results: Results
let api: Api<SignedIn>
let session: SignedIn | undefined
beforeAll(async () => {
  office = await openOffice({ wen: [grant('write'), grant('read')], rea: [grant('read')] })
  const { store, sending } = office
  const clock = { nowMs: () => office.time.nowMs, sleep: () => new Promise<void>(() => undefined) }
  results = new Results({
    ...{ store, clock, log: silentLog, lines: sending.ground.lines, origin: () => origin },
  })
  api = createApi<SignedIn>({
    ...{ log: silentLog, strictAnswers: true, clock, publicUrl: origin },
    sessionOf: () => Promise.resolve(session),
    mayDo: (who, verb) => who.grants.some((one) => one.verb === verb),
  })
  results.addRoutes(api, { timeZone: () => 'America/Toronto' })
})
afterAll(() => office.store.close())

function as(name: 'wen' | 'rea'): void {
  session = signedIn(name, { grants: name === 'wen' ? [grant('write'), grant('read')] : [grant('read')] })
}

async function ask(
  path: string,
  o: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<Response> {
  const headers = {
    cookie: 'bw_session=x',
    'x-bellwether': '1',
    ...(o.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...o.headers,
  }
  return api.hono.request(`${origin}${path}`, {
    ...{ method: o.body === undefined ? 'GET' : 'POST', headers },
    ...(o.body === undefined ? {} : { body: JSON.stringify(o.body) }),
  })
}

const visitor = (headers: Record<string, string>) => visitorOf((name) => headers[name])

test('people, robots and what is fetched ahead are told apart by what they say of themselves', () => {
  expect(visitor(browser)).toBe('people')
  expect(visitor({ ...browser, 'sec-purpose': 'prefetch;prerender' })).toBe('ahead')
  expect(visitor({ ...browser, 'x-moz': 'prefetch' })).toBe('ahead')
  for (const name of [
    ...[
      '',
      'curl/8.1',
      'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
      'facebookexternalhit/1.1',
    ],
    ...[
      'http.rb/5.1 (Mastodon/4.5; +https://mastodon.example/) Bot',
      'Mozilla/5.0 (compatible; Bluesky Cardyb/1.1; +mailto:x@bsky.app) bot/',
    ],
    ...['python-requests/2.3', 'Mozilla/5.0 HeadlessChrome/140', 'Slackbot-LinkExpanding 1.0'],
  ])
    expect([name, visitor({ ...browser, 'user-agent': name })]).toEqual([name, 'robots'])
  expect(visitor({ 'user-agent': browser['user-agent'], accept: '*/*' })).toBe('robots')
})

test('a short address is made once for each address, leads there, and counts who opens it by day', async () => {
  as('wen')
  const made = ShortLink.parse(
    await (await ask('/api/short-links', { body: { url: ' https://ville.example/eau?x=1 ' } })).json(),
  )
  expect(made.short).toMatch(/^https:\/\/desk\.example\/l\/[a-z2-9]{6}$/u)
  const again = ShortLink.parse(
    await (await ask('/api/short-links', { body: { url: 'https://ville.example/eau?x=1' } })).json(),
  )
  expect(again.code).toBe(made.code)
  session = undefined
  const followed = await ask(`/l/${made.code}`, { headers: browser })
  expect([followed.status, followed.headers.get('location')]).toEqual([302, 'https://ville.example/eau?x=1'])
  expect(followed.headers.get('cache-control')).toBe('no-store')
  expect(followed.headers.get('set-cookie')).toBeNull()
  await ask(`/l/${made.code.toUpperCase()}`, { headers: browser })
  await ask(`/l/${made.code}`, { headers: { 'user-agent': 'curl/8' } })
  as('rea')
  const { links } = ShortLinkList.parse(await (await ask('/api/short-links')).json())
  expect(links).toHaveLength(1)
  expect(links[0]).toMatchObject({
    opened: { people: 2, robots: 1, ahead: 0 },
    last30: { people: 2, robots: 1 },
    madeBy: 'wen',
  })
  const kept = await sql<Record<string, unknown>>`select * from short_link_clicks order by who`.execute(
    office.store.db,
  )
  expect(kept.rows.map((row) => Object.keys(row).sort())).toEqual([
    ['code', 'count', 'day', 'who'],
    ['code', 'count', 'day', 'who'],
  ])
})

test('who may not write makes none, and what is no address of the web is refused in words', async () => {
  as('rea')
  expect((await ask('/api/short-links', { body: { url: 'https://ville.example/' } })).status).toBe(403)
  as('wen')
  for (const url of [
    'javascript:alert(1)',
    'data:text/html,x',
    '//ville.example',
    'ville.example',
    'https://a:b@ville.example/',
    'ftp://ville.example',
    'https://',
    'http://intranet/',
    `https://ville.example/${'x'.repeat(1990)}`,
  ]) {
    const { status } = await ask('/api/short-links', { body: { url } })
    expect([url.slice(0, 40), status]).toEqual([url.slice(0, 40), 422])
  }
  expect(await (await ask('/api/short-links', { body: { url: `${origin}/l/abcdef` } })).json()).toMatchObject(
    { error: 'short-already' },
  )
  await office.setGrants('wen', [grant('read')])
  expect((await ask('/api/short-links', { body: { url: 'https://ville.example/late' } })).status).toBe(403)
  await office.setGrants('wen', [grant('write'), grant('read')])
})

test('an address that leads nowhere says so, and is not counted', async () => {
  for (const code of ['zzzzzz', 'a', '%00', '../p', 'x'.repeat(500)]) {
    const { status } = await ask(`/l/${code}`, { headers: browser })
    expect([code.slice(0, 10), status === 404]).toEqual([code.slice(0, 10), true])
  }
})

test('in a text only addresses of our own pages are made short, each the same wherever it stands', async () => {
  as('wen')
  const page = `${origin}/p/abcdefghijklmnopqrstuvwxyz-0`
  const text = `Voir ${page}. Encore : « ${page} », (${page}?lang=fr) https://ville.example/p/abcdefghijklmnopqrstuvwxyz et ${origin}.evil.example/p/x`
  const short = ShortText.parse(await (await ask('/api/short-links/text', { body: { text } })).json())
  expect(short.links).toHaveLength(2)
  expect(short.text.match(/https:\/\/desk\.example\/l\/[a-z2-9]{6}/gu)).toHaveLength(3)
  expect(short.text).toContain('https://ville.example/p/abcdefghijklmnopqrstuvwxyz')
  expect(short.text).toContain(`${origin}.evil.example/p/x`)
  expect(short.text).toMatch(/l\/[a-z2-9]{6}\. Encore/u)
  const same = ShortText.parse(
    await (await ask('/api/short-links/text', { body: { text: short.text } })).json(),
  )
  expect(same).toEqual({ text: short.text, links: [] })
})

test('where no short address can be had the text stays as it is', async () => {
  const text = `See ${origin}/p/abcdefghijklmnop-0`
  expect(await shortLinksOf(text, { origin, shorten: async () => undefined })).toEqual({ text, links: [] })
  expect(shortenable(`${origin}/p/x`, origin).ok).toBe(true)
})

test('addresses are found without what stands around them, in any script', async () => {
  const page = `${origin}/p/abcdefghijklmnopqrstuvwxyz-0`
  const shorten = async (): Promise<string> => `${origin}/l/abcdef`
  for (const [before, after] of [
    ['🚰 ', '🚰'],
    ['انظر ', '، ثم'],
    ['\u200F', '\u200F.'],
    ['（', '。次'],
    ['👨‍👩‍👧', '…'],
  ])
    expect((await shortLinksOf(`${before}${page}${after}`, { origin, shorten })).text).toBe(
      `${before}${origin}/l/abcdef${after}`,
    )
})

test('of more addresses than are made short at once the rest stays, and is made short the next time', async () => {
  const page = (n: number): string => `${origin}/p/abcdefghijklmnopqrstuvwxyz-${n}`
  const text = Array.from({ length: 60 }, (_, n) => page(n)).join(' ')
  const shorten = async (url: string): Promise<string | undefined> =>
    url.includes('/l/') ? undefined : `${origin}/l/code${url.split('-').at(-1)}`
  const first = await shortLinksOf(`${text} ${page(0)}`, { origin, shorten })
  expect(first.links).toHaveLength(50)
  // One that has become short is so wherever it stands.
  expect(first.text.endsWith(`${origin}/l/code0`)).toBe(true)
  expect((await shortLinksOf(first.text, { origin, shorten })).links).toHaveLength(10)
})

test('whoever may read is told how long short addresses are and where they lead; asking counts nothing', async () => {
  as('wen')
  const url = `${origin}/p/leads-somewhere-far-0`
  const made = ShortLink.parse(await (await ask('/api/short-links', { body: { url } })).json())
  as('rea')
  const here = ShortHere.parse(await (await ask('/api/short-links/here')).json())
  expect(here).toEqual({ origin, length: made.short.length })
  const asked = await ask(`/api/short-links/leads?codes=zzzzzz,${made.code}`)
  expect(ShortLeads.parse(await asked.json())).toEqual({ links: [{ code: made.code, url }] })
  const many = Array.from({ length: 51 }, () => 'abcdef').join(',')
  for (const codes of ['', 'a', 'ABCDEF', 'abcdef,', '%00', "';drop", many])
    expect([codes.slice(0, 9), (await ask(`/api/short-links/leads?codes=${codes}`)).status]).toEqual([
      ...[codes.slice(0, 9), 422],
    ])
  const { links } = ShortLinkList.parse(await (await ask('/api/short-links')).json())
  expect(links.find(({ code }) => code === made.code)?.opened.people).toBe(0)
  session = undefined
  expect((await ask(`/api/short-links/leads?codes=${made.code}`)).status).toBe(401)
})

test('two that ask for one address at the same moment get one code', async () => {
  const { store, time } = office
  const make = () =>
    store.inTransaction((tx) =>
      codeFor(tx, 'https://ville.example/both', {
        nowMs: time.nowMs,
        chance: systemChance,
        by: { id: 'wen', name: 'Wen' },
      }),
    )
  const codes = await Promise.all([make(), make(), make(), make()])
  expect(new Set(codes).size).toBe(1)
})

test('what could not be written is not lost: it is written with what came meanwhile', async () => {
  const { store } = office
  let isBroken = true
  const clock = { nowMs: () => Date.UTC(2031, 3, 8, 2), sleep: () => new Promise<void>(() => undefined) }
  const broken = {
    ...store,
    inTransaction: ((work) =>
      isBroken
        ? Promise.reject(new Error('planted'))
        : store.inTransaction(work)) as typeof store.inTransaction,
  }
  const visits = new DailyCounts({ store: broken, clock, log: silentLog, timeZone: () => 'America/Toronto' })
  visits.note('pages', 'x-0', 'people')
  await expect(visits.flush()).rejects.toThrow('planted')
  visits.note('pages', 'x-0', 'people')
  isBroken = false
  await visits.flush()
  await visits.flush()
  const { rows } =
    await sql`select key, to_char(day, 'YYYY-MM-DD') as day, who, count from own_page_visits`.execute(
      store.db,
    )
  // Two at night by UTC is still the day before in Toronto.
  expect(rows).toEqual([{ key: 'x-0', day: '2031-04-07', who: 'people', count: 2 }])
})
