import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nabOutcome, nabProfiles, nabRows, nabScore, rowsForLearning } from '#stream/anomaly/nab-score.ts'

const minutes = (from: number, to: number) => ({ fromMs: from * 60_000, toMs: to * 60_000 })
const series = (rows: number): number[] => Array.from({ length: rows }, (_, row) => row * 60_000)
/** 100 rows, learning until row 15, one window of ten rows: 40 to 49. */
const oneWindow = nabRows(series(100), [minutes(40, 49)])
const scored = (alarms: number[], profile: keyof typeof nabProfiles = 'standard'): number =>
  nabScore([nabOutcome(oneWindow, alarms)], nabProfiles[profile])

describe('one series, worked out by hand', () => {
  test('silence is 0 and the first row of the window alone is 100, in every profile', () => {
    for (const profile of ['standard', 'lowFP', 'lowFN'] as const) {
      expect(scored([], profile)).toBe(0)
      expect(scored([40], profile)).toBeCloseTo(100, 10)
    }
  })

  test('a detection in the middle is worth (2 / (1 + e^-2.5) - 1) / 0.98661', () => {
    // Row 45: 49 - 45 + 1 = 5 of 10 rows are left, so the place is -0.5 and the worth 0.84828 / 0.98661 = 0.85979.
    expect(scored([45])).toBeCloseTo((100 * (0.85979 + 1)) / 2, 2)
    expect(scored([45], 'lowFN')).toBeCloseTo((100 * (0.85979 + 2)) / 3, 2)
  })

  test('the last row of the window still counts a little', () => {
    // Place -0.1: 2 / (1 + e^-0.5) - 1 = 0.24492, over 0.98661 = 0.24824.
    expect(scored([49])).toBeCloseTo((100 * (0.24824 + 1)) / 2, 2)
  })

  test('only the earliest detection of a window counts', () => {
    expect(scored([45, 46, 47, 48])).toBe(scored([45]))
  })

  test('a false alarm before any window costs 0.11, and 0.22 where they are dear', () => {
    expect(scored([40, 20])).toBeCloseTo(100 - (100 * 0.11) / 2, 10)
    expect(scored([40, 20], 'lowFP')).toBeCloseTo(100 - (100 * 0.22) / 2, 10)
    expect(scored([40, 20], 'lowFN')).toBeCloseTo(100 - (100 * 0.11) / 3, 10)
    expect(scored([20])).toBeLessThan(0)
  })

  test('a false alarm just behind a window costs less than one far behind', () => {
    // Row 50: 1 / 9 of the window's length behind: 2 / (1 + e^(5/9)) - 1 = -0.27085.
    expect(scored([40, 50])).toBeCloseTo(100 - (100 * 0.11 * 0.27085) / 2, 3)
    // Row 90: 41 / 9 lengths behind is past 3: the whole cost.
    expect(scored([40, 90])).toBeCloseTo(100 - (100 * 0.11) / 2, 10)
  })

  test('nothing counts in the 15 % left for learning, at most 750 rows', () => {
    expect(scored([0, 14, 40])).toBeCloseTo(100, 10)
    expect(scored([15, 40])).toBeLessThan(100)
    expect([rowsForLearning(99), rowsForLearning(100), rowsForLearning(20_000)]).toEqual([14, 15, 750])
  })
})

describe('awkward series', () => {
  test('a window with no row, or only rows for learning, is not asked for', () => {
    expect(nabRows(series(100), [minutes(200, 300), minutes(0, 5)]).windows).toBe(0)
    expect(nabScore([nabOutcome(nabRows([], []), [])], nabProfiles.standard)).toBeNaN()
  })

  test('a window ends at the first row with its last moment, where a clock was put back', () => {
    const rows = nabRows([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 9, 10, 11], [{ fromMs: 8, toMs: 10 }])
    expect([...rows.windowOf]).toEqual([-1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, -1, -1, -1])
  })

  test('the second of two windows decides what comes behind it', () => {
    const two = nabRows(series(100), [minutes(60, 69), minutes(30, 39)])
    expect(two.windows).toBe(2)
    expect(two.worth[70]).toBeCloseTo(two.worth[40] ?? 0, 10)
    expect(nabScore([nabOutcome(two, [30, 60])], nabProfiles.standard)).toBeCloseTo(100, 10)
  })

  test('more alarms outside windows never help, whatever the series', () => {
    const rows = fc.integer({ min: 20, max: 200 })
    fc.assert(
      fc.property(rows, fc.array(fc.nat(199)), fc.nat(199), (count, alarms, more) => {
        const labels = nabRows(series(count), [minutes(Math.floor(count / 2), Math.floor(count / 2) + 5)])
        const before = nabScore([nabOutcome(labels, alarms)], nabProfiles.standard)
        const after = nabScore([nabOutcome(labels, [...alarms, more])], nabProfiles.standard)
        if (labels.windowOf[more] === -1) expect(after).toBeLessThanOrEqual(before + 1e-9)
        else expect(after).toBeGreaterThanOrEqual(before - 1e-9)
      }),
    )
  })
})
