import { dayMs, hourMs } from '#kernel/time.ts'
import { createAverage } from '#stream/anomaly/average.ts'
import { orElse, type Row, type Signs } from '#stream/anomaly/signs.ts'

const slotsMax = 48
const hoursOfWeek = 7 * 24
/** Days after which a slot's old value counts 1 / e; and the newest week of an hour of the week counts one in twenty. */
const dayMemory = 7
const weekShareLeast = 0.05

/** What each slot of the day or hour of the week usually is. */
export type DayUsual = {
  /** For the row, before it is learned: by time of day, else as just before. */
  scaled: number
}

/**
 * How a row differs from what its time of day and its hour of the week usually are.
 *
 * @param rowsPerDay how many rows a day has; below 2 the day is not told from its parts
 * @param usual is filled in for each row, for the signs that read it after this
 */
export function createDaySigns(rowsPerDay: number, usual: DayUsual): Signs {
  const slots = Math.max(1, Math.min(slotsMax, rowsPerDay))
  const share = slots / rowsPerDay / dayMemory
  const seen = new Float64Array(slots)
  const means = new Float64Array(slots)
  const valueMeans = new Float64Array(slots)
  const spreads = new Float64Array(slots)
  const week = createWeek()
  const off = {
    ten: createAverage(10),
    forty: createAverage(40),
    value: createAverage(10),
    week: createAverage(6),
  }
  const weekInSpreads = createAverage(6)
  const usualSpread = createAverage(1000, true)
  return {
    count: 9,
    read: (row, out, from) => {
      const { value, scaled, recent, before } = row
      const slot = Math.min(slots - 1, Math.floor((timeOfDayMs(row) / dayMs) * slots))
      const times = seen[slot] ?? 0
      const expected = times > 0 ? (means[slot] ?? 0) : orElse(before.fast, scaled)
      const expectedValue = times > 0 ? (valueMeans[slot] ?? 0) : orElse(before.fastValue, value)
      const difference = scaled - expected
      const spread = orElse(usualSpread.mean, Math.abs(difference))
      const spreadOf = (): number => 0.7 * (spreads[slot] || spread) + 0.3 * spread + 1e-6
      usual.scaled = expected
      out[from] = Math.abs(difference)
      out[from + 1] = Math.abs(off.ten.add(difference))
      out[from + 2] = Math.abs(off.forty.add(difference))
      out[from + 3] = Math.abs(value - expectedValue)
      out[from + 4] = Math.abs(off.value.add(value - expectedValue))
      out[from + 5] = Math.abs(difference) / spreadOf()
      const weekDifference = scaled - week.usual(row, expected)
      out[from + 6] = Math.abs(off.week.add(weekDifference))
      usualSpread.add(Math.abs(difference))
      const slotShare = Math.max(share, 1 / (times + 1))
      means[slot] = (means[slot] ?? 0) + slotShare * (scaled - (means[slot] ?? 0))
      valueMeans[slot] = (valueMeans[slot] ?? 0) + slotShare * (value - (valueMeans[slot] ?? 0))
      spreads[slot] =
        spreads[slot] === 0
          ? Math.abs(difference)
          : (spreads[slot] ?? 0) + slotShare * (Math.abs(difference) - (spreads[slot] ?? 0))
      seen[slot] = times + 1
      out[from + 7] = Math.abs(weekInSpreads.add(weekDifference / spreadOf()))
      out[from + 8] =
        row.index >= rowsPerDay + 10 ? Math.abs(recent.mean(10) - recent.mean(10, rowsPerDay)) : 0
      week.add(row)
    },
  }
}

type Week = { usual: (row: Row, otherwise: number) => number; add: (row: Row) => void }

/** The mean of each hour of the week, once it was seen twice. */
function createWeek(): Week {
  const seen = new Float64Array(hoursOfWeek)
  const means = new Float64Array(hoursOfWeek)
  return {
    usual: (row, otherwise) => {
      const hour = hourOfWeek(row)
      return (seen[hour] ?? 0) >= 2 ? (means[hour] ?? 0) : otherwise
    },
    add: (row) => {
      const hour = hourOfWeek(row)
      const times = (seen[hour] ?? 0) + 1
      seen[hour] = times
      means[hour] =
        (means[hour] ?? 0) + Math.max(weekShareLeast, 1 / times) * (row.scaled - (means[hour] ?? 0))
    },
  }
}

function timeOfDayMs({ atMs }: Row): number {
  return ((atMs % dayMs) + dayMs) % dayMs
}

function hourOfWeek(row: Row): number {
  const day = (((Math.floor(row.atMs / dayMs) + 4) % 7) + 7) % 7
  return day * 24 + Math.floor(timeOfDayMs(row) / hourMs)
}
