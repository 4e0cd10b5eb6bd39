import { lstatSync, readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** The account PostgreSQL runs under. */
export type Account = { uid: number; gid: number }

/** The account when the system has no `nobody`: the number every current Linux gives it. */
const nobodyOfLinux: Account = { uid: 65534, gid: 65534 }

/**
 * The numbers of `nobody` in the text of an /etc/passwd.
 *
 * Negative ids (macOS writes -2) are given as the kernel keeps them, unsigned.
 */
export function nobodyIn(passwd: string): Account {
  const line = passwd.split('\n').find((each) => each.startsWith('nobody:'))
  const [, , uid, gid] = line?.split(':') ?? []
  if (uid === undefined || gid === undefined || !/^-?\d+$/.test(uid) || !/^-?\d+$/.test(gid))
    return nobodyOfLinux
  return { uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }
}

/** The account to run PostgreSQL under: `nobody` when we are root (PostgreSQL refuses root), else ourselves. */
export function accountForServer(ourUid: number): Account | undefined {
  if (ourUid !== 0) return undefined
  try {
    return nobodyIn(readFileSync('/etc/passwd', 'utf8'))
  } catch {
    return nobodyOfLinux
  }
}

/** Our own user id; 1 where the system knows none, which only means "not root". */
export function ourUid(): number {
  return process.getuid?.() ?? 1
}

/** What spawn() wants for that account; ids above 2^31 go in as the negative numbers they stand for. */
export function spawnAs(account: Account | undefined): { uid?: number; gid?: number } {
  return account === undefined ? {} : { uid: account.uid | 0, gid: account.gid | 0 }
}

/** Whether that account may walk through every folder above the path, judged by owner and mode bits. */
export function mayReach(path: string, account: Account): boolean {
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    if (!has(folder, account, 0o1)) return false
    if (folder === dirname(folder)) return true
  }
}

/** Whether that account may read the file (and run it, when `andRun`), including the way to it. */
export function mayRead(path: string, account: Account, andRun = false): boolean {
  return (
    lstatSync(path, { throwIfNoEntry: false }) !== undefined &&
    mayReach(path, account) &&
    has(path, account, andRun ? 0o5 : 0o4)
  )
}

function has(path: string, account: Account, bits: number): boolean {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat === undefined) return false
  return ((stat.mode >> shiftFor(stat, account)) & bits) === bits
}

/** Where in the mode the account's bits stand: as owner, as group, as anybody else. */
function shiftFor(stat: Account, account: Account): number {
  if (stat.uid === account.uid) return 6
  return stat.gid === account.gid ? 3 : 0
}
