import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { UsageError } from '#cli/words.ts'

/** Folders deeper than this are not looked into. */
const depthMax = 64

/**
 * Every ordinary file below a folder, or the file itself, in the order of their names. Links to folders are not followed, so that a
 * loop has an end; pipes and devices are left out, which could be read for ever.
 *
 * @throws UsageError when there is nothing at that path
 */
export async function* filesBelow(path: string): AsyncGenerator<string> {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined)
    throw new UsageError({ en: `There is nothing at ${path}.`, fr: `Il n’y a rien à ${path}.` })
  if (found.isDirectory()) yield* filesIn(path, 0)
  else if (found.isFile()) yield path
}

async function* filesIn(folder: string, depth: number): AsyncGenerator<string> {
  // A folder that we may not read holds nothing for us.
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    if (entry.isDirectory() && depth < depthMax) yield* filesIn(path, depth + 1)
    else if (entry.isFile() || (entry.isSymbolicLink() && (await isFileBehind(path)))) yield path
  }
}

async function isFileBehind(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() === true
}
