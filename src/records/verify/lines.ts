import { isUtf8 } from 'node:buffer'

/** A line of a file without its newline, or what keeps it from being read. */
export type RawLine =
  | { text: string; fault?: undefined }
  | { text?: undefined; fault: 'too-large' | 'unreadable' | 'cut-off' }

const newline = 10

/**
 * The lines of a file, a batch for each piece read, never more of it in memory than a piece and the longest line. A line that
 * is too long ends the reading; text after the last newline is a line that was cut off.
 */
export async function* linesOf(
  pieces: AsyncIterable<Uint8Array>,
  lineBytesMax: number,
): AsyncGenerator<RawLine[]> {
  let held: Uint8Array[] = []
  let heldBytes = 0
  for await (const piece of pieces) {
    const end = piece.lastIndexOf(newline)
    const tail = end === -1 ? piece : piece.subarray(end + 1)
    if (end !== -1) {
      yield readBlock(Buffer.concat([...held, piece.subarray(0, end)]), lineBytesMax)
      ;[held, heldBytes] = [[], 0]
    }
    // Copied, because the piece may be a view of a buffer that is used again.
    if (tail.length > 0) held.push(Uint8Array.from(tail))
    heldBytes += tail.length
    if (heldBytes > lineBytesMax) {
      yield [{ fault: 'too-large' }]
      return
    }
  }
  if (heldBytes > 0) yield [{ fault: 'cut-off' }]
}

/** The lines of bytes that begin and end with a line, without the last newline. */
export function readBlock(block: Buffer, lineBytesMax: number): RawLine[] {
  if (!isUtf8(block)) return splitBytes(block).map((line) => readLine(line, lineBytesMax))
  return block
    .toString('utf8')
    .split('\n')
    .map((text) => (text.length > lineBytesMax ? { fault: 'too-large' } : { text }))
}

function readLine(line: Buffer, lineBytesMax: number): RawLine {
  if (line.length > lineBytesMax) return { fault: 'too-large' }
  return isUtf8(line) ? { text: line.toString('utf8') } : { fault: 'unreadable' }
}

function splitBytes(block: Buffer): Buffer[] {
  const lines: Buffer[] = []
  let from = 0
  for (let end = block.indexOf(newline); end !== -1; end = block.indexOf(newline, from)) {
    lines.push(block.subarray(from, end))
    from = end + 1
  }
  return [...lines, block.subarray(from)]
}
