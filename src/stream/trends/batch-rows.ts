/**
 * The rows the posts of each batch were counted in, in the order they were counted in: who takes a batch out again walks the key
 * table forward. A ring of fixed size, 4 bytes an entry, outside the heap.
 */
export class BatchRows {
  private readonly entries: Int32Array
  private begin = 0
  /** Number of the next entry, as a signed 32-bit number: they count up and around. */
  end = 0

  /** @param size entries held at most, a power of two */
  constructor(size: number) {
    this.entries = new Int32Array(size)
  }

  /** Whether a row can be added; else {@link free} must make room. */
  get hasRoom(): boolean {
    return ((this.end - this.begin) | 0) < this.entries.length
  }

  /** A post was counted in a row. */
  add(row: number): void {
    this.entries[this.end & (this.entries.length - 1)] = row
    this.end = (this.end + 1) | 0
  }

  /** The row of an entry. */
  row(entry: number): number {
    return this.entries[entry & (this.entries.length - 1)] ?? 0
  }

  /** Everything before this entry is needed no more. */
  free(endEntry: number): void {
    this.begin = endEntry
  }
}
