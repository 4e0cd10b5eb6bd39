// Whether a process is there.
import { readFileSync } from 'node:fs'

/** Whether a process of that number runs, ours or not. One that died and was never asked for by its parent does not. */
export function isRunning(pid) {
  try {
    process.kill(pid, 0)
    return !isDead(pid)
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Linux keeps the number of a dead process until its parent asks; in a container without an init that is for ever. */
function isDead(pid) {
  if (process.platform !== 'linux') return false
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return ['Z', 'X'].includes(stat.slice(stat.lastIndexOf(')') + 2)[0])
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return true
    throw error
  }
}
