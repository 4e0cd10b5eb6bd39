import { stopWords } from '#language/key-phrases/stop-words.ts'
import { tokens } from '#language/tokens.ts'

/** A post that may stand for its story; of one `cluster` only one is taken. */
export type TellingText = { text: string; cluster?: number; isRepost?: boolean; isReply?: boolean }

/** Texts compared at most: the newest, which come last. */
const textsMax = 500
const textWordsMax = 200
/** Likeness, cosine of 1, from which two posts say the same. */
const sameFromOf1 = 0.7
/** Words of content a sentence needs to tell something. */
const wordsLeast = 4

type Weighed = { index: number; weights: ReadonlyMap<string, number>; score: number }

/**
 * The posts that tell most of what all tell together: nearest the middle of them in words, informative, whole sentences,
 * and no two nearly alike.
 *
 * Term frequency times inverse document frequency, cosine to the centroid (Radev et al. 2004, "Centroid-based
 * summarization"), times how well the post reads by itself; picked one after another, each as unlike the others as it can
 * (maximal marginal relevance, Carbonell & Goldstein 1998).
 *
 * @param texts posts of one story, oldest first; only the newest 500 are looked at
 * @returns indexes into `texts`, the most telling first; fewer than `k` when the rest is empty or repeats
 */
export function mostTelling(texts: readonly TellingText[], k: number): number[] {
  const begin = Math.max(0, texts.length - textsMax)
  const ranked = weighed(texts, begin).sort((a, b) => b.score - a.score || a.index - b.index)
  const kept: Weighed[] = []
  const clusters = new Set<number>()
  while (kept.length < k) {
    const next = bestOf(ranked, kept, texts, clusters)
    if (next === undefined) break
    kept.push(next)
    const cluster = texts[next.index]?.cluster
    if (cluster !== undefined) clusters.add(cluster)
  }
  return kept.map(({ index }) => index)
}

function bestOf(
  ranked: readonly Weighed[],
  kept: readonly Weighed[],
  texts: readonly TellingText[],
  clusters: ReadonlySet<number>,
): Weighed | undefined {
  let best: Weighed | undefined
  let bestScore = 0
  for (const one of ranked) {
    // Ranked by score: from here on nothing can be better, whatever it repeats.
    if (one.score <= bestScore) break
    const cluster = texts[one.index]?.cluster
    if (kept.includes(one) || (cluster !== undefined && clusters.has(cluster))) continue
    const likeness = Math.max(0, ...kept.map((other) => cosine(one.weights, other.weights)))
    if (likeness >= sameFromOf1) continue
    const score = one.score * (1 - likeness)
    if (score > bestScore) [best, bestScore] = [one, score]
  }
  return best
}

/** Each text as a unit vector of word weights, with how near the middle and how whole it is. */
function weighed(texts: readonly TellingText[], begin: number): Weighed[] {
  const read = texts.slice(begin).map(({ text }) => contentWords(text))
  const inTexts = new Map<string, number>()
  for (const counts of read) for (const word of counts.keys()) inTexts.set(word, (inTexts.get(word) ?? 0) + 1)
  const vectors = read.map((counts) => unit(counts, inTexts, read.length))
  const middle = new Map<string, number>()
  for (const vector of vectors)
    for (const [word, weight] of vector) middle.set(word, (middle.get(word) ?? 0) + weight)
  const length = Math.hypot(...middle.values()) || 1
  return vectors.map((weights, at) => {
    const post = texts[begin + at]
    const central = cosine(weights, middle) / length
    return {
      index: begin + at,
      weights,
      score: post === undefined ? 0 : central * wholeness(post, weights.size),
    }
  })
}

function contentWords(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const token of tokens(text.slice(0, textWordsMax * 30)).slice(0, textWordsMax)) {
    if (token.kind !== 'word' && token.kind !== 'tag') continue
    if (!stopWords.has(token.text)) counts.set(token.text, (counts.get(token.text) ?? 0) + 1)
  }
  return counts
}

function unit(counts: Map<string, number>, inTexts: Map<string, number>, texts: number): Map<string, number> {
  const weights = new Map<string, number>()
  // Words of many posts are what the story is about: rare words weigh more, but never words of one post only.
  for (const [word, count] of counts) {
    const spread = inTexts.get(word) ?? 1
    weights.set(
      word,
      (1 + Math.log(count)) * (spread === 1 && texts > 2 ? 0.3 : Math.log(1 + texts / spread)),
    )
  }
  const length = Math.hypot(...weights.values()) || 1
  for (const [word, weight] of weights) weights.set(word, weight / length)
  return weights
}

function cosine(first: ReadonlyMap<string, number>, second: ReadonlyMap<string, number>): number {
  const [small, large] = first.size <= second.size ? [first, second] : [second, first]
  let sum = 0
  for (const [word, weight] of small) sum += weight * (large.get(word) ?? 0)
  return sum
}

/** How well a post reads by itself, 0 to about 1.3: a whole sentence with facts, nobody's reply, not shouted or mostly tags. */
function wholeness({ text, isRepost, isReply }: TellingText, content: number): number {
  if (content === 0) return 0
  const written = text.slice(0, 2000).trim()
  const read = written.replace(/(?:\s+(?:https?:|#)\S+)+$/u, '')
  const words = written.split(/\s+/u)
  const dressing = words.filter((word) => /^(?:#|@|https?:)/u.test(word)).length / words.length
  let share = content < wordsLeast ? 0.4 : 1
  share *= 1 - 0.8 * dressing
  if (/[.!…]["'”’»)]?(?:\s|$)/u.test(read)) share *= 1.1
  if (/\p{N}/u.test(read.replace(/https?:\S+|[@#]\S+/gu, ''))) share *= 1.1
  if (/…$|\.{3}$/u.test(read)) share *= 0.6
  if (/\p{Lu}{3,}\s\p{Lu}{3,}\s\p{Lu}{3,}|[!?]{2,}/u.test(read)) share *= 0.7
  if (/\?\s*$/u.test(read)) share *= 0.8
  if (isReply === true || /^[.“"'\s]{0,3}@/u.test(read)) share *= 0.7
  if (isRepost === true || read.startsWith('RT @')) share *= 0.7
  return share
}
