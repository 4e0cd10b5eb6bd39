import { spawn } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { silentLog } from '#kernel/log.ts'
import { wallClock } from '#kernel/time.ts'
import { urlOfSocket, withDatabase } from '#store/connect.ts'
import { ownerName } from '#store/embedded/cluster.ts'
import { startEmbedded } from '#store/embedded/embedded.ts'
import type { RoomMigrations } from '#store/migrations.ts'
import { hashOfStep } from '#store/migrations.ts'
import type { Store } from '#store/store.ts'
import { openOn } from '#store/store.ts'

const folderPrefix = 'bellwether-test-'

/** One server a process, shared by all test files of a run; kept on globalThis because files may be re-evaluated. */
type Shared = { url: Promise<string> | undefined; templates: Map<string, Promise<string>> }
const shared: Shared = ((globalThis as { bellwetherTestStore?: Shared }).bellwetherTestStore ??= {
  url: undefined,
  templates: new Map(),
})

/**
 * A real store on an empty database of one's own, for tests; close() removes the database.
 *
 * The server is BELLWETHER_TEST_DATABASE_URL if set, else an embedded one in a temporary folder, without fsync,
 * started once for the process and stopped at its end; there a new database is a copy of a migrated template.
 */
export async function openTestStore(migrations: readonly RoomMigrations[] = []): Promise<Store> {
  const server = await serverUrl()
  // On somebody's server nothing may stay behind, so there each database takes the steps itself.
  const template = isOurs() ? await templateFor(server, migrations) : 'template1'
  const database = `bw_test_${randomUUID().replaceAll('-', '').slice(0, 16)}`
  await asAdmin(server, (admin) => copyDatabase(admin, { database, template }))
  const drop = (): Promise<unknown> =>
    asAdmin(server, (admin) => admin.query(`drop database if exists ${database} with (force)`))
  const store = await openHere(withDatabase(server, database), migrations).catch(async (error: unknown) => {
    await drop()
    throw error
  })
  let closed: Promise<void> | undefined
  const close = async (): Promise<void> => {
    await store.close()
    await drop()
  }
  return { ...store, close: () => (closed ??= close()) }
}

/** A copy that shares its blocks with the template takes a fifth of the time; a file system that cannot is asked for a real one. */
async function copyDatabase(
  admin: pg.Client,
  { database, template }: { database: string; template: string },
): Promise<void> {
  const create = `create database ${database} template ${template}`
  if (!isOurs()) return void (await admin.query(create))
  try {
    await admin.query('set file_copy_method = clone')
    await admin.query(`${create} strategy = file_copy`)
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error
    await admin.query(create)
  }
}

/** The URL of the test server's own database: for tests that look at a server from outside. */
export async function serverUrl(): Promise<string> {
  return process.env['BELLWETHER_TEST_DATABASE_URL'] ?? (shared.url ??= startServer())
}

/** A folder for one test that the database's account can reach, unlike most private temporary folders. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), folderPrefix))
  chmodSync(folder, 0o711)
  return folder
}

function isOurs(): boolean {
  return process.env['BELLWETHER_TEST_DATABASE_URL'] === undefined
}

async function startServer(): Promise<string> {
  const folder = testFolder()
  const server = await startEmbedded({
    dataDir: folder,
    log: silentLog,
    progress: () => undefined,
    clock: wallClock,
    language: 'en',
    durable: false,
  })
  removeAfterUs(folder, server.pid())
  return urlOfSocket(server.socketFolder, ownerName, ownerName)
}

/**
 * A shell that removes the folder after us, once the server in it (or whatever process uses it) has ended. Test workers are ended by a signal,
 * so nothing of ours runs at that moment; the shell notices that its pipe closed.
 */
export function removeAfterUs(folder: string, server: number): void {
  const script = `read -r word; i=0
    while kill -0 "$1" 2>/dev/null && [ $i -lt 100 ]; do sleep 0.1; i=$((i+1)); done; rm -rf "$0"`
  const shell = spawn('/bin/sh', ['-c', script, folder, String(server)], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  shell.once('error', () => undefined)
  shell.unref()
}

function templateFor(server: string, migrations: readonly RoomMigrations[]): Promise<string> {
  const key = hashOfStep(JSON.stringify(migrations))
  const known = shared.templates.get(key) ?? makeTemplate(server, key, migrations)
  shared.templates.set(key, known)
  return known
}

async function makeTemplate(
  server: string,
  key: string,
  migrations: readonly RoomMigrations[],
): Promise<string> {
  const run = createHash('sha256').update(`${key} ${process.pid} ${randomUUID()}`).digest('hex').slice(0, 12)
  const name = `bw_template_${run}`
  await asAdmin(server, (admin) => admin.query(`create database ${name}`))
  const store = await openHere(withDatabase(server, name), migrations)
  await store.close()
  return name
}

function openHere(url: string, migrations: readonly RoomMigrations[]): Promise<Store> {
  const quiet = { log: silentLog, progress: () => undefined, clock: wallClock }
  return openOn({ url, migrations, embedded: undefined, ...quiet })
}

async function asAdmin<T>(server: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: server })
  await admin.connect()
  try {
    return await work(admin)
  } finally {
    await admin.end()
  }
}
