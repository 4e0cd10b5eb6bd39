import { type FoundPhrase, phrasesIn } from '#language/key-phrases/phrases-in.ts'

/** A text to be summed up. Texts of one `cluster` are copies of each other and count once. */
export type PhraseText = { text: string; cluster?: number }

/** A phrase that sets texts apart from others. */
export type KeyPhrase = {
  /** As most of the texts write it. */
  text: string
  /** Texts that have it, copies once. */
  posts: number
  /** How many times likelier it is here than in the background. */
  lift: number
  /** Root of the likelihood ratio, in standard errors as it were: from 2 on it is hardly chance. */
  surprise: number
}

/** In how many of how many background texts a phrase is. */
export type PhraseBackground = { texts: number; countOf: (key: string) => number }

/** A phrase in fewer texts than this says nothing of them together. */
const postsLeast = 2
const surpriseLeast = 2
/** Phrases of background texts kept at most, the rarest dropped first. */
const keysMax = 500_000

/**
 * Counts the phrases of usual texts once, for {@link keyPhrases}; texts may be the newest thousands of a stream.
 *
 * Holds 500,000 phrases at most: past that, phrases met once are forgotten.
 */
export function phraseBackground(texts: Iterable<string>): PhraseBackground {
  const counts = new Map<string, number>()
  let read = 0
  for (const text of texts) {
    read++
    for (const key of phrasesIn(text).keys()) counts.set(key, (counts.get(key) ?? 0) + 1)
    if (counts.size > keysMax) for (const [key, count] of counts) if (count === 1) counts.delete(key)
  }
  return { texts: read, countOf: (key) => counts.get(key) ?? 0 }
}

/**
 * The phrases of one to three words that set some texts apart from the background, most telling first.
 *
 * Each text counts once a phrase and each cluster of copies once, so that one loud message does not become the story. A
 * phrase inside a longer one that nearly always goes with it is left out, and the other way round.
 *
 * Source: likelihood ratio of Dunning 1993 over texts instead of words, signed and rooted; ranked by it times the square root
 * of the phrase's words, for longer says more. Weighted log-odds (Monroe et al. 2008) were tried: they hold new names, which no
 * background knows, for uncertain, and those are what a new story is about.
 */
export function keyPhrases(
  texts: readonly PhraseText[],
  background: PhraseBackground,
  max = 10,
): KeyPhrase[] {
  const { counts, clusters } = countPhrases(texts)
  const ranked = [...counts.values()]
    .filter(({ posts }) => posts >= Math.min(postsLeast, clusters))
    .map((counted) => ({ counted, ...oddsOf(counted, clusters, background) }))
    .filter(({ surprise }) => surprise >= surpriseLeast)
    .map((one) => ({ ...one, rank: one.surprise * Math.sqrt(one.counted.words) }))
    .sort((a, b) => b.rank - a.rank || (a.counted.key < b.counted.key ? -1 : 1))
  const kept: typeof ranked = []
  for (const one of ranked) {
    if (kept.length >= max) break
    if (!kept.some((other) => saysTheSame(one.counted, other.counted))) kept.push(one)
  }
  return kept.map(({ counted, lift, surprise }) => ({
    text: mostWritten(counted),
    posts: counted.posts,
    lift: Math.round(lift * 10) / 10,
    surprise: Math.round(surprise * 10) / 10,
  }))
}

type Counted = { key: string; words: number; posts: number; written: Map<string, number> }

function countPhrases(texts: readonly PhraseText[]): { counts: Map<string, Counted>; clusters: number } {
  const counts = new Map<string, Counted>()
  const heard = new Set<number>()
  let clusters = 0
  for (const { text, cluster } of texts) {
    if (cluster !== undefined && heard.has(cluster)) continue
    if (cluster !== undefined) heard.add(cluster)
    clusters++
    for (const phrase of phrasesIn(text).values()) count(counts, phrase)
  }
  return { counts, clusters }
}

function count(counts: Map<string, Counted>, { key, words, written }: FoundPhrase): void {
  const counted = counts.get(key) ?? { key, words, posts: 0, written: new Map<string, number>() }
  counted.posts++
  counted.written.set(written, (counted.written.get(written) ?? 0) + 1)
  counts.set(key, counted)
}

/** How far the share of texts with the phrase lies above the background's, which counts as known. */
function oddsOf(
  { key, posts }: Counted,
  clusters: number,
  background: PhraseBackground,
): { lift: number; surprise: number } {
  const before = Math.min(background.countOf(key), background.texts)
  // A phrase the background never had counts as half a text of it, and the background as a hundred texts at least.
  const usual = (before + 0.5) / (Math.max(100, background.texts) + 1)
  const share = posts / clusters
  if (share <= usual) return { lift: share / usual, surprise: 0 }
  const without = clusters - posts
  const rest = without === 0 ? 0 : without * Math.log((1 - share) / (1 - usual))
  const likelihood = 2 * (posts * Math.log(share / usual) + rest)
  return { lift: share / usual, surprise: Math.sqrt(Math.max(0, likelihood)) }
}

/** One lies inside the other and nearly always goes with it: the first found, more telling one speaks for both. */
function saysTheSame(one: Counted, other: Counted): boolean {
  const [inner, outer] = one.words < other.words ? [one, other] : [other, one]
  const isInside = ` ${outer.key} `.includes(` ${inner.key} `)
  if (isInside) return outer.posts * 2 >= inner.posts || one === outer
  return sharesHalf(one, other)
}

/** "bridge closed" and "closed after": pieces of one longer run of words. */
function sharesHalf(one: Counted, other: Counted): boolean {
  if (one.words < 2 || other.words < 2) return false
  const words = new Set(other.key.split(' '))
  const shared = one.key.split(' ').filter((word) => words.has(word)).length
  return shared * 2 >= one.words && Math.min(one.posts, other.posts) * 2 >= Math.max(one.posts, other.posts)
}

function mostWritten({ key, written }: Counted): string {
  return [...written].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? key
}
