import { type Head, readHead } from '#language/heads/head-file.ts'

/** Every head that is shipped, by name, with its file of weights. A new head is one line here. */
const files = {
  'sentiment-en': new URL('./weights-sentiment-en.bin', import.meta.url),
  language: new URL('./weights-language.bin', import.meta.url),
  emotion: new URL('./weights-emotion.bin', import.meta.url),
  offensive: new URL('./weights-offensive.bin', import.meta.url),
  crisis: new URL('./weights-crisis.bin', import.meta.url),
  informative: new URL('./weights-informative.bin', import.meta.url),
} as const

/** The name of a shipped head. */
export type HeadName = keyof typeof files

/** All of them. */
export const headNames = Object.keys(files) as HeadName[]

/** Loads one head: 2 to 15 ms. */
export function headOf(name: HeadName): Head {
  return readHead(files[name])
}
