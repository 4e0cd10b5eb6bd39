import fc from 'fast-check'
import { expect, test } from 'vitest'
import { comparableText, hasLink, weightedLength, writtenText } from '#networks/x/posts/post-text.ts'

test('texts are counted as X counts them', () => {
  expect(weightedLength('hello')).toBe(5)
  expect(weightedLength('L’eau est coupée')).toBe(16)
  expect(weightedLength('https://example.org/a/very/long/way/to/a/page.html')).toBe(23)
  expect(weightedLength('日本')).toBe(4)
  expect(weightedLength('👨‍👩‍👧‍👦')).toBe(2)
  expect(weightedLength('')).toBe(0)
})

test('texts that are far too long are counted too, in pieces that lose nothing', () => {
  expect(weightedLength('water '.repeat(5000))).toBe(30_000)
  expect(weightedLength('a.'.repeat(25_000))).toBe(50_000)
  expect(weightedLength('日'.repeat(6000))).toBe(12_000)
  expect(hasLink('a.'.repeat(25_000))).toBe(false)
})

test('a link is seen with and without https, and a full stop is none', () => {
  expect(hasLink('See https://havre-clair.example/eau now')).toBe(true)
  expect(hasLink('See ville.qc.ca')).toBe(true)
  expect(hasLink('At 3.15 p.m. the water. comes back')).toBe(false)
})

test('what X shortened and escaped reads as it was written', () => {
  const post = {
    text: 'Water &amp; ice: https://t.co/abc &lt;soon&gt; https://t.co/pic',
    entities: {
      urls: [
        { url: 'https://t.co/abc', expanded_url: 'https://havre-clair.example/eau' },
        { url: 'https://t.co/pic', expanded_url: 'https://x.com/a/status/1/photo/1', media_key: '3_1' },
      ],
    },
  }
  expect(writtenText(post)).toBe('Water & ice: https://havre-clair.example/eau <soon>')
})

test('a long post is read whole, and hostile entities change nothing', () => {
  expect(writtenText({ text: 'cut…', note_tweet: { text: 'whole' } })).toBe('whole')
  const urls = [
    { url: 'a', expanded_url: 'b' },
    { url: '$&' },
    7,
    null,
    { url: 'https://t.co/', expanded_url: 'x' },
  ]
  expect(writtenText({ text: 'a $& https://t.co/', entities: { urls } })).toBe('a $& https://t.co/')
  expect(writtenText({ text: 7, entities: 'no' })).toBe('')
})

test('a short link that begins like another is not taken for it', () => {
  const urls = [
    { url: 'https://t.co/a', expanded_url: 'https://one.example' },
    { url: 'https://t.co/ab', expanded_url: 'https://two.example/?a=1&amp;b' },
  ]
  const text = 'https://t.co/ab https://t.co/a https://t.co/abc'
  expect(writtenText({ text, entities: { urls } })).toBe(
    'https://two.example/?a=1&amp;b https://one.example https://t.co/abc',
  )
})

test('a replacement is taken as it is, whatever signs it has', () => {
  const urls = [{ url: 'https://t.co/a', expanded_url: 'https://b.example/?q=$&$1' }]
  expect(writtenText({ text: 'https://t.co/a', entities: { urls } })).toBe('https://b.example/?q=$&$1')
})

test('comparing forgives what X changes, and nothing else', () => {
  expect(comparableText('  Café\n\nhttps://a.example/ ')).toBe(comparableText('Cafe\u0301 a.example'))
  expect(comparableText('Until six.')).not.toBe(comparableText('Until seven.'))
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(comparableText(comparableText(text))).toBe(comparableText(text))
    }),
  )
})
