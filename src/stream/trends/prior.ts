import table from './prior.json' with { type: 'json' }

/**
 * How usual words are in general posts, and how strongly they speak of harm or disruption: what the engine knows before it
 * has learned a stream. Made by `tools/train/prior.ts`; sources and licences in `prior.manifest.json`.
 */
export type Prior = {
  /** Share of general posts that carry the folded word or tag; never below {@link rareShareOf1}. */
  wordShareOf1(stem: string): number
  /** Share of general posts that carry the two folded words side by side. */
  phraseShareOf1(first: string, second: string): number
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

/** Reads the shipped tables; about 20 ms, so do it once per engine. */
export function shippedPrior(): Prior {
  const words = parse(table.words, shareOf1)
  const phrases = parse(table.phrases, shareOf1)
  const concern = parse(table.concern, (tenths) => tenths / 10)
  const wordShareOf1 = (stem: string): number => words.get(stem) ?? rareShareOf1
  return {
    wordShareOf1,
    phraseShareOf1: (first, second) => {
      const rarer = Math.min(wordShareOf1(first), wordShareOf1(second))
      return phrases.get(`${first} ${second}`) ?? Math.max(rareShareOf1 / 4, rarer * phraseFloorOf1)
    },
    concernOf: (stem) => concern.get(stem.startsWith('#') ? stem.slice(1) : stem) ?? 0,
  }
}
