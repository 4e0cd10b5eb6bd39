import { readSubRip, isSubRip } from '#sending/files/captions/read-srt.ts'
import { readWebVtt } from '#sending/files/captions/read-vtt.ts'
import { webVttOf, type CaptionsRead } from '#sending/files/captions/cue.ts'
import { decodeCaptions } from '#sending/files/captions/decode.ts'
import { captionsRefusal, type CaptionsRefusal } from '#sending/files/captions/wrongs.ts'
import { captionsType, fileLimits, type KeptFile } from '#sending/files/contract.ts'
import type { FilesNeeds } from '#sending/files/files.ts'
import { putFile } from '#sending/files/store.ts'

/** What came of keeping captions. */
export type KeptCaptions = { ok: true; value: KeptFile } | { ok: false; why: CaptionsRefusal }

/**
 * Takes captions in: read strictly, written anew as WebVTT, stored once. Asked again with the same captions it is the same file.
 * `seconds` of the file is where the last caption ends.
 */
export async function keepCaptions(
  { store, clock }: FilesNeeds,
  bytes: Uint8Array,
  by: string,
): Promise<KeptCaptions> {
  const read = readCaptions(bytes)
  if (!read.ok) return read
  const data = new TextEncoder().encode(webVttOf(read.cues))
  const seconds = Math.max(...read.cues.map(({ toMs }) => toMs)) / 1000
  const file = { data, mediaType: captionsType, seconds }
  const value = await putFile(store.db, file, { by, nowMs: clock.nowMs() })
  return { ok: true, value }
}

/** Reads a file of captions, WebVTT or SubRip. Pure. */
export function readCaptions(bytes: Uint8Array): CaptionsRead {
  if (bytes.length > fileLimits.captionsBytesMax)
    return { ok: false, why: captionsRefusal('captions-too-large') }
  const decoded = decodeCaptions(bytes)
  if (!decoded.ok) return decoded
  const { lines } = decoded
  if (lines.every((line) => line.trim() === '')) return { ok: false, why: captionsRefusal('captions-empty') }
  const read = readKnown(lines)
  if (read === undefined) return { ok: false, why: captionsRefusal('captions-unknown') }
  if (!read.ok) return read
  if (read.cues.length === 0) return { ok: false, why: captionsRefusal('captions-empty') }
  if (read.cues.length > fileLimits.captionsMax)
    return { ok: false, why: captionsRefusal('captions-too-many') }
  return read
}

function readKnown(lines: readonly string[]): CaptionsRead | undefined {
  if (/^WEBVTT(?:[ \t].*)?$/u.test(lines[0] ?? '')) return readWebVtt(lines)
  return isSubRip(lines) ? readSubRip(lines) : undefined
}
