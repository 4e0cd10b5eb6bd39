import { expect, test } from 'vitest'
import { archivePagesMax, renderArchive, type Archive } from '#networks/pages/render-archive.ts'
import { hostileTexts, testFeed, testPage } from '#networks/pages/test-pages.ts'

const { from } = testFeed([])
const feeds = [{ url: 'https://havre-clair.example/messages/rss', type: 'application/rss+xml', title: 'RSS' }]

function render(more: Partial<Archive> = {}): string {
  const alternates = [{ language: 'fr', url: 'https://havre-clair.example/messages?lang=fr' }]
  const archive = { from, url: from.url, language: 'en', pages: [testPage()], alternates, feeds, ...more }
  return renderArchive(archive, { timeZone: 'America/Toronto' })
}

test('the list links each message by its beginning, with its time, the feeds and the other language', () => {
  const html = render({ olderUrl: 'https://havre-clair.example/messages?before=1' })
  expect(html).toMatch(/<li><h2><a href="[^"]+1-en"><bdi>The water is cut on King Street/)
  expect(html).toContain(
    '<link rel="alternate" type="application/rss+xml" title="RSS" href="https://havre-clair.example/messages/rss">',
  )
  expect(html).toContain('Follow without an account')
  expect(html).toMatch(/<a rel="next" href="[^"]+before=1">Older messages<\/a>/)
  expect(html).not.toContain('Newer messages')
  expect(html.match(/<h1/g)).toHaveLength(1)
})

test('what is withdrawn or warned of shows none of its words', () => {
  const html = render({
    pages: [
      testPage({ text: 'Planted one.', withdrawn: { atMs: 0, words: 'Wrong.' } }),
      testPage({ text: 'Planted two.', contentWarning: 'Injuries' }),
    ],
  })
  expect(html).not.toContain('Planted')
  expect(html).toContain('This message was withdrawn')
  expect(html).toContain('<span>Content warning:</span> <bdi>Injuries</bdi>')
})

test('an empty list says so, and a long one is cut', () => {
  expect(render({ pages: [] })).toContain('Nothing was said yet.')
  expect(render({ pages: [], language: 'fr' })).toContain('Rien n’a encore été publié.')
  expect(render({ pages: Array.from({ length: 500 }, () => testPage()) }).match(/<li><h2>/g)).toHaveLength(
    archivePagesMax,
  )
})

test.each(Object.entries(hostileTexts))('%s: nothing in the list runs or breaks it', (_, text) => {
  const pages = [testPage({ text }), testPage({ url: text }), testPage({ contentWarning: text })]
  const html = render({
    pages,
    from: { name: text, url: text },
    feeds: [{ url: text, type: text, title: text }],
    newerUrl: text,
    olderUrl: text,
    language: text,
  })
  expect(html.replaceAll(/content="[^"]*"/g, '')).not.toMatch(/<script|<[^>]*\son\w+\s*=|href="(?!https?:)/i)
  expect(html.match(/<\/main>/g)).toHaveLength(1)
  expect(html.length).toBeLessThan(420_000)
})
