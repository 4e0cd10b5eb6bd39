import { readFileSync } from 'node:fs'
import { plainHash } from '#language/places/folding.ts'
import { nameTable } from '#language/places/name-table.ts'

/** How usual a word is in general posts, in any of the languages they were in: 0 never seen, 1 seldom to 7 very often. */
export type UsualWords = (word: string) => number

/**
 * The words of general posts, about 23,000, mostly English and French; case and accents do not matter. About 1 ms and 0.4 MB, so
 * one a process. Counts of words only: see `places/places.manifest.json`.
 */
export function createUsualWords(): UsualWords {
  const table = nameTable(readFileSync(new URL('./places/usual-words.bin', import.meta.url)))
  // The lowest three bits say how often; see `tools/train/places/usual-words.ts`.
  return (word) => table.bitsOf(plainHash(word, 0, word.length)) & 7
}
