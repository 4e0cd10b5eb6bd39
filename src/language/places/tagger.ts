import { joinedHash } from '#language/places/folding.ts'
import { liveBuckets, liveSlots, wordBuckets, wordSlots, wordSlotsMax } from '#language/places/features.ts'
import { kindOf, type PlaceKind } from '#language/places/kinds.ts'
import { type Knowledge, postReader, tokensMax, wordsMax } from '#language/places/post-reader.ts'
import { spanOf } from '#language/places/spans.ts'
import { bestPath, pathFor } from '#language/places/viterbi.ts'
import { tagCount, tags, type TaggerWeights } from '#language/places/weights.ts'
import { wordField, wordFields } from '#language/places/words.ts'
import { TextScan } from '#language/scan.ts'

/** A place as a text names it: `text.slice(start, end)`, UTF-16 units, without the sign of a tag. */
export type TaggedPlace = { text: string; start: number; end: number; kind: PlaceKind }

/** Reads places out of posts; not to be shared between threads. */
export type PlaceTagger = { tag: (read: TextScan | string) => TaggedPlace[] }

const distances = wordSlots.length
const reach = distances >> 1
const sumsAWord = distances * tagCount

/**
 * A tagger over given knowledge and weights: a linear model over hashed features with the best path (CRF, Lafferty et al.
 * 2001). What a word says by itself is added up once for each spelling and kept, so a text costs little more than its
 * neighbours' features; `roomFor` spellings are kept before all are forgotten.
 */
export function placeTagger(
  knowledge: Knowledge,
  { buckets, moves, outsideBias }: TaggerWeights,
  roomFor = wordsMax,
): PlaceTagger {
  const sums = new Int32Array(roomFor * sumsAWord)
  const some = new Int32Array(Math.max(wordSlotsMax, liveSlots))
  const reader = postReader(knowledge, (word, words) => addUp(word, words), roomFor)
  const { post, words } = reader
  const path = pathFor(tokensMax)
  const ownScan = new TextScan()
  addUp(0, words)
  return { tag }

  function addUp(word: number, of: Int32Array): void {
    for (let distance = 0; distance < distances; distance++) {
      const count = wordBuckets(of, word, distance, some, 0)
      const at = word * sumsAWord + distance * tagCount
      sums.fill(0, at, at + tagCount)
      addBuckets(sums, at, count)
    }
  }

  function addBuckets(into: Int32Array, at: number, count: number): void {
    let outside = 0
    let begins = 0
    let goesOn = 0
    for (let i = 0; i < count; i++) {
      const from = (some[i] ?? 0) * tagCount
      outside += buckets[from] ?? 0
      begins += buckets[from + 1] ?? 0
      goesOn += buckets[from + 2] ?? 0
    }
    into[at] = (into[at] ?? 0) + outside
    into[at + 1] = (into[at + 1] ?? 0) + begins
    into[at + 2] = (into[at + 2] ?? 0) + goesOn
  }

  function score(at: number): void {
    const row = at * tagCount
    let outside = outsideBias
    let begins = 0
    let goesOn = 0
    for (let distance = 0; distance < distances; distance++) {
      const neighbour = at + distance - reach
      const word = neighbour < 0 || neighbour >= post.length ? 0 : (post.word[neighbour] ?? 0)
      const from = word * sumsAWord + distance * tagCount
      outside += sums[from] ?? 0
      begins += sums[from + 1] ?? 0
      goesOn += sums[from + 2] ?? 0
    }
    path.scores[row] = outside
    path.scores[row + 1] = begins
    path.scores[row + 2] = goesOn
    liveBuckets(post, words, at, some, 0)
    addBuckets(path.scores, row, liveSlots)
  }

  function tag(given: TextScan | string): TaggedPlace[] {
    const scan = typeof given === 'string' ? ownScan : given
    if (typeof given === 'string') ownScan.read(given)
    reader.read(scan)
    for (let at = 0; at < post.length; at++) score(at)
    bestPath(path, post.length, moves)
    const places: TaggedPlace[] = []
    for (let at = 0; at < post.length; at++) {
      if (path.tags[at] !== tags.begins) continue
      let last = at
      while (path.tags[last + 1] === tags.goesOn) last++
      places.push(placeOf(scan, at, last))
      at = last
    }
    return places
  }

  function placeOf(scan: TextScan, first: number, last: number): TaggedPlace {
    const { start, end } = spanOf(scan, first, last)
    const firstWord = (post.word[first] ?? 0) * wordFields
    const lastWord = (post.word[last] ?? 0) * wordFields
    let hash = words[firstWord + wordField.plain] ?? 0
    for (let at = first + 1; at <= last; at++) {
      const word = (post.word[at] ?? 0) * wordFields
      hash = joinedHash(hash, words[word + wordField.plain] ?? 0, words[word + wordField.power] ?? 0)
    }
    const kind = kindOf({
      first: words[firstWord + wordField.plain] ?? 0,
      last: words[lastWord + wordField.plain] ?? 0,
      bits: knowledge.names.bitsOf(hash),
    })
    return { text: scan.text.slice(start, end), start, end, kind }
  }
}
