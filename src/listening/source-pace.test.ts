import { expect, test } from 'vitest'
import { SourcePace, SourcePaces } from '#listening/source-pace.ts'

const startMs = Date.UTC(2026, 5, 2, 13)
const second = 1000
const minute = 60 * second

/** Hears a source for so many seconds; `atOf` is its clock at each. */
function heardFor(seconds: number, atOf: (s: number) => number, held = false): SourcePace {
  const pace = new SourcePace(startMs)
  pace.state('hearing', startMs)
  for (let s = 0; s <= seconds; s++) pace.counted(atOf(s), startMs + s * second, held)
  return pace
}

test('lag is how much later something is counted than its source said it', () => {
  const pace = heardFor(3, (s) => startMs + s * second - 4 * second, true)
  expect(pace.lagMs(startMs + 3 * second)).toBe(4 * second)
})

test.each([-90, 90])('a clock that is %d s off is no lag once the source is followed steadily', (seconds) => {
  const pace = heardFor(15, (s) => startMs + s * second + seconds * second)
  expect(pace.lagMs(startMs + 15 * second)).toBe(0)
})

test('an hour that is caught up is lag until it was caught up', () => {
  const pace = heardFor(20, (s) => startMs - 60 * minute + s * minute)
  expect(pace.lagMs(startMs + 20 * second)).toBeGreaterThan(39 * minute)
})

test('under overload a steady lag stays a lag, because the source had to wait for us', () => {
  const pace = heardFor(60, (s) => startMs + s * second - 5 * second, true)
  expect(pace.lagMs(startMs + 60 * second)).toBe(5 * second)
})

test('a source that says nothing more has no lag', () => {
  const pace = heardFor(3, (s) => startMs + s * second - 4 * second, true)
  expect(pace.lagMs(startMs + 20 * second)).toBe(0)
})

test('a clock of 1970 or 2099 says nothing', () => {
  for (const atMs of [0, Date.UTC(2099, 0, 1)]) expect(heardFor(5, () => atMs).lagMs(startMs)).toBe(0)
})

test('stream time waits for a source that is behind, connecting or away, and not for ever', () => {
  const connecting = new SourcePace(startMs)
  expect(connecting.freeToMs(startMs + minute)).toBeUndefined()
  expect(connecting.freeToMs(startMs + 61 * minute)).toBe(startMs + 61 * minute)
  const behind = heardFor(20, (s) => startMs - 60 * minute + s * minute)
  expect(behind.freeToMs(startMs + 20 * second)).toBeUndefined()
  const away = heardFor(20, (s) => startMs + s * second)
  away.state('waiting', startMs + 20 * second)
  expect(away.freeToMs(startMs + minute)).toBeUndefined()
  expect(away.freeToMs(startMs + 62 * minute)).toBe(startMs + 62 * minute)
})

test('stream time does not wait for a source that is quiet, over or needs a person', () => {
  const quiet = new SourcePace(startMs)
  quiet.state('hearing', startMs)
  expect(quiet.freeToMs(startMs + 11 * second)).toBe(startMs + 11 * second)
  const followed = heardFor(20, (s) => startMs + s * second)
  expect(followed.freeToMs(startMs + 30 * second)).toBe(startMs + 30 * second)
  followed.state('failed', startMs + 30 * second)
  expect(followed.freeToMs(startMs + 40 * second)).toBe(startMs + 40 * second)
})

test('a source that is gone holds stream time no longer', () => {
  const paces = new SourcePaces()
  paces.follow('away', startMs)
  expect(paces.freeToMs(startMs + second)).toBeUndefined()
  paces.leave('away')
  expect(paces.freeToMs(startMs + second)).toBe(startMs + second)
})
