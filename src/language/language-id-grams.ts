import { mixed } from '#kernel/hash.ts'

/** Bytes of a word that are read, as `eld` does. */
const bytesMax = 70
/** n-grams of one word at most. */
export const languageGramsMax = 26

const space = 0x20
const word = new Uint8Array(bytesMax + 4)

/**
 * Hashes of the byte n-grams of a lower-case word as `eld` cuts them: four bytes, every third byte, a space before the first and
 * after the last.
 *
 * @param into at least {@link languageGramsMax} long
 * @returns how many were written
 */
export function languageGrams(text: string, from: number, to: number, into: Int32Array): number {
  const length = Math.min(bytesMax, bytesOf(text, from, to))
  if (length === 0) return 0
  let count = 0
  let start = 0
  for (; start + 4 < length; start += 3) into[count++] = gramHash(start, start + 4, start === 0, false)
  into[count++] = gramHash(length < 4 ? 0 : length - 4, length, start === 0, true)
  return count
}

/** The hash of an n-gram given as bytes; never 0. */
export function gramHashOf(bytes: readonly number[]): number {
  let hash = 0x811c9dc5
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193)
  return mixed(hash) | 0 || 1
}

function gramHash(from: number, to: number, isFirst: boolean, isLast: boolean): number {
  let hash = 0x811c9dc5
  if (isFirst) hash = Math.imul(hash ^ space, 0x01000193)
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ (word[at] ?? 0), 0x01000193)
  if (isLast) hash = Math.imul(hash ^ space, 0x01000193)
  return mixed(hash) | 0 || 1
}

/** Writes UTF-8 bytes into {@link word}; stops where it is full. */
function bytesOf(text: string, from: number, to: number): number {
  let length = 0
  for (let at = from; at < to && length < bytesMax; at++) {
    const code = text.codePointAt(at) ?? 0
    if (code < 0x80) word[length++] = code
    else if (code < 0x800) {
      word[length++] = 0xc0 | (code >> 6)
      word[length++] = 0x80 | (code & 63)
    } else if (code < 0x10000) {
      word[length++] = 0xe0 | (code >> 12)
      word[length++] = 0x80 | ((code >> 6) & 63)
      word[length++] = 0x80 | (code & 63)
    } else {
      word[length++] = 0xf0 | (code >> 18)
      word[length++] = 0x80 | ((code >> 12) & 63)
      word[length++] = 0x80 | ((code >> 6) & 63)
      word[length++] = 0x80 | (code & 63)
      at++
    }
  }
  return length
}
