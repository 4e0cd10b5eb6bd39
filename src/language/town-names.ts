import { readFileSync } from 'node:fs'
import { plainHash } from '#language/places/folding.ts'
import { nameTable } from '#language/places/name-table.ts'

/** Whether a word is the name of a town, region or country; spaces, case and accents do not matter. */
export type TownNames = (word: string) => boolean

/** The names of the gazetteer that places are read with; about 20 ms and 4 MB, so one a process. See `docs/models/places.md`. */
export function createTownNames(): TownNames {
  const table = nameTable(readFileSync(new URL('./places/gazetteer.bin', import.meta.url)))
  return (word) => table.bitsOf(plainHash(word, 0, word.length)) !== 0
}
