import { dirname, join, normalize } from 'node:path/posix'
import { isBuiltin } from 'node:module'
import { importsOf } from './read-imports.ts'
import { pageEntry, rooms, sharedWithBrowser, testPackages, wiredByApp, type Room } from './rooms.ts'

/** A source file, named below `src` with `/`. */
export type Source = { path: string; text: string }

/** What the scan saw and what it found wrong. */
export type RoomsReport = { files: number; imports: number; violations: string[] }

/** Holds every import of the given files against the law. Each violation names the file, the line and the rule. */
export function checkRooms(sources: readonly Source[], law: readonly Room[] = rooms): RoomsReport {
  const report: RoomsReport = { files: sources.length, imports: 0, violations: [] }
  for (const { path, text } of sources) {
    const home = roomOf(path, law)
    if (!home) {
      report.violations.push(`src/${path}: is in no room of tools/rooms.ts`)
      continue
    }
    for (const { specifier, line } of importsOf(path, text)) {
      report.imports += 1
      const why =
        specifier.startsWith('.') || specifier.startsWith('#')
          ? inside(path, home, specifier, law)
          : outside(path, home, specifier)
      if (why) report.violations.push(`src/${path}:${line}: '${specifier}': ${why}`)
    }
  }
  return report
}

/** The room a file is in: the one with the longest folder name that holds it. */
export function roomOf(path: string, law: readonly Room[] = rooms): Room | undefined {
  const holding = law.filter(({ folders }) =>
    folders.some((folder) => path === folder || path.startsWith(`${folder}/`)),
  )
  return holding.sort((a, b) => longest(b) - longest(a))[0]
}

function longest({ folders }: Room): number {
  return Math.max(...folders.map((folder) => folder.length))
}

/** A bare import: a package, or a module of Node's own. */
function outside(path: string, home: Room, specifier: string): string | undefined {
  const isTest = isTestFile(path)
  if (isBuiltin(specifier)) {
    if (home.node || isTest) return undefined
    return `${home.name} is ${home.browser ? 'browser code' : 'pure'}: no modules of Node's own`
  }
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
  const allowed = isTest ? [...home.packages, ...testPackages] : home.packages
  if (allowed.some((pattern) => fits(pattern, name))) return undefined
  return `${home.name} may not use the package ${name} (tools/rooms.ts lists what it may)`
}

function fits(pattern: string, name: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern
}

/** An import of our own: resolves it below `src` and asks the law. */
function inside(path: string, home: Room, specifier: string, law: readonly Room[]): string | undefined {
  const target = specifier.startsWith('#') ? specifier.slice(1) : normalize(join(dirname(path), specifier))
  if (target.startsWith('..')) return isTestFile(path) ? undefined : 'leaves src'
  if (/\.(css|json|svg|woff2)$/.test(target) && roomOf(target, law)?.name === home.name) return undefined
  const other = roomOf(target, law)
  if (!other) return 'is in no room of tools/rooms.ts'
  if (other.name === home.name) return undefined
  if (specifier.startsWith('.')) return 'another room is entered by its # name'
  return home.browser ? fromBrowser(path, home, other, target) : fromServer(home, other, target)
}

function fromServer(home: Room, other: Room, target: string): string | undefined {
  if (other.browser) return `${home.name} runs on the server and may not import screens of ${other.name}`
  if (!home.mayEnter.includes(other.name)) return `${home.name} may not enter ${other.name}`
  if (!other.name.startsWith('roles/')) return undefined
  const role = other.name.slice('roles/'.length)
  const doors = [`${role}.ts`, 'contract.ts', ...(home.name === 'app' ? wiredByApp : [])]
  if (doors.some((door) => target === `${other.name}/${door}`)) return undefined
  return `${other.name} is entered by its front door, ${other.name}/${role}.ts`
}

function fromBrowser(path: string, home: Room, other: Room, target: string): string | undefined {
  if (path === pageEntry && other.name === 'app (browser)') return undefined
  if (home.mayEnter.includes(other.name)) return undefined
  if (isTestFile(path) && other.name === 'web/fixtures') return undefined
  if (other.browser) return `${home.name} may not enter ${other.name}`
  if (target.endsWith('/contract.ts') || target in sharedWithBrowser) return undefined
  return `browser code meets ${other.name} in a contract.ts only`
}

function isTestFile(path: string): boolean {
  return /(\.test|\/test-[a-z-]+)\.tsx?$/.test(path)
}
