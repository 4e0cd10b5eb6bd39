import {
  otherSenses,
  placeArticles,
  placesAfter,
  placesBefore,
  placeQualifiers,
} from '#listening/policy/lexicon/other-senses.ts'
import { occupationText } from '#listening/policy/lexicon/occupations.ts'
import { wordSet } from '#listening/policy/lexicon/entry.ts'
import { peopleText } from '#listening/policy/lexicon/people.ts'

/** Words of one way of fitting a rule that mean another thing: in any clause, and in the names of places. */
export type OtherSense = { phrases: ReadonlySet<string>; places: ReadonlySet<string> }

/** Whoever is named beside such a phrase is looked for all the same. */
const somebody = wordSet(
  `${peopleText} ${occupationText} i im ive my me mine he she his her hers him they their them we our us you your je j mon ma mes moi il elle ils elles son sa ses leur leurs nous notre nos attendees attends regulars clients customers patients patient`,
)
/** Words that say of a place that it is run for all do not say so of these. */
const never = wordSet(
  'residents residence families famille familles kids students eleves women femmes men hommes',
)

const byFirst = new Map<string, (readonly string[])[]>()
for (const phrase of otherSenses)
  byFirst.set(phrase[0] ?? '', [...(byFirst.get(phrase[0] ?? '') ?? []), phrase])

/**
 * Which words of a way stand only where they mean another thing. None where somebody is named beside them.
 *
 * @param lines folded words of each leaf
 */
export function otherSenseIn(lines: readonly (readonly string[])[]): OtherSense {
  if (isSomebody(lines)) return { phrases: new Set(), places: new Set() }
  return { phrases: onlyIn([lines.flat()], phraseAt), places: onlyIn(lines, placeAt) }
}

/** Whether somebody is named in these lines, and not only in a phrase that means another thing. */
export function isSomebody(lines: readonly (readonly string[])[]): boolean {
  const words = lines.flat()
  return words.some((word, at) => isPerson(words, word, at))
}

function isPerson(words: readonly string[], word: string, at: number): boolean {
  if (!somebody.has(word)) return false
  // `femme enceinte place` and the like are in the list themselves.
  return never.has(word) || !words.some((_, from) => from <= at && at < from + phraseAt(words, from))
}

/** Whether all words mean another thing; a word put together of neighbours (`jewishmuseum`) is judged by its beginning. */
export function isOtherSense(
  { phrases, places }: OtherSense,
  clause: string,
  words: readonly string[],
): boolean {
  if (phrases.size === 0 && places.size === 0) return false
  const others = clause === 'assembly' ? [...phrases] : [...phrases, ...places]
  return words.every((word) =>
    others.some((other) => other === word || (other.length > 3 && word.startsWith(other))),
  )
}

/** Words at places the finder tells, that stand nowhere else. */
function onlyIn(
  lines: readonly (readonly string[])[],
  lengthAt: (words: readonly string[], at: number) => number,
): ReadonlySet<string> {
  const inside = new Set<string>()
  const outside = new Set<string>()
  for (const words of lines) {
    const covered = new Set<number>()
    for (const at of words.keys()) for (let i = 0; i < lengthAt(words, at); i++) covered.add(at + i)
    for (const [at, word] of words.entries()) (covered.has(at) ? inside : outside).add(word)
  }
  return new Set([...inside].filter((word) => !outside.has(word)))
}

function phraseAt(words: readonly string[], at: number): number {
  const found = (byFirst.get(words[at] ?? '') ?? []).filter((phrase) =>
    phrase.every((word, i) => words[at + i] === word),
  )
  return Math.max(0, ...found.map(({ length }) => length))
}

/** Where the word for the kind of place stands: `hospital` in `jewish general hospital`. */
function kindAt(words: readonly string[], from: number): number | undefined {
  let at = from
  while (at < from + 2 && placeQualifiers.has(words[at] ?? '') && !placesAfter.has(words[at] ?? '')) at++
  return placesAfter.has(words[at] ?? '') ? at : undefined
}

/** How many words from here are the name of a place: `jewish museum`, `rue des juifs`. */
function placeAt(words: readonly string[], at: number): number {
  const kind = kindAt(words, at + 1)
  if (kind !== undefined) return kind + 1 - at
  if (!placesBefore.has(words[at] ?? '')) return 0
  let end = at + 1
  while (end < words.length && end < at + 4 && placeArticles.has(words[end] ?? '')) end++
  return end < words.length ? end + 1 - at : 0
}
