// `npm run dev`: the desk with its server rebuilt and restarted on every change, and the screens served by Vite as they are.
import { spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { buildServer } from './build-server.mjs'
import { inRoot } from './root.mjs'
import { say, SetUpProblem } from './say.mjs'

/** Quiet time after the last change before building, ms: editors save in several steps. */
const settleMs = 150

/** Runs until it is interrupted; resolves with an exit code. */
export async function dev(args) {
  await buildServer()
  const port = args.indexOf('--port') + 1
  if (port > 0) process.env.BELLWETHER_DEV_SERVER = `http://127.0.0.1:${args[port]}`
  let server = start(args)
  const vite = await (await import('vite')).createServer({ configFile: inRoot('vite.config.ts') })
  await vite.listen()
  for (const url of vite.resolvedUrls?.local ?? [])
    say(`Screens as you edit them: ${url} (sign in there with the path of the link below)`)
  const stopWatching = onChange(async () => {
    if (!(await rebuilt())) return
    say('The server changed: starting it again.')
    await ended(server)
    server = start(args)
  })
  await new Promise((resolve) => ['SIGINT', 'SIGTERM'].forEach((signal) => process.once(signal, resolve)))
  stopWatching()
  await Promise.all([vite.close(), ended(server)])
  return 0
}

function start(args) {
  return spawn(process.execPath, ['--enable-source-maps', inRoot('dist/server/main.js'), ...args], {
    stdio: 'inherit',
  })
}

async function ended(child) {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await new Promise((resolve) => child.once('close', resolve))
}

/** A source that does not compile is told, and the server that runs goes on. */
async function rebuilt() {
  try {
    return await buildServer()
  } catch (error) {
    if (!(error instanceof SetUpProblem)) throw error
    say(error.message)
    return false
  }
}

function onChange(act) {
  let timer
  let working = Promise.resolve()
  const watcher = watch(inRoot('src'), { recursive: true }, () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      working = working.then(act)
    }, settleMs)
  })
  return () => {
    clearTimeout(timer)
    watcher.close()
  }
}
