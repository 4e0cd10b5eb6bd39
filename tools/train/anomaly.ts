/**
 * Chooses the alarm rule of `src/stream/anomaly` by cross-validation over the series of a folder in NAB's layout, and says
 * what it is worth on series it was not chosen on. Prints one JSON line; nothing is written.
 *
 *     npx tsx tools/train/anomaly.ts [folder]      (default ../shared/data/nab)
 */
import { nabFolder } from '#app/evaluate/nab-folder.ts'
import { createDetector } from '#stream/anomaly/detector.ts'
import { type AlarmRule, createIncidents, shippedRule } from '#stream/anomaly/incidents.ts'
import {
  type NabOutcome,
  nabOutcome,
  type NabProfile,
  nabProfiles,
  nabRows,
  nabScore,
} from '#stream/anomaly/nab-score.ts'

const folds = 5
const repeats = 10
const rowsOfIncident = [60, 80, 100, 120, 140, 170, 200, 250]
const strangenessMin = Array.from({ length: 36 }, (_, step) => 0.8 + step * 0.02)

const rules: AlarmRule[] = [
  ...rowsOfIncident.flatMap((rows) =>
    strangenessMin.map((least) => ({ strangenessMin: least, rowsOfIncident: rows })),
  ),
  shippedRule,
]

const { series } = await nabFolder(process.argv[2] ?? '../shared/data/nab')
const judged = series.map((one) => {
  const detector = createDetector()
  const strangeness = Float64Array.from(one.values, (value, row) =>
    detector.next(one.timesMs[row] ?? 0, value),
  )
  const labels = nabRows(one.timesMs, one.windows)
  return rules.map((rule) => nabOutcome(labels, alarmRows(strangeness, rule)))
})

const everyone = series.map((_, index) => index)
const folders = [...new Set(series.map(({ folder }) => folder))]
const byFolder = folders.map((folder) => everyone.filter((index) => series[index]?.folder === folder))
const shipped = everyone.map((index) => outcome(index, rules.length - 1))
const best = bestRule(everyone)

console.log(
  JSON.stringify({
    series: series.length,
    windows: shipped.reduce((sum, { windows }) => sum + windows, 0),
    rules: rules.length,
    nestedByFolder: profiles(heldOut(byFolder)),
    nestedByFile: spread(Array.from({ length: repeats }, (_, repeat) => heldOut(randomFolds(repeat)))),
    inSampleBest: { rule: rules[best], ...profiles(everyone.map((index) => outcome(index, best))) },
    inSampleShipped: { rule: shippedRule, ...profiles(shipped) },
  }),
)

function* alarmRows(strangeness: Float64Array, rule: AlarmRule): Generator<number> {
  const incidents = createIncidents(rule)
  for (const [row, strange] of strangeness.entries()) if (incidents.next(strange)) yield row
}

function outcome(index: number, rule: number): NabOutcome {
  const found = judged[index]?.[rule]
  if (found === undefined) throw new RangeError(`no outcome for series ${index}, rule ${rule}`)
  return found
}

/** The rule with the best standard score on some series. */
function bestRule(files: readonly number[]): number {
  const scores = rules.map((_, rule) =>
    nabScore(
      files.map((index) => outcome(index, rule)),
      nabProfiles.standard,
    ),
  )
  return scores.indexOf(Math.max(...scores.filter((score) => !Number.isNaN(score))))
}

/** Outcomes of every series under the rule chosen on the other folds. */
function heldOut(split: readonly (readonly number[])[]): NabOutcome[] {
  return split.flatMap((fold) => {
    const rule = bestRule(everyone.filter((index) => !fold.includes(index)))
    return fold.map((index) => outcome(index, rule))
  })
}

/** Series dealt into folds by a seed, so that every run deals alike. */
function randomFolds(seed: number): number[][] {
  let state = seed + 1
  const chance = (): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0)
  const dealt = everyone
    .map((index) => ({ index, place: chance() }))
    .sort((a, b) => a.place - b.place)
    .map(({ index }) => index)
  return Array.from({ length: folds }, (_, fold) => dealt.filter((_index, place) => place % folds === fold))
}

function profiles(outcomes: readonly NabOutcome[]): Record<string, number> {
  const score = (profile: NabProfile): number => Math.round(nabScore(outcomes, profile) * 10) / 10
  return {
    standard: score(nabProfiles.standard),
    lowFP: score(nabProfiles.lowFP),
    lowFN: score(nabProfiles.lowFN),
    detections: outcomes.reduce((sum, { detections }) => sum + detections, 0),
    falseAlarms: outcomes.reduce((sum, { falseAlarms }) => sum + falseAlarms, 0),
  }
}

function spread(runs: readonly NabOutcome[][]): Record<string, number> {
  const scores = runs.map((run) => nabScore(run, nabProfiles.standard))
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length
  const round = (value: number): number => Math.round(value * 10) / 10
  return { mean: round(mean), least: round(Math.min(...scores)), most: round(Math.max(...scores)) }
}
