import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { chmodSync, chownSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { sql } from 'kysely'
import { build } from 'esbuild'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { silentLog } from '#kernel/log.ts'
import { accountForServer, mayRead, ourUid } from '#store/embedded/account.ts'
import { standsIn } from '#store/embedded/orphan.ts'
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

function skip(ctx: { skip: () => void }, why: string): void {
  console.warn(`skipped: ${why}`)
  ctx.skip()
}
