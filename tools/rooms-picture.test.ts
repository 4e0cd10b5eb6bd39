import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { rooms, type Room } from './rooms.ts'
import { withPicture } from './rooms-picture.ts'
import { root } from './tidy/files.ts'

const room = (name: string, mayEnter: string[]): Room => ({
  name,
  folders: [name],
  purpose: `${name} things`,
  mayEnter,
  packages: [],
  node: true,
})

test('the picture in ARCHITECTURE.md is drawn from the law as it stands', () => {
  const page = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')
  expect(page, 'run: npx tsx tools/draw-rooms.ts').toBe(withPicture(page, rooms))
})

test('an arrow that two others already say is left out of the drawing and stands in the table', () => {
  const law = [room('a', []), room('b', ['a']), room('c', ['a', 'b'])]
  const page = withPicture('x\n<!-- rooms: drawn by tools/draw-rooms.ts -->\nold\n<!-- rooms end -->\ny', law)
  expect(page).toContain('  c --> b')
  expect(page).not.toContain('  c --> a')
  expect(page).toContain('| `c` | c things | a b | server |')
  expect(page).not.toContain('old')
})

test('a page without the markers is told so', () => {
  expect(() => withPicture('nothing', rooms)).toThrow(/lacks/)
})
