// A real AT Protocol server for tests: `await startBlueskyPeer()`. Needs `node test/peers/run.mjs` to have installed it once.
import { fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const startMsMax = 90_000
const orderMsMax = 20_000

/**
 * Starts a PLC directory, a PDS with one account, and a Jetstream over it, all on loopback.
 *
 * @returns addresses and what can be done: `createPost(text)` gives `{ uri, cid }`; `deactivate` switches the account off; `closeBridge` and `openBridge` take the
 * Jetstream away and give it back at the same address; `stop` ends everything and removes its files
 */
export async function startBlueskyPeer() {
  const folder = await mkdtemp(join(tmpdir(), 'bellwether-peer-'))
  const here = (name) => fileURLToPath(new URL(name, import.meta.url))
  const child = fork(here('bluesky-peer-process.mjs'), {
    execArgv: ['--import', pathToFileURL(here('loopback.mjs')).href],
    env: { ...process.env, TMPDIR: folder, LOG_ENABLED: 'false', NODE_ENV: 'test' },
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
    for (const { reject } of waiting.values()) reject(new Error(`the Bluesky peer ended with code ${code}`))
    waiting.clear()
  })
  const order = (name, facts) => {
    const id = (lastId += 1)
    const answer = new Promise((resolve, reject) => waiting.set(id, { resolve, reject }))
    child.send({ id, order: name, facts })
    return within(orderMsMax, answer, `the Bluesky peer did not answer to ${name}`)
  }
  const end = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL')
      await new Promise((resolve) => child.once('exit', resolve))
    }
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const facts = await within(startMsMax, ready, 'the Bluesky peer did not start')
    return {
      ...facts,
      createPost: (text, langs = ['en']) => order('createPost', { text, langs }),
      reply: (text, to) => order('reply', { text, to }),
      deletePost: (uri) => order('deletePost', { uri }),
      like: (post) => order('like', post),
      deactivate: () => order('deactivate'),
      closeBridge: () => order('closeBridge'),
      openBridge: () => order('openBridge'),
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
