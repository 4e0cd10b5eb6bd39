import { ownNameOf, type PlaceList, placesIn } from '#language/places.ts'
import type { Post } from '#kernel/post.ts'
import type { Prior } from '#stream/trends/prior.ts'
import { joinedHigh, joinedLow, kindOf, namedHigh, namedLow } from '#stream/trends/joined-keys.ts'
import { standsAlone, type Term } from '#stream/trends/terms.ts'
import { topicOf, topicOfTag } from '#stream/trends/topics.ts'

/** A thing that is counted: its 64-bit hash, what it is, how usual it is in general posts, and as it was written. */
export type Key = { low: number; high: number; kind: number; prior: number; text: string }

/** Words that may pair with each other, from the start of a post. */
export const pairTermsMax = 12

/** A word in more than this share of general posts carries no story alone and makes no pairs. */
export const commonShareOf1 = 0.004

/** How usual a topic is taken to be. Measured on 20,000 general English posts: 0.001 (flood) to 0.033 (warning); one cautious value for all. */
export const topicShareOf1 = 0.02

/** No pair, phrase or word at a place is taken to be rarer than this. */
export const leastShareOf1 = 5e-6
/** Share of general posts taken to name one place. */
export const placeShareOf1 = 1e-4

/** Share of general posts taken to carry a key and come from one square. */
export function cellShareOf1(keyShareOf1: number): number {
  return Math.max(leastShareOf1, keyShareOf1 * 0.01)
}

/** From this concern on a post clearly speaks of harm or disruption. */
export const concernedFrom = 0.25
/** Share of general posts taken to do so, and of a word's posts; cautious: 0.004 of 20,000 general English posts did. */
export const concernedShareOf1 = 0.03

/** Which keys are left out when memory is short, and what the post's concern is. */
export type KeyChoice = { phrases: boolean; pairs: boolean; concern: number; cell?: string | undefined }

const none: readonly string[] = []

/** Names of places a post carries: read from its text, unless it is known to name none, and what the wire says. */
export function placeNames(post: Post, own: PlaceList, maybePlace = true): readonly string[] {
  const mentioned = maybePlace ? placesIn(post.text, own).map((place) => place.name) : none
  if (post.place === undefined) return mentioned
  const name = ownNameOf(post.place, own) ?? post.place
  return mentioned.includes(name) ? mentioned : [...mentioned, name]
}

function single(term: Term, prior: Prior): Key {
  const kind = term.tag ? kindOf.tag : kindOf.word
  return {
    low: term.low,
    high: term.high,
    kind,
    prior: prior.wordShareOf1(term.low | 0, term.high | 0),
    text: term.tag ? term.stem : term.text,
  }
}

function joined(first: Key, second: Key, kind: number, prior: number): Key {
  const low = joinedLow(first.low, second.low, kind) >>> 0
  const high = joinedHigh(first.high, second.high, kind) >>> 0
  return { low, high, kind, prior, text: `${first.text} ${second.text}` }
}

function named(text: string, kind: number, prior: number): Key {
  return { low: namedLow(text, kind) >>> 0, high: namedHigh(text, kind) >>> 0, kind, prior, text }
}

/** The content words of a post, each once, in reading order. */
function contentKeys(terms: readonly Term[], singles: readonly Key[]): Key[] {
  const kept = new Map<string, Key>()
  for (const [i, term] of terms.entries()) {
    const key = singles[i]
    if (key !== undefined && key.prior <= commonShareOf1 && !kept.has(term.stem) && standsAlone(term))
      kept.set(term.stem, key)
  }
  return [...kept.values()]
}

function phraseKeys(terms: readonly Term[], singles: readonly Key[], prior: Prior): Key[] {
  const keys: Key[] = []
  for (let i = 1; i < terms.length; i++) {
    const [first, second, one, other] = [terms[i - 1], terms[i], singles[i - 1], singles[i]]
    if (first === undefined || second === undefined || one === undefined || other === undefined) continue
    if (first.stem === second.stem) continue
    const key = joined(one, other, kindOf.phrase, 0)
    const share = prior.phraseShareOf1(key.low | 0, key.high | 0, Math.min(one.prior, other.prior))
    if (share <= commonShareOf1 / 4) keys.push({ ...key, prior: share })
  }
  return keys
}

function pairKeys(content: readonly Key[]): Key[] {
  const keys: Key[] = []
  const some = content.slice(0, pairTermsMax)
  for (const [i, first] of some.entries()) {
    for (const second of some.slice(i + 1)) {
      const [a, b] = first.low < second.low ? [first, second] : [second, first]
      keys.push(joined(a, b, kindOf.pair, Math.max(leastShareOf1, Math.min(a.prior, b.prior) * 0.05)))
    }
  }
  return keys
}

function topicKeys(terms: readonly Term[]): Key[] {
  const topics = new Set<string>()
  for (const term of terms) {
    const topic = term.tag ? topicOfTag(term.text) : topicOf(term.text)
    if (topic !== undefined) topics.add(topic)
  }
  return [...topics].map((topic) => named(topic, kindOf.topic, topicShareOf1))
}

function placeKeys(places: readonly string[], content: readonly Key[]): Key[] {
  const keys: Key[] = []
  for (const place of places.slice(0, 3)) {
    const key = { ...named(place.toLowerCase(), kindOf.place, placeShareOf1), text: place }
    keys.push(key)
    for (const word of content.slice(0, 6)) {
      if (place.toLowerCase().includes(word.text)) continue
      const share = Math.max(leastShareOf1, word.prior * 0.02)
      keys.push({ ...joined(key, word, kindOf['at-place'], share), text: `${word.text}, ${place}` })
    }
  }
  return keys
}

/** Degrees a side of the squares in which posts with coordinates are counted together: about 50 km, never a home. */
const cellDegrees = 0.5

/** The square a post was written in, as a key of its own kind of name; nothing without coordinates. */
export function cellOf(post: Post): string | undefined {
  if (post.geo === undefined) return undefined
  const { lat, lon } = post.geo
  return `${(Math.floor(lat / cellDegrees) * cellDegrees).toFixed(1)},${(Math.floor(lon / cellDegrees) * cellDegrees).toFixed(1)}`
}

/** Words and topics of a post at the square it was written in. */
function cellKeys(cell: string | undefined, content: readonly Key[], topics: readonly Key[]): Key[] {
  if (cell === undefined) return []
  const square = named(cell, kindOf.place, 0.01)
  return [...topics, ...content.slice(0, 8)].map((key) =>
    joined(square, key, kindOf['at-place'], cellShareOf1(key.prior)),
  )
}

/** A concerned post is also counted as such, and so is each of its words: "bridge" is usual, "bridge" in bad news is not. */
function concernKeys(content: readonly Key[], concern: number): Key[] {
  if (concern < concernedFrom) return []
  const concerned = named('concerned', kindOf.topic, concernedShareOf1)
  const words = content.slice(0, pairTermsMax)
  return [
    concerned,
    ...words.map((word) =>
      joined(concerned, word, kindOf.concern, Math.max(3e-6, word.prior * concernedShareOf1)),
    ),
  ]
}

/** Every key of a post, without repeats, with its text: for telling, and the plain form `PostKeys` is held to. */
export function keysOf(
  terms: readonly Term[],
  places: readonly string[],
  prior: Prior,
  choice: KeyChoice,
): Key[] {
  const singles = terms.map((term) => single(term, prior))
  const content = contentKeys(terms, singles)
  const topics = topicKeys(terms)
  const all = [
    ...content,
    ...topics,
    ...cellKeys(choice.cell, content, topics),
    ...concernKeys(content, choice.concern),
    ...placeKeys(places, content),
    ...(choice.phrases ? phraseKeys(terms, singles, prior) : []),
    ...(choice.pairs ? pairKeys(content) : []),
  ]
  const kept = new Map<number, Key>()
  for (const key of all) if (!kept.has(key.low)) kept.set(key.low, key)
  return [...kept.values()]
}
