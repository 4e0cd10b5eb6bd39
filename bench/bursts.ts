import { spawnSync } from 'node:child_process'
import { minuteMs } from '#kernel/time.ts'
import type { Post } from '#kernel/post.ts'
import type { TrendShed } from '#stream/trends-contract.ts'
import { createTrends } from '#stream/trends/trends.ts'
import { scaleCount } from '#stream/trends/key-table.ts'
import { figure, heldMb, machine, median } from './support/measure.ts'
import { hasRealTexts, realTexts } from './support/texts.ts'
import { inMinutes, startMs, stream } from './bursts-stream.ts'
import { Counting } from './bursts-counting.ts'
import { delays } from './bursts-delay.ts'
import { TopWords } from './bursts-top.ts'

/**
 * The engine that finds what rises, at the rate of a firehose: every word, tag, phrase, pair, place and word at a place.
 *
 * Run: `npm run bench -- bursts`, or `npx tsx bench/bursts.ts [rates] [delay] [--hours 10]`.
 */
/** Names an organization would list: places made of words that come in general posts, so that some posts name one. */
const places = ['Old Town', 'Market Square', 'River Park', 'Union Street', 'Central Station'].map((name) => ({
  name,
}))

/** Of the events and the stream of the delay figures; the first is the one the engine was looked at with. */
const delaySeeds = [11, 12, 13]

/** What is measured: counting and detecting alone, or the engine whole, which also looks for near-copies and tells stories. */
type Part = 'counting' | 'whole'
type Run = {
  part: Part
  postsPerS: number
  warmMin: number
  measuredMin: number
  shed: TrendShed
  withPlaces: boolean
}

const slow = { postsPerS: 50, warmMin: 25, measuredMin: 10, withPlaces: false } as const
const fast = { postsPerS: 500, warmMin: 3, measuredMin: 3, withPlaces: true } as const
const runs: readonly Run[] = [
  { ...slow, part: 'counting', shed: 2 },
  { ...slow, part: 'counting', shed: 1 },
  { ...slow, part: 'counting', shed: 0 },
  { ...slow, part: 'counting', shed: 0, withPlaces: true },
  { ...fast, part: 'counting', shed: 0 },
  { ...slow, part: 'whole', shed: 0, withPlaces: true },
  { ...fast, part: 'whole', shed: 0 },
]

/** What a run takes a minute of posts by; `tick` gives how much came of it. */
type Engine = { observe: (posts: readonly Post[]) => void; tick: (atMs: number) => number }

function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function wholeEngine(withPlaces: boolean, shed: TrendShed): Engine {
  const trends = createTrends(withPlaces ? { places } : {})
  trends.setShed(shed)
  return {
    observe: (posts) => trends.observe(posts.map((post) => ({ post, watches: [] }))),
    tick: (atMs) => trends.tick(atMs).length,
  }
}

function engineOf({ part, withPlaces, shed }: Run): Engine {
  return part === 'whole' ? wholeEngine(withPlaces, shed) : new Counting(withPlaces ? places : [], shed)
}

function hearMinute(
  engine: Engine,
  posts: readonly Post[],
): { observeMs: number; tickMs: number; told: number } {
  const before = cpuMs()
  engine.observe(posts)
  const between = cpuMs()
  const endMs = (Math.floor((posts.at(-1)?.atMs ?? 0) / minuteMs) + 1) * minuteMs
  const told = engine.tick(endMs)
  return { observeMs: between - before, tickMs: cpuMs() - between, told }
}

function rates(texts: readonly string[], run: Run): void {
  const engine = engineOf(run)
  const count = (run.warmMin + run.measuredMin) * 60 * run.postsPerS
  const all = inMinutes(stream(texts, count, run.postsPerS))
  for (const minute of all.slice(0, run.warmMin)) hearMinute(engine, minute)
  const costs = all
    .slice(run.warmMin)
    .map((minute) => ({ ...hearMinute(engine, minute), posts: minute.length }))
  const posts = costs.reduce((sum, cost) => sum + cost.posts, 0)
  const observeMs = costs.reduce((sum, cost) => sum + cost.observeMs, 0)
  const tickMs = costs.reduce((sum, cost) => sum + cost.tickMs, 0)
  figure({
    bench: run.part === 'counting' ? 'bursts' : 'trends',
    what: run.part === 'counting' ? 'counting and detecting' : 'with near-copies and stories',
    keys: ['all', 'no pairs', 'no pairs or phrases', 'no pairs or phrases'][run.shed],
    ...run,
    posts,
    postsPerCpuS: Math.round((posts * 1000) / (observeMs + tickMs)),
    observePerCpuS: Math.round((posts * 1000) / observeMs),
    tickMsMedian: Math.round(median(costs.map((cost) => cost.tickMs))),
    tickMsMax: Math.round(Math.max(...costs.map((cost) => cost.tickMs))),
    topNPerCpuS: topRate(all.slice(run.warmMin)),
  })
}

/** Every run in a process of its own, as an engine has a thread of its own: none is slowed by what another left behind. */
function ratesApart(): void {
  for (const at of runs.keys()) {
    const again = [...process.execArgv, process.argv[1] ?? '', '--run', String(at)]
    const { status } = spawnSync(process.execPath, again, { stdio: 'inherit' })
    if (status !== 0) throw new Error(`bursts: run ${at} ended with ${status}`)
  }
}

/** The same minutes through a list of the 20 words counted most. */
function topRate(all: readonly (readonly Post[])[]): number {
  const top = new TopWords(20)
  const before = cpuMs()
  let posts = 0
  for (const minute of all) {
    for (const post of minute) top.hear(post)
    top.close()
    posts += minute.length
  }
  return Math.round((posts * 1000) / (cpuMs() - before))
}

/** Memory of the engine itself: its arrays, and with 65,536 posts in the windows. */
function memory(texts: readonly string[]): void {
  const before = heldMb()
  const engine = wholeEngine(false, 0)
  const empty = heldMb()
  for (const minute of inMinutes(stream(texts, 25 * 60 * 50, 50))) hearMinute(engine, minute)
  const full = heldMb()
  const mb = (one: ReturnType<typeof heldMb>): number => one.heap + one.arrays - before.heap - before.arrays
  figure({
    bench: 'bursts',
    what: 'memory',
    emptyMb: mb(empty),
    fullMb: mb(full),
    scales: scaleCount,
    mbAScale: Math.round(mb(full) / scaleCount),
    collected: globalThis.gc !== undefined,
  })
  engine.tick(0)
}

/** Hours of 50 posts a second, as fast as it goes: memory by the hour. */
function longRun(texts: readonly string[], hours: number): void {
  const engine = wholeEngine(true, 0)
  let minute: Post[] = []
  let told = 0
  let nextMs = startMs + minuteMs
  let hour = 0
  for (const post of stream(texts, hours * 3600 * 50, 50)) {
    if (post.atMs >= nextMs) {
      told += hearMinute(engine, minute).told
      minute = []
      nextMs += minuteMs
      if ((nextMs - startMs) % (60 * minuteMs) === minuteMs)
        figure({ bench: 'bursts', what: 'hours', hour: hour++, told, ...heldMb() })
    }
    minute.push(post)
  }
}

function main(args: readonly string[]): void {
  const after = (name: string): number | undefined =>
    args.includes(name) ? Number(args[args.indexOf(name) + 1]) : undefined
  const texts = realTexts()
  const run = runs[after('--run') ?? -1]
  if (run !== undefined) {
    rates(texts, run)
    return
  }
  figure({ bench: 'bursts', what: 'machine', texts: texts.length, ...machine() })
  const has = (what: string): boolean => args.length === 0 || args.includes(what)
  if (args.includes('--hours')) longRun(texts, after('--hours') ?? 10)
  if (has('memory')) memory(texts)
  if (has('rates')) ratesApart()
  if (has('delay')) for (const seed of delaySeeds) delays(texts, seed)
}

if (hasRealTexts()) main(process.argv.slice(2))
else console.warn('bursts is skipped: ../shared/data/text is not there.')
