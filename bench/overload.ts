import { loadavg } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { allMigrations } from '#app/desk.ts'
import { silentLog } from '#kernel/log.ts'
import { Coverage } from '#listening/contract.ts'
import type { ListeningTables } from '#listening/tables.ts'
import { openStore, type Store } from '#store/store.ts'
import { beginWatch, dataFolder, startDesk, type BuiltDesk } from './support/built-desk.ts'
import { openJetstream, type TestJetstream } from './support/jetstream-server.ts'
import { figure } from './support/measure.ts'

/**
 * A desk that is given three times what it can do: how much is lost (nothing may be), what it leaves out when, how late it is,
 * and how soon it is itself again. First what it can do is measured on this machine, by how fast a pile is worked off.
 *
 * Run: `npm run build && npx tsx bench/overload.ts [--seconds 60] [--times 3]`. The line is broken every ten seconds as well.
 */
const option = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? otherwise : Number(process.argv[at + 1])
}
const seconds = option('seconds', 60)
const times = option('times', 3)
const pile = option('pile', 20_000)
const matchEvery = 10
const dropEveryS = 10
const recoverMaxS = 600

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const began = performance.now()
const nowS = (): number => Number(((performance.now() - began) / 1000).toFixed(1))

let seed = 1
function chance(): number {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
  return seed / 2 ** 32
}

/** A dozen words of a vocabulary of 20,000, common ones oftener; every tenth post is one for the watch. */
function textOf(n: number): string {
  const words = Array.from({ length: 11 }, () => `word${Math.floor(20_000 * chance() ** 3).toString(36)}`)
  return n % matchEvery === 0 ? `water ${words.join(' ')} n${n}` : `${words.join(' ')} n${n}`
}

async function coverageOf(desk: BuiltDesk): Promise<Coverage> {
  return Coverage.parse(await (await desk.ask('/api/coverage')).json())
}

async function countedBy(store: Store): Promise<{ heard: number; matches: number; inMinutes: number }> {
  const db = store.db.withTables<ListeningTables>()
  const row = await db
    .selectNoFrom((from) => [
      from
        .selectFrom('source_minutes')
        .select(({ fn }) => fn.sum<number>('heard').as('n'))
        .as('heard'),
      from
        .selectFrom('matches')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .as('matches'),
      from
        .selectFrom('watch_minutes')
        .select(({ fn }) => fn.sum<number>('posts').as('n'))
        .as('minutes'),
    ])
    .executeTakeFirstOrThrow()
  return {
    heard: row.heard ?? 0,
    matches: row.matches ?? 0,
    inMinutes: row.minutes ?? 0,
  }
}

/** Posts a second this desk works off on this machine now. */
async function capacityOf(wire: TestJetstream, store: Store, sent: { count: number }): Promise<number> {
  const fromHeard = (await countedBy(store)).heard
  const fromS = performance.now()
  sayMany(wire, sent, pile)
  while ((await countedBy(store)).heard - fromHeard < pile) await sleep(100)
  return pile / ((performance.now() - fromS) / 1000)
}

function sayMany(wire: TestJetstream, sent: { count: number }, count: number): void {
  for (let n = 0; n < count; n++) wire.say(textOf(sent.count++), Math.floor(300_000 * chance() ** 2))
}

type Look = { atS: number; lagS: number; level: number }

async function watchOver(desk: BuiltDesk, looks: Look[], signal: AbortSignal): Promise<void> {
  for (; !signal.aborted; await sleep(500)) {
    const { lagS, shed } = await coverageOf(desk)
    looks.push({ atS: nowS(), lagS, level: shed?.level ?? 0 })
  }
}

async function overload(wire: TestJetstream, sent: { count: number }, perS: number): Promise<void> {
  const fromMs = performance.now()
  let dropsAtS = dropEveryS
  for (let said = 0; said < perS * seconds; await sleep(5)) {
    const passedS = (performance.now() - fromMs) / 1000
    const due = Math.min(perS * seconds, Math.floor(passedS * perS)) - said
    sayMany(wire, sent, due)
    said += due
    if (passedS < dropsAtS) continue
    wire.drop()
    dropsAtS += dropEveryS
  }
}

/** When each level was first reached, and the seconds spent at it. */
function levelsOf(looks: readonly Look[]): { level: number; fromS: number }[] {
  return looks
    .filter((look, at) => look.level !== (looks[at - 1]?.level ?? 0))
    .map(({ level, atS }) => ({ level, fromS: atS }))
}

const Tens = z.number().transform((value) => Number(value.toPrecision(3)))
const wire = await openJetstream()
const data = dataFolder()
try {
  const desk = await startDesk({ folder: data.folder, source: `jetstream:${wire.url}` })
  await beginWatch(desk, 'water')
  const place = { dataDir: join(data.folder, 'live'), log: silentLog, progress: () => undefined }
  const store = await openStore({ ...place, migrations: allMigrations, joinRunning: true })
  const sent = { count: 0 }
  await sleep(2000)
  await capacityOf(wire, store, sent)
  const capacity = await capacityOf(wire, store, sent)
  const looks: Look[] = []
  const stop = new AbortController()
  const watching = watchOver(desk, looks, stop.signal)
  const fromS = nowS()
  await overload(wire, sent, Math.round(capacity * times))
  const overS = nowS()
  while ((await countedBy(store)).heard < sent.count && nowS() - overS < recoverMaxS) await sleep(250)
  const caughtUpS = nowS() - overS
  while (((await coverageOf(desk)).shed?.level ?? 0) > 0 && nowS() - overS < recoverMaxS) await sleep(500)
  const recoveredS = nowS() - overS
  stop.abort()
  await watching
  await sleep(6000)
  const { heard, matches, inMinutes } = await countedBy(store)
  const wanted = Math.ceil(sent.count / matchEvery)
  figure({
    bench: 'overload',
    what: `${times} times what the desk can do`,
    capacityPerS: Tens.parse(capacity),
    saidPerS: Tens.parse(capacity * times),
    seconds,
    brokenLines: wire.connections() - 1,
    said: sent.count,
    lost: sent.count - heard,
    matchesLost: wanted - matches,
    matchesCountedTwice: inMinutes - matches,
    mostLagS: Math.max(...looks.map((look) => look.lagS)),
    levels: levelsOf(looks).map(({ level, fromS: at }) => [Number((at - fromS).toFixed(0)), level]),
    caughtUpS: Tens.parse(caughtUpS),
    inFullAgainS: Tens.parse(recoveredS),
    load: Number((loadavg()[0] ?? 0).toFixed(1)),
  })
  process.exitCode = heard === sent.count && matches === wanted && inMinutes === matches ? 0 : 1
  await store.close()
  await desk.stop()
} finally {
  await wire.close()
  data.remove()
}
