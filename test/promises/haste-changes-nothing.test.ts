import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { allMigrations, storePlace } from '#app/desk.ts'
import { silentLog } from '#kernel/log.ts'
import { minuteMs, wallClock } from '#kernel/time.ts'
import { Listening } from '#listening/listening.ts'
import { recordsMigrations } from '#records/migrations.ts'
import { listeningMigrations } from '#listening/migrations.ts'
import type { ListeningTables } from '#listening/tables.ts'
import { addWatch } from '#listening/watches.ts'
import { jetstreamReader } from '#networks/bluesky/jetstream-reader.ts'
import { openStore, type Store } from '#store/store.ts'
import { openTestStore, testFolder } from '#store/test-store.ts'
import { openJetstream, type TestJetstream } from '../../bench/support/jetstream-server.ts'
import { begin, signInLinkOf, stop, type Started } from '../journeys/program.ts'

// Overload, a bad line, threads and a whole desk that die: what is kept and counted at the end is the same as on a quiet day.

const dist = new URL('../../dist/server/', import.meta.url)
const streamMin = 25
const everyMs = 600
const startMs = wallClock.nowMs() - 30 * minuteMs
const count = (streamMin * minuteMs) / everyMs
const soon = { timeout: 40_000, interval: 50 }

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
})

/** What was said of an ordinary half hour, with copies, repeats and, towards its end, a burst main told by many people. */
function textOf(n: number): string {
  if (n > count * 0.7 && n % 4 === 0) {
    const street = ['corner', 'school', 'bakery'][n % 3] ?? ''
    return `Water main burst on Mill Street near the ${street}, flooded basements, people trapped, please help ${n}`
  }
  if (n % 10 === 3) return 'Copied: no water on Peel Street since this morning says the city'
  if (n % 10 === 7) return `Is the water still off in house ${n}? Neighbour ${n % 97} asks`
  return `A fine day ${n} for a walk, a coffee and chat ${n % 41} about nothing`
}

/** All of it from half an hour ago, on a wire whose clock we own. */
async function wireOf(): Promise<{ wire: TestJetstream; say: (from: number, to: number) => void }> {
  let nowMs = startMs
  const wire = await openJetstream(() => nowMs)
  undo.push(() => wire.close())
  const say = (from: number, to: number): void => {
    for (let n = from; n < to; n++) {
      nowMs = startMs + n * everyMs
      wire.say(textOf(n), n % 10 === 3 ? n % 7 : n % 601)
    }
  }
  return { wire, say }
}

async function storeWithWatches(): Promise<Store> {
  const store = await openTestStore([recordsMigrations, listeningMigrations])
  undo.push(() => store.close())
  await addWatches(store)
  return store
}

async function addWatches(store: Store): Promise<void> {
  const about = { purpose: 'To test the desk.', owner: 'Tests', endsAt: '2099-01-01T00:00:00.000Z' }
  for (const [id, rule] of [
    ['w-water', 'water'],
    ['w-mill', '"mill street" OR neighbour'],
  ] as const)
    await addWatch(store.db.withTables<ListeningTables>(), id, { name: id, rule, ...about }, new Date())
}

type Outcome = { kept: Record<string, unknown[]>; stories: string[] }

async function whatIsKept(store: Store): Promise<Outcome['kept']> {
  const db = store.db.withTables<ListeningTables>()
  const heard = await db
    .selectFrom('source_minutes')
    .select(({ fn }) => fn.sum<number>('heard').as('heard'))
    .execute()
  return {
    posts: (await db.selectFrom('posts').select(['id', 'at']).orderBy('id').orderBy('at').execute()).map(
      ({ id, at }) => `${idOf(id)} ${at.toISOString()}`,
    ),
    matches: (
      await db.selectFrom('matches').selectAll().orderBy('watch_id').orderBy('post_id').execute()
    ).map((row) => `${row.watch_id} ${idOf(row.post_id)}`),
    minutes: (
      await db.selectFrom('watch_minutes').selectAll().orderBy('watch_id').orderBy('minute').execute()
    ).map((row) => `${row.watch_id} ${row.minute.toISOString()} ${row.posts} ${row.authors}`),
    heard: heard.map((row) => row.heard),
  }
}

function idOf(id: string): string {
  return id.split('/').at(-1) ?? id
}

/** Hears the whole stream in this process; `disturb` is called while it is being said. */
async function hearAll(
  store: Store,
  o: { scripts?: URL; chunk: number; between: (wire: TestJetstream, listening: Listening) => Promise<void> },
): Promise<Outcome> {
  const { wire, say } = await wireOf()
  const stories = new Map<string, string>()
  const listening = await Listening.open({
    store,
    clock: wallClock,
    log: silentLog,
    readers: [jetstreamReader({ url: wire.url, limits: { backoff: { startMs: 5, maxMs: 20 } } })],
    mode: 'live',
    scripts: o.scripts ?? dist,
    matchThreads: 2,
  })
  undo.push(() => listening.close())
  listening.start(async (told) => {
    for (const { event } of told)
      stories.set(
        event.story.id,
        `${event.story.openedAtMs} ${event.story.terms.map((one) => JSON.stringify(one)).join(' ')}`,
      )
  })
  await expect.poll(() => wire.connections(), soon).toBe(1)
  for (let from = 0; from < count; from += o.chunk) {
    say(from, Math.min(count, from + o.chunk))
    await o.between(wire, listening)
  }
  await expect.poll(() => listening.coverage().heardLastHour, soon).toBeGreaterThanOrEqual(count)
  await listening.settle()
  return { kept: await whatIsKept(store), stories: [...stories.values()] }
}

const calmly = {
  chunk: 50,
  between: async (_wire: TestJetstream, listening: Listening) => {
    await wallClock.sleep(2)
    await listening.settle()
  },
}

let quiet: Promise<Outcome> | undefined

/** What is kept, counted and told when nothing goes wrong; heard once for all tests. */
function quietRun(): Promise<Outcome> {
  return (quiet ??= storeWithWatches().then((store) => hearAll(store, calmly)))
}

/** Worker scripts of which each dies once, at its seventh batch. */
function dyingScripts(): URL {
  const folder = mkdtempSync(join(tmpdir(), 'bellwether-dying-'))
  undo.push(() => rmSync(folder, { recursive: true, force: true }))
  for (const name of ['match-worker', 'trend-worker']) {
    const once = JSON.stringify(join(folder, `${name}.died`))
    const real = JSON.stringify(pathToFileURL(fileURLToPath(new URL(`${name}.js`, dist))).href)
    writeFileSync(
      join(folder, `${name}.js`),
      `import ${real}
      import { parentPort } from 'node:worker_threads'
      import { existsSync, writeFileSync } from 'node:fs'
      parentPort.on('message', (message) => {
        if (message.batch !== 7 || existsSync(${once})) return
        writeFileSync(${once}, '')
        process.exit(1)
      })`,
    )
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  return pathToFileURL(`${folder}/`)
}

test('a hurried desk on a line that breaks keeps and counts what an unhurried one does, and tells the same stories', async () => {
  const unhurried = await quietRun()
  expect(unhurried.kept['heard']).toEqual([count])
  expect(unhurried.kept['minutes']?.length).toBeGreaterThan(streamMin)
  expect(unhurried.stories.length).toBeGreaterThan(0)
  const hurried = await hearAll(await storeWithWatches(), {
    chunk: Math.ceil(count / 4),
    // What was said before is said again from its cursor, as after any break.
    between: async (wire) => wire.drop(),
  })
  expect(hurried).toEqual(unhurried)
}, 60_000)

test('threads that die cost nothing that is kept or counted', async () => {
  const unhurried = await quietRun()
  const scripts = dyingScripts()
  const wounded = await hearAll(await storeWithWatches(), {
    scripts,
    chunk: 100,
    between: () => wallClock.sleep(2),
  })
  expect(
    ['match-worker', 'trend-worker'].map((name) => existsSync(new URL(`${name}.died`, scripts))),
  ).toEqual([true, true])
  expect(wounded.kept).toEqual(unhurried.kept)
}, 60_000)

test('a desk that is killed in full flow and started again has neither lost a post nor counted one twice', async () => {
  const unhurried = await quietRun()
  const folder = testFolder()
  undo.push(() => rmSync(folder, { recursive: true, force: true }))
  const place = { ...storePlace('live', { dataDir: folder }), log: silentLog, progress: () => undefined }
  const before = await openStore({ ...place, migrations: allMigrations })
  await addWatches(before)
  await before.close()
  const { wire, say } = await wireOf()
  const start = async (): Promise<Started> => {
    const words = ['start', '--source', `jetstream:${wire.url}`, '--data-dir', folder, '--port', '0']
    const started = begin(folder, ...words)
    undo.push(() => started.child.kill('SIGKILL'))
    await signInLinkOf(started)
    return started
  }
  const first = await start()
  await expect.poll(() => wire.connections(), soon).toBe(1)
  const beside = await openStore({ ...place, migrations: allMigrations, joinRunning: true })
  const heard = async (): Promise<unknown> => (await whatIsKept(beside))['heard']?.[0]
  say(0, count / 4)
  await expect.poll(heard, soon).toBe(count / 4)
  say(count / 4, count / 2)
  first.child.kill('SIGKILL')
  await first.ended
  say(count / 2, count)
  await beside.close()
  const second = await start()
  const again = await openStore({ ...place, migrations: allMigrations, joinRunning: true })
  const heardAgain = async (): Promise<unknown> => (await whatIsKept(again))['heard']?.[0]
  await expect.poll(heardAgain, soon).toBe(count)
  await again.close()
  await stop(second)
  const after = await openStore({ ...place, migrations: allMigrations })
  const kept = await whatIsKept(after)
  await after.close()
  expect(kept).toEqual(unhurried.kept)
}, 90_000)
