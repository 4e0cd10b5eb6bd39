import { inSeconds, type FilmRead } from '#sending/files/film/film.ts'

/** Bit rates of layer III in kbit/s, by their index: MPEG-1, and MPEG-2 and 2.5. Source: ISO/IEC 11172-3 and 13818-3. */
const bitRates = {
  1: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const
const samplingRates = {
  0: [11_025, 12_000, 8000],
  2: [22_050, 24_000, 16_000],
  3: [44_100, 48_000, 32_000],
} as const

/** Frames that must follow each other, so that what is not sound is not taken for it. */
const framesMin = 3

/** Reads an MP3: nearly all of it must be frames, one after the other. */
export function readMp3(bytes: Uint8Array): FilmRead {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const begin = tagBytes(view)
  if (begin > view.length) return { ok: false, why: 'cut-off' }
  let at = begin
  let [frames, seconds] = [0, 0]
  for (let frame = frameAt(view, at); frame; frame = frameAt(view, at)) {
    frames += 1
    seconds += frame.seconds
    at += frame.bytes
  }
  const isSound = frames >= framesMin && at - begin > (view.length - begin) / 2
  return isSound
    ? { ok: true, facts: { mediaType: 'audio/mpeg', ...inSeconds(seconds) }, bytes }
    : { ok: false, why: 'unreadable' }
}

/** Bytes of the tag in front (ID3v2), which tells its length seven bits a byte. */
function tagBytes(view: Buffer): number {
  if (view.length < 10 || view.toString('latin1', 0, 3) !== 'ID3') return 0
  const size = [6, 7, 8, 9].reduce((sum, i) => sum * 128 + ((view[i] ?? 0) & 127), 0)
  return size + ((view[5] ?? 0) & 0x10 ? 20 : 10)
}

function frameAt(view: Buffer, at: number): { bytes: number; seconds: number } | undefined {
  const [sync = 0, b = 0, c = 0] = view.subarray(at, at + 3)
  if (sync !== 0xff || (b & 0xe6) !== 0xe2) return undefined
  const version = (b >> 3) & 3
  if (version !== 0 && version !== 2 && version !== 3) return undefined
  const kbit = bitRates[version === 3 ? 1 : 2][c >> 4]
  const hertz = samplingRates[version][(c >> 2) & 3]
  if (kbit === undefined || kbit === 0 || hertz === undefined) return undefined
  const samples = version === 3 ? 1152 : 576
  const bytes = Math.floor((samples * kbit * 125) / hertz) + ((c >> 1) & 1)
  return { bytes, seconds: samples / hertz }
}
