import { hourMs } from '#kernel/time.ts'
import { hash32, mix32 } from '#stream/trends/terms.ts'

const places = 1 << 19
const rememberedMs = 12 * hourMs

/**
 * Remembers which author brought which key lately, so that one person saying a thing a hundred times counts once.
 * Fixed memory: a newer entry may push an older one out, and then a repeat counts again; it never hides another author.
 */
export class AuthorMemory {
  private readonly marks = new Uint32Array(places)
  private readonly saidAtMs = new Float64Array(places).fill(-Infinity)
  private lastAuthor = ''
  private lastHash = 0

  /** Whether the author brought this key within the last 12 hours; remembers that they did now. */
  hasSaid(author: string, key: number, atMs: number): boolean {
    if (author !== this.lastAuthor) [this.lastAuthor, this.lastHash] = [author, hash32(author, 0x5bd1e995)]
    const place = mix32(this.lastHash ^ Math.imul(key, 0x9e3779b1)) & (places - 1)
    const mark = mix32(Math.imul(this.lastHash, 31) + key)
    const said = this.marks[place] === mark && atMs - (this.saidAtMs[place] ?? 0) < rememberedMs
    this.marks[place] = mark
    if (!said) this.saidAtMs[place] = atMs
    return said
  }
}
