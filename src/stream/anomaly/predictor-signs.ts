import { createAverage } from '#stream/anomaly/average.ts'
import type { DayUsual } from '#stream/anomaly/day-signs.ts'
import { orElse, type Row, type Signs } from '#stream/anomaly/signs.ts'

const inputs = 8
const forgetting = 0.999
/** Certainty is kept within this, so that a series without news does not wind it up. */
const certaintyMax = 1e6
/** A surprise past this many usual ones is learned as that many. */
const surpriseMax = 4

/**
 * How far the row is from what a small linear predictor expected from the rows just before, the day before and the time of
 * day; of one row, and of eight with and without sign.
 *
 * Source: recursive least squares with forgetting (Haykin, Adaptive Filter Theory, ch. 10), errors clipped.
 */
export function createPredictorSigns(rowsPerDay: number, usual: Readonly<DayUsual>): Signs {
  const weights = new Float64Array(inputs)
  const certainty = new Float64Array(inputs * inputs)
  const input = new Float64Array(inputs)
  const gain = new Float64Array(inputs)
  const begin = (): void => {
    weights.fill(0)
    weights[0] = 1
    certainty.fill(0)
    for (let i = 0; i < inputs; i++) certainty[i * inputs + i] = 100
  }
  const usualError = createAverage(200, true)
  const run = createAverage(8)
  const runSize = createAverage(8)
  begin()

  const learn = (error: number): void => {
    let scale = forgetting
    for (let i = 0; i < inputs; i++) {
      let sum = 0
      for (let j = 0; j < inputs; j++) sum += (certainty[i * inputs + j] ?? 0) * (input[j] ?? 0)
      gain[i] = sum
      scale += (input[i] ?? 0) * sum
    }
    if (!(scale > forgetting / 2)) return begin()
    for (let i = 0; i < inputs; i++) {
      weights[i] = (weights[i] ?? 0) + ((gain[i] ?? 0) / scale) * error
      for (let j = 0; j < inputs; j++) {
        const place = i * inputs + j
        const next = ((certainty[place] ?? 0) - ((gain[i] ?? 0) * (gain[j] ?? 0)) / scale) / forgetting
        certainty[place] = Math.max(-certaintyMax, Math.min(certaintyMax, next))
      }
    }
  }
  return {
    count: 3,
    read: (row, out, from) => {
      if (row.index < 3) {
        out.fill(0, from, from + 3)
        return
      }
      readInputs(row, rowsPerDay, usual.scaled, input)
      let expected = 0
      for (let i = 0; i < inputs; i++) expected += (weights[i] ?? 0) * (input[i] ?? 0)
      const error = row.scaled - expected
      const most = surpriseMax * orElse(usualError.mean, Infinity)
      learn(Math.max(-most, Math.min(most, error)))
      usualError.add(Math.abs(error))
      out[from] = Math.abs(error)
      out[from + 1] = Math.abs(run.add(error))
      out[from + 2] = runSize.add(Math.abs(error))
    },
  }
}

function readInputs(row: Row, rowsPerDay: number, usual: number, input: Float64Array): void {
  const { recent, before } = row
  input[0] = recent.at(1)
  input[1] = recent.at(2)
  input[2] = recent.at(3)
  input[3] = before.fast
  input[4] = before.long
  input[5] = usual
  input[6] = row.index >= rowsPerDay ? recent.at(rowsPerDay) : before.long
  input[7] = 1
}
