import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayMs, minuteMs } from '#kernel/time.ts'
import { createDetector } from '#stream/anomaly/detector.ts'
import { createIncidents, shippedRule } from '#stream/anomaly/incidents.ts'

const stepMs = 5 * minuteMs
const rowsPerDay = dayMs / stepMs
/** A number in 0 to 1 that looks like chance and is the same in every run. */
const chance = (row: number): number => {
  const wave = Math.sin(row * 12.9898) * 43_758.5453
  return wave - Math.floor(wave)
}
/** Counts with a daily course, as posts have. */
const daily = (row: number): number =>
  Math.round(40 + 30 * Math.sin((2 * Math.PI * row) / rowsPerDay) + 12 * chance(row))

function strangenessOf(valueAt: (row: number) => number, rows: number): number[] {
  const detector = createDetector()
  return Array.from({ length: rows }, (_, row) => detector.next(row * stepMs, valueAt(row)))
}

function alarmsOf(valueAt: (row: number) => number, rows: number): number[] {
  const incidents = createIncidents()
  return strangenessOf(valueAt, rows).flatMap((strangeness, row) =>
    incidents.next(strangeness) ? [row] : [],
  )
}

const days = (count: number): number => Math.round(count * rowsPerDay)

describe('what alarms', () => {
  test('a jump alarms within minutes, and an hour of it is one incident', () => {
    const jump = days(4)
    const alarms = alarmsOf((row) => (row >= jump && row < jump + 12 ? 400 : daily(row)), days(4.5))
    expect(alarms.filter((row) => row >= jump && row < jump + 30)).toHaveLength(1)
    expect(alarms.find((row) => row >= jump)).toBeLessThanOrEqual(jump + 2)
  })

  test('silence in the busy part of the day is strange, at the same level as every night', () => {
    const noon = days(4.1)
    const strange = strangenessOf((row) => (row >= noon ? 10 : daily(row)), noon + 20)
    const usual = strangenessOf(daily, noon + 20)
    expect(Math.max(...strange.slice(noon))).toBeGreaterThan(2 * Math.max(...usual.slice(noon)))
  })

  test('a steady course raises hardly an alarm a day', () => {
    const late = alarmsOf(daily, days(8)).filter((row) => row > days(3))
    expect(late.length).toBeLessThanOrEqual(5)
  })

  test('a flat line never alarms', () => {
    expect(alarmsOf(() => 45, days(4))).toEqual([])
    expect(alarmsOf(() => 0, days(4))).toEqual([])
  })
})

describe('what does not matter', () => {
  test('the unit of a series: a thousand times the values, the same alarms', () => {
    const jump = days(4)
    const value = (row: number): number => (row === jump ? 500 : daily(row))
    const rows = jump + 50
    const thousandfold = alarmsOf((row) => 1024 * value(row), rows)
    expect(thousandfold).toEqual(alarmsOf(value, rows))
  })

  test('what comes later: rows already told stay as they were', () => {
    const whole = strangenessOf(daily, 400)
    const other = strangenessOf((row) => (row < 300 ? daily(row) : 1e9), 400)
    expect(other.slice(0, 300)).toEqual(whole.slice(0, 300))
  })

  test('what is not a number is left out', () => {
    const detector = createDetector(stepMs)
    const clean = createDetector(stepMs)
    for (let row = 0; row < 200; row++) {
      for (const odd of [Number.NaN, Infinity, -Infinity]) expect(detector.next(row * stepMs, odd)).toBe(0)
      expect(detector.next(Number.NaN, 5)).toBe(0)
      expect(detector.next(row * stepMs, daily(row))).toBe(clean.next(row * stepMs, daily(row)))
    }
  })

  test('any numbers at any times give a strangeness of 0 to 13', () => {
    const value = fc.oneof(fc.double({ noNaN: true }), fc.constantFrom(0, -0, 1e308, -1e308, 5e-324))
    const time = fc.oneof(fc.integer(), fc.constantFrom(0, 8.64e15, -8.64e15))
    fc.assert(
      fc.property(fc.array(fc.tuple(time, value), { minLength: 40, maxLength: 120 }), (rows) => {
        const detector = createDetector()
        for (const [atMs, one] of rows) {
          const strangeness = detector.next(atMs, one)
          expect(strangeness >= 0 && strangeness <= 13).toBe(true)
        }
      }),
      { numRuns: 30 },
    )
  })
})

describe('one alarm an incident', () => {
  const quiet = Array.from({ length: 30 }, () => 0.4)
  const alarmsIn = (strangeness: readonly number[]): number[] => {
    const incidents = createIncidents({ strangenessMin: 1, rowsOfIncident: 100 })
    return strangeness.flatMap((one, row) => (incidents.next(one) ? [row] : []))
  }

  test('while it goes on only what is clearly stranger alarms again', () => {
    expect(alarmsIn([...quiet, ...Array.from({ length: 40 }, () => 1.2)])).toEqual([30])
    expect(alarmsIn([...quiet, 1.2, ...quiet, 2.5])).toEqual([30, 61])
  })

  test('nothing alarms in the twenty rows behind an alarm, and the same again does much later', () => {
    expect(alarmsIn([1.2, 9, 9, 9])).toEqual([0])
    expect(alarmsIn([1.2, ...Array.from({ length: 400 }, () => 0.4), 1.2])).toEqual([0, 401])
  })

  test('just below the least never alarms, nor does what is not a number', () => {
    expect(alarmsIn([0.999, Number.NaN])).toEqual([])
    expect(shippedRule.strangenessMin).toBeGreaterThan(0.5)
  })
})
