import { expect, test } from 'vitest'
import { checkRooms, roomOf } from './check-rooms.ts'
import { importsOf, UnreadableSource } from './read-imports.ts'
import { leastSeen, rooms } from './rooms.ts'
import { sourceFiles } from './tidy/files.ts'

const sources = sourceFiles('src').map(({ path, text }) => ({ path: path.slice('src/'.length), text }))
const house = checkRooms(sources)

function violationsOf(path: string, text: string): string[] {
  return checkRooms([{ path, text }]).violations
}

test('no import in the house breaks the law of rooms', () => {
  expect(house.violations).toEqual([])
})

test('the scan saw the house, and not an empty folder', () => {
  expect(house.files).toBeGreaterThanOrEqual(leastSeen.files)
  expect(house.imports).toBeGreaterThanOrEqual(leastSeen.imports)
})

test('every room with files in it is in the law, and the law enters only rooms it knows', () => {
  const names = new Set(rooms.map(({ name }) => name))
  expect(rooms.flatMap(({ mayEnter }) => mayEnter.filter((other) => !names.has(other)))).toEqual([])
  expect(sources.filter(({ path }) => !roomOf(path)).map(({ path }) => path)).toEqual([])
})

test('imports point down: nobody may be entered by a room it may enter', () => {
  const reaches = (from: string, seen = new Set<string>()): Set<string> => {
    for (const next of rooms.find(({ name }) => name === from)?.mayEnter ?? []) {
      if (!seen.has(next)) reaches(next, seen.add(next))
    }
    return seen
  }
  expect(rooms.filter(({ name }) => reaches(name).has(name)).map(({ name }) => name)).toEqual([])
})

const planted: [what: string, path: string, text: string, rule: string][] = [
  [
    'a lower room enters a higher one',
    'kernel/x.ts',
    `import { a } from '#store/store.ts'`,
    'kernel may not enter store',
  ],
  [
    'a type is enough',
    'store/x.ts',
    `import type { A } from '#listening/posts.ts'`,
    'store may not enter listening',
  ],
  [
    'a type inside an expression',
    'store/x.ts',
    `type A = import('#app/main.ts').A`,
    'store may not enter app',
  ],
  [
    'a dynamic import',
    'language/x.ts',
    `const a = await import('#stream/story.ts')`,
    'language may not enter stream',
  ],
  ['a re-export', 'api/x.ts', `export { a } from '#access/access.ts'`, 'api may not enter access'],
  ['an export of everything', 'api/x.ts', `export * from '#access/access.ts'`, 'api may not enter access'],
  ['a bare import for its effect', 'cli/x.ts', `import '#app/main.ts'`, 'cli may not enter app'],
  ['require', 'cli/x.ts', `const a = require('#app/main.ts')`, 'cli may not enter app'],
  [
    'a relative way into another room',
    'networks/x/y.ts',
    `import { a } from '../../store/store.ts'`,
    'networks',
  ],
  ['a thread of another room', 'api/x.ts', `new URL('../app/main.ts', import.meta.url)`, 'by its # name'],
  ['a package nobody allowed', 'stream/x.ts', `import pg from 'pg'`, 'may not use the package pg'],
  [
    'a deep path of such a package',
    'kernel/x.ts',
    `import x from 'react-dom/client'`,
    'the package react-dom',
  ],
  ['a module of Node in a pure room', 'stream/x.ts', `import { readFileSync } from 'node:fs'`, 'is pure'],
  ['the same without its prefix', 'kernel/x.ts', `import fs from 'fs'`, 'is pure'],
  ['a module of Node in the browser', 'web/x.tsx', `import { join } from 'node:path'`, 'browser code'],
  [
    'the browser looks behind a contract',
    'web/x.tsx',
    `import { a } from '#api/route.ts'`,
    'contract.ts only',
  ],
  [
    'so does a role screen',
    'roles/early-warning/web/x.tsx',
    `import '#roles/early-warning/store.ts'`,
    'contract.ts only',
  ],
  [
    'a screen on the server',
    'roles/early-warning/x.ts',
    `import { A } from '#web/parts/A/A.tsx'`,
    'may not import screens',
  ],
  [
    'a role by its back door',
    'app/x.ts',
    `import { a } from '#roles/early-warning/store.ts'`,
    'by its front door',
  ],
  [
    'made-up answers in a real screen',
    'web/x.tsx',
    `import { a } from '#web/fixtures/town.ts'`,
    'may not enter',
  ],
  ['a file in no room', 'utils/x.ts', `export const a = 1`, 'is in no room'],
  ['an import from no room', 'app/x.ts', `import { a } from '#utils/x.ts'`, 'is in no room'],
  ['a way out of src', 'app/x.ts', `import { a } from '../../tools/rooms.ts'`, 'leaves src'],
]

for (const [what, path, text, rule] of planted) {
  test(`is found: ${what}`, () => {
    const violations = violationsOf(path, text)
    expect(violations).toHaveLength(1)
    expect(violations[0]).toContain(`src/${path}:1`.slice(0, path === 'utils/x.ts' ? -2 : undefined))
    expect(violations[0]).toContain(rule)
  })
}

const lawful: [what: string, path: string, text: string][] = [
  ['down', 'listening/x.ts', `import { a } from '#store/store.ts'`],
  ['within a room, relative', 'networks/bluesky/x.ts', `import { a } from '../backoff.ts'`],
  ['the engine reads text', 'stream/x.ts', `import { tokens } from '#language/tokens.ts'`],
  ['app wires the routes of a role', 'app/x.ts', `import { a } from '#roles/early-warning/routes.ts'`],
  ['a role by its front door', 'app/x.ts', `import { a } from '#roles/early-warning/early-warning.ts'`],
  [
    'the browser, a contract',
    'roles/early-warning/web/x.tsx',
    `import { Issue } from '#roles/early-warning/contract.ts'`,
  ],
  [
    'a screen test, made-up answers',
    'roles/early-warning/web/x.test.ts',
    `import { a } from '#web/fixtures/town.ts'`,
  ],
  ['a test with vitest and Node', 'kernel/x.test.ts', `import { test } from 'vitest'; import 'node:fs'`],
]

for (const [what, path, text] of lawful) {
  test(`is allowed: ${what}`, () => {
    expect(violationsOf(path, text)).toEqual([])
  })
}

test('an import that cannot be read stops the check', () => {
  expect(() => importsOf('x.ts', 'const a = await import(name)')).toThrow(UnreadableSource)
  expect(() => importsOf('x.ts', 'import { from')).toThrow(UnreadableSource)
})
