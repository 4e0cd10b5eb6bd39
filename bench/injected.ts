import { existsSync } from 'node:fs'
import { eventTexts, hasRecordings, realBackground, type Background } from './injected-background.ts'
import { leasts, runOnce, type Outcome, type Shown } from './injected-run.ts'
import { shapes, type Scale, type Shape } from './injected-shapes.ts'
import { figure, machine, median } from './support/measure.ts'

/**
 * Events injected into real background: what share the engine finds, after how many posts and minutes, how many stories a day it
 * tells about none, beside a list of the words counted most in the same run. No watch is configured, no label is seen.
 *
 * Run: `npm run bench -- injected [--seeds=300] [--scale=town]`. A seed draws the shape, the background and its stretch, the event and
 * its pace; the same seed gives the same posts.
 */
const seeds = Number(/--seeds=(\d+)/u.exec(process.argv.join(' '))?.[1] ?? 300)
const only = /--scale=(\w+)/u.exec(process.argv.join(' '))?.[1]

/** A town of 5,000 says a few posts an hour; a region what the recordings hold. */
const scales: readonly Scale[] = [
  { name: 'town', background: 3, pace: 0.5 },
  { name: 'region', background: Infinity, pace: 1 },
]

function summary(found: readonly Shown[]): Record<string, number | null> {
  const all = found.flatMap((one) => (one.found === undefined ? [] : [one.found]))
  const hours = found.reduce((sum, one) => sum + one.hours, 0)
  const round = (value: number): number => Math.round(value * 100) / 100
  return {
    found: all.length,
    of: found.length,
    share: round(all.length / Math.max(1, found.length)),
    medianPosts: all.length === 0 ? null : median(all.map((one) => one.posts)),
    medianMin: all.length === 0 ? null : Math.round(median(all.map((one) => one.min))),
    by20Posts: all.filter((one) => one.posts <= 20).length,
    falseADay: round((found.reduce((sum, one) => sum + one.others, 0) * 24) / Math.max(1, hours)),
  }
}

function tell(scale: Scale, shape: string, runs: readonly Outcome[]): void {
  const postsAnHour = runs.reduce((sum, run) => sum + run.backgroundAnHour, 0) / Math.max(1, runs.length)
  const told = { bench: 'injected', backgroundAnHour: Math.round(postsAnHour * 10) / 10 }
  figure({ ...told, what: `${scale.name}, ${shape}, ours`, ...summary(runs.map((run) => run.ours)) })
  for (const [i, least] of leasts.entries()) {
    const pairs = runs.flatMap(({ ours, lists }) =>
      lists[i] === undefined ? [] : [{ ours, list: lists[i] }],
    )
    const leads = pairs.flatMap(({ ours, list }) =>
      ours.found && list.found ? [list.found.min - ours.found.min] : [],
    )
    figure({
      ...told,
      what: `${scale.name}, ${shape}, top 10 by count, ${least} posts at least`,
      ...summary(pairs.map(({ list }) => list)),
      both: leads.length,
      oursEarlierMinMedian: leads.length === 0 ? null : Math.round(median(leads)),
    })
  }
}

function runScale(scale: Scale, backgrounds: readonly Background[], events: readonly string[][]): void {
  const byShape = new Map<Shape, Outcome[]>(shapes.map((shape) => [shape, []]))
  for (let seed = 1; seed <= seeds; seed++) {
    const shape = shapes[seed % shapes.length] ?? 'step'
    byShape.get(shape)?.push(runOnce({ seed, shape, scale, backgrounds, events }))
    if (seed % 50 === 0) console.warn(`injected: ${scale.name}, ${seed} of ${seeds}`)
  }
  for (const [shape, runs] of byShape) tell(scale, shape, runs)
  tell(scale, 'all shapes', [...byShape.values()].flat())
}

if (!hasRecordings(existsSync)) {
  console.warn('injected is skipped: the recorded events are in ../shared/data/replay, which is not there.')
} else {
  figure({ bench: 'injected', what: 'machine', ...machine(), seeds })
  const backgrounds = await realBackground()
  const events = await eventTexts()
  for (const scale of scales)
    if (only === undefined || only === scale.name) runScale(scale, backgrounds, events)
}
