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

test('the list says that a message has pictures or films, each kind once; of what is withdrawn nothing', () => {
  const file = { url: 'https://havre-clair.example/f/1', bytes: 70, alt: '' }
  const media = ['image/png', 'image/gif', 'video/mp4'].map((mediaType) => ({ ...file, mediaType }))
  const html = render({ pages: [testPage({ media })], language: 'fr' })
  expect(html.match(/ · /gu)).toHaveLength(2)
  expect(html).toMatch(/ · <span[^>]*>Image<\/span> · <span[^>]*>Vidéo<\/span><\/p>/u)
  const gone = render({ pages: [testPage({ media, withdrawn: { atMs: 0, words: 'Wrong.' } })] })
  expect(gone).not.toContain('Picture')
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

test('where people can subscribe by mail the list says so in its language; an address that is none of the web is no link', () => {
  const by = (language: string, subscribeUrl?: string): string =>
    renderArchive(
      { from, url: from.url, language, pages: [], alternates: [], feeds: [] },
      { timeZone: 'America/Toronto', ...(subscribeUrl === undefined ? {} : { subscribeUrl }) },
    )
  const url = 'https://havre-clair.example/subscribe'
  expect(by('en', url)).toContain(`<a href="${url}?lang=en"><span>Get our messages</span></a>`)
  expect(by('fr', url)).toContain(`<a href="${url}?lang=fr"><span>Recevoir nos messages</span></a>`)
  for (const none of [by('en'), by('en', ''), by('en', 'javascript:alert(1)')])
    expect(none).not.toMatch(/by mail|javascript/)
})
