import fc from 'fast-check'
import { expect, test } from 'vitest'
import { leftOutAt, shedOrder, trendsAt } from '#listening/shed-order.ts'
import { openShedding, type Shed } from '#listening/shedding.ts'

const second = 1000

/** Looks once a second at a lag that goes like this; what was left out at each look. */
function course(
  lagsMs: readonly number[],
  held: (second: number) => boolean = () => true,
  batchesAt: (second: number) => number = (at) => at,
): Shed[] {
  const shedding = openShedding(shedOrder.length)
  return lagsMs.map((lagMs, at) =>
    shedding.look({ nowMs: at * second, lagMs, held: held(at), batches: batchesAt(at) }),
  )
}

function levels(shed: readonly Shed[]): number[] {
  return shed.map(({ level }) => level)
}

const rising = Array.from({ length: 20 }, (_, at) => at * 1000)

test('lag that grows leaves out one thing after the other, in the declared order, and never more than there are', () => {
  const seen = levels(course(rising))
  expect(seen.slice(0, 6)).toEqual([0, 0, 0, 0, 0, 0])
  expect([...new Set(seen)]).toEqual([0, 1, 2, 3])
  expect(shedOrder.map(({ name }) => name)).toEqual(['pairs', 'phrases', 'near-copies'])
})

test('a step is given time before the next one', () => {
  const seen = levels(course(rising))
  for (const level of [1, 2]) expect(seen.filter((one) => one === level)).toHaveLength(4)
})

test('a lag under two seconds leaves out nothing', () => {
  expect(levels(course(Array.from({ length: 30 }, () => 2000)))).toEqual(Array.from({ length: 30 }, () => 0))
})

test('a desk that catches up after an hour away leaves out nothing: its lag falls', () => {
  const falling = Array.from({ length: 30 }, (_, at) => 3_600_000 - at * 60_000)
  expect(Math.max(...levels(course(falling)))).toBe(0)
})

test('an hour to catch up and threads that still load leave out nothing: until something is counted, nothing is known', () => {
  const waiting = Array.from({ length: 30 }, () => 3_600_000)
  expect(
    Math.max(
      ...levels(
        course(
          waiting,
          () => true,
          () => 0,
        ),
      ),
    ),
  ).toBe(0)
})

test('a source whose clock is behind is no overload: no reader waits for us', () => {
  expect(Math.max(...levels(course(rising, () => false)))).toBe(0)
})

test('what was left out is taken in again one by one, each after a calm while', () => {
  const calm = Array.from({ length: 40 }, () => 100)
  const seen = course([...rising, ...calm], (at) => at < rising.length)
  expect(seen.at(rising.length - 1)?.level).toBe(3)
  expect(seen.at(rising.length + 9)?.level).toBe(3)
  expect(seen.at(rising.length + 11)?.level).toBe(2)
  expect(seen.at(-1)).toEqual({ level: 0, sinceMs: undefined })
})

test('since when is the moment of the first step, not of the last', () => {
  const seen = course(rising)
  const first = seen.findIndex(({ level }) => level === 1)
  expect(seen.at(-1)).toEqual({ level: 3, sinceMs: first * second })
})

test('overload that comes back soon makes the next calm longer: the level does not swing', () => {
  const shedding = openShedding(1)
  let ups = 0
  let level = 0
  // A machine that is too slow for everything and fast enough without pairs, for twenty minutes.
  for (let at = 0, lagMs = 0; at < 1200; at++) {
    lagMs = level === 0 ? lagMs + 500 : 0
    const next = shedding.look({ nowMs: at * second, lagMs, held: level === 0, batches: at }).level
    if (next > level) ups++
    level = next
  }
  expect(ups).toBeGreaterThan(1)
  expect(ups).toBeLessThan(10)
})

test('whatever the lag does, a level never jumps and is never out of bounds', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ lagMs: fc.integer({ min: 0, max: 10_000 }), held: fc.boolean() }), {
        maxLength: 60,
      }),
      (looks) => {
        const shedding = openShedding(shedOrder.length)
        let before = 0
        for (const [at, look] of looks.entries()) {
          const { level, sinceMs } = shedding.look({ nowMs: at * second, batches: at, ...look })
          expect(Math.abs(level - before)).toBeLessThanOrEqual(1)
          expect(level).toBeGreaterThanOrEqual(0)
          expect(level).toBeLessThanOrEqual(shedOrder.length)
          expect(sinceMs === undefined).toBe(level === 0)
          before = level
        }
      },
    ),
  )
})

test('every level tells the engine at least as much as the one before, and has words in both languages', () => {
  expect([0, 1, 2, 3].map(trendsAt)).toEqual([0, 1, 2, 3])
  expect(leftOutAt(2)).toEqual({ en: 'word pairs, phrases', fr: 'paires de mots, expressions' })
  expect(leftOutAt(0)).toEqual({ en: '', fr: '' })
})
