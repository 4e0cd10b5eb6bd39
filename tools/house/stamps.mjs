// Knowing what is stale: a stamp is the hash of everything a step reads, written when the step has succeeded.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { root } from './root.mjs'

/** All files below a folder of the project for which `wanted(path)` holds, sorted; nothing when there is no such folder. */
export function filesBelow(folder, wanted = () => true) {
  const full = join(root, folder)
  if (!existsSync(full)) return []
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)).replaceAll('\\', '/'))
    .filter(wanted)
    .sort()
}

/** One hash over names and contents of files; a missing file counts as empty. */
export function hashOf(files) {
  const hash = createHash('sha256')
  for (const file of files) {
    hash.update(`\0${file}\0`)
    if (existsSync(join(root, file))) hash.update(readFileSync(join(root, file)))
  }
  return hash.digest('hex')
}

/** Whether the stamp at `path` holds exactly this hash. */
export function isStamped(path, hash) {
  return existsSync(join(root, path)) && readFileSync(join(root, path), 'utf8').trim() === hash
}

/** Writes the stamp. */
export function stamp(path, hash) {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), `${hash}\n`)
}
