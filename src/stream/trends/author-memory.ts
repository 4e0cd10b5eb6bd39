import { hourMs } from '#kernel/time.ts'
import { hash32 } from '#stream/trends/terms.ts'

/** Authors remembered; a power of two, 8 bytes each. */
const authorsMax = 1 << 18
/** Places looked at for one author. */
const probes = 4
/** Earlier posts of one author looked at, at most: a machine that writes for ever is stopped from costing for ever. */
const postsMax = 24
const rememberedMs = 12 * hourMs
/** Keys of one author looked at, at most, and the places of the table they are kept in. */
const saidMax = 2048
const saidPlaces = 4096
/** Keys of all authors kept, a power of two, 4 bytes each: those of the newest 100,000 posts or so. */
const keysMax = 1 << 21

/**
 * Knows which keys an author brought lately, so that one person saying a thing a hundred times counts once: those of their
 * posts within the last 12 hours that are still in the windows. Most authors of a busy stream wrote nothing lately, and then
 * nothing is looked at. Keys go by the lower half of their hash. Fixed memory, 11 MB: a newer author may push an older one
 * out, and then a repeat counts again; it hides another author's key once in a million times.
 */
export class AuthorMemory {
  private readonly capacity: number
  /** A hash and the number of the last post (plus 1, modulo 2^32), side by side. */
  private readonly authors = new Int32Array(authorsMax * 2)
  /** Of each post in the windows, four numbers: when, its author's post before (or -1), its first key among all, how many. */
  private readonly posts: Float64Array
  private readonly keys = new Int32Array(keysMax)
  private keysWritten = 0
  private place = 0
  private readonly said = new Int32Array(saidPlaces)
  private readonly saidStamps = new Uint32Array(saidPlaces)
  private saidCount = 0
  private stamp = 0

  /** @param capacity posts the windows hold */
  constructor(capacity: number) {
    this.capacity = capacity
    this.posts = new Float64Array(capacity * 4)
  }

  /**
   * Looks at what the author wrote lately, and takes the post that comes now, which has this number, as their last.
   *
   * @returns whether they wrote anything lately
   */
  write(author: string, post: number, atMs: number): boolean {
    const last = this.exchange(hash32(author, 0x5bd1e995) | 0, post)
    const { posts } = this
    posts[this.place + 3] = this.keysWritten - (posts[this.place + 2] ?? 0)
    this.place = (post % this.capacity) * 4
    posts[this.place] = atMs
    posts[this.place + 1] = last
    posts[this.place + 2] = this.keysWritten
    posts[this.place + 3] = 0
    this.stamp++
    this.saidCount = 0
    let number = last
    for (let i = 0; i < postsMax && number !== -1 && number > post - this.capacity; i++) {
      const place = (number % this.capacity) * 4
      if (atMs - (posts[place] ?? 0) >= rememberedMs) break
      this.readKeys(posts[place + 2] ?? 0, posts[place + 3] ?? 0)
      number = posts[place + 1] ?? -1
    }
    return this.saidCount > 0
  }

  /** The post taken last holds this key. */
  say(low: number): void {
    this.keys[this.keysWritten++ & (keysMax - 1)] = low
  }

  /** Whether the author looked at by {@link write} brought this key before. */
  hasSaid(low: number): boolean {
    for (
      let place = low & (saidPlaces - 1);
      this.saidStamps[place] === this.stamp;
      place = (place + 1) & (saidPlaces - 1)
    )
      if (this.said[place] === low) return true
    return false
  }

  private readKeys(first: number, count: number): void {
    if (first < this.keysWritten - keysMax) return
    for (let key = first; key < first + count && this.saidCount < saidMax; key++)
      this.addSaid(this.keys[key & (keysMax - 1)] ?? 0)
  }

  private addSaid(low: number): void {
    let place = low & (saidPlaces - 1)
    for (; this.saidStamps[place] === this.stamp; place = (place + 1) & (saidPlaces - 1))
      if (this.said[place] === low) return
    this.saidStamps[place] = this.stamp
    this.said[place] = low
    this.saidCount++
  }

  /** Puts a post in as the author's last; returns the one before. Of those in the same places the one silent longest goes. */
  private exchange(hash: number, number: number): number {
    const begin = hash & (authorsMax - 1) & ~(probes - 1)
    let oldest = begin
    for (let place = begin; place < begin + probes; place++) {
      if (this.authors[place * 2] === hash && this.last(place) >= 0) {
        oldest = place
        break
      }
      if (this.last(place) < this.last(oldest)) oldest = place
    }
    const known = this.authors[oldest * 2] === hash ? this.last(oldest) : -1
    this.authors[oldest * 2] = hash
    this.authors[oldest * 2 + 1] = (number + 1) | 0
    return known
  }

  private last(place: number): number {
    return ((this.authors[place * 2 + 1] ?? 0) >>> 0) - 1
  }
}
