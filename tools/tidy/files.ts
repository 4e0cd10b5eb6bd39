import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project folder, absolute. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** A file of the project, named from its root with `/`. */
export type ProjectFile = { path: string; text: string }

/** Paths git would commit: tracked or new, never ignored, still there; from the project's root, sorted. */
export function projectPaths(): string[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    maxBuffer: 64 * 1024 * 1024,
    encoding: 'utf8',
  })
  const paths = listed.split('\0').filter((path) => path !== '' && existsSync(join(root, path)))
  return [...new Set(paths)].sort()
}

/** All TypeScript files below a folder of the project, tests included. */
export function sourceFiles(folder: string): ProjectFile[] {
  return filesWhere(
    (path) => path.startsWith(`${folder}/`) && /\.tsx?$/.test(path) && !path.endsWith('.d.ts'),
  )
}

/** Files of the project whose path fits, with their text. */
export function filesWhere(wanted: (path: string) => boolean): ProjectFile[] {
  return projectPaths()
    .filter(wanted)
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}
