import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isNearDuplicate, NearDuplicates } from '#language/near-duplicates.ts'
import { saidWords } from '#language/said-words.ts'
import { TextScan } from '#language/scan.ts'

const hourMs = 3_600_000

/** Any stable number per word will do: the class only needs different words to differ. */
function hashes(text: string): number[] {
  return text.split(' ').map((word) => {
    let hash = 17
    for (const letter of word) hash = Math.imul(hash, 31) + (letter.codePointAt(0) ?? 0)
    return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0
  })
}

const sentence = 'the lower quay is under water and the bus to the old market turns back at the mill bridge'

test('the same words are a copy of the first post', () => {
  const copies = new NearDuplicates()
  const first = copies.seen(hashes(sentence), 0)
  expect(first.copy).toBe(false)
  expect(copies.seen(hashes(sentence), 1)).toEqual({ cluster: first.cluster, copy: true })
})

test('a text cut short is still a copy', () => {
  const copies = new NearDuplicates()
  const first = copies.seen(hashes(sentence), 0)
  expect(copies.seen(hashes(sentence.split(' ').slice(0, 16).join(' ')), 1).cluster).toBe(first.cluster)
})

test('two short posts that share half their words are not copies', () => {
  const copies = new NearDuplicates()
  copies.seen(hashes('water rising'), 0)
  expect(copies.seen(hashes('bread rising'), 1).copy).toBe(false)
})

test('posts without words are never copies of each other', () => {
  const copies = new NearDuplicates()
  const first = copies.seen([], 0)
  const second = copies.seen([], 1)
  expect(second.copy).toBe(false)
  expect(second.cluster).not.toBe(first.cluster)
})

test('a text said again after the window is news again', () => {
  const copies = new NearDuplicates({ windowMs: hourMs, textsMax: 64, likenessOf1: 0.5 })
  copies.seen(hashes(sentence), 0)
  expect(copies.seen(hashes(sentence), 2 * hourMs).copy).toBe(false)
})

test('memory stays bounded and an old text is forgotten when the window is full', () => {
  const copies = new NearDuplicates({ windowMs: hourMs, textsMax: 8, likenessOf1: 0.5 })
  copies.seen(hashes(sentence), 0)
  for (let i = 0; i < 20; i++) copies.seen(hashes(`a${i} b${i} c${i} d${i} e${i} f${i}`), 1)
  expect(copies.seen(hashes(sentence), 2).copy).toBe(false)
})

test('at least 97 of 100 edited copies are recognised: one word changed, cut by a fifth, or a word added', () => {
  const words = fc.uniqueArray(fc.integer({ min: 1, max: 2 ** 31 }), { minLength: 10, maxLength: 24 })
  let found = 0
  let tried = 0
  const texts = fc.sample(words, { numRuns: 400, seed: 7 })
  const copies = new NearDuplicates()
  for (const [i, text] of texts.entries()) {
    const { cluster } = copies.seen(text, i)
    const edits = [
      [...text.slice(0, 3), 99 + i, ...text.slice(4)],
      text.slice(0, Math.ceil(text.length * 0.8)),
      [...text, 12_345 + i],
    ]
    for (const edit of edits) {
      tried++
      if (copies.seen(edit, i).cluster === cluster) found++
    }
  }
  expect(found / tried).toBeGreaterThanOrEqual(0.97)
})

function wordsOf(text: string): number[] {
  const scan = new TextScan()
  scan.read(text)
  return saidWords(scan, [])
}

test.each([
  ['passed on', `RT @river: ${sentence}`, true],
  ['with a link', `${sentence} https://a.example/b`, true],
  ['with a mention and an emoji', `${sentence} @city 😮`, true],
  ['in capitals', sentence.toUpperCase(), true],
  ['cut through a word', `${sentence.slice(0, 44)}…`, true],
  ['with one word changed', sentence.replace('lower', 'upper'), true],
  ['about something else', 'the bread at the old market is better than the one at the mill', false],
  ['of a few common words', 'the bus', false],
])('a text %s: a copy or not', (_, text, copy) => {
  expect(isNearDuplicate(wordsOf(sentence), wordsOf(text))).toBe(copy)
  expect(isNearDuplicate(wordsOf(text), wordsOf(sentence))).toBe(copy)
})

test('signed and unsigned hashes and a longer array say the same', () => {
  const copies = new NearDuplicates()
  const { cluster } = copies.seen(hashes(sentence), 0)
  const signed = Int32Array.from([...hashes(sentence), 1, 2, 3], (hash) => hash | 0)
  expect(copies.seen(signed, 1, signed.length - 3)).toEqual({ cluster, copy: true })
})

test.each(['', '\0', '\ud800', '\u202Eflood', '😮‍💨', 'a '.repeat(500_000), `${sentence} `.repeat(11_000)])(
  'a hostile text is placed like any other (case %#)',
  (text) => {
    const copies = new NearDuplicates()
    const words = wordsOf(text)
    const { cluster } = copies.seen(words, 0)
    expect(copies.seen(words, 1).cluster === cluster).toBe(words.length > 0)
  },
)

test('whatever comes in, the answer for a pair is that of the stream, and a text with words is its own copy', () => {
  const text = fc.array(fc.integer({ min: -5, max: 40 }), { maxLength: 80 })
  fc.assert(
    fc.property(fc.array(text, { minLength: 2, maxLength: 12 }), (texts) => {
      const copies = new NearDuplicates({ windowMs: hourMs, textsMax: 4, likenessOf1: 0.5 })
      for (const [at, words] of texts.entries()) {
        copies.seen(words, at)
        expect(copies.seen(words, at).copy).toBe(words.length > 0)
      }
      const [first = [], second = []] = texts
      const pair = new NearDuplicates()
      pair.seen(first, 0)
      expect(isNearDuplicate(first, second)).toBe(pair.seen(second, 0).copy)
    }),
  )
})
