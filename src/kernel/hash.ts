/**
 * A 32-bit hash of a text, unsigned; different seeds give independent hashes. FNV-1a with a final mix (Murmur3's), good
 * enough for tables and samples, not for secrets.
 */
export function hash32(text: string, seed: number): number {
  let hash = (0x811c9dc5 ^ Math.imul(seed, 0x9e3779b1)) >>> 0
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  return mixed(hash)
}

/** Two hashes as one, order kept apart: (a, b) and (b, a) differ. */
export function joined32(first: number, second: number): number {
  return mixed(Math.imul(first, 0x85ebca6b) + Math.imul(second ^ 0x27d4eb2f, 0xc2b2ae35))
}

/** Spreads the bits of a 32-bit whole number (Murmur3's finaliser); unsigned. */
export function mixed(hash: number): number {
  let mix = hash ^ (hash >>> 16)
  mix = Math.imul(mix, 0x85ebca6b)
  mix ^= mix >>> 13
  mix = Math.imul(mix, 0xc2b2ae35)
  return (mix ^ (mix >>> 16)) >>> 0
}
