import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

// The files in woff: fontkit cannot make a part of the variable woff2, and a PDF needs a part. Named whole, so that whoever looks
// for packages that nobody uses finds them.
const files = {
  'regular-latin': () =>
    require.resolve('@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-400-normal.woff'),
  'regular-latin-ext': () =>
    require.resolve('@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-ext-400-normal.woff'),
  'bold-latin': () =>
    require.resolve('@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-700-normal.woff'),
  'bold-latin-ext': () =>
    require.resolve('@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-ext-700-normal.woff'),
} as const

/** A font as it lies on the disk. */
export type FontFile = { name: keyof typeof files; bytes: Buffer }

let read: readonly FontFile[] | undefined

/** Atkinson Hyperlegible Next, two cuts in two parts each. Read once in a process: 50 kB that never change. */
export function fontFiles(): readonly FontFile[] {
  // The keys are those of the object above.
  read ??= (Object.keys(files) as FontFile['name'][]).map((name) => ({
    name,
    bytes: readFileSync(files[name]()),
  }))
  return read
}
