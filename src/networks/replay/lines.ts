import { readerLimits, type RefusedWhy } from '#networks/contract.ts'
import { fileBytes, UnreadableFile } from '#networks/replay/bytes.ts'

/** One line of a file, or why there is none. `n` counts every line of the file, the first is 1. */
export type FileLine =
  | { kind: 'line'; n: number; text: string; badEncoding: boolean }
  | { kind: 'refused'; n: number; why: RefusedWhy; sample: string }

const newline = 0x0a
const sampleLength = 200
const headBytes = 4096

/**
 * The lines of a plain or gzip file in UTF-8 or UTF-16, one at a time; memory stays bounded whatever the file holds.
 * Empty lines are left out but counted in `n`. A line past `lineBytesMax` is skipped and told as `too-long`.
 *
 * @throws UnreadableFile when the file cannot be opened or is not text
 */
export async function* fileLines(
  path: string,
  options: { signal?: AbortSignal; lineBytesMax?: number } = {},
): AsyncGenerator<FileLine> {
  const splitter = lineSplitter(options.lineBytesMax ?? readerLimits.frameBytesMax)
  let toUtf8: ((bytes: Buffer) => Buffer) | undefined
  let head: Buffer[] = []
  let truncated = false
  const begin = (): Buffer => {
    const first = Buffer.concat(head)
    head = []
    toUtf8 = reencoder(first, path)
    return toUtf8(first)
  }
  for await (const piece of fileBytes(path, options.signal)) {
    if (piece.kind === 'truncated') truncated = true
    else if (toUtf8) yield* splitter.push(toUtf8(piece.bytes))
    else {
      head.push(piece.bytes)
      if (head.reduce((sum, bytes) => sum + bytes.length, 0) >= headBytes) yield* splitter.push(begin())
    }
  }
  if (!toUtf8 && head.length > 0) yield* splitter.push(begin())
  yield* splitter.end(truncated)
}

/** Looks at the first bytes: drops a byte order mark, turns UTF-16 into UTF-8, and refuses what is not text. */
function reencoder(head: Buffer, path: string): (bytes: Buffer) => Buffer {
  const encoding = utf16Kind(head)
  if (encoding === undefined) {
    if (looksBinary(head))
      throw new UnreadableFile(`${path} is not a text file. We read JSON lines and CSV, plain or gzip.`)
    return (bytes) => bytes
  }
  const decoder = new TextDecoder(encoding)
  return (bytes) => Buffer.from(decoder.decode(bytes, { stream: true }))
}

function utf16Kind(head: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  // Without a mark: the first two characters of JSON or of a heading are ASCII, so every other byte is zero.
  if (head.length < 4) return undefined
  if (head[0] !== 0 && head[1] === 0 && head[2] !== 0 && head[3] === 0) return 'utf-16le'
  return head[0] === 0 && head[1] !== 0 && head[2] === 0 && head[3] !== 0 ? 'utf-16be' : undefined
}

/** A few null bytes in a text are one author's mischief; a tenth of control characters is a picture or a program. */
function looksBinary(head: Buffer): boolean {
  const shown = head.subarray(0, headBytes)
  const control = shown.reduce(
    (sum, byte) => sum + (byte < 9 || (byte > 13 && byte < 32 && byte !== 27) ? 1 : 0),
    0,
  )
  const invalid = shown.toString('utf8').split('\uFFFD').length - 1
  return control > shown.length / 10 || invalid > shown.length / 4
}

function lineSplitter(lineBytesMax: number): {
  push(bytes: Buffer): Generator<FileLine>
  end(truncated: boolean): Generator<FileLine>
} {
  let parts: Buffer[] = []
  let size = 0
  let n = 0
  const add = (bytes: Buffer): void => {
    size += bytes.length
    // Past the limit only the beginning is kept, as the sample.
    if (size <= lineBytesMax || parts.length === 0) parts.push(bytes)
    else parts = [Buffer.concat(parts).subarray(0, sampleLength * 4)]
  }
  const take = (): FileLine | undefined => {
    const line = toLine(Buffer.concat(parts), size > lineBytesMax, ++n)
    parts = []
    size = 0
    return line
  }
  return {
    *push(bytes) {
      let from = 0
      for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, from)) {
        add(bytes.subarray(from, at))
        from = at + 1
        const line = take()
        if (line) yield line
      }
      if (from < bytes.length) add(bytes.subarray(from))
    },
    *end(truncated) {
      const last = size > 0 ? take() : undefined
      if (!truncated) {
        if (last) yield last
        return
      }
      // The piece of a line before the break is no post: it is the sample of what was lost.
      const sample = last ? sampleOf(last) : ''
      yield { kind: 'refused', n: n + 1, why: 'truncated', sample }
    },
  }
}

function toLine(bytes: Buffer, isTooLong: boolean, n: number): FileLine | undefined {
  if (isTooLong) {
    return { kind: 'refused', n, why: 'too-long', sample: bytes.toString('utf8').slice(0, sampleLength) }
  }
  const raw = bytes.toString('utf8')
  const text = (n === 1 && raw.startsWith('\uFEFF') ? raw.slice(1) : raw).replace(/\r$/, '')
  if (text.trim() === '') return undefined
  return { kind: 'line', n, text, badEncoding: text.includes('\uFFFD') && !isUtf8(bytes) }
}

/** A replacement character may have been written on purpose; then the bytes are good. */
function isUtf8(bytes: Buffer): boolean {
  return Buffer.from(bytes.toString('utf8')).equals(bytes)
}

function sampleOf(line: FileLine): string {
  return line.kind === 'line' ? line.text.slice(0, sampleLength) : line.sample
}
