const bands = 8
const rowsPerBand = 3
const signatureLength = bands * rowsPerBand

/** Fewer words than this are only a copy when all of them are the same. */
const wordsForLikeness = 4

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
  /** Likeness of 1 (estimated share of common words) from which two texts are one. */
  likenessOf1: number
}

/** A day, 32,768 texts, half of the words in common. */
const nearDuplicateLimits: NearDuplicateLimits = { windowMs: 86_400_000, textsMax: 32_768, likenessOf1: 0.5 }

/**
 * Finds posts that repeat each other over a time window: reposts, cut-off copies, an added link, a changed word, other case.
 *
 * MinHash with 24 permutations in 8 bands of 3 over the set of words (Broder 1997; banding as in Leskovec, Mining of Massive
 * Datasets, ch. 3). Links and the `RT @name:` mark must be taken off before. Memory is fixed by `textsMax`.
 */
export class NearDuplicates {
  private readonly limits: NearDuplicateLimits
  private readonly signatures: Uint32Array
  private readonly clusters: Float64Array
  private readonly heardAtMs: Float64Array
  private readonly wordCounts: Uint16Array
  private readonly heads: readonly Map<number, number>[]
  private readonly current = new Uint32Array(signatureLength)
  private next = 0
  private lastCluster = 0

  constructor(limits: NearDuplicateLimits = nearDuplicateLimits) {
    this.limits = limits
    this.signatures = new Uint32Array(limits.textsMax * signatureLength)
    this.clusters = new Float64Array(limits.textsMax)
    this.heardAtMs = new Float64Array(limits.textsMax).fill(-Infinity)
    this.wordCounts = new Uint16Array(limits.textsMax)
    this.heads = Array.from({ length: bands }, () => new Map<number, number>())
  }

  /** Places a text, given as the 32-bit hashes of its words, and remembers it. No words: always its own cluster. */
  seen(words: readonly number[], atMs: number): Seen {
    const distinct = [...new Set(words)]
    if (distinct.length === 0) return { cluster: ++this.lastCluster, copy: false }
    sign(distinct, this.current)
    const twin = this.twinOf(distinct.length, atMs)
    const cluster = twin === -1 ? ++this.lastCluster : (this.clusters[twin] ?? 0)
    this.remember(distinct.length, cluster, atMs)
    return { cluster, copy: twin !== -1 }
  }

  private twinOf(wordCount: number, atMs: number): number {
    let best = -1
    let bestLikeness = 0
    for (let band = 0; band < bands; band++) {
      const place = this.heads[band]?.get(this.bandHash(band))
      if (place === undefined || atMs - (this.heardAtMs[place] ?? 0) > this.limits.windowMs) continue
      const likeness = this.likeness(place)
      const enough = this.enough(wordCount, this.wordCounts[place] ?? 0)
      if (likeness >= enough && likeness > bestLikeness) [best, bestLikeness] = [place, likeness]
    }
    return best
  }

  /** Short texts share words by chance, so they must agree wholly; a post of few words is not a copy of a long one. */
  private enough(words: number, others: number): number {
    return Math.min(words, others) < wordsForLikeness ? 1 : this.limits.likenessOf1
  }

  private likeness(place: number): number {
    let same = 0
    const from = place * signatureLength
    for (let i = 0; i < signatureLength; i++) if (this.signatures[from + i] === this.current[i]) same++
    return same / signatureLength
  }

  private remember(wordCount: number, cluster: number, atMs: number): void {
    const place = this.next
    this.next = (this.next + 1) % this.limits.textsMax
    this.forget(place)
    this.signatures.set(this.current, place * signatureLength)
    this.clusters[place] = cluster
    this.heardAtMs[place] = atMs
    this.wordCounts[place] = Math.min(65_535, wordCount)
    for (let band = 0; band < bands; band++) this.heads[band]?.set(this.bandHash(band), place)
  }

  private forget(place: number): void {
    if (this.heardAtMs[place] === -Infinity) return
    const old = this.signatures.subarray(place * signatureLength, (place + 1) * signatureLength)
    for (let band = 0; band < bands; band++) {
      const hash = bandHashOf(old, band)
      if (this.heads[band]?.get(hash) === place) this.heads[band]?.delete(hash)
    }
  }

  private bandHash(band: number): number {
    return bandHashOf(this.current, band)
  }
}

function bandHashOf(signature: Uint32Array, band: number): number {
  let hash = 0x9e3779b9 ^ band
  for (let row = 0; row < rowsPerBand; row++) {
    hash = Math.imul(hash ^ (signature[band * rowsPerBand + row] ?? 0), 0x85ebca6b)
    hash ^= hash >>> 15
  }
  return hash >>> 0
}

/** The smallest value of each of 24 hash functions over the words. */
function sign(words: readonly number[], into: Uint32Array): void {
  into.fill(0xffffffff)
  for (const word of words) {
    for (let i = 0; i < signatureLength; i++) {
      let hash = Math.imul(word ^ Math.imul(i + 1, 0x9e3779b1), 0x85ebca6b)
      hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
      hash = (hash ^ (hash >>> 16)) >>> 0
      if (hash < (into[i] ?? 0)) into[i] = hash
    }
  }
}
