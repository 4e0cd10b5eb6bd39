import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { Post } from '#kernel/post.ts'
import { decodeText } from '#networks/feeds/encoding.ts'
import { postOfItem } from '#networks/feeds/feed-post.ts'
import { parseFeedBytes } from '#networks/feeds/parse-feed.ts'

const folder = fileURLToPath(new URL('../../../../shared/data/wire/feeds/tests/', import.meta.url))
const recorded = existsSync(folder)
if (!recorded) console.warn(`SKIPPED: recorded feeds, ${folder} is not there`)

type Recorded = { path: string; bytes: Buffer; contentType: string | undefined; expect: string }

/** The files with what their leading comment says: the header they were served with, and what must be found. */
function recordedFeeds(part: string): Recorded[] {
  const entries = readdirSync(join(folder, part), { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && /\.(xml|rss|atom)$/.test(entry.name))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name)
      const bytes = readFileSync(path)
      const head = bytes.toString('latin1', 0, 4000).replaceAll('\0', '')
      const contentType = /Header:\s*Content-type:\s*(.*)/i.exec(head)?.[1]
      return {
        path: path.slice(folder.length),
        bytes,
        contentType,
        expect: /Expect:\s*(.*)/.exec(head)?.[1] ?? '',
      }
    })
}

const facts = {
  feedId: 'recorded',
  source: 'feeds:recorded',
  label: 'Recorded',
  isMedia: true,
  url: 'https://example.org/feed',
  heardMs: Date.UTC(2026, 10, 23),
  isFirstRead: true,
}

test.skipIf(!recorded)(
  'not one of the recorded feeds stops us, and every item with words becomes a post',
  () => {
    const figures = { files: 0, feeds: 0, items: 0, posts: 0, wordless: 0, notFeeds: 0, noText: 0 }
    const withItemsYetNone: string[] = []
    for (const { path, bytes, contentType } of recordedFeeds('.')) {
      figures.files += 1
      const reading = parseFeedBytes(bytes, contentType)
      if (reading.kind === 'refused') {
        if (reading.why === 'not-a-feed') figures.notFeeds += 1
        else figures.noText += 1
        continue
      }
      figures.feeds += 1
      const posts = reading.feed.items
        .map((item) => postOfItem(item, facts))
        .filter((post) => post !== undefined)
      for (const post of posts) Post.parse(post)
      figures.items += reading.feed.items.length
      figures.posts += posts.length
      figures.wordless += reading.feed.items.length - posts.length
      const holdsItems =
        path.startsWith('wellformed') && /<(\w+:)?(item|entry)[\s>]/i.test(bytes.toString('latin1'))
      if (holdsItems && reading.feed.items.length === 0) withItemsYetNone.push(path)
    }
    console.warn('recorded feeds:', figures)
    expect(withItemsYetNone).toEqual([])
    expect(figures.files).toBeGreaterThan(900)
    expect(figures.posts).toBeGreaterThan(300)
    expect(figures.notFeeds).toBeLessThan(20)
  },
)

test.skipIf(!recorded)('the encodings of the recorded feeds are recognised', () => {
  const wrong: string[] = []
  let checked = 0
  for (const { path, bytes, contentType, expect: said } of recordedFeeds('encoding')) {
    const encoding = /encoding == '([\w-]+)'/.exec(said)?.[1]
    if (encoding === undefined) continue
    checked += 1
    const decoded = decodeText(bytes, contentType)?.encoding ?? 'none'
    if (!sameEncoding(decoded, encoding)) wrong.push(`${path}: ${decoded}, not ${encoding}`)
  }
  expect(wrong).toEqual([])
  expect(checked).toBeGreaterThan(25)
})

// WHATWG reads the older names as their supersets, and plain ASCII is the same text in all of them.
function sameEncoding(ours: string, theirs: string): boolean {
  const isAscii = /^(us-ascii|iso-8859-1)$/.test(theirs) && /^(utf-8|windows-1252)$/.test(ours)
  return isAscii || ours === theirs || (theirs === 'gb18030' && ours === 'gbk')
}

test.skipIf(!recorded)('nothing a script could use is left in the words of the hostile feeds', () => {
  const left: string[] = []
  for (const { path, bytes, contentType } of recordedFeeds('wellformed/sanitize')) {
    const reading = parseFeedBytes(bytes, contentType)
    if (reading.kind === 'refused') continue
    for (const item of reading.feed.items) {
      const post = postOfItem(item, facts)
      if (/<script|javascript:|onclick=|<iframe|expression\(/i.test(post?.text ?? ''))
        left.push(`${path}: ${post?.text ?? ''}`)
      for (const link of [...(post?.links ?? []), post?.url ?? ''])
        if (/^\s*javascript:/i.test(link)) left.push(path)
    }
  }
  expect(left).toEqual([])
})
