/** What a file is by its first bytes. `moving-container`: MP4 or M4A, told apart by its tracks. */
export type Sniffed = 'jpeg' | 'png' | 'gif' | 'webp' | 'avif' | 'heic' | 'moving-container' | 'webm' | 'mp3'

/** Bytes from the beginning that `sniff` looks at; fewer may be a file cut off. */
export const sniffedBytes = 64

const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'])
const filmBrands = /^(?:isom|iso[2-9a-z]|mp4[12v]|avc1|dash|msnv|mmp4|f4v |m4v |m4vh|m4a |m4b )$/i

/** What a file is, read from its bytes; undefined: nothing that is taken here. What a browser called it does not matter. */
export function sniff(bytes: Uint8Array): Sniffed | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, sniffedBytes))
  const at = (from: number, text: string): boolean =>
    head.subarray(from, from + text.length).toString('latin1') === text
  if (at(0, '\xff\xd8\xff')) return 'jpeg'
  if (at(0, '\x89PNG\r\n\x1a\n')) return 'png'
  if (at(0, 'GIF87a') || at(0, 'GIF89a')) return 'gif'
  if (at(0, 'RIFF') && at(8, 'WEBP')) return 'webp'
  if (at(4, 'ftyp')) return byBrand(head.subarray(8, 12).toString('latin1'))
  if (at(0, '\x1a\x45\xdf\xa3')) return head.includes('webm') ? 'webm' : undefined
  if (at(0, 'ID3') || isMp3Frame(head)) return 'mp3'
  return undefined
}

function byBrand(brand: string): Sniffed | undefined {
  if (brand === 'avif' || brand === 'avis') return 'avif'
  if (heicBrands.has(brand)) return 'heic'
  return filmBrands.test(brand) ? 'moving-container' : undefined
}

/** MPEG audio, layer III, with a bit rate and a sampling rate that exist. */
function isMp3Frame(head: Buffer): boolean {
  const [a = 0, b = 0, c = 0] = head
  return a === 0xff && (b & 0xe6) === 0xe2 && c >> 4 !== 15 && c >> 4 !== 0 && ((c >> 2) & 3) !== 3
}

/** Whether it is a picture: those are cleaned and can be converted. */
export function isPicture(kind: Sniffed): boolean {
  return !['moving-container', 'webm', 'mp3'].includes(kind)
}

/**
 * Whether a picture ends before it says it does. Only what a decoder would let pass is looked for: a GIF that lacks its last frames
 * is shown without them.
 */
export function isCutOff(bytes: Uint8Array, kind: Sniffed): boolean {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (kind === 'webp') return view.length < 12 || view.readUInt32LE(4) + 8 > view.length
  if (kind === 'png') return view.indexOf('IEND') === -1
  if (kind !== 'gif') return false
  let end = view.length - 1
  while (view[end] === 0) end -= 1
  return view[end] !== 0x3b
}

/** What runs or opens in another program, as it stands in a file that is two things at once. Longer than chance could write. */
const foreign =
  /<script[\s>/]|<html[\s>]|<!doctype\s|<svg\s+[\w:]+=|<\?php\s|<\?xml-stylesheet\s|<iframe[\s>]|%pdf-\d\.\d/i
const archiveEnds = ['PK\u0005\u0006\0\0\0\0', 'Rar!\u001a\u0007']

/** Bytes from each end of a film or sound that are looked through; of pictures it is all. */
const edgeBytes = 256 * 1024

/**
 * Whether a file is something else besides what it begins as: a page, a script, a document or an archive in the same bytes. Pictures
 * are written anew and would lose it; who hands in such a file is told all the same.
 */
export function isTwoInOne(bytes: Uint8Array, kind: Sniffed): boolean {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = all.subarray(-edgeBytes)
  // A zip is found by its end, whatever stands before it.
  if (archiveEnds.some((mark) => end.includes(mark, 0, 'latin1'))) return true
  return isPicture(kind) ? hasForeign(all) : hasForeign(all.subarray(0, edgeBytes)) || hasForeign(end)
}

/** A megabyte at a time, a little of the one before again, so that nothing hides between two. */
function hasForeign(bytes: Buffer): boolean {
  for (let from = 0; from < bytes.length; from += 2 ** 20)
    if (foreign.test(bytes.toString('latin1', Math.max(0, from - 64), from + 2 ** 20))) return true
  return false
}
