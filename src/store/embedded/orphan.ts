import { spawnSync } from 'node:child_process'
import { readFileSync, readlinkSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { StoreCannotStart } from '#store/errors.ts'
import type { Clock } from '#kernel/time.ts'

/** How long an orphan may take for each kind of stop: orderly, at once, and killed. */
const patienceMs = { SIGINT: 20_000, SIGQUIT: 5_000, SIGKILL: 5_000 } as const

/**
 * The process number of a server that a dead start left running on this data; missing when there is none.
 *
 * A number that by now belongs to another program is not taken for a server: the process must stand in the folder.
 */
export function orphanOn(data: string): number | undefined {
  const pid = postmasterPid(data)
  if (pid === undefined) return undefined
  return standsIn(pid, data) ? pid : undefined
}

/** Whether a process with that number exists, whoever owns it. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * Ends the orphan, orderly if it listens.
 *
 * @throws StoreCannotStart when it survives everything
 */
export async function stopOrphan(pid: number, clock: Clock): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!isRunning(pid)) return
    process.kill(pid, signal)
    if (await isGone(pid, clock, patienceMs[signal])) return
  }
  throw new StoreCannotStart({
    en: `An old database server (process ${pid}) does not stop. End it by hand, then start again.`,
    fr: `Un ancien serveur de base de données (processus ${pid}) ne s’arrête pas. Terminez-le à la main, puis redémarrez.`,
  })
}

/** Removes a postmaster.pid whose number is now another program's: PostgreSQL would refuse to start over it. */
export function forgetStalePid(data: string): void {
  const pid = postmasterPid(data)
  if (pid !== undefined && !standsIn(pid, data)) rmSync(join(data, 'postmaster.pid'), { force: true })
}

async function isGone(pid: number, clock: Clock, patience: number): Promise<boolean> {
  const untilMs = clock.nowMs() + patience
  while (clock.nowMs() < untilMs) {
    if (!isRunning(pid)) return true
    await clock.sleep(25)
  }
  return !isRunning(pid)
}

function postmasterPid(data: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(join(data, 'postmaster.pid'), 'utf8'), 10)
    return pid > 1 ? pid : undefined
  } catch {
    // No file: no server was left here.
    return undefined
  }
}

function standsIn(pid: number, data: string): boolean {
  if (process.platform !== 'linux') {
    return (
      spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? ''
    ).includes(data)
  }
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === data
  } catch {
    // Gone, or another account's: not our server.
    return false
  }
}
