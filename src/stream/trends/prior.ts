import table from './prior.json' with { type: 'json' }
import { joinedHigh, joinedLow, phraseKind } from '#stream/trends/joined-keys.ts'
import { stemHash } from '#stream/trends/terms.ts'

/**
 * How usual words are in general posts, and how strongly they speak of harm or disruption: what the engine knows before it
 * has learned a stream. Made by `tools/train/prior.ts`; sources and licences in `prior.manifest.json`.
 */
export type Prior = {
  /** Share of general posts that carry the folded word or tag; never below {@link rareShareOf1}. */
  wordShareOf1(stem: string): number
  /**
   * Share of general posts that carry two folded words side by side.
   *
   * @param low, high the phrase's hash, as `joined-keys.ts` makes it, signed
   * @param rarerShareOf1 share of the rarer of the two
   */
  phraseShareOf1(low: number, high: number, rarerShareOf1: number): number
  /** Natural-log odds of the word in posts about harm or disruption; 0 = says nothing. */
  concernOf(stem: string): number
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

/** Finds the share of a phrase by its hash: an open-addressed table, since every two words of every post are asked for. */
function phraseTable(shares: ReadonlyMap<string, number>): (low: number, high: number) => number | undefined {
  const size = 1 << (33 - Math.clz32(shares.size * 2))
  const hashes = new Int32Array(size * 2)
  const values = new Float64Array(size)
  for (const [phrase, share] of shares) {
    const [first, second] = phrase.split(' ').map(stemHash)
    if (first === undefined || second === undefined) continue
    const low = joinedLow(first.low, second.low, phraseKind)
    let place = low & (size - 1)
    while (values[place] !== 0) place = (place + 1) & (size - 1)
    hashes[place * 2] = low
    hashes[place * 2 + 1] = joinedHigh(first.high, second.high, phraseKind)
    values[place] = share
  }
  return (low, high) => {
    for (let place = low & (size - 1); values[place] !== 0; place = (place + 1) & (size - 1))
      if (hashes[place * 2] === low && hashes[place * 2 + 1] === high) return values[place]
    return undefined
  }
}

/** Reads the shipped tables; about 20 ms, so do it once per engine. */
export function shippedPrior(): Prior {
  const words = parse(table.words, shareOf1)
  const phrases = phraseTable(parse(table.phrases, shareOf1))
  const concern = parse(table.concern, (tenths) => tenths / 10)
  const wordShareOf1 = (stem: string): number => words.get(stem) ?? rareShareOf1
  return {
    wordShareOf1,
    phraseShareOf1: (low, high, rarerShareOf1) =>
      phrases(low, high) ?? Math.max(rareShareOf1 / 4, rarerShareOf1 * phraseFloorOf1),
    concernOf: (stem) => concern.get(stem.startsWith('#') ? stem.slice(1) : stem) ?? 0,
  }
}
