import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { silentLog } from '#kernel/log.ts'
import { wallClock } from '#kernel/time.ts'
import { urlOfSocket } from '#store/connect.ts'
import { accountForServer, nobodyIn, ourUid, spawnAs } from '#store/embedded/account.ts'
import { runnableBinaries, shippedPostgres } from '#store/embedded/binaries.ts'
import { ownerName } from '#store/embedded/cluster.ts'
import type { EmbeddedOptions } from '#store/embedded/embedded.ts'
import { startEmbedded } from '#store/embedded/embedded.ts'
import { mayRestart, restartsMax } from '#store/embedded/supervise.ts'
import { testFolder } from '#store/test-store.ts'

const folders: string[] = []
const newFolder = (): string => {
  const folder = testFolder()
  folders.push(folder)
  return folder
}
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

const isRoot = ourUid() === 0
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

test('a data folder that cannot be made is said with the way out', async () => {
  const file = join(newFolder(), 'a-file')
  writeFileSync(file, '')
  await expect(start(join(file, 'data'))).rejects.toThrow(/The data folder .+ cannot be made .+--data-dir/)
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
