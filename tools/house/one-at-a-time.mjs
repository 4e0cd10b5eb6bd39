// Work that only one process may do at a time in this folder, such as installing.
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
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
  if (pid !== undefined && pid > 0 && isRunning(pid)) return pid
  if (pid !== undefined) removeIfStill(lock, pid)
  return 'gone'
}

/**
 * Removes the lock of a process that has ended, if it is still that one. Only one process at a time may: of two that found it, the
 * slower would else remove the lock that the quicker one has just made.
 */
function removeIfStill(lock, pid) {
  const guard = `${lock}.takeover`
  try {
    writeFileSync(guard, '', { flag: 'wx' })
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    if (Date.now() - (statSync(guard, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > 10_000)
      rmSync(guard, { force: true })
    return
  }
  if (pidIn(lock) === pid) rmSync(lock, { force: true })
  rmSync(guard, { force: true })
}

function pidIn(lock) {
  try {
    // What is no number was left by nobody who is running.
    return Number(readFileSync(lock, 'utf8')) || 0
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}
