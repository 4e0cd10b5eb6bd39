import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeEntities, htmlToText } from '#networks/feeds/html-text.ts'

test('words, lines and links stay; markup goes', () => {
  const html =
    '<h2>Flood</h2><p>The <b>weir</b> is&nbsp;open.<br>See <a class=x href="https://example.org/a?b=1&amp;c=2">here</a>.</p>'
  expect(htmlToText(html)).toEqual({
    text: 'Flood\nThe weir is open.\nSee here.',
    links: ['https://example.org/a?b=1&c=2'],
    media: [],
  })
})

test('what is not for people is dropped with its content', () => {
  const html =
    'a<script>alert("<b>")</script>b<style>p{}</style>c<!-- d <b> -->e<iframe src=x>f</iframe>g<script/>h'
  expect(htmlToText(html).text).toBe('abcegh')
  expect(htmlToText('before<script>never closed').text).toBe('before')
})

test('pictures keep their description; counters of readers are not pictures', () => {
  const html =
    '<img src="a.jpg" alt="The bridge &amp; the river"><img src=b.jpg><img width="1" height="1" src="//count"><video src=c>'
  expect(htmlToText(html).media).toEqual([
    { kind: 'image', alt: 'The bridge & the river' },
    { kind: 'image' },
    { kind: 'video' },
  ])
})

test('a lone < is a character, and a > in quotes does not end a tag', () => {
  expect(htmlToText('5 < 6 & 7 > 2').text).toBe('5 < 6 & 7 > 2')
  expect(htmlToText('<a title="x > y" href=\'https://e.org\'>go</a>').text).toBe('go')
  expect(htmlToText('a <b title="never closed>bold</b> end').text).toBe('a bold end')
})

test('entities are read once: escaped markup becomes words, never markup', () => {
  expect(htmlToText('&lt;script&gt;x&lt;/script&gt;').text).toBe('<script>x</script>')
  expect(htmlToText('&amp;lt;b&amp;gt;').text).toBe('&lt;b&gt;')
  expect(htmlToText('<![CDATA[5 &amp; 6]]>').text).toBe('5 &amp; 6')
})

test('entities by name and by number are read; nonsense stays or is marked', () => {
  expect(decodeEntities('&eacute;&#233;&#xE9; &rsquo;&#146; &hellip; &euro;')).toBe('ééé ’’ … €')
  expect(decodeEntities('&nosuchname; &amp &#0;&#xD800;&#x110000;')).toBe('&nosuchname; & \uFFFD\uFFFD\uFFFD')
  expect(decodeEntities('AT&T fish & chips')).toBe('AT&T fish & chips')
})

test('a script address is never handed on as a link', () => {
  expect(
    htmlToText('<a href="javascript:alert(1)">x</a><a href=" &#106;avascript:x">y</a><a href="/r">z</a>')
      .links,
  ).toEqual([])
})

test('whatever the markup is, reading ends without throwing and leaves no element behind', () => {
  const piece = fc.constantFrom(
    '<',
    '>',
    '"',
    "'",
    '<a href="',
    '</a>',
    '<script>',
    '</script>',
    '<!--',
    '-->',
    '&amp;',
    '&#',
    'x',
    ' ',
    '<![CDATA[',
    ']]>',
    '<p/>',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const html = pieces.join('')
      expect(htmlToText(html).text.length).toBeLessThanOrEqual(html.length)
    }),
  )
})

test('hostile markup takes time in proportion to its length', () => {
  const startMs = performance.now()
  for (const piece of ['<a ">', "<a '", '<', '<!--', '<script>', '&#', '<p title="', ' \n', '<![CDATA['])
    htmlToText(piece.repeat(40_000))
  expect(performance.now() - startMs).toBeLessThan(5000)
})
