import { readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { z } from 'zod'
import { seededChance } from '#stream/matcher/nasty-input.ts'
import { beginWatch, dataFolder, hearLive, startDesk } from './support/built-desk.ts'
import { openJetstream } from './support/jetstream-server.ts'
import { figure } from './support/measure.ts'

/**
 * From the wire to the screen: a Jetstream on loopback says 200 posts a second to a real desk (the built program with its own
 * database), a live tab hears them. Every post fits the watch, so the column gets all 200 a second. Milliseconds on the wall, because
 * people wait on the wall; the load of the machine stands beside them.
 *
 * Run: `npm run build && npx tsx bench/wire-to-screen.ts [--rate 200] [--seconds 60]`.
 */
const option = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? otherwise : Number(process.argv[at + 1])
}
const rate = option('rate', 200)
const seconds = option('seconds', 60)
const settleMs = 3000
const Posts = z.object({ posts: z.array(z.object({ text: z.string() })) })

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const words = ['river', 'bridge', 'market', 'school', 'train', 'rain', 'council', 'park', 'lamp', 'garden']

function textOf(n: number): string {
  const word = (step: number): string => words[Math.floor(n / step) % words.length] ?? ''
  return `post ${n} about water near the ${word(1)} and the ${word(10)} by the ${word(100)} today`
}

/** Says posts evenly until the time is over; when each was said. */
async function sayAll(say: (text: string) => void): Promise<Float64Array> {
  const sentMs = new Float64Array(rate * seconds)
  const began = performance.now()
  for (let n = 0; n < sentMs.length;) {
    const due = Math.min(sentMs.length, Math.floor(((performance.now() - began) / 1000) * rate))
    for (; n < due; n++) {
      sentMs[n] = performance.now()
      say(textOf(n))
    }
    await sleep(2)
  }
  return sentMs
}

function quantile(sorted: Float64Array, of1: number): number {
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * of1))] ?? Number.NaN)
}

function cpuSecondsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}

const wire = await openJetstream()
const data = dataFolder()
try {
  const desk = await startDesk({ folder: data.folder, source: `jetstream:${wire.url}` })
  await beginWatch(desk, 'water', 0)
  const stop = new AbortController()
  const shownMs = new Float64Array(rate * seconds).fill(Number.NaN)
  const live = hearLive(desk, stop.signal, (name, told) => {
    if (name !== 'posts') return
    for (const { text } of Posts.parse(told).posts) {
      const n = Number(/^post (\d+) /.exec(text)?.[1])
      if (Number.isNaN(shownMs[n])) shownMs[n] = performance.now()
    }
  })
  const chance = seededChance(1)
  await sleep(settleMs)
  const before = cpuSecondsOf(desk.child.pid ?? 0)
  const sentMs = await sayAll((text) => wire.say(text, Math.floor(chance() * 50_000)))
  const cpuS = cpuSecondsOf(desk.child.pid ?? 0) - before
  await sleep(settleMs)
  stop.abort()
  await live
  const waited = shownMs
    .map((at, n) => at - (sentMs[n] ?? 0))
    .filter((ms) => !Number.isNaN(ms))
    .toSorted()
  figure({
    bench: 'wire-to-screen',
    what: 'said on the wire to told to a live tab, ms',
    rate,
    seconds,
    shown: waited.length,
    notShown: sentMs.length - waited.length,
    p50: quantile(waited, 0.5),
    p95: quantile(waited, 0.95),
    p99: quantile(waited, 0.99),
    most: quantile(waited, 1),
    deskCpuShareOf1: Number((cpuS / seconds).toFixed(2)),
    load: Number((loadavg()[0] ?? 0).toFixed(1)),
  })
  await desk.stop()
} finally {
  await wire.close()
  data.remove()
}
