import { sql } from 'kysely'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { openVault } from '#access/vault/vault.ts'
import { minuteMs, wallClock } from '#kernel/time.ts'
import type { Store } from '#store/store.ts'
import { openTestStore, testFolder } from '#store/test-store.ts'
import { outboxMigrations } from '#sending/test-sending.ts'
import { pushLists } from '#sending/to-many/push/joining.ts'
import { openPushDesk, type PushDesk } from '#sending/to-many/push/test-push-desk.ts'
import { pushScriptWords, pushWords } from '#sending/to-many/push/words.ts'
import { webPushWay } from '#sending/to-many/ways.ts'
import { turnMany } from '#sending/to-many/worker.ts'
import { keepTestTopics } from '#sending/topics/test-topics.ts'

// From the page's requests to the push that a browser's service gets, with a push service on this machine.

let store: Store
let desk: PushDesk
const time = { nowMs: Date.UTC(2031, 3, 7, 12) }
const clock = { ...wallClock, nowMs: () => time.nowMs }

beforeEach(async () => {
  store = await openTestStore(outboxMigrations)
  desk = await openPushDesk(store, { clock })
})
afterEach(() => store.close())

type Said = { status: number; body: Record<string, unknown>; html: string; headers: Headers }

async function ask(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Said> {
  const ours = { host: 'city.example', origin: 'https://city.example', 'x-bellwether': '1' }
  const answer = await desk.api.hono.request(`https://city.example${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { ...ours, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const html = await answer.text()
  const isJson = answer.headers.get('content-type')?.includes('json') === true
  return {
    ...{ status: answer.status, html, headers: answer.headers },
    body: isJson ? (JSON.parse(html) as Said['body']) : {},
  }
}

/** From another house each minute, so that only what is about one browser counts. */
function join(subscription: string, language = 'en', list = 'water'): Promise<Said> {
  time.nowMs += minuteMs
  return ask('/api/push/join', { list, language, subscription: JSON.parse(subscription) as object })
}

function endpointOf(subscription: string): string {
  return (JSON.parse(subscription) as { endpoint: string }).endpoint
}

async function subscribers(): Promise<
  { language: string; state: string; why: string | null; kept: boolean }[]
> {
  const { rows } = await sql<{ language: string; state: string; why: string | null; kept: boolean }>`
    select s.language, s.state, s.ended_why as why, a.sealed is not null as kept from subscribers s
    left join subscriber_addresses a on a.subscriber_id = s.id order by s.added_at, s.id`.execute(store.db)
  return rows
}

test('the page says what it does in both languages, with no script in it, and what it needs is in the page', async () => {
  const [en, fr, path] = [
    await ask('/subscribe/push'),
    await ask('/subscribe/push?lang=fr'),
    await ask('/abonnement/navigateur'),
  ]
  const [list] = await pushLists(desk.toMany.ground)
  for (const { status, html, headers } of [en, fr, path]) {
    expect(status).toBe(200)
    expect(html).toContain('data-list="water"')
    expect(html).toContain(`data-key="${list?.key}"`)
    expect(html.match(/<script[^>]*>/g)).toEqual(['<script type="module" src="/push/page.js">'])
    expect(html).not.toMatch(/ on\w+="|javascript:|@import|url\(/)
    expect(headers.get('content-security-policy')).toMatch(/script-src 'self'; .*worker-src 'self'/)
    expect(headers.get('set-cookie')).toBeNull()
  }
  expect(en.html).toContain(pushWords.needsScript.en)
  expect(fr.html).toContain('<html lang="fr-CA">')
  expect(path.html.replaceAll(/nonce="[^"]+"/g, '')).toBe(fr.html.replaceAll(/nonce="[^"]+"/g, ''))
  expect(Buffer.from(list?.key ?? '', 'base64url')).toHaveLength(65)
})

test('both scripts are ours, may ask nobody but us, and the worker is asked for anew', async () => {
  for (const path of ['/push/page.js', '/push/worker.js']) {
    const { status, headers, html } = await ask(path)
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; connect-src 'self'; /)
    expect(headers.get('cache-control')).toBe('no-cache')
    expect(html).not.toMatch(/https?:\/\/|eval\(|new Function|innerHTML|document\.cookie|localStorage/)
  }
})

test('every word exists in both languages, in letters people write', () => {
  for (const words of [...Object.values(pushWords), ...Object.values(pushScriptWords)]) {
    expect(words.en.length * words.fr.length).toBeGreaterThan(0)
    // A space that does not break stands before these signs in French.
    expect(words.fr).not.toMatch(/(?<!\u00A0)[:?!;]|'/)
  }
})

test('a browser that turned it on gets one push, in its language, that leads to our page; it is on record without it', async () => {
  const ana = desk.service.subscribe('/ana')
  expect((await join(ana, 'fr')).body).toEqual({ on: true, language: 'fr' })
  await desk.send({ en: 'Water is off\nUntil six.', fr: 'L’eau est coupée\nJusqu’à 18 h.' })
  expect(desk.service.wrong).toEqual([])
  expect(desk.service.pushed.map(({ path }) => path)).toEqual(['/ana'])
  expect(JSON.parse(desk.service.pushed[0]?.payload ?? '')).toMatchObject({
    ...{ title: 'L’eau est coupée', body: 'Jusqu’à 18 h.', lang: 'fr', tag: 'message:push-1' },
  })
  const [list] = await pushLists(desk.toMany.ground)
  // The browser's service takes only what is signed with the key that the page gave.
  expect(desk.service.pushed[0]?.pass.key).toBe(list?.key)
  const { rows } = await sql<{ body: string }>`
    select body from records_entries where body like '%subscribersAdded%'`.execute(store.db)
  expect(rows).toHaveLength(1)
  expect(JSON.parse(rows[0]?.body ?? '')).toMatchObject({
    ...{ kind: 'account-changed', account: 'water' },
    facts: { subscribersAdded: 1, source: '/subscribe/push' },
  })
  const all = await sql<{ all: string }>`
    select (select string_agg(s::text, ' ') from subscribers s) || (select string_agg(e.body, ' ') from records_entries e)
      || (select string_agg(encode(a.sealed, 'escape'), ' ') from subscriber_addresses a) as all`.execute(
    store.db,
  )
  expect(all.rows[0]?.all).not.toMatch(/127\.0\.0\.1|\/ana|p256dh/)
})

test('however often and at once a browser turns it on, it is one subscriber and hears each message once', async () => {
  const ana = desk.service.subscribe('/ana')
  const twenty = await Promise.all(Array.from({ length: 18 }, (_, n) => join(ana, n % 2 === 0 ? 'en' : 'fr')))
  expect(new Set(twenty.map(({ status }) => status))).toEqual(new Set([200]))
  // The same address written in another way is the same.
  const loud = { ...(JSON.parse(ana) as object), endpoint: endpointOf(ana).replace('http://', 'HTTP://') }
  await join(JSON.stringify(loud), 'en')
  expect(await subscribers()).toHaveLength(1)
  await desk.send({ en: 'Water is off.', fr: 'L’eau est coupée.' })
  await desk.send({ en: 'Water is on.', fr: 'L’eau est revenue.' })
  expect(desk.service.pushed.map(({ payload }) => (JSON.parse(payload) as { body: string }).body)).toEqual([
    'Water is off.',
    'Water is on.',
  ])
})

test('whoever is on and asks in the other language, or with new keys, is told there and in it', async () => {
  const before = desk.service.subscribe('/ana')
  await join(before, 'en')
  const anew = desk.service.subscribe('/ana') // the service knows the new keys only
  expect((await join(anew, 'fr')).body).toEqual({ on: true, language: 'fr' })
  expect(await subscribers()).toMatchObject([{ language: 'fr', state: 'active', kept: true }])
  await desk.send({ en: 'Water is off.', fr: 'L’eau est coupée.' })
  expect(desk.service.wrong).toEqual([])
  expect(desk.service.pushed.map(({ payload }) => (JSON.parse(payload) as { lang: string }).lang)).toEqual([
    'fr',
  ])
})

test('one press leaves, and what was kept is gone; a browser that left by itself leaves with the next message', async () => {
  const [ana, bea, cy] = ['/ana', '/bea', '/cy'].map((path) => desk.service.subscribe(path)) as [
    string,
    string,
    string,
  ]
  for (const one of [ana, bea, cy]) await join(one)
  const place = { list: 'water', endpoint: endpointOf(ana) }
  expect((await ask('/api/push/state', place)).body).toEqual({ on: true, language: 'en' })
  for (let n = 0; n < 2; n++) expect((await ask('/api/push/leave', place)).body).toEqual({ on: false })
  expect((await ask('/api/push/state', place)).body).toEqual({ on: false })
  desk.service.tell((path) => {
    if (path === '/bea') return { status: 410 }
    return path === '/cy' ? { status: 404 } : undefined
  })
  await desk.send({ en: 'Water is off.' })
  await desk.send({ en: 'Water is on.' })
  expect(desk.service.pushed).toEqual([])
  // Each was called once, and never again.
  expect(desk.service.calls()).toBe(2)
  const gone = { language: 'en', state: 'ended', kept: false }
  expect(await subscribers()).toEqual([
    { ...gone, why: 'unsubscribed' },
    { ...gone, why: 'gone' },
    { ...gone, why: 'gone' },
  ])
  desk.service.tell(() => undefined)
  expect((await join(ana)).body).toEqual({ on: true, language: 'en' })
  await desk.send({ en: 'Water is off again.' })
  expect(desk.service.pushed.map(({ path }) => path)).toEqual(['/ana'])
})

test('a browser that gets another address stays one subscriber, also with a message on its way; one that is off stays off', async () => {
  const [before, after] = [desk.service.subscribe('/before'), desk.service.subscribe('/after')]
  await join(before, 'fr')
  const renew = (from: string, to: string): Promise<Said> => {
    time.nowMs += minuteMs
    const subscription = JSON.parse(to) as object
    return ask('/api/push/renew', { list: 'water', endpoint: endpointOf(from), subscription })
  }
  desk.service.tell((path) =>
    path === '/before' ? { status: 429, headers: { 'retry-after': '60' } } : undefined,
  )
  await desk.send({ en: 'Water is off.', fr: 'L’eau est coupée.' })
  expect((await renew(before, after)).body).toEqual({ on: true })
  time.nowMs += 5 * minuteMs
  while ((await turnMany(desk.toMany.ground, new AbortController().signal)) > 0);
  expect(desk.service.pushed.map(({ path }) => path)).toEqual(['/after'])
  expect(await subscribers()).toMatchObject([{ language: 'fr', state: 'active', kept: true }])
  // Where both were turned on, one remains.
  const other = desk.service.subscribe('/other')
  await join(other, 'en')
  expect((await renew(other, after)).body).toEqual({ on: true })
  await desk.send({ en: 'Water is on.', fr: 'L’eau est revenue.' })
  expect(desk.service.pushed.map(({ path }) => path)).toEqual(['/after', '/after'])
  await ask('/api/push/leave', { list: 'water', endpoint: endpointOf(after) })
  expect((await renew(after, before)).body).toEqual({ on: false })
  expect((await renew('{"endpoint":"https://push.example/nobody"}', before)).body).toEqual({ on: false })
  expect((await subscribers()).filter(({ state }) => state === 'active')).toEqual([])
})

test('a browser gets what it chose: topics of ours, kept when its address changes, and gone when it turns off', async () => {
  await keepTestTopics(store)
  const [ana, bea] = [desk.service.subscribe('/ana'), desk.service.subscribe('/bea')]
  const choose = (subscription: string, topics?: unknown): Promise<Said> => {
    time.nowMs += minuteMs
    const form = { list: 'water', language: 'en', subscription: JSON.parse(subscription) as object }
    return ask('/api/push/join', { ...form, topics })
  }
  const on = { on: true, language: 'en' }
  expect((await choose(ana, ['roads', 'fairs', 'roads'])).body).toEqual({ ...on, topics: ['fairs', 'roads'] })
  expect((await choose(bea)).body).toEqual(on)
  for (const topics of [['nobody'], [], ['WATER'], 'water', [null], Array(41).fill('water')])
    expect((await choose(ana, topics)).status, `topics ${JSON.stringify(topics)}`).toBe(422)
  const place = { list: 'water', endpoint: endpointOf(ana) }
  expect((await ask('/api/push/state', place)).body).toEqual({ ...on, topics: ['fairs', 'roads'] })
  await desk.send({ en: 'Water is off.' }, ['water'])
  expect(desk.service.pushed.map(({ path }) => path)).toEqual(['/bea'])
  const moved = desk.service.subscribe('/moved')
  const renewal = { ...place, subscription: JSON.parse(moved) as object }
  expect((await ask('/api/push/renew', renewal)).body).toEqual({ on: true })
  await desk.send({ en: 'The road is closed.' }, ['roads', 'water'])
  expect(
    desk.service.pushed
      .map(({ path }) => path)
      .slice(1)
      .toSorted(),
  ).toEqual(['/bea', '/moved'])
  expect((await choose(moved)).body).toEqual(on)
  await choose(moved, ['parks'])
  const gone = { list: 'water', endpoint: endpointOf(moved) }
  expect((await ask('/api/push/leave', gone)).body).toEqual({ on: false })
  expect((await ask('/api/push/state', gone)).body).toEqual({ on: false })
  const { rows } = await sql`select topics from subscribers where topics is not null`.execute(store.db)
  expect(rows).toEqual([])
})

test('the page offers topics with what a link names, and has the words its script needs', async () => {
  await keepTestTopics(store)
  const { html } = await ask('/abonnement/navigateur?topic=roads&topic=fairs&topic=%22onload%3D')
  expect(html).toMatch(/name="about" value="some" checked/)
  expect(html).toMatch(/value="roads" checked><span>Routes</)
  expect(html).not.toMatch(/onload|fairs|value="water" checked/)
  expect(html).toContain('href="/subscribe/push?topic=roads&amp;lang=en"')
  expect(html).toContain(pushScriptWords.topicsKept.fr)
})

test('what is none is refused in plain words, and nothing of it is kept', async () => {
  const good = JSON.parse(desk.service.subscribe('/ana')) as {
    endpoint: string
    keys: { p256dh: string; auth: string }
  }
  const form = (subscription: unknown, more: object = {}): object => ({
    ...{ list: 'water', language: 'en', subscription, ...more },
  })
  const bad: [unknown, number][] = [
    [form({ ...good, endpoint: 'javascript:alert(1)' }), 422],
    [form({ ...good, endpoint: `https://push.example/${'x'.repeat(3000)}` }), 422],
    [form({ ...good, keys: { ...good.keys, auth: 'short' } }), 422],
    [form({ ...good, keys: { ...good.keys, p256dh: 'A'.repeat(87) } }), 422],
    [form({ endpoint: good.endpoint }), 422],
    [form(null), 422],
    [form(good, { language: 'de' }), 422],
    [form(good, { list: 'nobody' }), 404],
    [form(good, { list: 'x\0' }), 422],
    ['{"list":', 400],
    [[], 422],
  ]
  for (const [body, status] of bad) {
    time.nowMs += minuteMs
    const said = await ask('/api/push/join', body)
    expect([JSON.stringify(body).slice(0, 80), said.status]).toEqual([
      JSON.stringify(body).slice(0, 80),
      status,
    ])
    expect([said.body['en'], said.body['fr']]).toEqual([expect.any(String), expect.any(String)])
  }
  expect(await subscribers()).toEqual([])
  for (const endpoint of ['no address', 'x'.repeat(1999)])
    expect((await ask('/api/push/leave', { list: 'water', endpoint })).body).toEqual({ on: false })
})

test('another site turns nothing on and nothing off', async () => {
  const subscription = JSON.parse(desk.service.subscribe('/ana')) as object
  const form = { list: 'water', language: 'en', subscription }
  for (const headers of [{ origin: 'https://evil.example' }, { 'x-bellwether': '' }])
    expect((await ask('/api/push/join', form, headers)).status).toBe(403)
  expect(await subscribers()).toEqual([])
})

test('from one place a few go through at once, and then a few a minute; to leave is not made to wait', async () => {
  const statuses: number[] = []
  for (let n = 0; n < 25; n++) {
    const subscription = JSON.parse(desk.service.subscribe(`/${n}`)) as object
    statuses.push((await ask('/api/push/join', { list: 'water', language: 'en', subscription })).status)
  }
  expect(statuses.filter((status) => status === 200)).toHaveLength(20)
  expect(statuses.at(-1)).toBe(429)
  const endpoint = `${desk.service.origin}/3`
  expect((await ask('/api/push/leave', { list: 'water', endpoint })).body).toEqual({ on: false })
})

test('an address within a network is not taken as a push service, nor a key that is no point of the curve', async () => {
  const ownStore = await openTestStore(outboxMigrations)
  onTestFinished(() => ownStore.close())
  desk = await openPushDesk(ownStore, { clock, isGuarded: true })
  const inside = desk.service.subscribe('/ana')
  const { keys } = JSON.parse(inside) as { keys: { p256dh: string; auth: string } }
  for (const endpoint of [
    endpointOf(inside),
    'https://10.0.0.8/x',
    'https://localhost/x',
    'https://nas.local/x',
  ]) {
    const said = await join(JSON.stringify({ endpoint, keys }))
    expect([endpoint, said.status, said.body['error']]).toEqual([endpoint, 422, 'no-subscription'])
  }
  const p256dh = Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 1)]).toString('base64url')
  expect(
    (await join(JSON.stringify({ endpoint: 'https://push.example/x', keys: { ...keys, p256dh } }))).status,
  ).toBe(422)
  expect((await join(JSON.stringify({ endpoint: 'https://push.example/x', keys }))).status).toBe(200)
})

test('the keys of a list are made once, also where the page and a worker are first at the same moment', async () => {
  const vault = await openVault({ store, clock, dataDir: testFolder() })
  const first = (): Promise<string | undefined> | undefined =>
    webPushWay({ contact: 'mailto:desk@city.example' }, { store, vault }).browser?.publicKeyOf('water')
  const keys = await Promise.all([first(), first(), first(), first(), first(), first()])
  expect(new Set(keys).size).toBe(1)
  expect(Buffer.from(keys[0] ?? '', 'base64url')).toHaveLength(65)
})

test('a desk that offers nothing in the browser says so, and leads elsewhere', async () => {
  await sql`update accounts set closed_at = now()`.execute(store.db)
  const { status, html } = await ask('/subscribe/push')
  expect(status).toBe(404)
  expect(html).toContain(pushWords.none.en)
  expect(html).toContain('href="/p?lang=en"')
  expect(html).not.toContain('<script')
})
