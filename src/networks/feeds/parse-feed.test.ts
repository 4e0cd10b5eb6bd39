import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { feedIdOf, postOfItem, type FeedFacts } from '#networks/feeds/feed-post.ts'
import { parseFeedBytes } from '#networks/feeds/parse-feed.ts'
import { planAfterFailure } from '#networks/feeds/poll-plan.ts'
import { salvage } from '#networks/feeds/salvage.ts'
import { Post } from '#kernel/post.ts'

const heardMs = Date.UTC(2026, 10, 23, 12)
const facts: FeedFacts = {
  feedId: 'herald',
  source: 'feeds:herald',
  label: 'The Herald',
  isMedia: false,
  url: 'https://herald.example/news/feed',
  heardMs,
  isFirstRead: true,
}

function postsOf(text: string, more: Partial<FeedFacts> = {}): Post[] {
  const reading = parseFeedBytes(Buffer.from(text))
  if (reading.kind === 'refused') throw new Error(reading.why)
  return reading.feed.items
    .map((item) => postOfItem(item, { ...facts, ...more }))
    .filter((post) => post !== undefined)
}

test('an Atom entry is read: plain title, alternate link, language, place and first date', () => {
  const [post] =
    postsOf(`<feed xmlns="http://www.w3.org/2005/Atom" xmlns:georss="http://www.georss.org/georss" xml:lang="fr-CA"><title>L’Écho</title>
    <entry><id>tag:1</id><title>Niveau &lt; 2 m</title><link rel="self" href="/self"/><link href="/a"/><summary type="html">&lt;p&gt;La &lt;i&gt;crue&lt;/i&gt;&lt;/p&gt;</summary>
    <published>2026-11-23T11:00:00Z</published><updated>2026-11-23T11:30:00Z</updated><georss:point>45.5 -73.6</georss:point></entry></feed>`)
  expect(post).toMatchObject({
    id: 'feeds:herald/tag:1',
    text: 'Niveau < 2 m\nLa crue',
    url: 'https://herald.example/a',
    atMs: Date.UTC(2026, 10, 23, 11),
    geo: { lat: 45.5, lon: -73.6 },
  })
  expect(post?.author).toEqual({ id: 'feeds:herald', name: 'The Herald' })
})

test('RDF and JSON Feed are read too', () => {
  const rdf = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
    <channel rdf:about="x"><title>R</title><link>http://e.org</link></channel><item rdf:about="http://e.org/1"><title>Road closed</title><link>http://e.org/1</link><dc:date>2026-11-23T10:00:00Z</dc:date></item></rdf:RDF>`
  expect(postsOf(rdf)).toMatchObject([
    { id: 'feeds:herald/http://e.org/1', text: 'Road closed', atMs: Date.UTC(2026, 10, 23, 10) },
  ])
  const json = {
    version: 'https://jsonfeed.org/version/1.1',
    title: 'J',
    items: [
      {
        id: '7',
        content_text: 'Bridge < open >',
        attachments: [{ url: 'https://e.org/a.mp3', mime_type: 'audio/mpeg' }],
      },
    ],
  }
  expect(postsOf(JSON.stringify(json))).toMatchObject([
    { id: 'feeds:herald/7', text: 'Bridge < open >', media: [{ kind: 'audio' }] },
  ])
})

test('items without an id are told apart by their link, else by their words, and keep their id', () => {
  const feed =
    '<rss version="2.0"><channel><title>t</title><item><title>A</title><link>https://e.org/1</link></item><item><title>B</title></item></channel></rss>'
  const [first, second] = postsOf(feed)
  expect(first?.id).toBe('feeds:herald/https://e.org/1')
  expect(second?.id).toMatch(/^feeds:herald\/[0-9a-f]{40}$/)
  expect(postsOf(feed).map((post) => post.id)).toEqual([first?.id, second?.id])
})

test('ids, links and words of any length fit into a post', () => {
  const long = 'x'.repeat(30_000)
  const [post] = postsOf(
    `<rss version="2.0"><channel><title>t</title><item><guid isPermaLink="false">${long}</guid><title>${long}</title><link>https://e.org/${long}</link></item></channel></rss>`,
  )
  expect(Post.safeParse(post).success).toBe(true)
  expect(post?.text.length).toBe(20_000)
  expect(post?.url).toBeUndefined()
})

test('a feed id is readable, and different for different feeds of one host', () => {
  expect(feedIdOf('https://herald.example/news')).toMatch(/^herald\.example-[0-9a-f]{8}$/)
  expect(feedIdOf('https://herald.example/news')).not.toBe(feedIdOf('https://herald.example/sport'))
})

test('a broken feed gives its whole items', () => {
  const broken = `<rss version="2.0"><channel><title>t & u</title><item><title>One &amp; only</title><link>https://e.org/1</link></item>
    <item><title><![CDATA[Two <b>bold</b>]]></title><pubDate>Mon, 23 Nov 2026 11:00:00 GMT</pubDate></item><item><title>Thr`
  expect(salvage(broken)).toMatchObject({
    isFeed: true,
    cutOff: 1,
    items: [
      { title: 'One &amp; only'.replace('&amp;', '&'), link: 'https://e.org/1' },
      { title: 'Two <b>bold</b>' },
    ],
  })
})

test('a page that only speaks about feeds is none', () => {
  for (const page of [
    '<html><body>&lt;rss&gt; <rss></body></html>',
    'plain words',
    '<svg><item></item></svg>',
  ]) {
    expect(salvage(page).isFeed).toBe(false)
    expect(parseFeedBytes(Buffer.from(page))).toMatchObject({ kind: 'refused', why: 'not-a-feed' })
  }
})

test('whatever the bytes are, reading a feed ends without throwing', () => {
  const piece = fc.constantFrom(
    '<rss>',
    '<channel>',
    '<item>',
    '</item>',
    '<title>',
    '</title>',
    '<entry',
    '>',
    '<![CDATA[',
    ']]>',
    '<!--',
    '&x;',
    'é',
    '\0',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      expect(['feed', 'refused']).toContain(parseFeedBytes(Buffer.from(pieces.join(''))).kind)
    }),
  )
  fc.assert(fc.property(fc.uint8Array(), (bytes) => void parseFeedBytes(Buffer.from(bytes))))
})

test('waiting grows with each failure whatever the failure is, up to an hour', () => {
  const plan = (failures: number): number =>
    planAfterFailure(
      { kind: 'failed', why: 'unreachable', detail: '', reached: false },
      { failures, everyMs: 120_000, nowMs: heardMs, chance: 0 },
    ).waitMs
  expect([0, 1, 2, 3, 20].map(plan)).toEqual([30_000, 30_000, 60_000, 120_000, 1_800_000])
})
