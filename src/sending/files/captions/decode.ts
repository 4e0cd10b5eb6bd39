import { fileLimits } from '#sending/files/contract.ts'
import { captionsRefusal, type CaptionsRefusal } from '#sending/files/captions/wrongs.ts'

/** The lines of a file of captions, or why it cannot be read. */
export type Decoded = { ok: true; lines: string[] } | { ok: false; why: CaptionsRefusal }

/** Reads bytes as UTF-8, strictly: a letter that is guessed is a wrong word in front of everybody. */
export function decodeCaptions(bytes: Uint8Array): Decoded {
  if (isUtf16(bytes)) return { ok: false, why: captionsRefusal('captions-encoding') }
  if (bytes.includes(0)) return { ok: false, why: captionsRefusal('captions-unknown') }
  const text = utf8(bytes)
  if (text === undefined)
    return { ok: false, why: captionsRefusal('captions-encoding', { line: firstBroken(bytes) }) }
  const lines = text.split(/\r\n|\n|\r/u)
  const odd = lines.findIndex((line) => unshowable.test(line))
  if (odd !== -1) return { ok: false, why: captionsRefusal('captions-character', { line: odd + 1 }) }
  const long = lines.findIndex(({ length }) => length > fileLimits.captionLineMax)
  if (long !== -1) return { ok: false, why: captionsRefusal('captions-long-line', { line: long + 1 }) }
  return { ok: true, lines }
}

// oxlint-disable-next-line no-control-regex -- controls are what is looked for; a tab is none of them here
const unshowable = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFFFD-\uFFFF]/u

function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    // A mark at its beginning is left out, as everywhere.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/** The line, from 1, of the first byte that is no UTF-8. */
function firstBroken(bytes: Uint8Array): number {
  let line = 1
  let from = 0
  for (let at = 0; at <= bytes.length; at++) {
    if (at < bytes.length && bytes[at] !== 0x0a) continue
    if (utf8(bytes.subarray(from, at)) === undefined) return line
    line += 1
    from = at + 1
  }
  return line
}
