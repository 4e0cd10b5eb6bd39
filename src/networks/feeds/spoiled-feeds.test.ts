import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Post } from '#kernel/post.ts'
import { readFeedCursor } from '#networks/feeds/feed-cursor.ts'
import { postOfItem } from '#networks/feeds/feed-post.ts'
import { parseFeedBytes } from '#networks/feeds/parse-feed.ts'
import { spoiled } from '../../../test/support/spoiled.ts'

const samples = [
  '<?xml version="1.0"?><rss version="2.0"><channel><title>Herald</title><item><title>Bridge closed</title><link>https://h.example/1</link><guid>1</guid><pubDate>Tue, 24 Nov 2026 12:00:00 GMT</pubDate><description>&lt;p&gt;The bridge&lt;/p&gt;</description></item></channel></rss>',
  '<feed xmlns="http://www.w3.org/2005/Atom"><title>H</title><entry><id>urn:1</id><title type="html">Eau</title><updated>2026-11-24T12:00:00Z</updated><link href="https://h.example/2"/></entry></feed>',
  '{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[{"id":"1","url":"https://h.example/4","content_html":"<p>Mill</p>","date_published":"2026-11-24T12:00:00Z"}]}',
]
const facts = {
  feedId: 'h.example-12345678',
  source: 'feeds:https://h.example',
  label: 'Herald',
  isMedia: true,
  url: 'https://h.example/feed',
  heardMs: Date.UTC(2026, 10, 24, 12),
  isFirstRead: false,
}

test('a spoiled feed is read as far as it goes or refused, and what is read can be kept', () => {
  fc.assert(
    fc.property(spoiled(samples), (bytes) => {
      const read = parseFeedBytes(bytes)
      const items = read.kind === 'feed' ? read.feed.items : []
      for (const item of items) {
        const post = postOfItem(item, facts)
        if (post === undefined) continue
        Post.parse(post)
        expect(post.text.isWellFormed() && !post.text.includes('\0')).toBe(true)
      }
    }),
    { numRuns: 500 },
  )
})

test('a spoiled cursor means asking for everything again', () => {
  fc.assert(
    fc.property(spoiled(['f1:{"etag":"a","lastModified":"b"}', '']), (bytes) => {
      const { etag = '', lastModified = '' } = readFeedCursor(bytes.toString('latin1'))
      expect(`${etag}${lastModified}`).not.toMatch(/[\r\n\0]/)
    }),
    { numRuns: 2000 },
  )
})
