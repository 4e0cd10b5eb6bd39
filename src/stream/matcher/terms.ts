import { hash32, mixed } from '#kernel/hash.ts'

/** What a term is about: the same text as a word and as a tag are two terms. */
export const space = {
  word: 1,
  /** Two words next to one another. */
  pair: 2,
  tag: 3,
  mention: 4,
  cashtag: 5,
  from: 6,
  to: 7,
  repostsOf: 8,
  replyTo: 9,
  repostOf: 10,
  quoteOf: 11,
  conversation: 12,
  linkWord: 13,
  linkPair: 14,
  placeWord: 15,
  placePair: 16,
  country: 17,
  /** A tenth or half a degree each way; see `cellsOf`. */
  cell: 18,
  /** `links` or `coordinates`: for rules about a part of an address, or an area too large to list. */
  holds: 19,
  /** Texts that programs compare but no post is looked up by. */
  lang: 20,
  linkPart: 21,
} as const

/** A number of `space`. */
export type Space = (typeof space)[keyof typeof space]

/** Something a post can hold and a rule can wait for; `second` only for pairs. */
export type Term = { space: Space; first: string; second: string }

/** Makes a term; see `Term`. */
export function term(about: Space, first: string, second = ''): Term {
  return { space: about, first, second }
}

/** Two independent 32-bit hashes of a text: 64 bits in all. */
export type Hash = { low: number; high: number }

/** The hash of one text, to be joined with a space (`hashIn`) or with its neighbour first (`pairHash`). */
export function textHash(text: string): Hash {
  return { low: hash32(text, 1), high: hash32(text, 2) }
}

/**
 * What tells the spaces apart, by space: a term's hash is that of its text with these bits turned. Words keep theirs, as
 * most looks are for words. Texts are mixed already, so 64 bits stay 64 bits.
 */
export const spaceLow = Int32Array.from({ length: 32 }, (_, about) =>
  about === 1 ? 0 : mixed(about * 0x9e3779b1),
)
/** The same for the high half of a hash. */
export const spaceHigh = Int32Array.from({ length: 32 }, (_, about) =>
  about === 1 ? 0 : mixed(about * 0x7feb352d),
)

/** Multipliers of the first text of a pair; odd, so that no bit of it is lost. */
export const [pairLow, pairHigh] = [0x85ebca6b, 0xc2b2ae35] as const

/** The hash of two texts in this order, to be joined with a space. */
export function pairHash(first: Hash, second: Hash): Hash {
  return {
    low: (Math.imul(first.low, pairLow) + second.low) | 0,
    high: (Math.imul(first.high, pairHigh) + second.high) | 0,
  }
}

/** The hash of a text or pair within a space. */
export function hashIn(about: Space, { low, high }: Hash): Hash {
  return { low: low ^ (spaceLow[about] ?? 0), high: high ^ (spaceHigh[about] ?? 0) }
}

/** The hash a term is found by; `hashOf` may remember the hashes of texts. */
export function termHash({ space: about, first, second }: Term, hashOf = textHash): Hash {
  const hash = hashOf(first)
  return hashIn(about, isPair(about) ? pairHash(hash, hashOf(second)) : hash)
}

/** Whether terms of this space hold two texts. */
export function isPair(about: Space): boolean {
  return about === space.pair || about === space.linkPair || about === space.placePair
}
