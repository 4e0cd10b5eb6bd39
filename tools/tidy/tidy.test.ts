import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { rooms } from '../rooms.ts'
import { checkBanned } from './banned.ts'
import { checkExports } from './exports.ts'
import { filesWhere, projectPaths, root, sourceFiles } from './files.ts'
import { checkMessages } from './messages.ts'
import { checkLinks, checkReadmes, checkSizes, longFiles } from './pages.ts'
import { parse } from './syntax.ts'

const paths = projectPaths()
const pages = filesWhere((path) => path.endsWith('.md'))
const source = sourceFiles('src').map(parse)
const beside = ['tools', 'bench', 'test'].flatMap(sourceFiles).map(parse)

test('the tidy checks saw the house, and not an empty folder', () => {
  expect(source.length).toBeGreaterThan(30)
  expect(beside.length).toBeGreaterThan(8)
  expect(pages.length).toBeGreaterThan(3)
})

test('every export says what it is for, by name, in the file that has it', () => {
  expect(source.flatMap(checkExports)).toEqual([])
})

test('no banned call, no any, no empty catch, no unfinished work', () => {
  expect([...source, ...beside].flatMap(checkBanned)).toEqual([])
})

test('every room has a README that is read in one sitting', () => {
  const withFiles = rooms
    .filter(({ browser, name }) => !browser || name === 'web')
    .flatMap(({ folders }) => folders.map((folder) => `src/${folder}`))
    .filter((folder) => paths.some((path) => path.startsWith(`${folder}/`)))
  expect(checkReadmes(withFiles, pages)).toEqual([])
})

test('no link of a page is dead', () => {
  expect(checkLinks(pages, new Set(paths))).toEqual([])
})

test('no large blob goes into git', () => {
  expect(checkSizes(paths.map((path) => ({ path, bytes: statSync(join(root, path)).size })))).toEqual([])
})

test('files stay short enough to hold one subject', () => {
  const long = longFiles([...source, ...beside])
  for (const { path, lines } of long)
    console.warn(`${path}: ${lines} lines; is there a second subject inside?`)
  expect(long.filter(({ lines }) => lines > 500)).toEqual([])
})

test('English and French say the same', (context) => {
  const read = (language: string): string =>
    readFileSync(join(root, `src/web/messages/${language}.json`), 'utf8')
  if (!paths.includes('src/web/messages/en.json')) return context.skip('there are no messages yet')
  expect(checkMessages(JSON.parse(read('en')), JSON.parse(read('fr')))).toEqual([])
})
