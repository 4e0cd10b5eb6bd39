import { beginCheck, factsOf, faultAtEnd, takeLines } from '#records/verify/check-lines.ts'
import { exportLimits } from '#records/verify/format.ts'
import { linesOf } from '#records/verify/lines.ts'
import type { Trusted, Verdict } from '#records/verify/verdict.ts'

/**
 * Verifies an export of lines with nothing but its bytes, and names the first line that is not as it was written. Reads it
 * once, line by line, so its size does not matter.
 *
 * @param o.onBytes told how many bytes each piece had
 */
export async function verifyLines(
  pieces: AsyncIterable<Uint8Array>,
  o: { trusted: Trusted; onBytes?: (bytes: number) => void },
): Promise<Verdict> {
  const state = beginCheck(o.trusted)
  for await (const lines of linesOf(counted(pieces, o.onBytes), exportLimits.lineBytesMax)) {
    const finding = takeLines(state, lines)
    if (finding !== undefined) return { ok: false, finding, lines: state.line }
  }
  const finding = faultAtEnd(state)
  if (finding !== undefined) return { ok: false, finding, lines: state.line }
  return { ok: true, facts: factsOf(state) }
}

async function* counted(
  pieces: AsyncIterable<Uint8Array>,
  onBytes: ((bytes: number) => void) | undefined,
): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    yield piece
    onBytes?.(piece.length)
  }
}
