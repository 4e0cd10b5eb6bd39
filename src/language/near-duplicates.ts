import { mixed } from '#kernel/hash.ts'
import { PlaceTable } from '#language/near-duplicate-table.ts'

const bands = 8
const rowsPerBand = 3
/** A key for each band, and one for how the text begins. */
const keysPerText = bands + 1

/** Fewer words than this are only a copy when all of them are the same. */
const wordsForLikeness = 4
/** So many first words name a text as well as a band does: what was cut short or got a link at its end begins the same. */
const wordsOfBeginning = 4
/** From so many words on, a text that is inside another, or begins as it does, and is a third as long, is the other cut short. */
const wordsForCutting = 6
const cutShareOf1 = 0.9
const cutLengthOf1 = 1 / 3

/** Distinct words read of a text: what a longer one says after them does not make it another. */
const wordsMax = 64

/** What {@link NearDuplicates.seen} answers. */
export type Seen = {
  /** The group of posts that say the same in nearly the same words; stable while the window remembers it. */
  cluster: number
  /** Whether an earlier post of the window says the same. */
  copy: boolean
}

/** How much is remembered. */
type NearDuplicateLimits = {
  /** How long a text counts as already said, ms. */
  windowMs: number
  /** Texts remembered at most; a power of two. */
  textsMax: number
  /** Likeness of 1 (share of common words among all words of both) from which two texts are one. */
  likenessOf1: number
}

/** A day, 32,768 texts, half of the words in common: 14 MB. */
const nearDuplicateLimits: NearDuplicateLimits = { windowMs: 86_400_000, textsMax: 32_768, likenessOf1: 0.5 }

/**
 * Finds posts that repeat each other over a time window: reposts, cut-off copies, an added link, a changed word, other case.
 *
 * Candidates come from MinHash with 24 permutations in 8 bands of 3 over the set of words (Broder 1997; banding as in
 * Leskovec, Mining of Massive Datasets, ch. 3) and from the first four words; which of them is a copy is decided on the words
 * themselves. Links and the `RT @name:` mark must be taken off before (`saidWords` does). Memory is fixed by `textsMax`.
 */
export class NearDuplicates {
  private readonly limits: NearDuplicateLimits
  private readonly table: PlaceTable
  private readonly words: Int32Array
  private readonly wordCounts: Uint8Array
  private readonly keys: Int32Array
  private readonly clusters: Float64Array
  private readonly heardAtMs: Float64Array
  private readonly text = new DistinctWords()
  private readonly current = new Int32Array(keysPerText)
  private next = 0
  private lastCluster = 0
  /** Kept so that no compiler finds the warming to be without effect. */
  warmed = 0

  /** @param given what is to be other than the default: a day, 32,768 texts, half of the words in common */
  constructor(given: Partial<NearDuplicateLimits> = {}) {
    const limits = { ...nearDuplicateLimits, ...given }
    this.limits = limits
    this.table = new PlaceTable(limits.textsMax * keysPerText)
    this.words = new Int32Array(limits.textsMax * wordsMax)
    this.wordCounts = new Uint8Array(limits.textsMax)
    this.keys = new Int32Array(limits.textsMax * keysPerText)
    this.clusters = new Float64Array(limits.textsMax)
    this.heardAtMs = new Float64Array(limits.textsMax).fill(-Infinity)
  }

  /**
   * Places a text and remembers it. No words: always its own cluster.
   *
   * @param words the 32-bit hashes of its words, signed or not
   * @param count how many of them count, where the array is longer than the text
   */
  seen(words: ArrayLike<number>, atMs: number, count = words.length): Seen {
    this.text.read(words, count)
    if (this.text.count === 0) return { cluster: ++this.lastCluster, copy: false }
    keysOf(this.text, this.current)
    this.warmed =
      this.table.warm(this.current, 0, keysPerText) ^
      this.table.warm(this.keys, this.next * keysPerText, keysPerText)
    this.forget(this.next)
    const twin = this.twinOf(atMs)
    const cluster = twin === -1 ? ++this.lastCluster : (this.clusters[twin] ?? 0)
    this.remember(cluster, atMs)
    return { cluster, copy: twin !== -1 }
  }

  private twinOf(atMs: number): number {
    let best = -1
    let bestLikeness = 0
    let last = -1
    for (let key = 0; key < keysPerText; key++) {
      const place = this.table.placeOf(this.current[key] ?? 0)
      if (place === -1 || place === last || atMs - (this.heardAtMs[place] ?? 0) > this.limits.windowMs)
        continue
      last = place
      const likeness = this.likeness(place)
      if (likeness > bestLikeness) [best, bestLikeness] = [place, likeness]
    }
    return best
  }

  /** Share of 1 of the words in common, or 0 when that is too little for a copy. */
  private likeness(place: number): number {
    const from = place * wordsMax
    const mine = this.text.count
    const others = this.wordCounts[place] ?? 0
    const shorter = Math.min(mine, others)
    const longer = Math.max(mine, others)
    // Short texts share words by chance, so they must agree wholly; a post of few words is not a copy of a long one.
    if (shorter < wordsForLikeness ? mine !== others : shorter < longer * cutLengthOf1) return 0
    const mayBeCut = shorter >= wordsForCutting && shorter >= longer * cutLengthOf1
    const beginsAlike = mayBeCut && this.beginsAlike(from, shorter - 1)
    const enough = beginsAlike
      ? 0
      : (this.limits.likenessOf1 * (mine + others)) / (1 + this.limits.likenessOf1)
    const least = mayBeCut ? Math.min(enough, shorter * cutShareOf1) : enough
    const shared = this.sharedWords(from, others, Math.floor(least) - 1)
    const likeness = shared / (mine + others - shared)
    if (shorter < wordsForLikeness) return likeness === 1 ? 1 : 0
    if (likeness >= this.limits.likenessOf1) return likeness
    return mayBeCut && (beginsAlike || shared >= shorter * cutShareOf1) ? likeness : 0
  }

  /** Words in common; what is given once it is sure to stay below `least` is too little, and no more is known. */
  private sharedWords(from: number, count: number, least: number): number {
    let shared = 0
    for (let at = 0; at < count; at++) {
      if (this.text.has(this.words[from + at] ?? 0)) shared++
      else if (shared + count - at <= least) return 0
    }
    return shared
  }

  /** A cut often goes through the last word. */
  private beginsAlike(from: number, count: number): boolean {
    for (let at = 0; at < count; at++) if (this.words[from + at] !== this.text.distinct[at]) return false
    return true
  }

  private remember(cluster: number, atMs: number): void {
    const place = this.next
    this.next = (this.next + 1) % this.limits.textsMax
    const { count, distinct } = this.text
    const from = place * wordsMax
    for (let at = 0; at < count; at++) this.words[from + at] = distinct[at] ?? 0
    this.wordCounts[place] = count
    this.clusters[place] = cluster
    this.heardAtMs[place] = atMs
    for (let key = 0; key < keysPerText; key++) {
      const hash = this.current[key] ?? 0
      this.keys[place * keysPerText + key] = hash
      this.table.put(hash, place)
    }
  }

  private forget(place: number): void {
    if (this.heardAtMs[place] === -Infinity) return
    const from = place * keysPerText
    for (let key = 0; key < keysPerText; key++) this.table.remove(this.keys[from + key] ?? 0, place)
  }
}

/** Whether two texts, given as hashes of their words, are nearly the same: what {@link NearDuplicates} would say of them. */
export function isNearDuplicate(first: ArrayLike<number>, second: ArrayLike<number>): boolean {
  const both = new NearDuplicates({ textsMax: 2 })
  both.seen(first, 0)
  return both.seen(second, 0).copy
}

const slots = 256

/** The distinct words of one text, up to {@link wordsMax}, in reading order; used again for the next text. */
class DistinctWords {
  count = 0
  readonly distinct = new Int32Array(wordsMax)
  private readonly slotWord = new Int32Array(slots)
  private readonly slotRound = new Uint32Array(slots)
  private round = 0

  read(words: ArrayLike<number>, count: number): void {
    this.count = 0
    this.newRound()
    for (let at = 0; at < count && this.count < wordsMax; at++) {
      const word = (words[at] ?? 0) | 0
      const slot = this.slotOf(word)
      if (this.slotRound[slot] === this.round) continue
      this.slotRound[slot] = this.round
      this.slotWord[slot] = word
      this.distinct[this.count++] = word
    }
  }

  has(word: number): boolean {
    return this.slotRound[this.slotOf(word)] === this.round
  }

  private slotOf(word: number): number {
    let slot = (Math.imul(word, 0x9e3779b1) >>> 24) & (slots - 1)
    while (this.slotRound[slot] === this.round && this.slotWord[slot] !== word)
      slot = (slot + 1) & (slots - 1)
    return slot
  }

  private newRound(): void {
    this.round = (this.round + 1) >>> 0
    if (this.round !== 0) return
    this.slotRound.fill(0)
    this.round = 1
  }
}

const factors = Int32Array.from({ length: bands * rowsPerBand }, (_, i) => mixed(i + 1) | 1)
const mixedWords = new Int32Array(wordsMax)

/** The smallest value of each of 24 hash functions over the words, three of them a key; the last key is the beginning. */
function keysOf({ count, distinct }: DistinctWords, into: Int32Array): void {
  for (let at = 0; at < count; at++) mixedWords[at] = mixed(distinct[at] ?? 0)
  for (let band = 0; band < bands; band++) into[band] = keyOf(count, band)
  let beginning = 0x27d4eb2f
  for (let at = 0; at < Math.min(count, wordsOfBeginning); at++) {
    beginning = Math.imul(beginning ^ (mixedWords[at] ?? 0), 0x85ebca6b)
    beginning ^= beginning >>> 15
  }
  into[bands] = beginning
}

/** Of one band; its three values are looked for side by side, since the processor has nothing else to wait for. */
function keyOf(count: number, band: number): number {
  const one = factors[band * rowsPerBand] ?? 1
  const two = factors[band * rowsPerBand + 1] ?? 1
  const three = factors[band * rowsPerBand + 2] ?? 1
  let leastOne = 0x7fffffff
  let leastTwo = 0x7fffffff
  let leastThree = 0x7fffffff
  for (let at = 0; at < count; at++) {
    const word = mixedWords[at] ?? 0
    leastOne = Math.min(leastOne, Math.imul(word, one))
    leastTwo = Math.min(leastTwo, Math.imul(word, two))
    leastThree = Math.min(leastThree, Math.imul(word, three))
  }
  let key = Math.imul(0x9e3779b1 ^ band ^ leastOne, 0x85ebca6b)
  key ^= key >>> 15
  key = Math.imul(key ^ leastTwo, 0x85ebca6b)
  key ^= key >>> 15
  key = Math.imul(key ^ leastThree, 0x85ebca6b)
  return key ^ (key >>> 15)
}
