import { expect, test } from 'vitest'
import type { GapWhy, RefusedWhy, StateWhy } from '#networks/contract.ts'
import { gapWords, refusedWords, stateWords } from '#web/pages/source-why.ts'

const say = (key: string, values?: object): string =>
  `${key}${values === undefined ? '' : JSON.stringify(values)}`

// Records, so that a word a reader learns must be added here before this compiles.
const states: Record<Exclude<StateWhy, `http-${number}`>, true> = {
  'bad-url': true,
  'private-address': true,
  unreachable: true,
  timeout: true,
  closed: true,
  silence: true,
  refused: true,
  'rate-limited': true,
  gone: true,
  'too-many-redirects': true,
  'too-long': true,
  'bad-encoding': true,
  'not-a-feed': true,
  'no-file': true,
  unreadable: true,
  ended: true,
  stopped: true,
  broken: true,
}
const gaps: Record<GapWhy, true> = {
  silence: true,
  closed: true,
  'too-long': true,
  'cursor-too-old': true,
  'cursor-unreadable': true,
}
const refusals: Record<RefusedWhy, true> = {
  'not-json': true,
  'not-a-post': true,
  'no-text': true,
  'too-long': true,
  'bad-encoding': true,
  truncated: true,
  'not-a-feed': true,
}

test('every reason a reader gives has its sentence', () => {
  for (const why of Object.keys(states)) expect(stateWords(why, say)).toBe(`sourceWhy.${why}`)
  for (const why of Object.keys(gaps)) expect(gapWords(why, say)).toBe(`gapWhy.${why}`)
  for (const why of Object.keys(refusals)) expect(refusedWords(why, say)).toBe(`refused.${why}`)
})

test('an answer that is no success is said with its number', () => {
  expect(stateWords('http-404', say)).toBe('sourceWhy.http{"status":"404"}')
})

test('a reason nobody knows yet is shown as it came', () => {
  expect(stateWords('of-tomorrow', say)).toBe('of-tomorrow')
  expect(gapWords('of-tomorrow', say)).toBe('of-tomorrow')
  expect(refusedWords('constructor-', say)).toBe('constructor-')
})
