import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { hostileTexts } from '#networks/pages/test-pages.ts'
import { parseFeedBytes } from '#networks/feeds/parse-feed.ts'
import { dot } from '#networks/test-sender-contract.ts'
import { openSite, testOrigin } from '#roles/publishing/own-pages/test-site.ts'

let office: Awaited<ReturnType<typeof openSite>>

beforeAll(async () => {
  office = await openSite({ webSubHub: 'https://hub.example/' })
})
afterAll(() => office.store.close())
beforeEach(() =>
  sql`truncate own_pages, own_page_words, own_page_removals cascade`
    .execute(office.store.db)
    .then(() => undefined),
)

const remove = (key: string) =>
  office.sender.remove?.(
    { nativeId: key },
    {
      clock: { nowMs: () => office.time.nowMs, sleep: () => new Promise<void>(() => undefined) },
      signal: new AbortController().signal,
    },
  )

test('a page is there for everybody, with what keeps it safe and what lets it be kept', async () => {
  expect(await office.say('Until six.')).toMatchObject({
    kind: 'sent',
    posted: { url: `${testOrigin}/p/d1-0` },
  })
  const answer = await office.ask('/p/d1-0')
  expect(answer.status).toBe(200)
  const policy = answer.headers.get('content-security-policy') ?? ''
  expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]{44}'; /u)
  expect(policy).not.toContain('script-src')
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'content-language': 'en',
    'cache-control': 'public, max-age=30',
    'x-content-type-options': 'nosniff',
    'last-modified': 'Mon, 07 Apr 2031 12:00:00 GMT',
  })
  expect(answer.headers.has('set-cookie')).toBe(false)
  const html = await answer.text()
  expect(html).toContain('Until six.')
  for (const format of ['rss', 'atom', 'json'])
    expect(html).toContain(`href="${testOrigin}/feeds/en.${format}"`)
  // The same bytes for everybody: nothing in it is by chance.
  expect(await (await office.ask('/p/d1-0')).text()).toBe(html)
})

test.each(['/p/d1-0', '/p?lang=en', '/feeds/en.rss', '/feeds/en.atom', '/feeds/en.json'])(
  '%s is not sent again to whoever has it, and is after a change',
  async (path) => {
    await office.say('Until six.')
    const first = await office.ask(path)
    const etag = first.headers.get('etag') ?? ''
    const since = first.headers.get('last-modified') ?? ''
    const again = async (headers: Record<string, string>): Promise<number> =>
      (await office.ask(path, { headers })).status
    expect(await again({ 'if-none-match': etag })).toBe(304)
    expect(await again({ 'if-none-match': `"x", W/${etag}` })).toBe(304)
    expect(await again({ 'if-none-match': '"x"', 'if-modified-since': since })).toBe(200)
    expect(await again({ 'if-modified-since': since })).toBe(304)
    expect(await again({ 'if-modified-since': 'yesterday' })).toBe(200)
    const known = await office.ask(path, { headers: { 'if-none-match': etag } })
    expect(await known.text()).toBe('')
    expect(known.headers.get('etag')).toBe(etag)
    office.time.nowMs += 60_000
    await remove('d1-0')
    expect(await again({ 'if-none-match': etag })).not.toBe(304)
    expect(await again({ 'if-modified-since': since })).not.toBe(304)
  },
)

test.each(['/p/d1-0', '/p?lang=en', '/feeds/en.rss'])(
  'HEAD of %s says what GET says, without the body',
  async (path) => {
    await office.say('Until six.')
    const [head, get] = [await office.ask(path, { method: 'HEAD' }), await office.ask(path)]
    expect(head.status).toBe(200)
    expect(await head.text()).toBe('')
    for (const name of ['etag', 'last-modified', 'content-type', 'link'])
      expect(head.headers.get(name)).toBe(get.headers.get(name))
  },
)

test('what was withdrawn keeps its address, says so and shows none of its words anywhere', async () => {
  await office.say('Nobody should read this any more.', { contentWarning: 'Nor this' })
  await remove('d1-0')
  const answer = await office.ask('/p/d1-0')
  expect(answer.status).toBe(410)
  const html = await answer.text()
  expect(html).toContain('This message was withdrawn')
  expect(html).toContain('noindex')
  const places = ['/p/d1-0', '/p?lang=en', '/feeds/en.rss', '/feeds/en.atom', '/feeds/en.json']
  for (const path of places) {
    const said = await (await office.ask(path)).text()
    expect(said).toContain('withdrawn')
    expect(said).not.toMatch(/Nobody should|Nor this/u)
  }
})

test.each(Object.entries(hostileTexts))(
  'hostile words (%s) stay words, on the page and in every list',
  async (_, text) => {
    expect(await office.say(text)).toMatchObject({ kind: 'sent' })
    for (const path of ['/p/d1-0', '/p?lang=en']) {
      const html = await (await office.ask(path)).text()
      expect(html.replaceAll(/<script type="application\/ld\+json">[^<]*<\/script>/gu, '')).not.toMatch(
        /<script|<img src=x|onerror=alert\(2\)>|<style(?![\s>])/iu,
      )
      expect(html.match(/<style/gu)).toHaveLength(1)
    }
    for (const format of ['rss', 'atom', 'json']) {
      const answer = await office.ask(`/feeds/en.${format}`)
      const read = parseFeedBytes(
        Buffer.from(await answer.arrayBuffer()),
        answer.headers.get('content-type') ?? '',
      )
      expect(read).toMatchObject({ kind: 'feed', refused: [], feed: { items: [{}] } })
    }
  },
)

test.each([
  ...['/p/none', '/p/D1-0', '/p/d1-0%20', "/p/'", '/p/%00', '/p/%ff', '/p/..%2fp', `/p/${'a'.repeat(5000)}`],
  ...['/p/accounts/none', '/p/accounts/practice', '/p/d1-0/files/0', '/p/d1-0/files/-1', '/p/d1-0/files/x'],
  ...[
    '/p?lang=de',
    '/p?lang=%00',
    '/feeds/de.rss',
    '/feeds/en.xml',
    '/feeds/en',
    '/feeds/.rss',
    '/feeds/en.rss.rss',
  ],
  ...['/feeds/none/en.rss', '/feeds/practice/en.rss', '/feeds/%00/en.rss', '/feeds/constructor.rss'],
])('%s is nothing, in words', async (path) => {
  await office.say('Until six.')
  const answer = await office.ask(path)
  expect(answer.status).toBe(404)
  const html = await answer.text()
  expect(html).toMatch(/<html lang="en-CA">/u)
  expect(html).toContain('Il n’y a pas de page ici')
})

test('the list is read in the language asked for, or in the browser’s', async () => {
  await office.say('Until six.')
  await office.say('Jusqu’à 18 h.', { key: 'd2-0', language: 'fr' })
  const listed = async (path: string, accepted = ''): Promise<string> => {
    const answer = await office.ask(path, { headers: { 'accept-language': accepted } })
    expect(await answer.text()).toContain(
      answer.headers.get('content-language') === 'fr' ? 'Jusqu’à' : 'Until six',
    )
    return answer.headers.get('content-language') ?? ''
  }
  expect(await listed('/p?lang=fr', 'en')).toBe('fr')
  expect(await listed('/p?lang=fr-CA')).toBe('fr')
  expect(await listed('/p', 'de;q=1, fr-FR;q=0.9, en;q=0.8')).toBe('fr')
  expect(await listed('/p', 'fr;q=0, en')).toBe('en')
  expect(await listed('/p', `${'x,'.repeat(50_000)}fr`)).toBe('en')
  expect((await office.ask('/p')).headers.get('vary')).toContain('accept-language')
})

test('a long list is turned page by page, there and back, and nothing is left out or told twice', async () => {
  for (let n = 0; n < 120; n++) {
    // Three at the same moment: the order holds all the same.
    await office.say(`Notice ${n}.`, { key: `n${n}-0`, atMs: office.time.nowMs + Math.floor(n / 3) * 1000 })
  }
  const linkIn = (html: string, rel: string): string | undefined =>
    new RegExp(`<a rel="${rel}" href="${testOrigin}([^"]+)"`, 'u').exec(html)?.[1]?.replaceAll('&#38;', '&')
  const seen: string[][] = []
  let path: string | undefined = '/p?lang=en'
  while (path !== undefined) {
    const html: string = await (await office.ask(path)).text()
    seen.push([...html.matchAll(/Notice \d+\./gu)].map(([text]) => text))
    path = linkIn(html, 'next')
  }
  expect(seen.map((page) => page.length)).toEqual([50, 50, 20])
  expect(new Set(seen.flat()).size).toBe(120)
  const last = await (await office.ask(await olderThan(2, linkIn))).text()
  const back = await (await office.ask(linkIn(last, 'prev') ?? '')).text()
  expect([...back.matchAll(/Notice \d+\./gu)].map(([text]) => text)).toEqual(seen[1])
  const top = await (await office.ask(linkIn(back, 'prev') ?? '')).text()
  expect([...top.matchAll(/Notice \d+\./gu)].map(([text]) => text)).toEqual(seen[0])
})

async function olderThan(
  pages: number,
  linkIn: (html: string, rel: string) => string | undefined,
): Promise<string> {
  let path = '/p?lang=en'
  for (let n = 0; n < pages; n++) path = linkIn(await (await office.ask(path)).text(), 'next') ?? ''
  return path
}

test('feeds say where they stand and which hub tells of news', async () => {
  await office.say('Until six.')
  const answer = await office.ask('/feeds/en.atom')
  expect(answer.headers.get('link')).toBe(
    `<${testOrigin}/feeds/en.atom>; rel="self", <https://hub.example/>; rel="hub"`,
  )
  expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  expect(await answer.text()).toContain('https://hub.example/')
  expect((await office.ask('/p/d1-0')).headers.has('access-control-allow-origin')).toBe(false)
})

test('a second account of our site has a list and feeds of its own', async () => {
  await sql`insert into accounts (id, network, handle, name, languages, created_at)
    values ('pages.library', 'pages', 'Library', 'Library', '{en}', now()) on conflict do nothing`.execute(
    office.store.db,
  )
  await office.say('City.')
  const library = office.site.network.open({
    ...{ account: 'pages.library', handle: 'Library', languages: ['en'] },
    credentials: { read: () => Promise.resolve({}), write: () => Promise.resolve() },
  })
  const clock = { nowMs: () => office.time.nowMs, sleep: () => new Promise<void>(() => undefined) }
  await library.send(
    { key: 'l1-0', atMs: office.time.nowMs, text: 'Books.', language: 'en', media: [] },
    { clock, signal: new AbortController().signal },
  )
  for (const path of ['/p/accounts/pages.library', '/feeds/pages.library/en.rss']) {
    const said = await (await office.ask(path)).text()
    expect(said).toContain('Books.')
    expect(said).not.toContain('City.')
  }
  expect(await (await office.ask('/p/l1-0')).text()).toContain(`${testOrigin}/feeds/pages.library/en.rss`)
  expect((await office.ask('/feeds/pages.library/fr.rss')).status).toBe(404)
})

test('a file is there as long as its page is', async () => {
  await sql`insert into media_files (sha256, media_type, bytes, data, kept_at)
    values (${dot.sha256}, ${dot.mediaType}, ${dot.bytes}, ${Buffer.from(await dot.read())}, now())`.execute(
    office.store.db,
  )
  await office.say('Look.', { media: [dot] })
  const html = await (await office.ask('/p/d1-0')).text()
  expect(html).toContain(`src="${testOrigin}/p/d1-0/files/0"`)
  const answer = await office.ask('/p/d1-0/files/0')
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe(dot.mediaType)
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from(await dot.read()))
  expect((await office.ask('/p/d1-0/files/1')).status).toBe(404)
  await remove('d1-0')
  const gone = await office.ask('/p/d1-0/files/0')
  expect(gone.status).toBe(410)
  expect(await gone.text()).toContain('Ce message a été retiré')
  expect((await office.ask('/p/d1-0/files/1')).status).toBe(404)
})
