/** A fading mean of what it was given. */
export type Average = {
  /** The mean so far; NaN before the first value. */
  readonly mean: number
  /** Takes a value in and gives the new mean. */
  add: (value: number) => number
}

/**
 * An exponentially weighted mean over about `memory` values. `startsEven` lets the first `memory` values count alike, for
 * long memories; without it the newest always counts 1 / memory.
 */
export function createAverage(memory: number, startsEven = false): Average {
  let mean = Number.NaN
  let seen = 0
  return {
    get mean() {
      return mean
    },
    add: (value) => {
      seen++
      const share = startsEven ? Math.max(1 / memory, 1 / seen) : 1 / memory
      mean = Number.isNaN(mean) ? value : mean + share * (value - mean)
      return mean
    },
  }
}
