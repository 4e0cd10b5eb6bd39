import { execFile } from 'node:child_process'
import { appendFileSync, readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Provider } from '#access/oidc/rules.ts'
import { allMigrations, openDesk, storePlace, type Desk } from '#app/desk.ts'
import type { DeskNeeds } from '#app/desk-needs.ts'
import { planPractice, type SourcePlan } from '#app/plan-sources.ts'
import type { PracticeDay } from '#app/source-wish.ts'
import { silentLog } from '#kernel/log.ts'
import { wallClock } from '#kernel/time.ts'
import { openStore } from '#store/store.ts'
import { removeAfterUs, testFolder } from '#store/test-store.ts'

/** A whole desk for a test, with its data in a folder of its own that goes when the desk does. */
export async function openTestDesk(
  plan: SourcePlan,
  o: { dataDir?: string; providers?: readonly Provider[]; port?: number } & Pick<
    DeskNeeds,
    'x' | 'allowPrivateNetworks' | 'mail' | 'publicUrl'
  > = {},
): Promise<Desk> {
  const dataDir = o.dataDir ?? (await preparedFolder(plan.mode))
  const desk = await openDesk({
    dataDir,
    port: o.port ?? 0,
    host: '127.0.0.1',
    ...{ mail: o.mail, publicUrl: o.publicUrl },
    locale: 'en',
    timeZone: 'America/Toronto',
    matchThreads: 1,
    plan,
    providers: o.providers ?? [],
    x: o.x,
    allowPrivateNetworks: o.allowPrivateNetworks ?? false,
    log: silentLog,
    progress: () => undefined,
    scripts: new URL('../../dist/server/', import.meta.url),
    screens: fileURLToPath(new URL('../../dist/web/', import.meta.url)),
  })
  const close = async (): Promise<void> => {
    await desk.close()
    if (o.dataDir === undefined) await rm(dataDir, { recursive: true, force: true })
  }
  return { ...desk, close }
}

/** One a process and mode, on globalThis because files may be evaluated again. */
const prepared: Map<string, Promise<string>> = ((
  globalThis as { bellwetherPrepared?: Map<string, Promise<string>> }
).bellwetherPrepared ??= new Map())

/**
 * A folder of one's own with an empty store that was made once and is copied: making the cluster and taking every step is most of
 * opening a desk. A first start from nothing is shown by `test/start` and the journeys of the command line.
 */
async function preparedFolder(mode: SourcePlan['mode']): Promise<string> {
  const { dataDir: place } = storePlace(mode, { dataDir: '' })
  const made = prepared.get(place) ?? prepare(place)
  prepared.set(place, made)
  const from = await made
  const folder = testFolder()
  // By the system's own cp: it keeps owners and modes, which PostgreSQL insists on. The programs, half of it all, are only linked.
  const cp = (...given: string[]) => promisify(execFile)('cp', given)
  if (process.platform !== 'linux') await cp('-a', join(from, place), folder)
  else {
    await cp('-al', join(from, place), folder)
    for (const name of readdirSync(join(from, place)).filter((one) => one !== 'pg-bin')) {
      await rm(join(folder, place, name), { recursive: true })
      await cp('-a', join(from, place, name), join(folder, place))
    }
  }
  return folder
}

async function prepare(place: string): Promise<string> {
  const folder = testFolder()
  const quiet = { log: silentLog, progress: () => undefined }
  const dataDir = join(folder, place)
  const store = await openStore({ dataDir, migrations: allMigrations, language: 'en', ...quiet })
  await store.close()
  // Nothing here outlives its test, and no test cuts the power: what is written need not reach the disk.
  appendFileSync(join(dataDir, 'pg-data/postgresql.auto.conf'), 'fsync = off\nfull_page_writes = off\n')
  removeAfterUs(folder, process.pid)
  return folder
}

/** A desk in the practice town. At speed 300 an hour there takes twelve seconds. */
export function openTown(day: PracticeDay, speed = 300): Promise<Desk> {
  return openTestDesk(planPractice(day, { clock: wallClock, speed }))
}

/** Asks a desk's API something as somebody who is signed in. */
export type Ask = (path: string, init?: { method?: string; body?: unknown }) => Promise<Response>

/** Speaks to a desk's API as its signed-in owner. */
export async function signIn(desk: Pick<Desk, 'url' | 'signInLink'>): Promise<Ask> {
  return signInBy(desk, await desk.signInLink())
}

/** Speaks to a desk's API as whoever a link signs in. */
export async function signInBy(desk: Pick<Desk, 'url'>, link: string): Promise<Ask> {
  const answer = await fetch(link, { redirect: 'manual' })
  const [cookie = ''] = (answer.headers.get('set-cookie') ?? '').split(';')
  return (path, init = {}) =>
    fetch(new URL(path, desk.url), {
      method: init.method ?? 'GET',
      headers: {
        cookie,
        'x-bellwether': '1',
        ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
    })
}
