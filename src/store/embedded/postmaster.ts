import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Log } from '#kernel/log.ts'
import type { Clock } from '#kernel/time.ts'
import { StoreCannotStart } from '#store/errors.ts'
import type { Account } from '#store/embedded/account.ts'
import { spawnAs } from '#store/embedded/account.ts'
import { ownerName, serverEnvironment } from '#store/embedded/cluster.ts'

/** Everything one run of the server needs. */
export type Launch = {
  binaries: string
  data: string
  socketFolder: string
  account: Account | undefined
  /** False gives up safety for speed: tests only. */
  durable: boolean
  log: Log
  clock: Clock
  /** Told once when the server needs longer than usual because it recovers. */
  onRecovery: () => void
}

/** A server that accepts connections. */
export type Postmaster = {
  pid: number
  /** Resolves when the process is gone, with its last words. */
  exited: Promise<string>
  /** Ends it: orderly within 30 s, at once after that. Harmless when it is gone. */
  stop(): Promise<void>
  /** Asks it to end, without waiting: for the last moment of our own process. */
  stopAtExit(): void
}

const startTriesMax = 60
const betweenTriesMs = 250
const startMsMax = 15 * 60_000
const recoveryToldAfterMs = 2_000
const orderlyStopMsMax = 30_000
const lastWordsMax = 40

/** Failures that pass by themselves: the dead server's file or memory is still being tidied away. */
const passing =
  /postmaster\.pid" already exists|pre-existing shared memory block|lock file .* already exists|database files are incompatible with server.*in use/i

const settings = [
  'listen_addresses=',
  'port=5432',
  'unix_socket_permissions=0700',
  'max_connections=80',
  'shared_buffers=128MB',
  'max_wal_size=1GB',
  'checkpoint_timeout=15min',
  'random_page_cost=1.1',
  'max_locks_per_transaction=256',
  'synchronous_commit=on',
  'jit=off',
  // Parallel queries would compete with the match workers, and fail in containers with little /dev/shm.
  'max_parallel_workers_per_gather=0',
  'timezone=UTC',
  'log_timezone=UTC',
  'log_min_messages=warning',
]
const fastButUnsafe = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'autovacuum=off']

/**
 * Starts the server and waits until it answers.
 *
 * @throws StoreCannotStart with the server's last words
 */
export async function launch(o: Launch): Promise<Postmaster> {
  for (let i = 1; ; i++) {
    const child = spawnServer(o)
    const { exited, lastWords } = follow(child, o.log)
    const outcome = await Promise.race([answers(o), exited.then(() => 'exited' as const)])
    if (outcome === 'ready') return postmaster(child, exited, o)
    child.kill('SIGQUIT')
    await exited
    if (outcome === 'too-long' || i >= startTriesMax || !passing.test(lastWords()))
      throw cannotStart(lastWords())
    await o.clock.sleep(betweenTriesMs)
  }
}

function spawnServer(o: Launch): ChildProcess {
  // The folder is held by our lock and has no living server, so a socket left there is a dead one's.
  for (const name of ['.s.PGSQL.5432', '.s.PGSQL.5432.lock'])
    rmSync(join(o.socketFolder, name), { force: true })
  const all = [...settings, `unix_socket_directories=${o.socketFolder}`, ...(o.durable ? [] : fastButUnsafe)]
  return spawn(join(o.binaries, 'bin', 'postgres'), ['-D', o.data, ...all.flatMap((each) => ['-c', each])], {
    ...spawnAs(o.account),
    cwd: o.data,
    env: serverEnvironment,
    stdio: ['ignore', 'ignore', 'pipe'],
    // Its own process group: Ctrl-C on the terminal reaches us, and we stop the server when we are done with it.
    detached: true,
  })
}

function follow(child: ChildProcess, log: Log): { exited: Promise<string>; lastWords: () => string } {
  const words: string[] = []
  const lastWords = (): string => words.slice(-lastWordsMax).join(' | ')
  child.stderr?.setEncoding('utf8')
  child.stderr?.on('data', (chunk: string) => {
    for (const line of chunk.split('\n').filter((each) => each.trim() !== '')) {
      words.push(line)
      log('debug', `postgres: ${line}`)
    }
    words.splice(0, words.length - lastWordsMax)
  })
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => {
      words.push(error.message)
      resolve(lastWords())
    })
    child.once('exit', () => resolve(lastWords()))
  })
  return { exited, lastWords }
}

async function answers(o: Launch): Promise<'ready' | 'too-long'> {
  const beganMs = o.clock.nowMs()
  let told = false
  while (o.clock.nowMs() - beganMs < startMsMax) {
    if (await answersNow(o.socketFolder)) return 'ready'
    if (!told && o.clock.nowMs() - beganMs > recoveryToldAfterMs) {
      told = true
      o.onRecovery()
    }
    await o.clock.sleep(20)
  }
  return 'too-long'
}

async function answersNow(socketFolder: string): Promise<boolean> {
  const client = new pg.Client({ host: socketFolder, port: 5432, user: ownerName, database: 'postgres' })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const found = await client.query('select 1 from pg_database where datname = $1', [ownerName])
    if (found.rowCount === 0) await client.query(`create database ${ownerName}`)
    return true
  } catch {
    // Not yet: no socket, or still recovering. The caller counts the time.
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

function postmaster(child: ChildProcess, exited: Promise<string>, o: Launch): Postmaster {
  const pid = child.pid ?? 0
  const guard = startGuard(pid, o.account)
  void exited.then(() => guard.stdin?.end('done\n'))
  return {
    pid,
    exited,
    stop: async () => {
      child.kill('SIGINT')
      // Waited for with an end of its own: a timer left behind would hold our process open for all of its time.
      const gone = new AbortController()
      void exited.then(() => gone.abort())
      await o.clock.sleep(orderlyStopMsMax, gone.signal)
      if (!gone.signal.aborted) child.kill('SIGQUIT')
      await exited
    },
    stopAtExit: () => void child.kill('SIGINT'),
  }
}

/**
 * A shell that waits for our end: when our side of its pipe closes without a word (we were killed), it stops the
 * server in an orderly way. Without it the next start stops the orphan; with it there is seldom one.
 */
function startGuard(pid: number, account: Account | undefined): ChildProcess {
  const script = 'read -r word || kill -INT "$0" 2>/dev/null'
  const guard = spawn('/bin/sh', ['-c', script, String(pid)], {
    ...spawnAs(account),
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  guard.once('error', () => undefined)
  guard.stdin?.on('error', () => undefined)
  guard.unref()
  return guard
}

function cannotStart(lastWords: string): StoreCannotStart {
  return new StoreCannotStart({
    en: `The database did not start. PostgreSQL says: ${lastWords}`,
    fr: `La base de données n’a pas démarré. PostgreSQL dit : ${lastWords}`,
  })
}
