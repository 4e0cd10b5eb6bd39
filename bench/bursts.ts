import { minuteMs } from '#kernel/time.ts'
import type { Post } from '#kernel/post.ts'
import type { Trends, TrendShed } from '#stream/trends-contract.ts'
import { createTrends } from '#stream/trends/trends.ts'
import { scaleCount } from '#stream/trends/key-table.ts'
import { figure, heldMb, machine, median } from './support/measure.ts'
import { hasRealTexts, realTexts } from './support/texts.ts'
import { inMinutes, startMs, stream } from './bursts-stream.ts'
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

type Run = { postsPerS: number; warmMin: number; measuredMin: number; shed: TrendShed; withPlaces: boolean }

function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function hearMinute(
  trends: Trends,
  posts: readonly Post[],
): { observeMs: number; tickMs: number; told: number } {
  const observed = posts.map((post) => ({ post, watches: [] }))
  const before = cpuMs()
  trends.observe(observed)
  const between = cpuMs()
  const endMs = (Math.floor((posts.at(-1)?.atMs ?? 0) / minuteMs) + 1) * minuteMs
  const told = trends.tick(endMs).length
  return { observeMs: between - before, tickMs: cpuMs() - between, told }
}

function rates(texts: readonly string[], run: Run): void {
  const trends = createTrends(run.withPlaces ? { places } : {})
  trends.setShed(run.shed)
  const count = (run.warmMin + run.measuredMin) * 60 * run.postsPerS
  const all = inMinutes(stream(texts, count, run.postsPerS))
  for (const minute of all.slice(0, run.warmMin)) hearMinute(trends, minute)
  const costs = all
    .slice(run.warmMin)
    .map((minute) => ({ ...hearMinute(trends, minute), posts: minute.length }))
  const posts = costs.reduce((sum, cost) => sum + cost.posts, 0)
  const observeMs = costs.reduce((sum, cost) => sum + cost.observeMs, 0)
  const tickMs = costs.reduce((sum, cost) => sum + cost.tickMs, 0)
  figure({
    bench: 'bursts',
    what: ['pairs', 'no pairs', 'no pairs or phrases', 'exact copies only'][run.shed] ?? '',
    ...run,
    posts,
    postsPerCpuS: Math.round((posts * 1000) / (observeMs + tickMs)),
    observePerCpuS: Math.round((posts * 1000) / observeMs),
    tickMsMedian: Math.round(median(costs.map((cost) => cost.tickMs))),
    tickMsMax: Math.round(Math.max(...costs.map((cost) => cost.tickMs))),
    topNPerCpuS: topRate(all.slice(run.warmMin)),
  })
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
  const trends = createTrends()
  const empty = heldMb()
  for (const minute of inMinutes(stream(texts, 25 * 60 * 50, 50))) hearMinute(trends, minute)
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
  trends.setShed(0)
}

/** Hours of 50 posts a second, as fast as it goes: memory by the hour. */
function longRun(texts: readonly string[], hours: number): void {
  const trends = createTrends({ places })
  let minute: Post[] = []
  let told = 0
  let nextMs = startMs + minuteMs
  let hour = 0
  for (const post of stream(texts, hours * 3600 * 50, 50)) {
    if (post.atMs >= nextMs) {
      told += hearMinute(trends, minute).told
      minute = []
      nextMs += minuteMs
      if ((nextMs - startMs) % (60 * minuteMs) === minuteMs)
        figure({ bench: 'bursts', what: 'hours', hour: hour++, told, ...heldMb() })
    }
    minute.push(post)
  }
}

if (!hasRealTexts()) console.warn('bursts is skipped: ../shared/data/text is not there.')
else {
  const wanted = new Set(process.argv.slice(2))
  const has = (what: string): boolean => wanted.size === 0 || wanted.has(what)
  const texts = realTexts()
  figure({ bench: 'bursts', what: 'machine', texts: texts.length, ...machine() })
  const at = process.argv.indexOf('--hours')
  if (at !== -1) longRun(texts, Number(process.argv[at + 1] ?? 10))
  if (has('memory')) memory(texts)
  if (has('rates')) {
    const slow = { postsPerS: 50, warmMin: 25, measuredMin: 10 }
    for (const shed of [2, 1, 0] as const) rates(texts, { ...slow, shed, withPlaces: false })
    rates(texts, { ...slow, shed: 0, withPlaces: true })
    rates(texts, { postsPerS: 500, warmMin: 3, measuredMin: 3, shed: 0, withPlaces: true })
  }
  if (has('delay')) for (const seed of delaySeeds) delays(texts, seed)
}
