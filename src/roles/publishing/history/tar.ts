import { UnreadableFile } from '#roles/publishing/history/past-post.ts'

const block = 512

/** A file of a tar: its name, and its bytes as they come. They are to be read before the next file is asked for. */
export type TarFile = { name: string; bytes: AsyncIterable<Uint8Array> }

/**
 * The files of a tar, one after the other; nothing is written anywhere, whatever their names say. What is no plain file is passed over.
 *
 * Source: POSIX.1-1988 (ustar); names longer than 100 characters are those of the extension only where they fit in prefix and name.
 *
 * @throws UnreadableFile for what is no tar, and for one that ends inside a file
 */
export async function* tarFiles(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<TarFile> {
  const source = new Source(bytes)
  for (;;) {
    const header = await source.exactly(block)
    if (header === undefined || header.every((byte) => byte === 0)) return
    const size = octal(header.subarray(124, 136))
    if (size === undefined || !isHeader(header)) throw new UnreadableFile('not-an-archive')
    const kind = String.fromCharCode(header[156] ?? 0)
    let left = size
    const contents = async function* (): AsyncGenerator<Uint8Array> {
      while (left > 0) {
        const some = await source.some(left)
        if (some === undefined) throw new UnreadableFile('not-an-archive')
        left -= some.length
        yield some
      }
    }
    if (kind === '0' || kind === '\0') yield { name: nameIn(header), bytes: contents() }
    // What was not read, and what fills up the last block.
    for await (const _ of contents()) continue
    const rest = (block - (size % block)) % block
    if (rest > 0) await source.exactly(rest)
  }
}

function nameIn(header: Uint8Array): string {
  const text = (from: number, to: number): string =>
    Buffer.from(header.subarray(from, to)).toString('utf8').split('\0', 1)[0] ?? ''
  const [name, prefix] = [text(0, 100), text(345, 500)]
  return prefix === '' ? name : `${prefix}/${name}`
}

/** The sum of all bytes, those of the sum itself as spaces. */
function isHeader(header: Uint8Array): boolean {
  let sum = 0
  for (const [at, byte] of header.entries()) sum += at >= 148 && at < 156 ? 32 : byte
  return octal(header.subarray(148, 156)) === sum
}

/** A number in octal; sizes beyond 8 GB, which are written otherwise, are refused. */
function octal(field: Uint8Array): number | undefined {
  const text = Buffer.from(field).toString('latin1').replaceAll('\0', ' ').trim()
  return /^[0-7]{1,11}$/u.test(text) ? Number.parseInt(text, 8) : undefined
}

/** Bytes that come in pieces, taken in others. */
class Source {
  readonly #pieces: AsyncIterator<Uint8Array>
  #rest: Uint8Array = new Uint8Array()

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.#pieces = bytes[Symbol.asyncIterator]()
  }

  /** At most so many; undefined at the end. */
  async some(max: number): Promise<Uint8Array | undefined> {
    while (this.#rest.length === 0) {
      const next = await this.#pieces.next()
      if (next.done === true) return undefined
      this.#rest = next.value
    }
    const taken = this.#rest.subarray(0, max)
    this.#rest = this.#rest.subarray(taken.length)
    return taken
  }

  /** So many; undefined where there are none left. */
  async exactly(count: number): Promise<Uint8Array | undefined> {
    const parts: Uint8Array[] = []
    for (let left = count; left > 0;) {
      const some = await this.some(left)
      if (some === undefined) {
        if (parts.length > 0) throw new UnreadableFile('not-an-archive')
        return undefined
      }
      parts.push(some)
      left -= some.length
    }
    return Buffer.concat(parts)
  }
}
