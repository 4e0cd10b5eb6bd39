import type { Seen } from '#language/near-duplicates.ts'
import { mix32 } from '#stream/trends/terms.ts'

const textsMax = 1 << 15
const rememberedMs = 86_400_000
/** -1 is nobody's cluster, see `saved-stories.ts`. */
const firstCluster = -2

/**
 * Finds posts that say the same words in the same order: what is left of the search for copies while the engine has no time
 * for more. Its clusters are negative, so that none is taken for one of `NearDuplicates`. Fixed memory, 0.8 MB.
 */
export class ExactCopies {
  private readonly marks = new Uint32Array(textsMax)
  private readonly clusters = new Float64Array(textsMax)
  private readonly heardAtMs = new Float64Array(textsMax).fill(-Infinity)
  private lastCluster = firstCluster + 1

  /** Places a text, given as the 32-bit hashes of its words, and remembers it for a day. No words: always its own cluster. */
  seen(words: ArrayLike<number>, atMs: number, count = words.length): Seen {
    if (count === 0) return { cluster: --this.lastCluster, copy: false }
    let [low, high] = [0x9e3779b1, count]
    for (let at = 0; at < count; at++) {
      const word = words[at] ?? 0
      low = mix32(Math.imul(low, 31) + word)
      high = mix32(Math.imul(high, 37) ^ word)
    }
    const place = low & (textsMax - 1)
    const copy = this.marks[place] === high && atMs - (this.heardAtMs[place] ?? 0) <= rememberedMs
    if (!copy) this.clusters[place] = --this.lastCluster
    this.marks[place] = high
    this.heardAtMs[place] = atMs
    return { cluster: this.clusters[place] ?? 0, copy }
  }
}
