import { createAverage } from '#stream/anomaly/average.ts'
import { orElse, type Row, type Signs } from '#stream/anomaly/signs.ts'

/** Rows before a new high or low means anything. */
const rangeKnownFrom = 30
/** Rows in which a fading range comes back to the level by 1 - 1 / e. */
const rangeMemory = 2000

/** Where the value stands: far from its level, out of every range it has had, drifting away. */
export function createLevelSigns(): Signs {
  const range = createRange()
  const runRange = createRange()
  const fading = createRange()
  const drift = createDrift()
  return {
    count: 8,
    read: (row, out, from) => {
      const { value, scaled, recent } = row
      const longValue = orElse(row.before.longValue, value)
      const long = orElse(row.before.long, scaled)
      const run = recent.mean(6)
      const isKnown = row.index >= rangeKnownFrom
      out[from] = Math.abs(scaled - long)
      out[from + 1] = Math.abs(value - longValue)
      out[from + 2] = Math.max(0, value - longValue)
      out[from + 3] = Math.max(0, longValue - value)
      out[from + 4] = isKnown ? range.outside(value) : 0
      out[from + 5] = isKnown ? runRange.outside(run) : 0
      out[from + 6] = isKnown ? fading.outside(value) : 0
      out[from + 7] = drift(row, long)
      range.add(value)
      if (row.index > 5) runRange.add(run)
      fading.fadeTo(longValue)
      fading.add(value)
    },
  }
}

type Range = {
  outside: (value: number) => number
  add: (value: number) => void
  fadeTo: (middle: number) => void
}

/** Highest and lowest so far, and how far out of them a value lies, in lengths of the range. */
function createRange(): Range {
  let highest = -Infinity
  let lowest = Infinity
  return {
    outside: (value) => {
      if (highest < lowest) return 0
      return Math.max(0, value - highest, lowest - value) / (highest - lowest || 1)
    },
    add: (value) => {
      highest = Math.max(highest, value)
      lowest = Math.min(lowest, value)
    },
    fadeTo: (middle) => {
      if (highest < lowest) return
      highest += (middle - highest) / rangeMemory
      lowest += (middle - lowest) / rangeMemory
    },
  }
}

/** Two-sided cumulative sum (Page 1954) of distances from the level in mean absolute distances, slack 1, fading by 1 %. */
function createDrift(): (row: Row, long: number) => number {
  const distance = createAverage(500, true)
  let up = 0
  let down = 0
  return ({ scaled }, long) => {
    const usual = orElse(distance.mean, 1)
    const steps = usual > 0 ? (scaled - long) / usual : 0
    distance.add(Math.abs(scaled - long))
    up = Math.max(0, up * 0.99 + steps - 1)
    down = Math.max(0, down * 0.99 - steps - 1)
    return Math.max(up, down)
  }
}
