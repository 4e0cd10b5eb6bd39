import type { ChildProcess } from 'node:child_process'
import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { sql } from 'kysely'
import pg from 'pg'
import { build } from 'esbuild'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { silentLog } from '#kernel/log.ts'
import { wallClock } from '#kernel/time.ts'
import { urlOfSocket } from '#store/connect.ts'
import { accountForServer, mayRead, nobodyIn, ourUid, spawnAs } from '#store/embedded/account.ts'
import { runnableBinaries, shippedPostgres } from '#store/embedded/binaries.ts'
import { ownerName } from '#store/embedded/cluster.ts'
import type { EmbeddedOptions } from '#store/embedded/embedded.ts'
import { startEmbedded } from '#store/embedded/embedded.ts'
import { standsIn } from '#store/embedded/orphan.ts'
import { mayRestart, restartsMax } from '#store/embedded/supervise.ts'
import { openWriterStore, writerFile, writerFolderName } from '#store/embedded/test-writer.ts'
import type { Store } from '#store/store.ts'
import { openStore } from '#store/store.ts'
import { testFolder } from '#store/test-store.ts'

const folders: string[] = []
const children: ChildProcess[] = []
const newFolder = (): string => {
  const folder = testFolder()
  folders.push(folder)
  return folder
}
const scriptFolder = testFolder()
const script = join(scriptFolder, 'writer.mjs')
beforeAll(async () => {
  await build({
    entryPoints: [writerFile],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    // pg is CommonJS and asks for Node's own modules by require.
    banner: {
      js: `import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url)`,
    },
  })
  chmodSync(script, 0o644)
})
afterAll(() => rmSync(scriptFolder, { recursive: true, force: true }))
afterEach(async () => {
  for (const child of children.splice(0)) await kill(child)
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

const isRoot = ourUid() === 0
const until = (check: () => Promise<void> | void) => vi.waitFor(check, { timeout: 20_000, interval: 20 })
const open = (dataDir: string, progress: (line: string) => void = () => undefined): Promise<Store> =>
  openStore({ dataDir, migrations: [], log: silentLog, progress })
const start = (dataDir: string, o: Partial<EmbeddedOptions> = {}) =>
  startEmbedded({
    dataDir,
    log: silentLog,
    progress: () => undefined,
    clock: wallClock,
    language: 'en',
    durable: false,
    ...o,
  })

async function askServer(socketFolder: string, question: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: urlOfSocket(socketFolder, ownerName, ownerName) })
  await client.connect()
  const { rows } = await client.query<{ answer: unknown }>(question)
  await client.end()
  return rows[0]?.answer
}

type Writer = { child: ChildProcess; acknowledged: () => number; said: string[] }

/** Starts the writer; `acknowledged` is the last number it printed. */
function startWriter(dataDir: string, uid?: number): Writer {
  const who = uid === undefined ? {} : { uid, gid: uid }
  const child = spawn(process.execPath, [script], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    // The bundle lies in a temporary folder; the PostgreSQL package is found from here.
    env: { ...process.env, [writerFolderName]: dataDir, NODE_PATH: join(process.cwd(), 'node_modules') },
    ...who,
  })
  children.push(child)
  let last = 0
  const said: string[] = []
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.startsWith('#')) said.push(line)
    else last = Number(line)
  })
  createInterface({ input: child.stderr }).on('line', (line) => said.push(line))
  return { child, acknowledged: () => last, said }
}

function isPast(number: number, { acknowledged, said }: Writer): void {
  if (acknowledged() <= number) throw new Error(`the writer has not come so far: ${said.join(' | ')}`)
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  process.kill(-child.pid, 'SIGKILL')
  await once(child, 'exit')
}

function serverPid(dataDir: string): number {
  return Number.parseInt(readFileSync(join(dataDir, 'pg-data', 'postmaster.pid'), 'utf8'), 10)
}

/** The shell that would stop the server after us, found by the number it was given (Linux only). */
function guardPids(server: number): number[] {
  if (process.platform !== 'linux') return []
  const isGuard = (pid: string): boolean => {
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
      return words[0] === '/bin/sh' && words[3] === String(server)
    } catch {
      // It ended while we looked.
      return false
    }
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && isGuard(name))
    .map(Number)
}

test('five kill -9 while writing lose nothing that was acknowledged', { timeout: 120_000 }, async () => {
  const dataDir = newFolder()
  let promised = 0
  for (let round = 1; round <= 5; round++) {
    const writer = startWriter(dataDir)
    await until(() => isPast(promised + 50, writer))
    const server = serverPid(dataDir)
    // Rounds 1, 3 and 5 take server, guard and writer at once; 2 leaves an orphan; 4 leaves the guard to its work.
    if (round !== 4) for (const guard of guardPids(server)) process.kill(guard, 'SIGKILL')
    if (round % 2 === 1) process.kill(server, 'SIGKILL')
    await kill(writer.child)
    promised = writer.acknowledged()
  }
  const store = await openWriterStore(dataDir)
  const { rows } = await sql<{
    n: number
    last: number
  }>`select count(*) as n, max(n) as last from written`.execute(store.db)
  await store.close()
  expect(rows[0]?.n).toBe(rows[0]?.last)
  expect(rows[0]?.last).toBeGreaterThanOrEqual(promised)
})

test('a second start is told who runs and since when, and the first goes on', async () => {
  const dataDir = newFolder()
  const writer = startWriter(dataDir)
  await until(() => isPast(5, writer))
  const told = await open(dataDir).catch((error: unknown) => error)
  expect(told).toMatchObject({ name: 'StoreInUse', pid: writer.child.pid })
  expect((told as { words: { fr: string } }).words.fr).toContain(`processus ${writer.child.pid}`)
  const before = writer.acknowledged()
  await until(() => expect(writer.acknowledged()).toBeGreaterThan(before))
})

test('when the desk is killed, its server ends in an orderly way by itself', async () => {
  const dataDir = newFolder()
  const writer = startWriter(dataDir)
  await until(() => isPast(0, writer))
  const server = serverPid(dataDir)
  await kill(writer.child)
  await until(() => expect(standsIn(server, join(dataDir, 'pg-data'))).toBe(false))
})

test('a server that dies is started again, and the desk goes on', async () => {
  const dataDir = newFolder()
  const lines: string[] = []
  const store = await open(dataDir, (line) => lines.push(line))
  const before = serverPid(dataDir)
  process.kill(before, 'SIGKILL')
  await until(async () => expect((await sql`select 1 as one`.execute(store.db)).rows).toEqual([{ one: 1 }]))
  await until(() => expect(serverPid(dataDir)).not.toBe(before))
  await store.close()
  expect(lines.some((line) => line.includes('starting it again'))).toBe(true)
})

test('restarts end after five in ten minutes, and count again later', () => {
  const now = 1_000_000_000
  expect(mayRestart(Array<number>(restartsMax).fill(now - 1000), now)).toBe(false)
  expect(mayRestart(Array<number>(restartsMax).fill(now - 601_000), now)).toBe(true)
})

test('nobody but us may enter the socket’s folder or the data', async () => {
  const dataDir = newFolder()
  const server = await start(dataDir)
  for (const name of ['run', 'pg-data']) expect(statSync(join(dataDir, name)).mode & 0o077).toBe(0)
  expect(await askServer(server.socketFolder, `select current_setting('listen_addresses') as answer`)).toBe(
    '',
  )
  await server.stop()
})

test('text sorts, folds and stores the same on every machine, and pages carry checksums', async () => {
  const server = await start(newFolder())
  expect(
    await askServer(
      server.socketFolder,
      `select lower('ÉLÈVE Ω') || current_setting('server_encoding') as answer`,
    ),
  ).toBe('élève ωUTF8')
  expect(await askServer(server.socketFolder, `select current_setting('data_checksums') as answer`)).toBe(
    'on',
  )
  await server.stop()
})

test('a data folder with a very long path works: the socket goes to a short folder, removed at the end', async () => {
  const dataDir = join(newFolder(), 'a-rather-long-name'.repeat(6), 'désk')
  mkdirSync(dataDir, { recursive: true })
  const server = await start(dataDir)
  expect(server.socketFolder.startsWith(dataDir)).toBe(false)
  expect(statSync(server.socketFolder).mode & 0o777).toBe(0o700)
  expect(await askServer(server.socketFolder, 'select 1 as answer')).toBe(1)
  await server.stop()
  expect(existsSync(server.socketFolder)).toBe(false)
})

test('as root below a private home folder, the database goes where its account can be, and is found again', async (ctx) => {
  if (!isRoot) return skip(ctx, 'only root runs the server under another account')
  const outside = newFolder()
  const home = join(outside, 'private-home')
  mkdirSync(join(home, 'desk'), { recursive: true })
  chmodSync(home, 0o700)
  const elsewhere = join(outside, 'var-lib')
  const umask = process.umask(0o077)
  const server = await start(join(home, 'desk'), { elsewhere }).finally(() => process.umask(umask))
  expect(server.home.startsWith(elsewhere)).toBe(true)
  await askServer(server.socketFolder, 'create table kept as select 7 as answer')
  await server.stop()
  cpSync(join(home, 'desk'), join(home, 'moved'), { recursive: true })
  const again = await start(join(home, 'moved'), { elsewhere })
  expect(await askServer(again.socketFolder, 'select answer from kept')).toBe(7)
  await again.stop()
})

test('as root on a desk that a person began below their private home, the same database goes on', async (ctx) => {
  if (!isRoot) return skip(ctx, 'only root can go on in another account’s name')
  const home = join(newFolder(), 'person')
  const dataDir = join(home, 'desk')
  mkdirSync(dataDir, { recursive: true })
  const first = await start(dataDir)
  await askServer(first.socketFolder, 'create table kept as select 7 as answer')
  await first.stop()
  spawnSync('chown', ['-R', '12345:12345', home])
  chmodSync(home, 0o700)
  const again = await start(dataDir, { elsewhere: join(home, 'elsewhere') })
  expect(await askServer(again.socketFolder, 'select answer from kept')).toBe(7)
  await again.stop()
  expect(statSync(join(dataDir, 'pg-data', 'PG_VERSION')).uid).toBe(12345)
})

test('as an ordinary account everything works too', async (ctx) => {
  const nobody = accountForServer(0)
  if (!isRoot || nobody === undefined || !mayRead(process.execPath, nobody, true)) {
    return skip(ctx, 'needs root to become an ordinary account, and a Node that account can run')
  }
  if (!mayRead(writerFile, nobody)) return skip(ctx, 'the checkout is private')
  const dataDir = newFolder()
  chownSync(dataDir, nobody.uid, nobody.gid)
  const writer = startWriter(dataDir, nobody.uid)
  await until(() => isPast(5, writer))
})

test('blocked install scripts or an unreadable package: the binaries are copied, whole, and run', async () => {
  const folder = newFolder()
  const shipped = await shippedPostgres()
  const root = join(folder, 'node_modules', 'postgres')
  cpSync(shipped.root, root, { recursive: true, verbatimSymlinks: true })
  for (const name of readdirSync(join(root, 'native', 'lib'))) {
    if (/\.so\.\d+$/.test(name) && existsSync(join(root, 'native', 'lib', name)))
      removeIfLink(join(root, 'native', 'lib', name))
  }
  chmodSync(join(root, '..'), 0o700)
  let told = 0
  const copies = join(folder, 'pg-bin')
  mkdirSync(copies)
  chmodSync(copies, 0o711)
  const account = accountForServer(ourUid())
  const binaries = await runnableBinaries({ ...shipped, root }, copies, account, () => told++)
  expect(binaries).toBe(join(copies, shipped.version))
  const run = spawnSync(join(binaries, 'bin', 'postgres'), ['--version'], {
    ...spawnAs(account),
    cwd: '/',
    encoding: 'utf8',
    env: {},
  })
  expect(run.stdout).toContain(`PostgreSQL) ${shipped.major}`)
  expect(await runnableBinaries({ ...shipped, root }, copies, account, () => told++)).toBe(binaries)
  expect(told).toBe(1)
})

function removeIfLink(path: string): void {
  if (spawnSync('test', ['-L', path]).status === 0) rmSync(path)
}

test('a machine without binaries is told about DATABASE_URL', async () => {
  const notThere = (): string => {
    throw new Error('MODULE_NOT_FOUND')
  }
  await expect(shippedPostgres('plan9-mips', notThere)).rejects.toThrow(/plan9-mips.*DATABASE_URL/)
})

test('data of another major version are refused with the way out, and the folder is free again', async () => {
  const dataDir = newFolder()
  await (await start(dataDir)).stop()
  const file = join(dataDir, 'pg-data', 'PG_VERSION')
  const was = readFileSync(file, 'utf8')
  writeFileSync(file, '17\n')
  await expect(start(dataDir)).rejects.toThrow(/PostgreSQL 17.*backup/)
  writeFileSync(file, was)
  await (await start(dataDir)).stop()
})

test('a first start that was cut short leaves nothing half-made in the way', async () => {
  const dataDir = newFolder()
  mkdirSync(join(dataDir, 'pg-data.new', 'base'), { recursive: true })
  const server = await start(dataDir)
  expect(await askServer(server.socketFolder, 'select 1 as answer')).toBe(1)
  await server.stop()
})

test('a pid left behind that is by now another program’s does not stop a start', async () => {
  const dataDir = newFolder()
  await (await start(dataDir)).stop()
  writeFileSync(join(dataDir, 'pg-data', 'postmaster.pid'), `${process.ppid}\n${join(dataDir, 'pg-data')}\n`)
  const server = await start(dataDir)
  expect(await askServer(server.socketFolder, 'select 1 as answer')).toBe(1)
  await server.stop()
})

test('nobody is read from the system’s own list, macOS’s negative number too', () => {
  expect(nobodyIn('root:x:0:0::/root:/bin/sh\nnobody:x:99:98::/:/sbin/nologin\n')).toEqual({
    uid: 99,
    gid: 98,
  })
  expect(nobodyIn('nobody:*:-2:-2:x:/var/empty:/usr/bin/false')).toEqual({ uid: 4294967294, gid: 4294967294 })
  expect(nobodyIn('')).toEqual({ uid: 65534, gid: 65534 })
  expect(spawnAs({ uid: 4294967294, gid: 99 })).toEqual({ uid: -2, gid: 99 })
})

function skip(ctx: { skip: () => void }, why: string): void {
  console.warn(`skipped: ${why}`)
  ctx.skip()
}
