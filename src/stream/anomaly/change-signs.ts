import { createAverage } from '#stream/anomaly/average.ts'
import { orElse, type Signs } from '#stream/anomaly/signs.ts'

/** Keeps the logarithm of a spread of nothing finite. */
const spreadLeast = 1e-6

/** How the newest rows differ from those before: steps, means of runs, and how much the values vary. */
export function createChangeSigns(): Signs {
  const usualSpread = createAverage(500, true)
  return {
    count: 10,
    read: ({ index, value, scaled, before, recent }, out, from) => {
      const veryLong = orElse(before.veryLong, scaled)
      const spread = recent.spread(12)
      const ratio = Math.log((spread + spreadLeast) / (orElse(usualSpread.mean, spread) + spreadLeast))
      usualSpread.add(spread)
      out[from] = Math.abs(scaled - orElse(before.fast, scaled))
      out[from + 1] = Math.abs(value - orElse(before.fastValue, value))
      out[from + 2] = index === 0 ? 0 : Math.abs(scaled - recent.at(1))
      out[from + 3] = Math.abs(recent.mean(10) - orElse(before.long, scaled))
      out[from + 4] = Math.abs(recent.mean(40) - veryLong)
      out[from + 5] = Math.abs(recent.mean(10) - (index > 20 ? recent.mean(100, 10) : scaled))
      out[from + 6] = Math.abs(recent.mean(20) - veryLong)
      out[from + 7] = Math.abs(recent.mean(80) - veryLong)
      out[from + 8] = Math.max(0, ratio)
      out[from + 9] = Math.max(0, -ratio)
    },
  }
}
