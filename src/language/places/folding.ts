const base = 0x0100_0193

/** What a UTF-16 unit counts as when names are compared: lower case without accents; 0 counts as nothing. */
const foldedUnit = foldedUnits(0x530)

function foldedUnits(size: number): Uint16Array {
  const table = new Uint16Array(size)
  for (let unit = 0; unit < size; unit++) {
    const plain = String.fromCharCode(unit).toLowerCase().normalize('NFD')
    table[unit] = /[\p{L}\p{N}]/u.test(plain) ? plain.charCodeAt(0) : 0
  }
  return table
}

/**
 * A polynomial hash of a stretch of text as names are compared: case, accents, spaces and signs do not matter, so
 * "San José", "san jose" and "#SanJose" are equal. The hash of two stretches in a row is
 * `joinedHash(first, second, powerOf(second))`, and equals the hash of both written as one.
 */
export function plainHash(text: string, from: number, to: number): number {
  let hash = 0
  for (let at = from; at < to; at++) {
    const folded = foldedAt(text, at)
    if (folded !== 0) hash = (Math.imul(hash, base) + folded) | 0
  }
  return hash
}

/** The factor by which a hash moves on when this stretch is put behind it. */
export function plainPower(text: string, from: number, to: number): number {
  let power = 1
  for (let at = from; at < to; at++) if (foldedAt(text, at) !== 0) power = Math.imul(power, base)
  return power
}

/** The hash of two stretches in a row from the hash of each (see {@link plainHash}). */
export function joinedHash(first: number, second: number, secondPower: number): number {
  return (Math.imul(first, secondPower) + second) | 0
}

/** The letter or digit a unit counts as, or 0 for what counts as nothing (spaces, signs, combining accents). */
export function foldedAt(text: string, at: number): number {
  return foldedOf(text.charCodeAt(at))
}

/** {@link foldedAt} of a unit. */
export function foldedOf(unit: number): number {
  if (unit < 0x530) return foldedUnit[unit] ?? 0
  return isSilent(unit) ? 0 : unit
}

/** Combining accents, punctuation and symbols, halves of surrogate pairs (emoji), variation selectors, full-width signs. */
function isSilent(unit: number): boolean {
  if (unit < 0x3040) return (unit >= 0x2000 && unit < 0x2c00) || unit >= 0x3000
  return unit >= 0xd800 && (unit < 0xf900 || unit >= 0xfe00) && !(unit >= 0xfe70 && unit < 0xff00)
}
