// A whole desk in the practice town on its worst day: how much memory, how long a pause, whether every post is counted.
import { mkdtempSync, chmodSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { openDesk, type Desk } from '#app/desk.ts'
import { planPractice } from '#app/plan-sources.ts'
import { silentLog } from '#kernel/log.ts'
import { hourMs, minuteMs, wallClock } from '#kernel/time.ts'
import { startOfDayMs } from '#kernel/zones.ts'
import { practiceReader } from '#networks/practice/practice.ts'

const speed = 60
const burstPosts = 50_000
const zone = 'America/Toronto'
const seconds = 60

/** The flood day, with everything that can go wrong on a line going wrong at once. */
function worstDay(): ReturnType<typeof planPractice> {
  const plan = planPractice('flood', { clock: wallClock, speed })
  const startMs = startOfDayMs(wallClock.nowMs(), zone) + 13 * hourMs + 20 * minuteMs
  const misbehave = [
    { kind: 'burst', atMin: 10, posts: burstPosts },
    { kind: 'hostile', everyMin: 1 },
    { kind: 'garbage', everyMin: 3, frames: 5 },
    { kind: 'duplicates', shareOf1: 0.2 },
    { kind: 'skewed', shareOf1: 0.1 },
    { kind: 'disconnect', everyMin: 30, forMin: 3 },
  ] as const
  return { ...plan, readers: [practiceReader({ seed: 1867, day: 'flood', speed, startMs, misbehave })] }
}

function openAt(dataDir: string): Promise<Desk> {
  return openDesk({
    dataDir,
    port: 0,
    host: '127.0.0.1',
    locale: 'en',
    timeZone: zone,
    matchThreads: 1,
    plan: worstDay(),
    log: silentLog,
    progress: () => undefined,
    scripts: new URL('../dist/server/', import.meta.url),
    screens: fileURLToPath(new URL('../dist/web/', import.meta.url)),
  })
}

async function watchIt(desk: Desk): Promise<Record<string, number>> {
  const answer = await fetch(await desk.signInLink(), { redirect: 'manual' })
  const [cookie = ''] = (answer.headers.get('set-cookie') ?? '').split(';')
  const pauses = monitorEventLoopDelay({ resolution: 10 })
  pauses.enable()
  const most = { rssMb: 0, lagS: 0, storiesAnswerMs: 0, stories: 0 }
  for (let i = 0; i < seconds; i++) {
    await wallClock.sleep(1000)
    const askedMs = performance.now()
    const { stories } = (await (await fetch(`${desk.url}/api/stories`, { headers: { cookie } })).json()) as {
      stories: []
    } // our own API
    most.storiesAnswerMs = Math.max(most.storiesAnswerMs, Math.round(performance.now() - askedMs))
    most.rssMb = Math.max(most.rssMb, Math.round(process.memoryUsage().rss / 1024 / 1024))
    most.lagS = Math.max(most.lagS, desk.listening.coverage().lagS)
    most.stories = Math.max(most.stories, stories.length)
  }
  return { ...most, pauseMs: Math.round(pauses.max / 1e6), heard: desk.listening.coverage().heardLastHour }
}

const dataDir = mkdtempSync(join(tmpdir(), 'bellwether-bench-'))
chmodSync(dataDir, 0o711)
try {
  const desk = await openAt(dataDir)
  const most = await watchIt(desk)
  const closingMs = performance.now()
  await desk.close()
  const closedInMs = Math.round(performance.now() - closingMs)
  const countedAll = (most['heard'] ?? 0) >= burstPosts
  console.log(JSON.stringify({ bench: 'whole-desk', burstPosts, countedAll, ...most, closedInMs }))
  process.exitCode = countedAll ? 0 : 1
} finally {
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
}
