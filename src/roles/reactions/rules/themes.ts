import { keyPhrases, type PhraseBackground } from '#language/key-phrases.ts'
import { phrasesIn } from '#language/key-phrases/phrases-in.ts'
import { mostTelling } from '#language/most-telling.ts'
import type { Keyword } from '#roles/reactions/analysis/contract.ts'
import { groupAlike } from '#roles/reactions/rules/groups.ts'
import type { ReadPost } from '#roles/reactions/rules/read-post.ts'
import { contentWords, vectorsOf } from '#roles/reactions/rules/words.ts'

/** A theme as positions in the posts it was made from. */
export type FoundTheme = { terms: { text: string; posts: number }[]; members: number[]; samples: number[] }

const themesMax = 8
const samplesMax = 3
const termsMax = 6
const termsLeast = 2
/** A theme of one voice is none. */
const postsLeast = 3
const authorsLeast = 2
const sameFromOf1 = 0.3
/** Words of more than this share of all posts are what everything is about, and tell no theme from another. */
const commonOf1 = 0.5
const keywordsMax = 12
const linesMax = 3
const aroundLength = 60
/** A phrase of fewer baseline posts than this is not kept, and counts as one. */
export const phraseKeptFrom = 3

/**
 * Themes: posts whose words, weighed by how rare they are (TF-IDF), lie near each other; explained by the words that set each theme apart. Copies
 * weigh once. At most 8, largest first; a post is in at most one.
 */
export function findThemes(posts: readonly ReadPost[]): FoundTheme[] {
  const first = new Map<number, number>()
  for (const [at, { cluster }] of posts.entries()) if (!first.has(cluster)) first.set(cluster, at)
  const leaders = [...first.values()]
  const words = tellingWords(leaders.map((at) => contentWords(posts[at]?.text ?? '')))
  const groups = groupAlike(vectorsOf(words), sameFromOf1)
  const groupOfCluster = new Map(leaders.map((at, index) => [posts[at]?.cluster, groups[index] ?? -1]))
  const members = new Map<number, number[]>()
  for (const [at, { cluster }] of posts.entries()) {
    const group = groupOfCluster.get(cluster) ?? -1
    if (group < 0) continue
    const known = members.get(group) ?? []
    members.set(group, known)
    known.push(at)
  }
  const wordsOfCluster = new Map(
    leaders.map((at, index) => [posts[at]?.cluster, words[index] ?? new Set<string>()]),
  )
  const everywhere = countWords(posts.map(({ cluster }) => wordsOfCluster.get(cluster)))
  const largest = [...members.values()]
    .filter((at) => at.length >= postsLeast && authorsOf(posts, at) >= authorsLeast)
    .toSorted((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0))
    .slice(0, themesMax * 2)
  const explained = largest.map((at) => {
    const inside = countWords(at.map((one) => wordsOfCluster.get(posts[one]?.cluster)))
    return { members: at, terms: termsOf(inside, everywhere, { members: at.length, posts: posts.length }) }
  })
  return explained
    .filter(({ terms }) => terms.length >= termsLeast)
    .slice(0, themesMax)
    .map((theme) => ({ ...theme, samples: samplesOf(posts, theme.members) }))
}

/** Without words of one post only, which bring nothing together, and without words of most posts, which tell nothing apart. */
function tellingWords(texts: readonly ReadonlySet<string>[]): Set<string>[] {
  const inTexts = new Map<string, number>()
  for (const words of texts) for (const word of words) inTexts.set(word, (inTexts.get(word) ?? 0) + 1)
  const most = texts.length < 10 ? texts.length : texts.length * commonOf1
  const isTelling = (word: string): boolean => {
    const count = inTexts.get(word) ?? 0
    return count > 1 && count <= most
  }
  return texts.map((words) => new Set([...words].filter(isTelling)))
}

function authorsOf(posts: readonly ReadPost[], at: readonly number[]): number {
  return new Set(at.map((one) => posts[one]?.author)).size
}

/** Words likelier here than elsewhere, by the gain in likelihood they bring (Dunning 1993), each in at least two posts. */
function termsOf(
  inside: ReadonlyMap<string, number>,
  everywhere: ReadonlyMap<string, number>,
  many: { members: number; posts: number },
): FoundTheme['terms'] {
  return [...inside]
    .filter(([, count]) => count >= 2)
    .map(([text, count]) => {
      const outside = (everywhere.get(text) ?? count) - count
      const shareIn = count / many.members
      const shareOut = (outside + 0.5) / (many.posts - many.members + 1)
      return { text, posts: count, gain: count * Math.log(shareIn / shareOut) }
    })
    .filter(({ gain }) => gain > 0)
    .toSorted((a, b) => b.gain - a.gain || (a.text < b.text ? -1 : 1))
    .slice(0, termsMax)
    .map(({ text, posts }) => ({ text, posts }))
}

function countWords(texts: readonly (ReadonlySet<string> | undefined)[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const words of texts) for (const word of words ?? []) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/** Positions of the posts that say most of what these say together, copies left out. */
export function samplesOf(posts: readonly ReadPost[], members: readonly number[], k = samplesMax): number[] {
  const texts = members.flatMap((at) => posts[at] ?? [])
  return mostTelling(texts, k).flatMap((index) => members[index] ?? [])
}

/** Phrases of a baseline as they are frozen: how many texts, and in how many of them each phrase is (from three on). */
export type FrozenPhrases = { texts: number; phrases: [key: string, texts: number][] }

const phrasesMax = 3000

/** Counts the phrases of baseline posts; the most said ones are kept. */
export function freezePhrases(texts: readonly string[]): FrozenPhrases {
  const counts = new Map<string, number>()
  for (const text of texts)
    for (const key of phrasesIn(text).keys()) counts.set(key, (counts.get(key) ?? 0) + 1)
  const kept = [...counts].filter(([, count]) => count >= phraseKeptFrom)
  return {
    texts: texts.length,
    phrases: kept.toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, phrasesMax),
  }
}

function backgroundOf({ texts, phrases }: FrozenPhrases): PhraseBackground {
  const counts = new Map(phrases)
  // A phrase too rare to be kept counts as said once: a lift is rather too small than too large.
  return { texts, countOf: (key) => counts.get(key) ?? (texts > 0 ? 1 : 0) }
}

/** Phrases said more than before the announcement, each with lines that show it in its context. */
export function findKeywords(posts: readonly ReadPost[], baseline: FrozenPhrases): Keyword[] {
  const phrases = keyPhrases(posts, backgroundOf(baseline), keywordsMax)
  return phrases.map(({ text, posts: count, lift, surprise }) => ({
    ...{ phrase: text, posts: count, lift, surprise },
    lines: linesOf(posts, text),
  }))
}

/** Up to three lines that show a phrase in its context, copies left out. */
export function linesOf(
  posts: readonly Pick<ReadPost, 'id' | 'text' | 'cluster'>[],
  phrase: string,
): Keyword['lines'] {
  const lines: Keyword['lines'] = []
  const shown = new Set<number>()
  for (const { id, text, cluster } of posts) {
    if (lines.length >= linesMax) break
    const at = text.toLowerCase().indexOf(phrase.toLowerCase())
    // A few letters change their length in lower case; such a line is left out rather than cut wrongly.
    const said = text.slice(at, at + phrase.length)
    if (at < 0 || shown.has(cluster) || said.toLowerCase() !== phrase.toLowerCase()) continue
    shown.add(cluster)
    const before = lastWords(text.slice(Math.max(0, at - aroundLength), at), at > aroundLength)
    const after = firstWords(text.slice(at + phrase.length, at + phrase.length + aroundLength))
    lines.push({ postId: id, before, phrase: said, after })
  }
  return lines
}

function lastWords(text: string, isCut: boolean): string {
  const whole = isCut ? text.replace(/^\S*\s/u, '… ') : text
  return whole.replaceAll(/\s+/gu, ' ').toWellFormed()
}

function firstWords(text: string): string {
  const whole = text.length >= aroundLength ? text.replace(/\s\S*$/u, ' …') : text
  return whole.replaceAll(/\s+/gu, ' ').toWellFormed()
}
