import { expect, test } from 'vitest'
import { minuteMs } from '#kernel/time.ts'
import { readerLimits } from '#networks/contract.ts'
import { parseFeedBytes, type FeedReading } from '#networks/feeds/parse-feed.ts'
import { postOfItem } from '#networks/feeds/feed-post.ts'
import { feedLimits, type PublicFeed } from '#networks/pages/feed.ts'
import { withoutControls } from '#networks/pages/html.ts'
import { feedTypes, renderAtom, renderJsonFeed, renderRss } from '#networks/pages/render-feeds.ts'
import { hostileTexts, testFeed, testPage } from '#networks/pages/test-pages.ts'
import type { Post } from '#kernel/post.ts'

const formats = { rss: renderRss, atom: renderAtom, json: renderJsonFeed }
type Format = keyof typeof formats
const all = Object.keys(formats) as Format[]

function readBack(format: Format, feed: PublicFeed): Extract<FeedReading, { kind: 'feed' }>['feed'] {
  const reading = parseFeedBytes(Buffer.from(formats[format](feed)), feedTypes[format])
  if (reading.kind !== 'feed') throw new Error(`it should be a feed, and is ${reading.sample}`)
  expect(reading.refused).toEqual([])
  return reading.feed
}

/** The posts that a desk makes of the feed which follows it. */
function postsOf(format: Format, feed: PublicFeed): Post[] {
  const { items, lang } = readBack(format, feed)
  const facts = {
    feedId: 'hc',
    source: 'feeds:hc',
    label: 'HC',
    isMedia: false,
    url: feed.urls.rss,
    heardMs: Date.UTC(2031, 3, 8),
    isFirstRead: true,
  }
  return items
    .map((item) => postOfItem(item, lang === undefined ? facts : { ...facts, lang }))
    .filter((post) => post !== undefined)
}

const squeezed = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim()

test.each(all)(
  '%s: what our own reader hears is what was said, in its language, at its time, with its files',
  (format) => {
    const url = 'https://havre-clair.example/f/1.png'
    const pages = [
      testPage({
        url: 'https://havre-clair.example/m/2-fr',
        language: 'fr-CA',
        text: 'L’eau est revenue.\n\nMerci de votre patience. https://havre-clair.example/eau',
        publishedMs: Date.UTC(2031, 3, 7, 15),
      }),
      testPage({ media: [{ url, mediaType: 'image/png', bytes: 70, alt: 'A map' }] }),
    ]
    const [second, first] = postsOf(format, testFeed(pages))
    expect(first).toMatchObject({
      ...{ id: 'feeds:hc/https://havre-clair.example/m/1-en', url: 'https://havre-clair.example/m/1-en' },
      ...{
        text: testPage().text,
        lang: 'en',
        claimedAtMs: testPage().publishedMs,
        media: [{ kind: 'image' }],
      },
    })
    expect(squeezed(second?.text ?? '')).toBe(squeezed(pages[0]?.text ?? ''))
    if (format !== 'rss') expect(second?.lang).toBe('fr')
    if (format !== 'json') expect(second?.links).toEqual(['https://havre-clair.example/eau'])
  },
)

test('what a picture shows is told with it where a feed has room for that', () => {
  const file = { url: 'https://havre-clair.example/f/1.png', mediaType: 'image/png', bytes: 70 }
  const feed = testFeed([
    testPage({
      media: [
        { ...file, alt: 'A map <of> the\nriver' },
        { ...file, alt: '' },
      ],
    }),
  ])
  expect(renderJsonFeed(feed)).toContain('"title":"A map <of> the river"}')
  expect(renderAtom(feed)).toMatch(/title="A map (?:<|&lt;)of(?:>|&gt;) the river"/u)
})

test.each(
  all.flatMap((format) => Object.entries(hostileTexts).map(([what, text]) => [format, what, text] as const)),
)('%s, %s: the feed holds, and every word comes back as a word', (format, what, text) => {
  const pages = [testPage({ text }), testPage({ url: 'https://havre-clair.example/m/2-en' })]
  const written = formats[format](
    testFeed(pages, { from: { name: text, url: 'https://havre-clair.example/' }, description: text }),
  )
  expect(written.isWellFormed()).toBe(true)
  if (format !== 'json') expect(withoutControls(written)).toBe(written)
  const posts = postsOf(format, testFeed(pages))
  expect(posts).toHaveLength(2)
  const said = squeezed(withoutControls(text)).slice(0, readerLimits.textLengthMax - 100)
  const heard = squeezed(posts[0]?.text ?? '')
  // Atom asks for a title also where it cannot be the beginning, sign for sign.
  expect(format === 'atom' && what === 'directions' ? heard.endsWith(said) : heard.startsWith(said)).toBe(
    true,
  )
  expect(posts[1]?.text).toBe(testPage().text)
})

test('RSS has what the specification requires, and its links hold nothing but the address', () => {
  const xml = renderRss(
    testFeed([testPage({ text: 'a < b & c', url: 'https://havre-clair.example/m?a=1&b=2' })], {
      hubs: ['https://hub.example/'],
    }),
  )
  expect(xml).toMatch(/^<\?xml version="1.0" encoding="utf-8"\?>\n<rss version="2.0"/)
  for (const element of ['title', 'link', 'description', 'language', 'lastBuildDate', 'item'])
    expect(xml).toMatch(new RegExp(`<channel>[\\s\\S]*<${element}>`))
  expect(xml).toContain('<link><![CDATA[https://havre-clair.example/m?a=1&b=2]]></link>')
  expect(xml).toMatch(
    /<guid isPermaLink="true"><!\[CDATA\[https:\/\/havre-clair.example\/m\?a=1&b=2\]\]><\/guid>/,
  )
  expect(xml).toMatch(/<pubDate>Mon, 07 Apr 2031 12:00:00 GMT<\/pubDate>/)
  expect(xml).toContain(
    '<atom:link href="https://havre-clair.example/messages/rss" rel="self" type="application/rss+xml"/>',
  )
  expect(xml).toContain('<atom:link href="https://hub.example/" rel="hub"/>')
  // A reader that takes titles for HTML would lose the words; the description has them in any case.
  expect(/<item>[\s\S]*<\/item>/.exec(xml)?.[0]).not.toContain('<title>')
})

test('Atom has what the specification requires: ids, titles, times, an author, a link to itself', () => {
  const xml = renderAtom(testFeed([testPage()], { hubs: ['https://hub.example/'] }))
  expect(xml).toContain('<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-CA">')
  const [head = '', entry = ''] = xml.split('<entry')
  for (const part of [head, entry]) {
    expect(part).toMatch(/<id>https:[^\s<]+<\/id>/)
    expect(part).toMatch(/<title type="text">[^<]+<\/title>/)
    expect(part).toMatch(/<updated>2031-04-07T12:00:00.000Z<\/updated>/)
  }
  expect(head).toMatch(/<author>\s*<name>City of Havre-Clair<\/name>/)
  expect(head).toContain('rel="self"')
  expect(head).toContain('rel="hub"')
  expect(entry).toMatch(/<link [^>]*rel="alternate"/)
})

test('JSON Feed has what the specification requires', () => {
  const json: unknown = JSON.parse(
    renderJsonFeed(
      testFeed([testPage({ changedMs: Date.UTC(2031, 3, 7, 14) })], { hubs: ['https://hub.example/'] }),
    ),
  )
  expect(json).toMatchObject({
    ...{ version: 'https://jsonfeed.org/version/1.1', title: 'City of Havre-Clair', language: 'en-CA' },
    feed_url: 'https://havre-clair.example/messages/json',
    hubs: [{ type: 'WebSub', url: 'https://hub.example/' }],
    items: [
      {
        id: testPage().url,
        url: testPage().url,
        content_text: testPage().text,
        date_published: '2031-04-07T12:00:00.000Z',
        date_modified: '2031-04-07T14:00:00.000Z',
      },
    ],
  })
})

test.each(all)(
  '%s: a warning comes before the words, a correction behind them, and what is withdrawn keeps its name only',
  (format) => {
    const note = { atMs: Date.UTC(2031, 3, 7, 14), words: 'Until six, not five.' }
    const [warned, taken] = postsOf(
      format,
      testFeed([
        testPage({ contentWarning: 'Injuries', corrections: [note] }),
        testPage({ url: 'https://havre-clair.example/m/3-en', text: 'Planted words.', withdrawn: note }),
      ]),
    )
    expect(squeezed(warned?.text ?? '')).toBe(
      `Content warning: Injuries ${testPage().text} Correction: Until six, not five.`,
    )
    expect(taken?.text).toBe('This message was withdrawn: Until six, not five.')
    expect(taken?.id).toBe('feeds:hc/https://havre-clair.example/m/3-en')
  },
)

test.each(all)(
  '%s: a feed in which nothing was said yet is a feed, and does not change by itself',
  (format) => {
    expect(readBack(format, testFeed([])).items).toEqual([])
    expect(formats[format](testFeed([]))).toBe(formats[format](testFeed([])))
  },
)

test.each(all)('%s: the newest fit, whole, and the feed stays below what readers take', (format) => {
  const pages = (text: string): PublicFeed =>
    testFeed(
      Array.from({ length: 200 }, (_, n) =>
        testPage({
          url: `https://havre-clair.example/m/${n}`,
          text,
          publishedMs: Date.UTC(2031, 3, 7) - n * minuteMs,
        }),
      ),
    )
  const short = postsOf(format, pages('Short.'))
  expect(short).toHaveLength(feedLimits.itemsMax)
  expect(short[0]?.url).toBe('https://havre-clair.example/m/0')
  const long = formats[format](pages('<'.repeat(50_000)))
  expect(Buffer.byteLength(long)).toBeLessThan(4_000_000)
  expect(postsOf(format, pages('<'.repeat(50_000))).length).toBeGreaterThan(5)
})

test.each(all)('%s: an address that is none of the web goes out in no feed', (format) => {
  const bad = 'javascript:alert(1)'
  const feed = testFeed(
    [testPage({ url: bad }), testPage({ media: [{ url: bad, mediaType: 'image/png', bytes: 1, alt: '' }] })],
    { from: { name: 'City', url: bad }, hubs: [bad] },
  )
  expect(formats[format](feed)).not.toContain('javascript')
  expect(postsOf(format, feed)).toHaveLength(1)
})
