import { expect, test } from 'vitest'
import { likeness } from '#networks/mastodon/same-words.ts'

const long = 'https://town.example/a/very/long/address?with=parts&and=more'

test.each([
  ['<p>Fermé.</p>', 'Fermé.'],
  ['<p>Ferm\u0065\u0301.</p>', 'Fermé.'],
  ['<p>One<br />two</p><p>three</p>', 'One\ntwo\n\nthree'],
  ['One two', ' One  two\n'],
  [`<a href="${long.replaceAll('&', '&amp;')}">town.example/a/ve…</a>`, long],
  [
    `<a href="${long}"><span class="invisible">https://</span><span class="ellipsis">town.example/a/very</span><span class="invisible">/long/address?with=parts&amp;and=more</span></a>`,
    long,
  ],
  ['<a href="http://town.example/">town.example</a>', 'town.example'],
  [
    '<a href="https://far.example/@Ana" class="u-url mention">@<span>Ana</span></a> yes',
    '@Ana@far.example yes',
  ],
  ['<a href="https://far.example/@ana" class="mention">@ana@far.example</a> yes', '@ana@far.example yes'],
  ['<a href="/tags/Eau" class="mention hashtag">#<span>Eau</span></a>', '#Eau'],
  ['&lt;b&gt; &amp; 5 &lt; 6', '<b> & 5 < 6'],
])('%j is what %j became', (html, text) => {
  expect(likeness(html, text)).toBe('same')
})

test.each([
  ['<p>Until seven.</p>', 'Until six.', 'other'],
  ['<p>Until six!</p>', 'Until six.', 'near'],
  ['<p><em>Until</em> six.</p>', '*Until* six.', 'near'],
  ['', 'Until six.', 'other'],
  ['<a href="https://other.example/">x</a>', 'https://town.example/', 'other'],
  ['<p>@ben yes</p>', '@ana@far.example yes', 'other'],
])('%j against %j is %s', (html, text, expected) => {
  expect(likeness(html, text)).toBe(expected)
})

test('hostile markup ends', () => {
  const bad = [
    '<a href="x">'.repeat(50_000),
    '<a '.repeat(100_000),
    `<a>${'</a'.repeat(100_000)}`,
    '<a></a>'.repeat(50_000),
  ]
  for (const html of bad) expect(likeness(html, 'x')).toBeDefined()
})
