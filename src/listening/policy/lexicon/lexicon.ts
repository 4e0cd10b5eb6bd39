import { skeletonOf, withoutVowels } from '#listening/policy/disguises.ts'
import type { Entry } from '#listening/policy/lexicon/entry.ts'

/** Words shorter than this are compared letter by letter only: too many innocent words lie one letter away. */
const misspeltMin = 6
const stemMin = 3
const tagWordMin = 5

/** What a lexicon finds; `C` is what an entry bears as its clause. */
export type Lexicon<C> = {
  /** Entries of one word that this word is, begins with, or is one slip of the pen away from. */
  ofWord(word: string): readonly Entry<C>[]
  /** The same without misspellings, for words we put together ourselves. */
  ofJoined(word: string): readonly Entry<C>[]
  /** The same, also of terms that something can excuse, and of words whose vowels were left out. */
  ofDisguised(word: string): readonly Entry<C>[]
  /** A tag may hold a refused word at its beginning or end, joined to others without a mark: `#protestottawa`. */
  inTag(tag: string): readonly Entry<C>[]
  /** Entries of several words that begin here. */
  from(words: readonly string[], at: number): readonly Entry<C>[]
}

/**
 * Entries, ready to be asked: each question costs what its word is long, however many entries there are.
 *
 * @param slips entries whose misspellings are read too, and words that are none; missing: slips of the pen are not read at all
 */
export function lexiconOf<C>(
  entries: readonly Entry<C>[],
  slips?: { of: readonly Entry<C>[]; innocent: ReadonlySet<string> },
): Lexicon<C> {
  const doubled = slips === undefined ? () => [] : doublesOf(slips.of)
  const oneWord = entries.filter(({ words }) => words.length === 1)
  const byFirst = byFirstWord(entries.filter(({ words }) => words.length > 1))
  const exact = byFirstWord(oneWord)
  const stems = byFirstWord(oneWord.filter(({ isStem }) => isStem))
  const misspelt =
    slips === undefined ? () => [] : slipsOf(byFirstWord(slips.of.filter(({ words }) => words.length === 1)))

  // `on greve` in a tag is `ongreve`.
  const joined = new Map<string, Entry<C>[]>()
  for (const entry of entries)
    if (entry.when.kind === 'always' && entry.words.length > 1 && entry.words.join('').length >= misspeltMin)
      joined.set(entry.words.join(''), [entry])
  const skeletons = new Map<string, Entry<C>[]>()
  for (const [word, found] of exact)
    if (word.length >= misspeltMin && found.some(({ when }) => when.kind !== 'with'))
      skeletons.set(withoutVowels(word), found)

  function ofWord(word: string): readonly Entry<C>[] {
    const found = exact.get(word)
    if (found !== undefined) return found
    if (slips?.innocent.has(word) === true) return []
    const stem = stemOf(word)
    if (stem !== undefined || slips === undefined) return stem ?? []
    const single = word.replace(/s$/u, '')
    const written =
      word.length < misspeltMin - 1 ? [] : [...misspelt(word), ...(single === word ? [] : misspelt(single))]
    return written.length > 0 ? written : doubled(word)
  }

  function stemOf(word: string): readonly Entry<C>[] | undefined {
    for (let length = word.length - 1; length >= stemMin; length--) {
      const stem = stems.get(word.slice(0, length))
      if (stem !== undefined) return stem
    }
    return undefined
  }

  function ofJoined(word: string): readonly Entry<C>[] {
    const plural = word.length < misspeltMin + 1 ? undefined : stems.get(word.replace(/(?:es|e?s)$/u, ''))
    return (exact.get(word) ?? plural ?? []).filter(({ when }) => when.kind === 'always')
  }

  function ofDisguised(word: string): readonly Entry<C>[] {
    const skeleton = skeletonOf(word)
    const found =
      exact.get(word) ?? stemOf(word) ?? (skeleton === undefined ? undefined : skeletons.get(skeleton)) ?? []
    return found.filter(({ when }) => when.kind !== 'with')
  }

  function inTag(tag: string): readonly Entry<C>[] {
    for (let length = tag.length - 1; length >= tagWordMin; length--) {
      const found = [tag.slice(0, length), tag.slice(-length)].flatMap((part) => [
        ...ofJoined(part),
        ...(joined.get(part) ?? []),
      ])
      if (found.length > 0) return found
    }
    return []
  }

  function from(words: readonly string[], at: number): readonly Entry<C>[] {
    return (byFirst.get(words[at] ?? '') ?? []).filter((entry) =>
      entry.words.every((word, i) => fits(words[at + i] ?? '', word, entry, i)),
    )
  }
  return { ofWord, ofJoined, ofDisguised, inTag, from }
}

function byFirstWord<E extends { words: readonly string[] }>(entries: readonly E[]): Map<string, E[]> {
  const grouped = new Map<string, E[]>()
  for (const entry of entries) {
    const [first = ''] = entry.words
    const known = grouped.get(first)
    if (known === undefined) grouped.set(first, [entry])
    else known.push(entry)
  }
  return grouped
}

function fits<C>(said: string, word: string, entry: Entry<C>, i: number): boolean {
  return said === word || (entry.isStem && i === entry.words.length - 1 && said.startsWith(word))
}

function slipsOf<C>(exact: ReadonlyMap<string, readonly Entry<C>[]>): (word: string) => readonly Entry<C>[] {
  const shortened = new Map<string, Set<string>>()
  for (const word of exact.keys())
    if (word.length >= misspeltMin)
      for (const short of [word, ...withoutOne(word)]) {
        const known = shortened.get(short) ?? new Set<string>()
        shortened.set(short, known.add(word))
      }
  return (word) => {
    for (const short of [word, ...withoutOne(word)])
      for (const meant of shortened.get(short) ?? [])
        if (isOneSlip(word, meant)) return exact.get(meant) ?? []
    return []
  }
}

/** Words with letters doubled or not: `grrève`, `raly`. */
function doublesOf<C>(entries: readonly Entry<C>[]): (word: string) => readonly Entry<C>[] {
  const bySingle = byFirstWord(
    entries
      .filter(
        ({ words: [word = ''], words, when }) =>
          words.length === 1 && when.kind !== 'with' && word.length >= doubledMin,
      )
      .map((entry) => ({ entry, words: [singleLetters(entry.words[0] ?? '')] })),
  )
  return (word) =>
    word.length < doubledMin - 1 ? [] : (bySingle.get(singleLetters(word)) ?? []).map(({ entry }) => entry)
}
const doubledMin = 5

function singleLetters(word: string): string {
  return word.replaceAll(/(.)\1/gu, '$1')
}

function withoutOne(word: string): string[] {
  return [...word].map((_, at) => word.slice(0, at) + word.slice(at + 1))
}

/** Whether two words differ by one letter left out, added, changed, or swapped with its neighbour (Damerau 1964). */
export function isOneSlip(a: string, b: string): boolean {
  let from = 0
  while (from < a.length && a[from] === b[from]) from++
  let end = 0
  while (end < Math.min(a.length, b.length) - from && a.at(-1 - end) === b.at(-1 - end)) end++
  const [left, right] = [a.slice(from, a.length - end), b.slice(from, b.length - end)]
  if (left.length <= 1 && right.length <= 1) return true
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]
}
