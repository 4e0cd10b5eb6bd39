import { wordSet } from '#listening/policy/lexicon/entry.ts'

/**
 * A wording: its first place, then places that follow. `gap` lets through up to three words, `not` looks at the next word
 * without taking it.
 */
type Place = { kind: 'one' | 'not' | 'maybe'; of: ReadonlySet<string> } | { kind: 'gap' }
type Pattern<C> = { clause: C; places: readonly Place[] }

/** Wordings by the words they can begin with. */
export type Patterns<C> = ReadonlyMap<string, readonly Pattern<C>[]>

const gapMax = 3

/**
 * Wordings as they are written in the lexicon, one a line: `my|our ?old <kin>`. Words beside `|` stand for one another,
 * `?` may be missing, `!` must not follow, `..` is up to three words, `<kin>` one of a list.
 */
export function patternsOf<C>(clause: C, text: string, lists: Readonly<Record<string, string>>): Patterns<C> {
  const patterns = new Map<string, Pattern<C>[]>()
  const lines = text.split('\n').map((line) => line.trim())
  for (const line of lines.filter((each) => each !== '')) {
    const places = line.split(/\s+/u).map((place) => placeOf(place, lists))
    const [first] = places
    if (first === undefined || first.kind !== 'one') throw new RangeError(`cannot begin a wording: ${line}`)
    const pattern = { clause, places }
    for (const word of first.of) {
      const known = patterns.get(word)
      if (known === undefined) patterns.set(word, [pattern])
      else known.push(pattern)
    }
  }
  return patterns
}

function placeOf(text: string, lists: Readonly<Record<string, string>>): Place {
  if (text === '..') return { kind: 'gap' }
  const kinds = { '!': 'not', '?': 'maybe' } as const
  const kind = text.startsWith('!') || text.startsWith('?') ? kinds[text[0] === '!' ? '!' : '?'] : 'one'
  const words = (kind === 'one' ? text : text.slice(1)).split('|')
  const named = words.map((word) => /^<(.+)>$/u.exec(word)?.[1])
  const of = words.flatMap((word, at) => [
    ...setOf(named[at] === undefined ? word : (lists[named[at]] ?? '')),
  ])
  return {
    kind,
    of: words.length === 1 && named[0] !== undefined ? setOf(lists[named[0]] ?? '') : new Set(of),
  }
}

/** Long lists stand in many wordings: each is read once. */
function setOf(text: string): ReadonlySet<string> {
  const known = sets.get(text)
  if (known !== undefined) return known
  const words = wordSet(text)
  if (text.length > longMin) sets.set(text, words)
  return words
}
const sets = new Map<string, ReadonlySet<string>>()
const longMin = 100

/** The wordings in a line of folded words, each as the words it is made of. */
export function wordingsIn<C>(
  line: readonly string[],
  patterns: Patterns<C>,
): { clause: C; words: string[] }[] {
  return line.flatMap((word, at) =>
    (patterns.get(word) ?? []).flatMap(({ clause, places }) => {
      const end = endOf(line, at, places)
      return end === undefined ? [] : [{ clause, words: line.slice(at, end) }]
    }),
  )
}

/** How many words from here the longest of the wordings takes; 0 where none begins. */
export function longestAt<C>(line: readonly string[], at: number, patterns: Patterns<C>): number {
  const ends = (patterns.get(line[at] ?? '') ?? []).map(({ places }) => endOf(line, at, places) ?? at)
  return Math.max(at, ...ends) - at
}

/** Every word the wordings are made of. */
export function wordsOfPatterns<C>(patterns: Patterns<C>): ReadonlySet<string> {
  const places = [...patterns.values()].flat().flatMap((pattern) => pattern.places)
  const words = new Set<string>()
  for (const place of new Set(places)) if (place.kind !== 'gap') for (const word of place.of) words.add(word)
  return words
}

/** Where the wording ends that begins here. A wording has at most a few places, so the ways to try are few. */
function endOf(line: readonly string[], at: number, places: readonly Place[]): number | undefined {
  const [place, ...rest] = places
  if (place === undefined) return at
  if (place.kind === 'gap') {
    for (let skip = 0; skip <= gapMax; skip++) {
      const end = endOf(line, at + skip, rest)
      if (end !== undefined) return end
    }
    return undefined
  }
  const isHere = place.of.has(line[at] ?? '')
  if (place.kind === 'not') return isHere ? undefined : endOf(line, at, rest)
  const taken = isHere ? endOf(line, at + 1, rest) : undefined
  return taken === undefined && place.kind === 'maybe' ? endOf(line, at, rest) : taken
}
