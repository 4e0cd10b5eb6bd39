// The built desk as its owner starts it, in a folder of its own, and able to be killed.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const main = join(root, 'dist/server/main.js')
const startMsMax = 60_000
const stopMsMax = 20_000

/**
 * A desk that hears one source. `start` gives its address and a sign-in link; `kill` is `kill -9`; `stop` closes it as
 * Ctrl+C does and removes its files.
 */
export async function deskOn(source) {
  if (!existsSync(main)) throw new Error('The desk is not built: run `npm run build` first.')
  const dataDir = await mkdtemp(join(tmpdir(), 'bellwether-peer-desk-'))
  // Started as root, the database runs under another account, which must be able to pass through.
  await chmod(dataDir, 0o711)
  let child
  let port = 0
  const ended = () => child === undefined || child.exitCode !== null || child.signalCode !== null
  const end = async (signal) => {
    if (ended()) return
    const exit = new Promise((resolve) => child.once('exit', resolve))
    child.kill(signal)
    const tooLate = setTimeout(() => child.kill('SIGKILL'), stopMsMax)
    await exit
    clearTimeout(tooLate)
  }
  return {
    start: async () => {
      const flags = ['--source', source, '--data-dir', dataDir, '--port', String(port), '--workers', '1']
      child = spawn(process.execPath, [main, 'start', ...flags], {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: ownEnv(),
      })
      const link = await signInLink(child)
      port = Number(new URL(link).port)
      return { url: new URL(link).origin, link }
    },
    kill: () => end('SIGKILL'),
    stop: async () => {
      await end('SIGTERM')
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

function ownEnv() {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(BELLWETHER_|DATABASE_URL|NODE_OPTIONS)/.test(name)),
  )
}

function signInLink(child) {
  return new Promise((resolve, reject) => {
    let said = ''
    const fail = (why) => reject(new Error(`the desk ${why}; it said: ${said.slice(-1000)}`))
    const timer = setTimeout(() => fail(`did not open within ${startMsMax / 1000} s`), startMsMax)
    const hear = (text) => {
      said += text
      const link = /http:\/\/(?:localhost|127\.0\.0\.1):\d+\/sign-in\/\S+/.exec(said)?.[0]
      if (link === undefined) return
      clearTimeout(timer)
      resolve(link)
    }
    child.stdout.setEncoding('utf8').on('data', hear)
    child.stderr.setEncoding('utf8').on('data', hear)
    child.once('exit', (code) => {
      clearTimeout(timer)
      fail(`ended with code ${code}`)
    })
  })
}
