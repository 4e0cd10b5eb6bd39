import { randomUUID } from 'node:crypto'
import { constants, readFileSync } from 'node:fs'
import { copyFile, link, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { hostname } from 'node:os'
import { spawnSync } from 'node:child_process'
import { z } from 'zod'
import { wallClock } from '#kernel/time.ts'
import { StoreCannotStart, StoreInUse } from '#store/errors.ts'

/** Who holds a data folder. `startToken` tells a process from a later one with the same number. */
export const Holder = z.object({
  pid: z.number().int(),
  startToken: z.string(),
  host: z.string(),
  sinceMs: z.number(),
  /** Folder of the server's socket, so that a later start can tidy it or ask who answers there. */
  socketFolder: z.string(),
})
export type Holder = z.infer<typeof Holder>

/** A data folder held by us. */
export type Lock = { previous: Holder | undefined; release(): Promise<void> }

const triesMax = 50
const takeoverWaitMs = 20
const takeoverMsMax = 10_000
const linkless = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'])

/** What tells this process from any other that may bear its number; empty when there is no such process. */
export function startTokenOf(pid: number): string {
  if (process.platform !== 'linux') {
    return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? ''
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field may hold spaces and brackets; the start time is the 22nd, so the 20th after the last ')'.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    // Dead, but never asked for by its parent (containers whose first process is no init): it keeps its number for ever.
    return fields[0] === 'Z' || fields[0] === 'X' ? '' : (fields[19] ?? '')
  } catch {
    return ''
  }
}

/**
 * Holds the folder for this process, taking over from one that died.
 *
 * @throws StoreInUse when a living process holds it
 */
export async function takeLock(
  file: string,
  folder: string,
  socketFolder: string,
  nowMs: number,
): Promise<Lock> {
  const me: Holder = {
    pid: process.pid,
    startToken: startTokenOf(process.pid),
    host: hostname(),
    sinceMs: nowMs,
    socketFolder,
  }
  let previous: Holder | undefined
  for (let i = 0; i < triesMax; i++) {
    if (await place(file, JSON.stringify(me))) return { previous, release: () => release(file, me) }
    const text = await readIfThere(file)
    if (text === undefined) continue
    const holder = readHolder(text)
    if (holder !== undefined && (await isAlive(holder))) throw new StoreInUse(holder, folder)
    if (await removeIfStill(file, text)) previous = holder
  }
  throw new StoreCannotStart({
    en: `Could not lock ${file}: other starts keep getting in between. Try again.`,
    fr: `Impossible de verrouiller ${file} : d’autres démarrages s’interposent. Réessayez.`,
  })
}

/** Puts the file there whole or not at all: written aside, then linked, which fails when one is there. */
async function place(file: string, text: string): Promise<boolean> {
  const aside = `${file}.${randomUUID()}`
  await writeFile(aside, text, { mode: 0o644 })
  try {
    await link(aside, file)
    return true
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return false
    if (linkless.has(code)) return placeByCopy(aside, file)
    throw error
  } finally {
    await rm(aside, { force: true })
  }
}

/** Some network and memory-card file systems know no links; there a reader may, for a moment, see half a file. */
async function placeByCopy(aside: string, file: string): Promise<boolean> {
  try {
    await copyFile(aside, file, constants.COPYFILE_EXCL)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/**
 * Removes a dead holder's file, if it is still that one. Only one start at a time may: of two that found the same dead file, the
 * slower would else remove the lock that the quicker one has just put there.
 */
async function removeIfStill(file: string, text: string): Promise<boolean> {
  const guard = `${file}.takeover`
  if (!(await place(guard, ''))) {
    await forgetIfLeft(guard)
    await wallClock.sleep(takeoverWaitMs)
    return false
  }
  try {
    if ((await readIfThere(file)) !== text) return false
    await rm(file, { force: true })
    return true
  } finally {
    await rm(guard, { force: true })
  }
}

/** A start that was killed in the middle of taking over leaves its guard behind. */
async function forgetIfLeft(guard: string): Promise<void> {
  try {
    const { mtimeMs } = await stat(guard)
    if (wallClock.nowMs() - mtimeMs > takeoverMsMax) await rm(guard, { force: true })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}

async function release(file: string, me: Holder): Promise<void> {
  if ((await readIfThere(file)) === JSON.stringify(me)) await rm(file, { force: true })
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** An unreadable lock counts as a dead one: the server's own postmaster.pid still guards the data. */
function readHolder(text: string): Holder | undefined {
  try {
    return Holder.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** On another host (a container with the same volume) process numbers mean nothing; there the socket is asked. */
async function isAlive(holder: Holder): Promise<boolean> {
  if (holder.host === hostname())
    return holder.startToken !== '' && startTokenOf(holder.pid) === holder.startToken
  return new Promise((resolve) => {
    const socket = connect(`${holder.socketFolder}/.s.PGSQL.5432`)
    const answer = (alive: boolean): void => {
      socket.destroy()
      resolve(alive)
    }
    socket.once('connect', () => answer(true))
    socket.once('error', () => answer(false))
  })
}
