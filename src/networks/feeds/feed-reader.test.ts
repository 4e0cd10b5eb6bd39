import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { feedReader } from '#networks/feeds/feed-reader.ts'
import type { Heard } from '#networks/contract.ts'
import type { Post } from '#kernel/post.ts'
import { Post as PostSchema } from '#kernel/post.ts'
import { dayMs, hourMs, minuteMs, wallClock, type Clock } from '#kernel/time.ts'
import { silentLog } from '#kernel/log.ts'

const nowMs = Date.UTC(2026, 10, 23, 12)

type Answer = (request: IncomingMessage, response: ServerResponse, count: number) => void

async function newsroom(answer: Answer): Promise<string> {
  let count = 0
  const server = createServer((request, response) => answer(request, response, (count += 1)))
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed.xml`
}

function item(
  title: string,
  { guid = title, date = new Date(nowMs - minuteMs).toUTCString(), body = '' } = {},
): string {
  return `<item><title>${title}</title><guid>${guid}</guid><pubDate>${date}</pubDate><description>${body}</description></item>`
}

function rss(...items: string[]): string {
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>The Herald</title><language>en-CA</language>${items.join('')}</channel></rss>`
}

/** A clock whose long waits pass at once and are written down; the deadline of a fetch never comes. */
function testClock(): Clock & { waits: number[] } {
  const waits: number[] = []
  const sleep: Clock['sleep'] = (ms, signal) => {
    if (ms === 20_000)
      return new Promise((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }))
    waits.push(ms)
    return wallClock.sleep(0, signal)
  }
  return { waits, nowMs: () => nowMs, sleep }
}

type Listening = {
  url: string
  until: (heard: readonly Heard[]) => boolean
  cursor?: string
  clock?: Clock
  isOpen?: boolean
}

async function listen({
  url,
  until,
  cursor,
  clock = testClock(),
  isOpen = true,
}: Listening): Promise<Heard[]> {
  const stop = new AbortController()
  const reader = feedReader({ url, media: true, allowPrivateNetworks: isOpen, chance: () => 0.5 })
  const heard: Heard[] = []
  const needs = { clock, log: silentLog, signal: stop.signal, ...(cursor !== undefined && { cursor }) }
  for await (const event of reader.read(needs)) {
    heard.push(event)
    if (until(heard)) stop.abort()
  }
  return heard
}

function posts(heard: readonly Heard[]): Post[] {
  return heard.flatMap((event) => (event.kind === 'posts' ? event.posts : []))
}

function states(heard: readonly Heard[]): Extract<Heard, { kind: 'state' }>[] {
  return heard.filter((event) => event.kind === 'state')
}

function reads(count: number): (heard: readonly Heard[]) => boolean {
  return (heard) => heard.filter((event) => event.kind === 'clock').length === count
}

test('a news item is a post by its newsroom, marked as media, with words and without markup', async () => {
  const body = '&lt;p&gt;The &lt;a href="https://example.org/weir"&gt;weir&lt;/a&gt; is open.&lt;/p&gt;'
  const url = await newsroom((_, response) => response.end(rss(item('Water rises', { guid: 'a1', body }))))
  const [post] = posts(await listen({ url, until: reads(1) }))
  expect(post).toMatchObject({
    network: 'feeds',
    source: `feeds:${url}`,
    text: 'Water rises\nThe weir is open.',
    atMs: nowMs - minuteMs,
    heardAtMs: nowMs,
    lang: 'en',
    author: { name: 'The Herald', kind: 'media' },
    links: ['https://example.org/weir'],
  })
  expect(post?.id).toMatch(/^feeds:127\.0\.0\.1:\d+-[0-9a-f]{8}\/a1$/)
  expect(PostSchema.safeParse(post).success).toBe(true)
})

test('the first read brings the past with its own dates; what comes later counts when it is believable', async () => {
  const old = new Date(nowMs - 30 * dayMs).toUTCString()
  const url = await newsroom((_, response, count) => {
    const odd = [
      item('Old', { date: old }),
      item('Undated', { date: '' }),
      item('1970', { date: 'Thu, 01 Jan 1970 00:00:00 GMT' }),
    ]
    response.end(count === 1 ? rss(...odd) : rss(...odd, item('Late', { date: old })))
  })
  const heard = await listen({ url, until: reads(2) })
  const atMs = Object.fromEntries(posts(heard).map((post) => [post.text, post.atMs]))
  expect(atMs).toEqual({ Old: nowMs - 30 * dayMs, Undated: nowMs, '1970': nowMs, Late: nowMs })
})

test('only new and edited items are told again, an edited one under the same id', async () => {
  const url = await newsroom((_, response, count) => {
    const changed = count < 3 ? 'Bridge closed' : 'Bridge open again'
    response.end(rss(item('Same', { guid: 's' }), item(changed, { guid: 'b' })))
  })
  const heard = posts(await listen({ url, until: reads(4) }))
  expect(heard.map((post) => post.text)).toEqual(['Same', 'Bridge closed', 'Bridge open again'])
  expect(heard[1]?.id).toBe(heard[2]?.id)
})

test('an unchanged feed is not sent again: the newsroom is asked with what it gave us, also after a restart', async () => {
  const asked: (string | undefined)[] = []
  const url = await newsroom((request, response) => {
    asked.push(request.headers['if-none-match'], request.headers['if-modified-since'])
    if (request.headers['if-none-match'] === '"v1"') return response.writeHead(304).end()
    response
      .writeHead(200, { etag: '"v1"', 'last-modified': 'Mon, 23 Nov 2026 11:00:00 GMT' })
      .end(rss(item('News')))
  })
  const heard = await listen({ url, until: reads(2) })
  expect(posts(heard)).toHaveLength(1)
  const cursor = heard.find((event) => event.kind === 'posts')?.cursor
  const again = await listen({ url, until: reads(1), ...(cursor !== undefined && { cursor }) })
  expect(posts(again)).toEqual([])
  expect(asked).toEqual([undefined, undefined, '"v1"', asked[3], '"v1"', asked[3]])
  expect(asked[3]).toBe('Mon, 23 Nov 2026 11:00:00 GMT')
})

test('a cursor that is nonsense only means reading everything', async () => {
  const url = await newsroom((_, response) => response.end(rss(item('News'))))
  for (const cursor of ['f1:{', 'v1:99', `f1:{"etag":"a\\r\\nx: y"}`]) {
    expect(posts(await listen({ url, cursor, until: reads(1) }))).toHaveLength(1)
  }
})

test('a newsroom in trouble is asked less and less often, and is heard again afterwards', async () => {
  const clock = testClock()
  const url = await newsroom((_, response, count) => {
    if (count <= 3) response.writeHead(500).end('sorry')
    else response.end(rss(item('Back')))
  })
  const heard = await listen({ url, clock, until: reads(1) })
  expect(clock.waits.slice(0, 3)).toEqual([30_000, 45_000, 90_000])
  expect(states(heard).map(({ state, why }) => [state, why])).toEqual([
    ['connecting', undefined],
    ['waiting', 'http-500'],
    ['waiting', 'http-500'],
    ['waiting', 'http-500'],
    ['hearing', undefined],
  ])
})

test('a newsroom that asks for patience gets it: Retry-After and ttl', async () => {
  const clock = testClock()
  const slow = rss(item('News')).replace('<title>The Herald', '<ttl>10</ttl><title>The Herald')
  const url = await newsroom((_, response, count) => {
    if (count === 1) response.writeHead(429, { 'retry-after': '600' }).end()
    else if (count === 2) response.writeHead(503, { 'retry-after': '99999999' }).end()
    else response.end(slow)
  })
  await listen({ url, clock, until: reads(2) })
  expect(clock.waits.slice(0, 3)).toEqual([10 * minuteMs, 6 * hourMs, 10 * minuteMs])
})

test('a feed that is gone for good ends; one that is forbidden or missing is shown and asked again', async () => {
  const gone = await newsroom((_, response) => response.writeHead(410).end())
  const heard = await listen({ url: gone, until: () => false })
  expect(heard.at(-1)).toEqual({ kind: 'state', state: 'failed', why: 'gone' })
  const missing = await newsroom((_, response) => response.writeHead(404).end())
  const [, state] = await listen({ url: missing, until: (all) => all.length === 2 })
  expect(state).toMatchObject({ kind: 'state', state: 'failed', why: 'http-404', retryInMs: 120_000 })
})

test('a web page, a picture and nothing at all are said not to be feeds', async () => {
  const page = '<!doctype html><html><head><title>Sign in</title></head><body><item>no</item></body></html>'
  for (const [body, why] of [
    [page, 'not-a-feed'],
    ['{"a":1}', 'not-a-feed'],
    ['', 'not-a-feed'],
    [Buffer.alloc(500, 1), 'bad-encoding'],
  ] as const) {
    const url = await newsroom((_, response) => response.end(body))
    const heard = await listen({ url, until: (all) => states(all).length === 2 })
    expect(heard[1]).toMatchObject({ kind: 'refused', why, count: 1 })
    expect(heard[2]).toMatchObject({ kind: 'state', state: 'failed', why })
  }
})

test('a feed cut off in the middle gives its whole items and counts the broken one', async () => {
  const whole = rss(item('One'), item('Two'), '<item><title>Thr')
  const url = await newsroom((_, response) => response.end(whole.slice(0, whole.indexOf('Thr') + 3)))
  const heard = await listen({ url, until: reads(1) })
  expect(
    posts(heard)
      .map((post) => post.text)
      .sort(),
  ).toEqual(['One', 'Two'])
  expect(heard).toContainEqual({ kind: 'refused', why: 'truncated', count: 1 })
})

test('items without words are counted once, and a feed without items is a quiet feed', async () => {
  const wordless = await newsroom((_, response) =>
    response.end(rss('<item><guid>1</guid></item>', item('News'))),
  )
  const heard = await listen({ url: wordless, until: reads(3) })
  expect(heard.filter((event) => event.kind === 'refused')).toEqual([
    { kind: 'refused', why: 'no-text', count: 1 },
  ])
  const quiet = await newsroom((_, response) => response.end('<rss version="2.0"><channel></channel></rss>'))
  const silence = await listen({ url: quiet, until: reads(1) })
  expect(silence.map((event) => event.kind)).toEqual(['state', 'state', 'clock'])
})

test('bombs and loops cost one failed read, not the desk', async () => {
  const bomb = gzipSync(Buffer.alloc(20 * 1024 * 1024, ' '))
  const packed = await newsroom((_, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
  )
  const loop = await newsroom((_, response) => response.writeHead(302, { location: '/feed.xml' }).end())
  for (const [url, why] of [
    [packed, 'too-long'],
    [loop, 'too-many-redirects'],
  ] as const) {
    const [, state] = await listen({ url, until: (all) => all.length === 2 })
    expect(state).toMatchObject({ kind: 'state', state: 'waiting', why })
  }
})

test('entities that multiply and nesting without end do not stop us', async () => {
  const lol = `<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>${rss(item('&b;&b;'))}`
  const deep = rss(`<item><title>Deep</title>${'<x>'.repeat(50_000)}</item>`)
  for (const body of [lol, deep]) {
    const url = await newsroom((_, response) => response.end(body))
    const heard = await listen({
      url,
      until: (all) => states(all).length === 2 && all.at(-1)?.kind !== 'posts',
    })
    for (const post of posts(heard)) expect(post.text.length).toBeLessThan(200)
  }
})

test('without the owner’s leave a feed on the local network is not read, and a person is told', async () => {
  const url = await newsroom((_, response) => response.end(rss(item('Inside'))))
  const heard = await listen({ url, isOpen: false, until: (all) => all.length === 2 })
  expect(heard[1]).toMatchObject({ kind: 'state', state: 'failed', why: 'private-address' })
})

test('a feed that moved for good is asked at its new address, and its posts keep their ids', async () => {
  const paths: (string | undefined)[] = []
  const url = await newsroom((request, response) => {
    paths.push(request.url)
    if (request.url === '/feed.xml') response.writeHead(301, { location: '/moved.xml' }).end()
    else response.end(rss(item('News', { guid: String(paths.length) })))
  })
  const heard = posts(await listen({ url, until: reads(2) }))
  expect(paths).toEqual(['/feed.xml', '/moved.xml', '/moved.xml'])
  expect(new Set(heard.map((post) => post.id.replace(/\/.*/, ''))).size).toBe(1)
})

test('a password in a feed’s address is not shown as its source', () => {
  const reader = feedReader({ url: 'https://desk:secret@news.example.org/feed', media: false })
  expect(reader.source).toBe('feeds:https://news.example.org/feed')
  expect(reader.label).toBe('news.example.org')
  expect(
    feedReader({ url: `https://e.org/${'x'.repeat(500)}`, media: false }).source.length,
  ).toBeLessThanOrEqual(200)
})

test('a thousand items come in batches, oldest first', async () => {
  const many = Array.from({ length: 1000 }, (_, i) =>
    item(`News ${i}`, { date: new Date(nowMs - i * 1000).toUTCString() }),
  )
  const url = await newsroom((_, response) => response.end(rss(...many)))
  const heard = await listen({ url, until: reads(1) })
  const batches = heard.filter((event) => event.kind === 'posts')
  expect(batches.map((batch) => batch.posts.length)).toEqual([256, 256, 256, 232])
  expect(posts(heard)[0]?.text).toBe('News 999')
})
