import { loadavg } from 'node:os'
import { Worker } from 'node:worker_threads'
import { silentLog } from '#kernel/log.ts'
import type { Post } from '#kernel/post.ts'
import { MatchCrew } from '#listening/workers/match-crew.ts'
import { packPosts } from '#listening/workers/packed-posts.ts'
import { costOf, figure, median, perCpuS } from './support/measure.ts'
import { hasRealTexts, postsFrom, realTexts } from './support/texts.ts'

/**
 * What it costs to hand posts to a thread, and what a second match thread brings on the path a desk uses (built workers, batches of 256).
 * Two against one is a matter of the wall, so the load of the machine stands beside it: above 1 it says little.
 *
 * Run: `npm run bench -- threads`.
 */
const batchSize = 256
const count = 40_960
const ruleCounts = [10_000, 100_000]
const rounds = 3

const made = (n: number): string => `word${((n * 2_654_435_761) >>> 0) % 20_011}`
const texts = hasRealTexts()
  ? realTexts()
  : Array.from({ length: 20_000 }, (_, n) =>
      Array.from({ length: 12 }, (__, at) => made(n * 13 + at)).join(' '),
    )
const posts = [...postsFrom(texts, count, { postsPerS: 50, startMs: Date.UTC(2026, 5, 2), seed: 3 })]
const batches = Array.from({ length: count / batchSize }, (_, n) =>
  posts.slice(n * batchSize, (n + 1) * batchSize),
)

/** Unpacking is left out here; it is in the figures of whole threads. */
const echo = `
  const { parentPort } = require('node:worker_threads')
  parentPort.on('message', (message) => parentPort.postMessage(typeof message === 'string' ? JSON.parse(message).length : 1))`

/** CPU microseconds a post, both sides, to hand every batch to a thread that only answers how many it got. */
async function handing(pack: (batch: Post[]) => unknown): Promise<number> {
  const worker = new Worker(echo, { eval: true })
  const hand = (message: unknown): Promise<void> =>
    new Promise((resolve) => {
      worker.once('message', () => resolve())
      worker.postMessage(message)
    })
  await hand(pack(batches[0] ?? []))
  const costs: number[] = []
  for (let round = 0; round < rounds; round++) {
    const { cpuS } = await costOf(async () => {
      for (const batch of batches) await hand(pack(batch))
    })
    costs.push((cpuS / count) * 1e6)
  }
  await worker.terminate()
  return Number(median(costs).toFixed(2))
}

function rules(rulesCount: number): { id: string; rule: string }[] {
  const words = [...new Set(texts.slice(0, 30_000).flatMap((text) => text.match(/\p{L}{5,}/gu) ?? []))]
  return Array.from({ length: rulesCount }, (_, n) => ({
    id: `r${n}`,
    rule: `${words[(n * 7) % words.length]} ${words[(n * 13 + 1) % words.length]}`,
  }))
}

/** Wall and CPU seconds to match everything with so many threads, sixteen batches under way as on a desk. */
async function matching(
  threads: number,
  rulesCount: number,
): Promise<{ wallS: number; cpuS: number; found: number }> {
  const crew = new MatchCrew({
    scripts: new URL('../dist/server/', import.meta.url),
    count: threads,
    log: silentLog,
  })
  crew.setRules(rules(rulesCount))
  await Promise.all(batches.slice(0, threads * 2).map((batch) => crew.match(batch)))
  let found = 0
  const runs: { wallS: number; cpuS: number }[] = []
  for (let round = 0; round < rounds; round++) {
    found = 0
    let next = 0
    const lane = async (): Promise<void> => {
      for (let at = next++; at < batches.length; at = next++) {
        const { watches } = await crew.match(batches[at] ?? [])
        for (const fits of watches) found += fits.length
      }
    }
    runs.push(await costOf(() => Promise.all(Array.from({ length: 16 }, lane))))
  }
  await crew.close()
  return { wallS: median(runs.map((run) => run.wallS)), cpuS: median(runs.map((run) => run.cpuS)), found }
}

figure({
  bench: 'threads',
  what: 'handing 256 posts to a thread and back, CPU microseconds a post, both sides',
  asObjects: await handing((batch) => batch),
  asJson: await handing((batch) => JSON.stringify(batch)),
  textsOnly: await handing((batch) => batch.map((post) => post.text)),
  packed: await handing(packPosts),
})
for (const rulesCount of ruleCounts) {
  const one = await matching(1, rulesCount)
  const two = await matching(2, rulesCount)
  figure({
    bench: 'threads',
    what: `two match threads against one, ${rulesCount} rules, language of each post too, built workers`,
    onePerS: Math.round(count / one.wallS),
    twoPerS: Math.round(count / two.wallS),
    ratio: Number((one.wallS / two.wallS).toFixed(2)),
    sameMatches: one.found === two.found,
    onePerCpuS: perCpuS(count, one),
    twoPerCpuS: perCpuS(count, two),
    load: Number((loadavg()[0] ?? 0).toFixed(1)),
  })
}
