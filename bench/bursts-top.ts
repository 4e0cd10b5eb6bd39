import type { Post } from '#kernel/post.ts'
import { TextScan } from '#language/scan.ts'
import { shippedPrior } from '#stream/trends/prior.ts'
import { stemHash } from '#stream/trends/terms.ts'

/** Shares from which a word is grammar, not a subject; without this the list is `the`, `to`, `a` for ever. */
const commonShareOf1 = 0.004

/**
 * What a trending list shows: the words and tags counted most in the last minutes. Words of grammar are left out, which is
 * kind to it; counts are posts, each word once a post.
 */
export class TopWords {
  private readonly most: number
  private readonly minutesKept: number
  private readonly least: number
  private readonly minutes: Map<string, number>[] = []
  private readonly sums = new Map<string, number>()
  private now = new Map<string, number>()
  private readonly scan = new TextScan()
  private readonly prior = shippedPrior()

  /** @param least a word counted less often than this is not shown, however few words there are */
  constructor(most: number, minutesKept = 15, least = 1) {
    this.most = most
    this.minutesKept = minutesKept
    this.least = least
  }

  /** Counts the words of a post. */
  hear(post: Post): void {
    this.scan.read(post.text)
    const said = new Set<string>()
    for (let token = 0; token < this.scan.tokenCount; token++) {
      if ((this.scan.tokenKind[token] ?? 9) <= 1) said.add(this.scan.tokenText(token))
    }
    for (const word of said) this.now.set(word, (this.now.get(word) ?? 0) + 1)
  }

  /** Ends the minute; the words at the top now, most first. */
  close(): string[] {
    for (const [word, count] of this.now) this.sums.set(word, (this.sums.get(word) ?? 0) + count)
    this.minutes.push(this.now)
    this.now = new Map()
    if (this.minutes.length > this.minutesKept) this.forget(this.minutes.shift() ?? new Map())
    return [...this.sums]
      .filter(([word, count]) => count >= this.least && this.shareOf1(word) <= commonShareOf1)
      .sort((a, b) => b[1] - a[1])
      .slice(0, this.most)
      .map(([word]) => word)
  }

  private shareOf1(word: string): number {
    const { low, high } = stemHash(word)
    return this.prior.wordShareOf1(low | 0, high | 0)
  }

  private forget(minute: ReadonlyMap<string, number>): void {
    for (const [word, count] of minute) {
      const left = (this.sums.get(word) ?? 0) - count
      if (left > 0) this.sums.set(word, left)
      else this.sums.delete(word)
    }
  }
}
