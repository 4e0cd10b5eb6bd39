import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createInformativeReader } from '#language/informative.ts'
import { TextScan } from '#language/scan.ts'
import { informativeSignNames, readInformativeSigns } from '#language/triage/informative-signs.ts'
import { readTrees, treesOf } from '#language/triage/trees.ts'

const scan = new TextScan()
const informativeOf = createInformativeReader()

function signsOf(text: string): Record<string, number> {
  scan.read(text)
  const into = new Float64Array(informativeSignNames.length)
  readInformativeSigns(scan, into)
  return Object.fromEntries(informativeSignNames.map((name, at) => [name, into[at] ?? 0]))
}

test('the signs of a post are those a reader would count', () => {
  expect(
    signsOf('RT @county: UPDATE: 12 homes lost, (see map) my prayers… https://county.example/a'),
  ).toMatchObject({
    passedOn: 1,
    mentions: 1,
    links: 1,
    linkLast: 1,
    numbers: 1,
    longestNumber: 2,
    shouted: 1,
    earlyColon: 1,
    commas: 1,
    brackets: 2,
    cutOff: 1,
    sympathy: 1,
    'first sympathy': 7,
    'first jokes': 30,
  })
  expect(signsOf('soooo sad?!')).toMatchObject({ opensSmall: 1, drawnOut: 1, questions: 1, shouts: 1 })
})

test('how a post speaks counts beside what the head makes of its words', () => {
  const said = (text: string): number => {
    scan.read(text)
    return informativeOf(scan, 0)
  }
  const notice = said('Police: Highway 12 closed, 300 homes evacuated, 2 injured https://county.example/a')
  expect(notice).toBeGreaterThan(0.5)
  expect(said('omg i hate this so much, praying for you all lol')).toBeLessThan(notice)
  scan.read('The road is closed')
  expect(informativeOf(scan, 2)).toBeGreaterThan(informativeOf(scan, -2))
})

test('the trees were fitted on the signs as they are read today', () => {
  const trees = readTrees(new URL('./triage/informative-trees.bin', import.meta.url))
  expect(trees.names).toEqual([...informativeSignNames, 'linear'])
})

test('a tree sends a row left or right, and sets are averaged', () => {
  const set = { depth: 1, ofGiven: 1, numbers: [0, -1], from: [2, 0], leaves: [-1, 1, 10, 20] }
  const trees = treesOf({ names: ['a'], temperature: 1, sets: [set, { ...set, ofGiven: 0 }] })
  expect(trees.score(Float64Array.of(1), 4)).toBe((4 - 1 + 10 + (-1 + 10)) / 2)
  expect(trees.score(Float64Array.of(2), 4)).toBe((4 + 1 + 10 + (1 + 10)) / 2)
})

test.each([
  '',
  '\0',
  '\ud800',
  '\u202e\u0645\u0631',
  '🆘'.repeat(500),
  '!'.repeat(1_000_000),
  'a1 '.repeat(300_000),
])('hostile text %# gets a share', (text) => {
  scan.read(text)
  const share = informativeOf(scan, 0)
  expect(share).toBeGreaterThan(0)
  expect(share).toBeLessThan(1)
})

/** Any code units, lone surrogates and all. */
const anyText = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
  .map((units) => String.fromCharCode(...units))

test('any text gets the same finite signs twice', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const first = signsOf(text)
      signsOf('another post, longer than most, with 3 NUMBERS')
      expect(signsOf(text)).toEqual(first)
      expect(Object.values(first).every(Number.isFinite)).toBe(true)
    }),
  )
})
