import { nounsAfter, nounsBefore, nounsBetween } from '#listening/policy/lexicon/civic-nouns.ts'
import {
  placeArticles,
  placesAfter,
  placesBefore,
  placeQualifiers,
} from '#listening/policy/lexicon/other-senses.ts'

/** Where the word for the kind of place or matter stands: `hospital` in `jewish general hospital`. */
function kindAt(words: readonly string[], from: number): number | undefined {
  let at = from
  while (at < from + 2 && placeQualifiers.has(words[at] ?? '') && !isKind(words[at] ?? '')) at++
  return isKind(words[at] ?? '') ? at : undefined
}

function isKind(word: string): boolean {
  return placesAfter.has(word) || nounsAfter.has(word)
}

function isBetween(word: string): boolean {
  return placeArticles.has(word) || nounsBetween.has(word)
}

/** How many words from here are the name of a place or a matter: `jewish museum`, `rue des juifs`. */
export function placeAt(words: readonly string[], at: number): number {
  const kind = kindAt(words, at + 1)
  const first = words[at] ?? ''
  // `on benefits` is no name of a matter.
  if (kind !== undefined && first.length > 2) return kind + 1 - at
  if (!placesBefore.has(first) && !nounsBefore.has(first)) return 0
  let end = at + 1
  while (end < words.length && end < at + 4 && isBetween(words[end] ?? '')) end++
  return end < words.length ? end + 1 - at : 0
}
