import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NearDuplicates } from '#language/near-duplicates.ts'

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
