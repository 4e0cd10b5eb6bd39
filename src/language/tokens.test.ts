import fc from 'fast-check'
import { expect, test } from 'vitest'
import { spokenWords, tokens } from '#language/tokens.ts'

/** Tokens in a short notation: `#crue` for a tag, `~` before a link, `:` before an emoji. */
function short(text: string): string[] {
  const sign = { word: '', tag: '#', mention: '@', cashtag: '$', link: '~', emoji: ':' }
  return tokens(text).map((token) => sign[token.kind] + token.text)
}

test.each([
  ['I like Coca-Cola', ['i', 'like', 'coca', 'cola']],
  ["L'eau monte, don't wait", ['l', 'eau', 'monte', 'don', 't', 'wait']],
  ['Élan ÉLAN e\u0301lan elan', ['élan', 'élan', 'élan', 'elan']],
  ['#Crue2026 #2026 #high_water # ##a', ['#crue2026', '2026', '#high_water', '#a']],
  ['@City. @city.example, @a_b@town.example @', ['@city', '@city.example', '@a_b@town.example']],
  ['clerk@town.example &#39; a#b', ['clerk', 'town', 'example', '39', 'a', 'b']],
  ['$TWTR costs $12 $toolong7', ['$twtr', 'costs', '12', 'toolong7']],
  ['see HTTPS://Town.Example/a?b=1). now', ['see', '~https://town.example/a?b=1', 'now']],
  ['www.town.example http:// x', ['~www.town.example', 'http', 'x']],
  ['👩‍👩‍👧ok 👍🏽👍 ❤️ 🇨🇦🇫🇷 1️⃣ ©', [':👩‍👩‍👧', 'ok', ':👍🏽', ':👍', ':❤', ':🇨🇦', ':🇫🇷', ':1⃣']],
  ['洪水だ น้ำ', ['洪', '水', 'だ', 'น้', 'ำ']],
  ['ＦＬＯＯＤ １２ ｶﾞ', ['flood', '12', 'ガ']],
  ['fl\u200Bo\u202Eod\0s \u0301 wa\u00ADter', ['floods', 'water']],
  ['x\uD800y \uDC00', ['x', 'y']],
  ['ΟΔΟΣ οδος', ['οδοσ', 'οδοσ']],
  ['שיטפון فيضان बाढ़', ['שיטפון', 'فيضان', 'बाढ़'.normalize('NFC')]],
  ['', []],
])('%j is read as %j', (text, expected) => {
  expect(short(text)).toEqual(expected)
})

test('a keyword hears the parts of a tag, a mention and a cashtag, but nothing of a link', () => {
  const heard = tokens('#High_Water @city.example $abc https://flood.example').map(spokenWords)
  expect(heard).toEqual([['high', 'water'], ['city', 'example'], ['abc'], []])
})

test('a token knows where it stands in the original text, signs included', () => {
  const text = 'Oh: #Crue @city'
  expect(tokens(text).map((token) => text.slice(token.from, token.to))).toEqual(['Oh', '#Crue', '@city'])
})

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
    .map((units) => String.fromCharCode(...units)),
)

test('whatever the text, tokens stand in order, apart from one another, and are never empty', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      let end = 0
      for (const token of tokens(text)) {
        expect(token.from).toBeGreaterThanOrEqual(end)
        expect(token.to).toBeGreaterThan(token.from)
        expect(token.text).not.toBe('')
        end = token.to
      }
      expect(end).toBeLessThanOrEqual(text.length)
    }),
    { numRuns: 1000 },
  )
})

test('a folded word is read as itself again', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      for (const token of tokens(text)) {
        if (token.kind === 'word') expect(short(token.text)).toEqual([token.text])
      }
    }),
    { numRuns: 1000 },
  )
})

test.each([
  'a',
  '@a',
  '#',
  '#a',
  '👩\u200D',
  'http://',
  '$a',
  '\u0301',
  '洪',
  'a\u0301',
  '&#',
  '🇨',
  '1\uFE0F',
])('a megabyte of %j is read in one go', (piece) => {
  const began = performance.now()
  tokens(piece.repeat(Math.ceil(1_000_000 / piece.length)))
  // Generous for a shared machine: a scan that is not linear takes minutes.
  expect(performance.now() - began).toBeLessThan(5000)
})
