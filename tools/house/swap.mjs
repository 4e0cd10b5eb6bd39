// Building beside what is there and swapping, so that a build that fails or is killed leaves what worked.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { inRoot } from './root.mjs'
import { isRunning } from './running.mjs'

/** Two builds may swap at once; the later one tries again, at most this often. */
const swapsMax = 5

/** A new folder in dist for building `name`, ours alone; leftovers of builds that were killed are removed. */
export function folderBeside(name) {
  const leftovers = existsSync(inRoot('dist')) ? readdirSync(inRoot('dist')) : []
  for (const entry of leftovers) {
    const pid = Number(entry.match(new RegExp(`^\\.${name}-(\\d+)$`))?.[1])
    if (pid && !isRunning(pid)) discard(`dist/${entry}`)
  }
  const fresh = `dist/.${name}-${process.pid}`
  mkdirSync(inRoot(fresh), { recursive: true })
  return fresh
}

/** Puts what was built in the place of the old. */
export function swapIn(folder, name) {
  for (let attempt = 1; ; attempt += 1) {
    discard(`dist/${name}`)
    try {
      return renameSync(inRoot(folder), inRoot('dist', name))
    } catch (error) {
      if (attempt === swapsMax || !['ENOTEMPTY', 'EEXIST'].includes(error.code)) throw error
    }
  }
}

/** Removes a folder of dist that is not wanted. */
export function discard(folder) {
  rmSync(inRoot(folder), { recursive: true, force: true })
}
