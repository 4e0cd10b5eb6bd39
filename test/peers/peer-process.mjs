// A far side in a process of its own, which takes orders: `await startPeerProcess('bluesky-peer-process.mjs')`.
import { fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const startMsMax = 90_000
const orderMsMax = 20_000

/**
 * Starts a file of this folder as a process that listens on loopback only and keeps its files in a folder of its own.
 *
 * @returns `facts` it gave when it was ready, `order(name, facts)`, and `stop()`, which asks kindly first
 */
export async function startPeerProcess(file, env = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'bellwether-peer-'))
  const here = (name) => fileURLToPath(new URL(name, import.meta.url))
  const child = fork(here(file), {
    execArgv: ['--import', pathToFileURL(here('loopback.mjs')).href],
    env: { ...process.env, TMPDIR: folder, LOG_ENABLED: 'false', NODE_ENV: 'test', ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const waiting = new Map()
  let lastId = 0
  const ready = new Promise((resolve, reject) => {
    waiting.set('ready', { resolve, reject })
  })
  child.on('message', ({ id = 'ready', ready: facts, done, failed }) => {
    const order = waiting.get(id)
    waiting.delete(id)
    if (failed === undefined) order?.resolve(facts ?? done)
    else order?.reject(new Error(failed))
  })
  child.on('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`the peer ended with code ${code}`))
    waiting.clear()
  })
  const order = (name, facts) => {
    const id = (lastId += 1)
    const answer = new Promise((resolve, reject) => waiting.set(id, { resolve, reject }))
    child.send({ id, order: name, facts })
    return within(orderMsMax, answer, `the peer did not answer to ${name}`)
  }
  const end = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL')
      await new Promise((resolve) => child.once('exit', resolve))
    }
    await rm(folder, { recursive: true, force: true })
  }
  try {
    return {
      facts: await within(startMsMax, ready, 'the peer did not start'),
      order,
      stop: async () => {
        // Asked kindly first, so that its databases close; ended in any case.
        await order('stop').catch((error) => console.error('peer:', error.message))
        await end()
      },
    }
  } catch (error) {
    await end()
    throw error
  }
}

async function within(ms, promise, otherwise) {
  let timer
  const tooLate = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${otherwise} within ${ms / 1000} s`)), ms)
  })
  try {
    return await Promise.race([promise, tooLate])
  } finally {
    clearTimeout(timer)
  }
}
