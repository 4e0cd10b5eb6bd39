import { dirname, join, normalize } from 'node:path/posix'
import type { ProjectFile } from './files.ts'
import type { Finding } from './syntax.ts'

/** Links of Markdown pages that lead nowhere in the project: a missing file, or a heading that is not there. */
export function checkLinks(pages: readonly ProjectFile[], paths: ReadonlySet<string>): Finding[] {
  const folders = new Set([...paths].flatMap(foldersAbove))
  const textOf = new Map(pages.map(({ path, text }) => [path, text]))
  return pages.flatMap((page) =>
    linksIn(page.text).flatMap((link) => {
      const why = deadBecause(page.path, link, { paths, folders, textOf })
      return why === undefined ? [] : [`${page.path}: the link to ${link} is dead: ${why}`]
    }),
  )
}

function foldersAbove(path: string): string[] {
  const folder = dirname(path)
  return folder === '.' ? [] : [folder, ...foldersAbove(folder)]
}

/** Targets of `[text](target)` and `<img src="target">` outside code blocks, without those that leave the project. */
function linksIn(text: string): string[] {
  const prose = text.replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, '')
  const links = [...prose.matchAll(/\]\(\s*<?([^)\s>]+)|<img[^>]*\ssrc="([^"]+)"/g)].map(
    ([, first, second]) => first ?? second ?? '',
  )
  return links.filter((link) => !/^[a-z][a-z0-9+.-]*:/i.test(link))
}

type Known = { paths: ReadonlySet<string>; folders: ReadonlySet<string>; textOf: ReadonlyMap<string, string> }

function deadBecause(from: string, link: string, { paths, folders, textOf }: Known): string | undefined {
  const [target = '', anchor] = decodeURI(link).split('#', 2)
  const path = target === '' ? from : normalize(join(dirname(from), target)).replace(/\/$/, '')
  if (path.startsWith('..')) return undefined // beside the project: not ours to check
  if (!paths.has(path) && !folders.has(path)) return `there is no ${path}`
  const text = textOf.get(path)
  if (!anchor || text === undefined || headingsOf(text).has(anchor)) return undefined
  return `${path} has no heading #${anchor}`
}

function headingsOf(text: string): Set<string> {
  return new Set([...text.matchAll(/^#{1,6}\s+(.+)$/gm)].map(([, heading = '']) => anchorOf(heading)))
}

/** As GitHub names headings: lower case, punctuation dropped, spaces to dashes. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-')
}

/** Rooms without a README, and READMEs that grew past what is read in one sitting. */
export function checkReadmes(folders: readonly string[], pages: readonly ProjectFile[]): Finding[] {
  const textOf = new Map(pages.map(({ path, text }) => [path, text]))
  return folders.flatMap((folder) => {
    const text = textOf.get(`${folder}/README.md`)
    if (text === undefined) return [`${folder}: has no README.md with its words, files and limits`]
    const lines = text.trimEnd().split('\n').length
    return lines > readmeLinesMax ? [`${folder}/README.md: ${lines} lines; at most ${readmeLinesMax}`] : []
  })
}

/** A room's README stays below this many lines. */
const readmeLinesMax = 60

/** Files too large for git, which keeps them forever. */
export function checkSizes(sizes: readonly { path: string; bytes: number }[]): Finding[] {
  return sizes.flatMap(({ path, bytes }) => {
    const most = path.endsWith('.bin') ? weightsBytesMax : blobBytesMax
    return bytes > most ? [`${path}: ${Math.round(bytes / 1000)} kB in git; at most ${most / 1000} kB`] : []
  })
}

/** Largest file that may be committed, bytes; trained weights and tables (`.bin`) may be larger, and are few. */
const blobBytesMax = 500_000
const weightsBytesMax = 1_000_000

/** Source files past the length where a second subject is likely inside, longest first. */
export function longFiles(files: readonly ProjectFile[]): { path: string; lines: number }[] {
  return files
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
    .filter(({ lines }) => lines > linesWorthALook)
    .sort((a, b) => b.lines - a.lines)
}

/** Past this many lines a file is reported, for a look at whether it holds two subjects. */
const linesWorthALook = 350
