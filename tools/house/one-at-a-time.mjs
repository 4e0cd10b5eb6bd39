// Work that only one process may do at a time in this folder, such as installing.
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { inRoot } from './root.mjs'
import { isRunning } from './running.mjs'
import { say, SetUpProblem } from './say.mjs'

/** Longest wait for another process, ms, and how often it is looked for. */
const waitMaxMs = 10 * 60_000
const lookEveryMs = 200

/** Does the work when no other process does work of that name; a lock left by a killed process is taken over. */
export async function oneAtATime(name, work) {
  const lock = inRoot(`dist/.${name}.lock`)
  mkdirSync(inRoot('dist'), { recursive: true })
  await take(lock, name)
  try {
    return await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

async function take(lock, name) {
  const untilMs = Date.now() + waitMaxMs
  for (let told = false; Date.now() < untilMs;) {
    const holder = holderOf(lock)
    if (holder === undefined) return
    if (!told && typeof holder === 'number')
      say(`Process ${holder} is ${name} in this folder already: waiting for it …`)
    told ||= typeof holder === 'number'
    await wait(lookEveryMs)
  }
  throw new SetUpProblem(`Another process has been ${name} here for 10 minutes. End it, or remove ${lock}.`)
}

/** The process that holds the lock, `gone` when that one has ended; nothing when the lock is ours now. The lock appears with its content, never empty. */
function holderOf(lock) {
  const ours = `${lock}-${process.pid}`
  writeFileSync(ours, String(process.pid))
  try {
    linkSync(ours, lock)
    return undefined
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  } finally {
    rmSync(ours, { force: true })
  }
  const pid = pidIn(lock)
  if (pid !== undefined && isRunning(pid)) return pid
  rmSync(lock, { force: true })
  return 'gone'
}

function pidIn(lock) {
  try {
    return Number(readFileSync(lock, 'utf8')) || undefined
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}
