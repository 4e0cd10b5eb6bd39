import { hourMs } from '#kernel/time.ts'
import { hash32, mix32 } from '#stream/trends/terms.ts'

const places = 1 << 19
const rememberedS = (12 * hourMs) / 1000

/**
 * Remembers which author brought which key lately, so that one person saying a thing a hundred times counts once.
 * Fixed memory, 4 MB: a newer entry may push an older one out, and then a repeat counts again; it never hides another author.
 */
export class AuthorMemory {
  /** A mark and the second it was said, side by side. */
  private readonly said = new Int32Array(places * 2)
  private lastAuthor = ''
  private lastHash = 0

  /** Whether the author brought this key within the last 12 hours; remembers that they did now. */
  hasSaid(author: string, key: number, atMs: number): boolean {
    if (author !== this.lastAuthor) {
      this.lastAuthor = author
      this.lastHash = hash32(author, 0x5bd1e995) | 0
    }
    const place = (mix32(this.lastHash ^ Math.imul(key, 0x9e3779b1)) & (places - 1)) * 2
    const mark = mix32((Math.imul(this.lastHash, 31) + key) | 0) | 0 || 1
    const atS = Math.floor(atMs / 1000) | 0
    const isSaid = this.said[place] === mark && atS - (this.said[place + 1] ?? 0) < rememberedS
    this.said[place] = mark
    if (!isSaid) this.said[place + 1] = atS
    return isSaid
  }
}
