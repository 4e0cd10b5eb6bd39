import { type Head, readHead } from '#language/heads/head-file.ts'

/** Every head that is shipped, by name, with its file of weights. A new head is one line here. */
const files = {
  'sentiment-en': new URL('./weights-sentiment-en.bin', import.meta.url),
  'sentiment-fr': new URL('./weights-sentiment-fr.bin', import.meta.url),
  'sentiment-ar': new URL('./weights-sentiment-ar.bin', import.meta.url),
  'sentiment-de': new URL('./weights-sentiment-de.bin', import.meta.url),
  'sentiment-es': new URL('./weights-sentiment-es.bin', import.meta.url),
  'sentiment-hi': new URL('./weights-sentiment-hi.bin', import.meta.url),
  'sentiment-it': new URL('./weights-sentiment-it.bin', import.meta.url),
  'sentiment-pt': new URL('./weights-sentiment-pt.bin', import.meta.url),
  'sentiment-any': new URL('./weights-sentiment-any.bin', import.meta.url),
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
