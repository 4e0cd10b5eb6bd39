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

/**
 * Ends the orphan, orderly if it listens.
 *
 * @throws StoreCannotStart when it survives everything
 */
export async function stopOrphan(pid: number, data: string, clock: Clock): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!standsIn(pid, data)) return
    process.kill(pid, signal)
    if (await isGone(pid, data, clock, patienceMs[signal])) return
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

/** Asked by where it stands, not by its number: a dead process whose parent never asks keeps its number. */
async function isGone(pid: number, data: string, clock: Clock, patience: number): Promise<boolean> {
  const untilMs = clock.nowMs() + patience
  while (clock.nowMs() < untilMs) {
    if (!standsIn(pid, data)) return true
    await clock.sleep(25)
  }
  return !standsIn(pid, data)
}

/** What PostgreSQL wrote on its first line. */
function postmasterPid(data: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(join(data, 'postmaster.pid'), 'utf8'), 10)
    return pid > 1 ? pid : undefined
  } catch {
    // No file: no server was left here.
    return undefined
  }
}

/** Whether that process is at work in the folder, as a server is. */
export function standsIn(pid: number, data: string): boolean {
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
