/** Size classes are powers of two from 4 numbers to 2^27. */
const smallestClass = 2
const classes = 28

function classOf(length: number): number {
  return Math.max(smallestClass, 32 - Math.clz32(Math.max(0, length - 1)))
}

/** Room for many short lists of whole numbers in one array, so that a hundred thousand rules are not as many objects. */
export class Slab {
  /** Read and write through this; a new array takes its place when it grows, so never keep it. */
  numbers = new Int32Array(1024)
  #end = 0
  readonly #free: number[][] = Array.from({ length: classes }, () => [])

  /** Room for at least `length` numbers; gives where it begins. What is in it before is not cleared. */
  take(length: number): number {
    const sizeClass = classOf(length)
    const reused = this.#free[sizeClass]?.pop()
    if (reused !== undefined) return reused
    const start = this.#end
    this.#end += 1 << sizeClass
    if (this.#end > this.numbers.length) this.#grow()
    return start
  }

  /** Gives room back that was taken for `length` numbers. */
  giveBack(start: number, length: number): void {
    this.#free[classOf(length)]?.push(start)
  }

  #grow(): void {
    let size = this.numbers.length
    while (size < this.#end) size *= 2
    const bigger = new Int32Array(size)
    bigger.set(this.numbers)
    this.numbers = bigger
  }
}

/** How many numbers fit into room taken for `length`. */
export function roomFor(length: number): number {
  return 1 << classOf(length)
}

/** The array itself when it is long enough, else a copy twice as long or more. */
export function longEnough<A extends Int32Array<ArrayBuffer> | Float32Array<ArrayBuffer>>(
  array: A,
  length: number,
): A
export function longEnough(
  array: Int32Array<ArrayBuffer> | Float32Array<ArrayBuffer>,
  length: number,
): Int32Array<ArrayBuffer> | Float32Array<ArrayBuffer> {
  if (length <= array.length) return array
  const size = Math.max(length, array.length * 2)
  const bigger = array instanceof Int32Array ? new Int32Array(size) : new Float32Array(size)
  bigger.set(array)
  return bigger
}
