// The AppView beside the PDS, for what only an AppView can answer. It wants PostgreSQL, which the product brings, and Redis, which
// npm does not have: without `redis-server` on the path these checks are left out, aloud.
import { spawn, spawnSync } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { silentLog } from '../../src/kernel/log.ts'
import { wallClock } from '../../src/kernel/time.ts'
import { urlOfSocket } from '../../src/store/connect.ts'
import { ownerName } from '../../src/store/embedded/cluster.ts'
import { startEmbedded } from '../../src/store/embedded/embedded.ts'
import { startPeerProcess } from './peer-process.mjs'

/** Why the AppView cannot run here; undefined where it can. */
export function cannotStartNetwork() {
  const found = spawnSync('redis-server', ['--version'], { stdio: 'ignore' })
  return found.error === undefined && found.status === 0 ? undefined : 'redis-server is not installed'
}

/** Starts the whole network on loopback. `settle()`: the AppView knows what was written; `stop()` ends everything. */
export async function startBlueskyNetwork() {
  const folder = await mkdtemp(join(tmpdir(), 'bellwether-network-'))
  // Started as root, the database runs under another account, which must be able to pass through.
  await chmod(folder, 0o711)
  const postgres = await startEmbedded({
    ...{ dataDir: folder, elsewhere: folder, durable: false, language: 'en' },
    ...{ clock: wallClock, log: silentLog, progress: () => undefined },
  })
  const port = await freePort()
  const flags = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  const redis = spawn('redis-server', flags, { stdio: 'ignore', cwd: folder })
  const undo = async () => {
    redis.kill('SIGKILL')
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const database = urlOfSocket(postgres.socketFolder, ownerName, 'postgres')
    const env = { DB_POSTGRES_URL: database, REDIS_HOST: `127.0.0.1:${port}` }
    const { facts, order, stop } = await startPeerProcess('bluesky-network-process.mjs', env)
    const end = async () => {
      await stop()
      await undo()
    }
    return { ...facts, settle: () => order('settle'), stop: end }
  } catch (error) {
    await undo()
    throw error
  }
}

async function freePort() {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}
