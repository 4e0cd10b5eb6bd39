import table from './prior.json' with { type: 'json' }
import { joinedHigh, joinedLow, phraseKind } from '#stream/trends/joined-keys.ts'
import { stemHash } from '#stream/trends/terms.ts'

/**
 * How usual words are in general posts, and how strongly they speak of harm or disruption: what the engine knows before it
 * has learned a stream. Made by `tools/train/prior.ts`; sources and licences in `prior.manifest.json`.
 */
export type Prior = {
  /** Share of general posts that carry the folded word or tag; never below {@link rareShareOf1}. Halves of `stemHash`, signed. */
  wordShareOf1(low: number, high: number): number
  /**
   * Share of general posts that carry two folded words side by side.
   *
   * @param low, high the phrase's hash, as `joined-keys.ts` makes it, signed
   * @param rarerShareOf1 share of the rarer of the two
   */
  phraseShareOf1(low: number, high: number, rarerShareOf1: number): number
  /** Natural-log odds of the word, a tag without its sign, in posts about harm or disruption; 0 = says nothing. */
  concernOf(low: number, high: number): number
}

/** Share given to a word the tables do not hold: about one post in 50,000. */
const rareShareOf1 = 2e-5

/** Two words side by side are at least this share of the rarer one (a collocation is common where its words are). */
const phraseFloorOf1 = 0.02

function parse(text: string, read: (value: number) => number): Map<string, number> {
  const map = new Map<string, number>()
  for (const line of text.split('\n')) {
    const tab = line.indexOf('\t')
    if (tab > 0) map.set(line.slice(0, tab), read(Number(line.slice(tab + 1))))
  }
  return map
}

/** The tables hold shares as -10 log10, so that they stay small. */
function shareOf1(decibels: number): number {
  return Math.max(rareShareOf1, 10 ** (-decibels / 10))
}

/** Finds a number by a 64-bit hash in two signed halves. */
type HashTable = (low: number, high: number) => number | undefined

/** A key's hash, signed halves, and its number. */
type Entry = { low: number; high: number; value: number }

/**
 * An open-addressed table: every two words of every post are asked for, and words without making texts of them. A hash of zeros
 * stands for an empty place.
 */
function hashTable(entries: readonly Entry[]): HashTable {
  const size = 1 << (33 - Math.clz32(entries.length * 2))
  const hashes = new Int32Array(size * 2)
  const values = new Float64Array(size)
  // Most of what is asked for is not there; these bits say so, and are few enough to stay near the processor.
  const bits = new Uint8Array(size)
  const bitMask = size * 8 - 1
  for (const { low, high, value } of entries) {
    const bit = high & bitMask
    bits[bit >> 3] = (bits[bit >> 3] ?? 0) | (1 << (bit & 7))
    let place = low & (size - 1)
    while (hashes[place * 2] !== 0 || hashes[place * 2 + 1] !== 0) place = (place + 1) & (size - 1)
    hashes[place * 2] = low
    hashes[place * 2 + 1] = high
    values[place] = value
  }
  return (low, high) => {
    const bit = high & bitMask
    if (((bits[bit >> 3] ?? 0) & (1 << (bit & 7))) === 0) return undefined
    for (let place = low & (size - 1); ; place = (place + 1) & (size - 1)) {
      const foundLow = hashes[place * 2] ?? 0
      const foundHigh = hashes[place * 2 + 1] ?? 0
      if (foundLow === 0 && foundHigh === 0) return undefined
      if (foundLow === low && foundHigh === high) return values[place]
    }
  }
}

function wordEntry([stem, value]: [string, number]): Entry {
  const { low, high } = stemHash(stem)
  return { low: low | 0, high: high | 0, value }
}

function phraseEntries([phrase, value]: [string, number]): Entry[] {
  const [first, second] = phrase.split(' ').map(stemHash)
  if (first === undefined || second === undefined) return []
  const low = joinedLow(first.low, second.low, phraseKind)
  return [{ low, high: joinedHigh(first.high, second.high, phraseKind), value }]
}

/** Reads the shipped tables; about 20 ms, so do it once per engine. */
export function shippedPrior(): Prior {
  const words = hashTable([...parse(table.words, shareOf1)].map(wordEntry))
  const phrases = hashTable([...parse(table.phrases, shareOf1)].flatMap(phraseEntries))
  const concern = hashTable([...parse(table.concern, (tenths) => tenths / 10)].map(wordEntry))
  return {
    wordShareOf1: (low, high) => words(low, high) ?? rareShareOf1,
    phraseShareOf1: (low, high, rarerShareOf1) =>
      phrases(low, high) ?? Math.max(rareShareOf1 / 4, rarerShareOf1 * phraseFloorOf1),
    concernOf: (low, high) => concern(low, high) ?? 0,
  }
}
