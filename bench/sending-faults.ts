import { loadavg } from 'node:os'
import { silentLog } from '#kernel/log.ts'
import { wallClock } from '#kernel/time.ts'
import { badDay } from '#sending/test-faults.ts'
import { outboxMigrations } from '#sending/test-sending.ts'
import { urlOfSocket } from '#store/connect.ts'
import { ownerName } from '#store/embedded/cluster.ts'
import { startEmbedded } from '#store/embedded/embedded.ts'
import { openOn, type Store } from '#store/store.ts'
import { dataFolder } from './support/built-desk.ts'
import { figure, machine } from './support/measure.ts'

/**
 * Promise 1 on as many bad days as are asked for: one message in two languages, a network that misbehaves in every way it knows, a
 * process that is killed at one await after the other. The days are seeded: a day that is wrong can be played again. Ends with 1
 * when anything was said twice, or was lost without anybody being told.
 *
 * Run: `npm run bench -- sending-faults [--days=10000] [--from=1]`.
 */
const option = (name: string, otherwise: number): number =>
  Number(process.argv.find((word) => word.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise)
const days = option('days', 10_000)
const from = option('from', 1)
/** Days on one database: what is over slows nobody down much, and a new one costs a second. */
const daysOnOne = 250

const states = new Map<string, number>()
let [deaths, turns, doubles, losses, played] = [0, 0, 0, 0, 0]
const wrongSeeds: { seed: number; wrong: string[] }[] = []

/** A database without fsync, as tests have it: what dies here are processes, and not the machine. */
async function openHere(folder: string): Promise<Store> {
  const needs = { log: silentLog, progress: () => undefined, clock: wallClock }
  const embedded = await startEmbedded({ ...needs, dataDir: folder, language: 'en', durable: false })
  const url = urlOfSocket(embedded.socketFolder, ownerName, ownerName)
  return openOn({ ...needs, url, migrations: outboxMigrations, embedded })
}

figure({ bench: 'sending-faults', what: 'machine', ...machine() })
const began = performance.now()
for (let first = from; first < from + days; first += daysOnOne) {
  const place = dataFolder()
  const store = await openHere(place.folder)
  for (let seed = first; seed < Math.min(first + daysOnOne, from + days); seed++) {
    const day = await badDay(store, seed)
    played += 1
    deaths += day.deaths
    turns += day.turns
    const twice = day.wrong.filter((one) => one.startsWith('twice'))
    doubles += twice.length
    losses += day.wrong.length - twice.length
    for (const { state } of day.rows) states.set(state, (states.get(state) ?? 0) + 1)
    if (day.wrong.length > 0 && wrongSeeds.length < 20) wrongSeeds.push({ seed, wrong: day.wrong })
  }
  await store.close()
  place.remove()
}
const wallS = (performance.now() - began) / 1000
const tell = (what: string, facts: Record<string, unknown>): void =>
  figure({ bench: 'sending-faults', what, ...facts })
tell('days', { played, from, deaths, turns, perS: Number((played / wallS).toFixed(1)) })
tell('how deliveries ended', Object.fromEntries(states))
tell('said twice', { count: doubles })
tell('lost without anybody being told, or called what it is not', { count: losses, days: wrongSeeds })
tell('load', { load: Number((loadavg()[0] ?? 0).toFixed(1)), wallS: Math.round(wallS) })
if (doubles + losses > 0) process.exitCode = 1
