import { join } from 'node:path'
import { allMigrations } from '#app/desk.ts'
import { silentLog } from '#kernel/log.ts'
import { hourMs, wallClock } from '#kernel/time.ts'
import { Listening } from '#listening/listening.ts'
import type { ListeningTables } from '#listening/tables.ts'
import { addWatch } from '#listening/watches.ts'
import type { Reader } from '#networks/contract.ts'
import { replayCapabilities } from '#networks/replay/replay.ts'
import { openStore } from '#store/store.ts'
import { dataFolder } from './support/built-desk.ts'
import { costOf, figure, heldMb, perCpuS } from './support/measure.ts'
import { hasRealTexts, postsFrom, realTexts } from './support/texts.ts'

/**
 * Ten hours of a firehose of 50 posts a second, as fast as the machine goes: memory by the hour must be flat once the windows are full.
 * The whole path: reader, match thread, trend thread, store. Memory is that of the process with its threads, without the database.
 *
 * Run: `npm run build && npx tsx bench/soak.ts [--hours 10] [--rate 50]`; about 20 minutes of one core.
 */
const option = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? otherwise : Number(process.argv[at + 1])
}
const hours = option('hours', 10)
const rate = option('rate', 50)
const batch = 256
const startMs = Date.UTC(2026, 5, 2, 8)
const watchRules = ['water', 'flood OR storm', 'bridge lang:en', '#help', '"power outage"']

/** Stands in where the labelled texts are not beside the repository. */
function madeUpTexts(): string[] {
  const word = (n: number): string => `word${((n * 2_654_435_761) >>> 0) % 20_011}`
  return Array.from({ length: 50_000 }, (_, n) =>
    Array.from({ length: 12 }, (__, at) => word(n * 13 + at)).join(' '),
  )
}

type Look = { hour: number; rss: number; heap: number; arrays: number }

function firehose(looks: Look[]): Reader {
  return {
    source: 'bench:soak',
    label: 'Soak',
    capabilities: replayCapabilities,
    timeline: { kind: 'recorded', speed: 'max' },
    async *read() {
      yield { kind: 'state', state: 'hearing' }
      const texts = hasRealTexts() ? realTexts() : madeUpTexts()
      let posts = []
      let hour = 0
      for (const post of postsFrom(texts, hours * 3600 * rate, { postsPerS: rate, startMs, seed: 7 })) {
        posts.push(post)
        if (posts.length < batch) continue
        yield { kind: 'posts', posts, cursor: post.id }
        posts = []
        if (post.atMs < startMs + (hour + 1) * hourMs) continue
        hour += 1
        looks.push({ hour, ...heldMb() })
        process.stderr.write(`${JSON.stringify(looks.at(-1))}\n`)
      }
      yield { kind: 'posts', posts }
      looks.push({ hour: hours, ...heldMb() })
      yield { kind: 'state', state: 'ended' }
    },
  }
}

/** Megabytes an hour by least squares over the looks of the second half. */
function slopeOf(looks: readonly Look[]): number {
  const late = looks.filter(({ hour }) => hour >= hours / 2)
  const middle = (of: (look: Look) => number): number =>
    late.reduce((sum, look) => sum + of(look), 0) / late.length
  const [hour, rss] = [middle((look) => look.hour), middle((look) => look.rss)]
  const above = late.reduce((sum, look) => sum + (look.hour - hour) * (look.rss - rss), 0)
  return Number((above / late.reduce((sum, look) => sum + (look.hour - hour) ** 2, 0)).toFixed(1))
}

const data = dataFolder()
try {
  const store = await openStore({
    dataDir: join(data.folder, 'soak'),
    migrations: allMigrations,
    log: silentLog,
    progress: () => undefined,
  })
  const db = store.db.withTables<ListeningTables>()
  for (const [n, rule] of watchRules.entries()) {
    const about = { purpose: 'To measure the desk.', owner: 'Bench', endsAt: '2099-01-01T00:00:00.000Z' }
    await addWatch(db, `w${n}`, { name: rule, rule, ...about }, new Date(startMs))
  }
  const looks: Look[] = []
  const listening = await Listening.open({
    store,
    clock: wallClock,
    log: silentLog,
    readers: [firehose(looks)],
    mode: 'replay',
    scripts: new URL('../dist/server/', import.meta.url),
    matchThreads: 1,
  })
  const cost = await costOf(async () => {
    listening.start(async () => undefined)
    while (listening.coverage().sources.some((source) => source.state !== 'ended')) await wallClock.sleep(200)
    await listening.settle()
  })
  figure({
    bench: 'soak',
    what: 'memory by hour of stream time, MB, all threads, without the database',
    hours,
    rate,
    rssByHour: looks.map((look) => look.rss),
    mainHeapByHour: looks.map((look) => look.heap),
    rssSlopeMbAnHour: slopeOf(looks),
    postsPerCpuS: perCpuS(hours * 3600 * rate, cost),
    wallS: Math.round(cost.wallS),
    texts: hasRealTexts() ? 'labelled texts' : 'made up',
  })
  await listening.close()
  await store.close()
} finally {
  data.remove()
}
