import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  caretAfter,
  exchangeCount,
  exchanged,
  mayBeShort,
  shortIn,
} from '#roles/publishing/web/compose/short-addresses.ts'

const origin = 'https://desk.example'
const here = { origin, length: `${origin}/l/abcdef`.length }
const page = `${origin}/p/brown-water-0`
const short = `${origin}/l/k7m2qx`
const toShort = [{ was: page, becomes: short }]

test('only addresses of our own pages that would become shorter are offered, as often as they stand there', () => {
  const text = `${page} ${page}, ${short} ${origin}/p/1 https://ville.example/p/brown-water-of-today ${origin}.evil.example/p/x-y-z-0`
  expect(mayBeShort(text, here)).toEqual([
    { url: page, from: 0 },
    { url: page, from: page.length + 1 },
  ])
  expect(mayBeShort(`${origin}/p/${'x'.repeat(2000)}`, here)).toEqual([])
})

test('short addresses are put at their places, between emoji, brackets and quotes, in any script', () => {
  for (const [before, after] of [
    ['🚰👨‍👩‍👧 ', ' 🚰'],
    ['« ', ' »,'],
    ['(', ').'],
    ['انظر ', '، اليوم'],
    ['\u2067', '\u2069!'],
  ])
    expect(exchanged(`${before}${page}${after}`, toShort)).toBe(`${before}${short}${after}`)
})

test('an address that only begins like another one stays, and one that stands twice is exchanged twice', () => {
  const text = `${page} ${page}1 ${page}?lang=fr ${page}.`
  expect(exchanged(text, toShort)).toBe(`${short} ${page}1 ${page}?lang=fr ${short}.`)
  expect(exchangeCount(text, toShort)).toBe(2)
  const both = [...toShort, { was: `${page}1`, becomes: `${origin}/l/other2` }]
  expect(exchanged(text, both)).toBe(`${short} ${origin}/l/other2 ${page}?lang=fr ${short}.`)
})

test('what is exchanged and exchanged back is the same text, and no word beside an address is touched', () => {
  const piece = fc.constantFrom(page, `${page}2`, '🚰', ' ', '\n', '.', 'é', 'نص', '(', '»', 'https://', '/')
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'grapheme' }))), (parts) => {
      const text = parts.join('')
      const back = [{ was: short, becomes: page }]
      expect(exchanged(exchanged(text, toShort), back)).toBe(text)
      const count = exchangeCount(text, toShort)
      expect(exchanged(text, toShort).length).toBe(text.length - count * (page.length - short.length))
    }),
  )
})

test('the caret stays beside the same words', () => {
  const text = `See ${page} now ${page}`
  const marked = (caret: number): string => {
    const now = exchanged(text, toShort)
    const at = caretAfter(text, toShort, caret)
    return `${now.slice(0, at)}|${now.slice(at)}`
  }
  const end = 4 + page.length
  expect(marked(2)).toBe(`Se|e ${short} now ${short}`)
  expect(marked(4)).toBe(`See |${short} now ${short}`)
  expect(marked(10)).toBe(`See ${short}| now ${short}`)
  expect(marked(end)).toBe(`See ${short}| now ${short}`)
  expect(marked(end + 3)).toBe(`See ${short} no|w ${short}`)
  expect(marked(text.length)).toBe(`See ${short} now ${short}|`)
})

test('short addresses are found once each, and what is no code of ours is none', () => {
  const text = `${short} ${short} ${origin}/l/K7M2QX ${origin}/l/ ${origin}/l/../p https://other.example/l/k7m2qx`
  expect(shortIn(text, here)).toEqual([
    { short, code: 'k7m2qx' },
    { short: `${origin}/l/K7M2QX`, code: 'k7m2qx' },
  ])
})
