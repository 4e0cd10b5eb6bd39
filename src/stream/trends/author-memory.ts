import { hourMs } from '#kernel/time.ts'
import { hash32 } from '#stream/trends/terms.ts'
import type { Window } from '#stream/trends/window.ts'

/** Authors remembered; a power of two, 8 bytes each. */
const authorsMax = 1 << 18
/** Places looked at for one author. */
const probes = 4
/** Earlier posts of one author looked at, at most: a machine that writes for ever is stopped from costing for ever. */
const postsMax = 24
const rememberedMs = 12 * hourMs
/** Rows of one author looked at, at most, and the places of the table they are kept in. */
const rowsMax = 2048
const rowPlaces = 4096

/**
 * Knows which keys an author brought lately, so that one person saying a thing a hundred times counts once: those of their
 * posts within the last 12 hours that are still in the windows. Most authors of a busy stream wrote nothing lately, and then
 * nothing is looked at. Fixed memory, 2 MB: a newer author may push an older one out, and then a repeat counts again; it never
 * hides another author.
 */
export class AuthorMemory {
  private readonly window: Window
  /** A hash and the number of the last post (plus 1, modulo 2^32), side by side. */
  private readonly authors = new Int32Array(authorsMax * 2)
  private readonly rows = new Int32Array(rowPlaces)
  private readonly rowStamps = new Uint32Array(rowPlaces)
  private rowCount = 0
  private hash = 0
  private stamp = 0

  constructor(window: Window) {
    this.window = window
  }

  /**
   * Looks at what the author wrote lately, and takes the post that comes now as their last.
   *
   * @returns the number of their last post before, to be kept with this one; -1 when there is none
   */
  write(author: string, atMs: number): number {
    this.hash = hash32(author, 0x5bd1e995) | 0
    this.window.writes(this.hash)
    const last = this.exchange(this.hash, this.window.head)
    this.stamp++
    this.rowCount = 0
    let number = last
    for (let i = 0; i < postsMax && number !== -1 && this.rowCount < rowsMax; i++) {
      const heard = this.window.numbered(number)
      if (heard === undefined || atMs - heard.atMs >= rememberedMs) break
      for (const row of heard.rows) this.addRow(row)
      number = heard.earlier ?? -1
    }
    return last
  }

  /** Whether the author looked at by {@link write} brought the key of this row. */
  hasSaid(row: number): boolean {
    if (this.rowCount === 0) return false
    for (
      let place = row & (rowPlaces - 1);
      this.rowStamps[place] === this.stamp;
      place = (place + 1) & (rowPlaces - 1)
    )
      if (this.rows[place] === row) return true
    return false
  }

  /** Whether the author looked at by {@link write} wrote the post of this number too. */
  hasWritten(post: number): boolean {
    return this.window.authorOf(post) === this.hash
  }

  private addRow(row: number): void {
    if (this.rowCount >= rowsMax || this.hasSaid(row)) return
    let place = row & (rowPlaces - 1)
    while (this.rowStamps[place] === this.stamp) place = (place + 1) & (rowPlaces - 1)
    this.rowStamps[place] = this.stamp
    this.rows[place] = row
    this.rowCount++
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
