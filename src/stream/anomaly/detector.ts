import { dayMs } from '#kernel/time.ts'
import { createAverage } from '#stream/anomaly/average.ts'
import { createChangeSigns } from '#stream/anomaly/change-signs.ts'
import { createDaySigns, type DayUsual } from '#stream/anomaly/day-signs.ts'
import { createLevelSigns } from '#stream/anomaly/level-signs.ts'
import { createNeighbourSigns } from '#stream/anomaly/neighbour-signs.ts'
import { createPredictorSigns } from '#stream/anomaly/predictor-signs.ts'
import { createRecent } from '#stream/anomaly/recent.ts'
import type { Signs } from '#stream/anomaly/signs.ts'
import { createTail } from '#stream/anomaly/tail.ts'

/** Rows over which the distance between rows is learned; nothing is strange in them. */
const rowsToKnowStep = 30
/** Rows before a sign is ranked against its past. */
const signsFrom = 10
const signMemory = 4000
/** Days of more rows than this are told from their parts by fewer rows: about what 30 s apart gives. */
const rowsPerDayMax = 2880
/** Numbers past this are read as this, so that no sum overflows. */
const valueMax = 1e150

/** Reads one series row by row and says how strange each row is. */
export type Detector = {
  /**
   * Mean over all signs, and over this row and the one before, of -log10 of the chance of a row as strange or stranger:
   * ordinary rows are about 0.45, one row in some hundreds reaches 1. 0 while the detector learns the series' step, and for what is not a number (which is left out).
   *
   * @param atMs when the row was, epoch ms; rows come in order
   */
  next: (atMs: number, value: number) => number
}

/**
 * A detector for one series of any kind and scale: no labels, no look ahead, nothing known of the series beforehand.
 *
 * Each sign is ranked against its own fading past, so that signs of any unit can be averaged. Equal weights: choosing among
 * signs by score lost in nested cross-validation (docs/models/anomaly.md).
 *
 * @param stepMs how far rows are apart, where that is known; else learned from the first {@link rowsToKnowStep}
 */
export function createDetector(stepMs?: number): Detector {
  if (stepMs !== undefined) return createReader(stepMs)
  const first: { atMs: number; value: number }[] = []
  let reader: Detector | undefined
  return {
    next: (atMs, value) => {
      if (reader !== undefined) return reader.next(atMs, value)
      if (Number.isFinite(value) && Number.isFinite(atMs)) first.push({ atMs, value })
      if (first.length >= rowsToKnowStep) {
        reader = createReader(usualStepMs(first))
        for (const row of first) reader.next(row.atMs, row.value)
      }
      return 0
    },
  }
}

/** The median distance of rows; a day when they all stand at one moment. */
function usualStepMs(rows: readonly { atMs: number }[]): number {
  const steps = rows.slice(1).map((row, i) => row.atMs - (rows[i]?.atMs ?? row.atMs))
  steps.sort((a, b) => a - b)
  const middle = steps[steps.length >> 1] ?? 0
  return middle > 0 ? middle : dayMs
}

function createReader(stepMs: number): Detector {
  const rowsPerDay = Math.max(1, Math.min(rowsPerDayMax, Math.round(dayMs / stepMs)))
  const usual: DayUsual = { scaled: 0 }
  const groups: Signs[] = [
    createLevelSigns(),
    createChangeSigns(),
    createDaySigns(rowsPerDay, usual),
    createPredictorSigns(rowsPerDay, usual),
    createNeighbourSigns(rowsPerDay),
  ]
  const count = groups.reduce((sum, signs) => sum + signs.count, 0)
  const out = new Float64Array(count)
  const tails = Array.from({ length: count }, () => createTail(signMemory))
  const scale = createScale()
  let index = 0
  let rankedBefore = 0

  const ranked = (): number => {
    let sum = 0
    for (const [i, tail] of tails.entries()) sum += tail.next(out[i] ?? 0)
    return sum / count
  }
  return {
    next: (atMs, given) => {
      if (!Number.isFinite(given) || !Number.isFinite(atMs)) return 0
      const row = scale.read(Math.max(-valueMax, Math.min(valueMax, given)), atMs, index)
      let from = 0
      for (const signs of groups) {
        signs.read(row, out, from)
        from += signs.count
      }
      scale.learn(row.value, row.scaled)
      if (index++ < signsFrom) return 0
      // A single odd row is mostly noise: the mean with the row before halves false alarms for a row of delay at most.
      const rankedNow = ranked()
      const strangeness = (rankedNow + rankedBefore) / 2
      rankedBefore = rankedNow
      return strangeness
    },
  }
}

/** What all signs share: the series' own scale, its means so far, its newest rows. */
function createScale() {
  const recent = createRecent()
  const size = createAverage(2000, true)
  const fast = createAverage(5)
  const fastValue = createAverage(5)
  const long = createAverage(500, true)
  const longValue = createAverage(500, true)
  const veryLong = createAverage(2000, true)
  return {
    read: (value: number, atMs: number, index: number) => {
      const scaled = Math.sign(value) * Math.log1p(Math.abs(value) / (size.add(Math.abs(value)) + 1e-9))
      recent.add(scaled)
      const before = {
        fast: fast.mean,
        fastValue: fastValue.mean,
        long: long.mean,
        longValue: longValue.mean,
        veryLong: veryLong.mean,
      }
      return { index, atMs, value, scaled, before, recent }
    },
    learn: (value: number, scaled: number) => {
      fast.add(scaled)
      fastValue.add(value)
      long.add(scaled)
      longValue.add(value)
      veryLong.add(scaled)
    },
  }
}
