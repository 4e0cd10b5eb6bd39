import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test, vi } from 'vitest'
import { testFolder } from '#store/test-store.ts'
import { signIn } from '../support/desk.ts'

// The desk as people start it: a process of its own, judged by what it says, how it ends and what it leaves behind.
const root = fileURLToPath(new URL('../../', import.meta.url))
const launcher = join(root, 'tools/run.mjs')
const built = join(root, 'dist/server/main.js')

type Run = { child: ChildProcess; said: () => string; ended: Promise<number | null> }

const runs: Run[] = []
const folders: string[] = []
const servers: Server[] = []

afterEach(async () => {
  for (const { child, ended } of runs.splice(0)) {
    child.kill('SIGKILL')
    await ended
  }
  for (const server of servers.splice(0)) server.close()
  for (const folder of folders.splice(0)) {
    await vi.waitUntil(() => processesIn(folder).length === 0, { timeout: 20_000 })
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
})

function newFolder(): string {
  const folder = testFolder()
  folders.push(folder)
  return folder
}

/** Nothing of this machine's own settings reaches a desk under test. */
function environment(): NodeJS.ProcessEnv {
  const isOurs = (name: string): boolean => /^(?:BELLWETHER_|DATABASE_URL$|LANG$|LC_)/.test(name)
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !isOurs(name)))
}

function start(program: string, dataDir: string, ...args: string[]): Run {
  const source = ['--source', 'practice:flood', '--speed', '600', '--data-dir', dataDir]
  return run(program, 'start', ...source, ...(args.includes('--port') ? args : ['--port', '0', ...args]))
}

function run(program: string, ...args: string[]): Run {
  const child = spawn(process.execPath, [program, ...args], {
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += String(chunk)))
  const one: Run = {
    child,
    said: () => said,
    ended: new Promise((resolve) => child.once('close', (code) => resolve(code))),
  }
  runs.push(one)
  return one
}

/** The sign-in link, once the desk has said it. */
async function linkOf(one: Run): Promise<string> {
  const find = (): string => {
    const link = /http:\/\/\S+\/sign-in\/\S+/.exec(one.said())?.[0]
    if (link === undefined) throw new Error(`no link yet, only: ${one.said()}`)
    return link
  }
  return vi.waitFor(find, { timeout: 30_000, interval: 20 })
}

async function askerOf(one: Run): Promise<Awaited<ReturnType<typeof signIn>>> {
  const link = await linkOf(one)
  return signIn({ url: new URL(link).origin, signInLink: async () => link })
}

/** Processes that stand in a folder or name it, without ourselves. Linux only; elsewhere none is seen. */
function processesIn(folder: string): string[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && isIn(pid, folder))
}

function isIn(pid: string, folder: string): boolean {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    return (
      Number(pid) !== process.pid &&
      (words.includes(folder) || readlinkSync(`/proc/${pid}/cwd`).startsWith(folder))
    )
  } catch {
    // Gone meanwhile, or another account's.
    return false
  }
}

async function takenPort(): Promise<number> {
  const blocker = createServer().listen(0, '127.0.0.1')
  servers.push(blocker)
  await new Promise((resolve) => blocker.once('listening', resolve))
  return (blocker.address() as AddressInfo).port // a TCP server always has one
}

async function listOf(
  answer: Response,
  key: string,
): Promise<{ id: string; name?: string; title?: string }[]> {
  return ((await answer.json()) as Record<string, { id: string }[]>)[key] ?? [] // our own API
}

test('a taken port is said, a second start is told who runs, and one Ctrl-C closes with nothing left behind', async () => {
  const folder = newFolder()
  const taken = await takenPort()
  const first = start(launcher, folder, '--port', String(taken))
  const port = Number(new URL(await linkOf(first)).port)
  expect(port).toBeGreaterThan(taken)
  expect(first.said()).toContain(
    `Port ${taken} is taken by another program, so this desk is on port ${port}.`,
  )

  const second = start(launcher, folder)
  expect(await second.ended).toBe(2)
  expect(second.said()).toMatch(/already running on .+ \(process \d+, since .+\)\. Stop it first/)

  // The same press, passed on by the terminal and by npm: it counts once.
  first.child.kill('SIGINT')
  first.child.kill('SIGINT')
  const askedMs = performance.now()
  expect(await first.ended).toBe(0)
  expect(performance.now() - askedMs).toBeLessThan(10_000)
  expect(first.said()).toContain('Closing: what was heard is being kept.')
  expect(processesIn(folder)).toEqual([])
})

test('after kill -9 the next start has what was acknowledged, and a desk whose launcher is killed closes by itself', async () => {
  const folder = newFolder()
  const first = start(built, folder)
  const ask = await askerOf(first)
  const watch = {
    name: 'Bridges',
    rule: 'bridge OR pont',
    purpose: 'See closures early',
    owner: 'Comms',
    endsAt: '2099-01-01T00:00:00.000Z',
  }
  expect((await ask('/api/watches', { method: 'POST', body: watch })).status).toBe(201)
  const story = await vi.waitFor(
    async () => {
      const [one] = await listOf(await ask('/api/stories'), 'stories')
      expect(one).toBeDefined()
      return one?.id ?? ''
    },
    { timeout: 20_000, interval: 100 },
  )
  const taken = await ask(`/api/stories/${story}/take-on`, {
    method: 'POST',
    body: { title: 'The river is high' },
  })
  expect(taken.status).toBeLessThan(300)
  first.child.kill('SIGKILL')
  await first.ended

  const second = start(launcher, folder)
  const askAgain = await askerOf(second)
  expect((await listOf(await askAgain('/api/watches'), 'watches')).map(({ name }) => name)).toContain(
    'Bridges',
  )
  expect((await listOf(await askAgain('/api/issues'), 'issues')).map(({ title }) => title)).toContain(
    'The river is high',
  )

  // Now the launcher alone is killed: the desk notices and closes by itself.
  second.child.kill('SIGKILL')
  await second.ended
  expect(second.said()).toContain('Closing: what was heard is being kept.')
  await vi.waitFor(() => expect(processesIn(folder)).toEqual([]), { timeout: 10_000 })
})

test('Ctrl-C while a first start creates the database ends it soon, and the next start opens', async () => {
  const folder = newFolder()
  const early = start(built, folder)
  await vi.waitFor(() => expect(early.said()).toContain('Creating the database'), {
    timeout: 20_000,
    interval: 5,
  })
  early.child.kill('SIGINT')
  expect(await early.ended).toBe(0)
  expect(early.said()).not.toContain('sign-in')
  const next = start(built, folder)
  await linkOf(next)
  next.child.kill('SIGINT')
  expect(await next.ended).toBe(0)
})

test('wrong settings are explained one by one, with code 2 and nothing begun', async () => {
  const folder = newFolder()
  const desk = run(built, 'start', '--data-dir', folder, '--port', 'many', '--source', 'telepathy')
  expect(await desk.ended).toBe(2)
  expect(desk.said()).toContain('--port=many: Give a port from 0 to 65535')
  expect(desk.said()).toContain('--source=telepathy: Write a source as one of')
  expect(desk.said()).not.toContain('node:internal')
  expect(readdirSync(folder)).toEqual([])
})

test('data of another PostgreSQL are refused with the way out, and stay as they are', async () => {
  const folder = newFolder()
  const version = join(folder, 'practice/pg-data/PG_VERSION')
  mkdirSync(dirname(version), { recursive: true })
  writeFileSync(version, '15\n')
  const desk = start(built, folder)
  expect(await desk.ended).toBe(2)
  expect(desk.said()).toMatch(/was written by PostgreSQL 15, this Bellwether brings \d+/)
  expect(readFileSync(version, 'utf8')).toBe('15\n')
})
