import { joined32, mixed } from '#kernel/hash.ts'

/** Every feature of a text falls into one of 2^18 buckets (feature hashing, Weinberger et al. 2009). */
export const bucketCount = 1 << 18
const mask = bucketCount - 1

/** Letters of a word that are read; what is longer is a name or noise. */
const lettersMax = 24
const gramMin = 3
const gramMax = 5
/** Room for the buckets of one word: itself, its short form, and at most three n-grams a letter. */
export const wordBucketsMax = 4 + 3 * (lettersMax + 2)

const seedOfWord = 0x1b873593
const seedOfPair = 0x2545f491
const seedOfSign = 0x68e31da4

/** The bucket of two neighbours, given by their hashes. */
export function pairBucket(first: number, second: number): number {
  return joined32(first ^ seedOfPair, second) & mask
}

/** The bucket of a sign, shape or other thing that is no word, by any number that stands for it. */
export function signBucket(sign: number): number {
  return mixed(sign ^ seedOfSign) & mask
}

const codes = new Uint16Array(lettersMax + 2)

/**
 * The buckets of a folded word: the word, its short form when letters are drawn out (`soooo`), and its character
 * 3- to 5-grams with a space on both sides. Digits are read as zeros, so that numbers of one length are one word.
 *
 * @param into at least {@link wordBucketsMax} long
 * @returns how many were written; the first is the word itself
 */
export function wordBuckets(word: string, into: Int32Array): number {
  const length = lettersOf(word)
  let count = 0
  into[count++] = hashOf(0, length, seedOfWord) & mask
  const short = shortened(length)
  if (short < length) {
    into[count++] = signBucket(1)
    into[count++] = hashOf(0, short, seedOfWord) & mask
  }
  return gramsOf(short, into, count)
}

/** Writes ` word ` into {@link codes}; answers its length with both spaces. */
function lettersOf(word: string): number {
  const letters = Math.min(word.length, lettersMax)
  codes[0] = 0x20
  for (let at = 0; at < letters; at++) {
    const code = word.charCodeAt(at)
    codes[at + 1] = code >= 0x30 && code <= 0x39 ? 0x30 : code
  }
  codes[letters + 1] = 0x20
  return letters + 2
}

/** Cuts runs of three and more letters to two, in place; answers the new length. Zeros stay: they are a number's length. */
function shortened(length: number): number {
  let to = 0
  for (let at = 0; at < length; at++) {
    const code = codes[at] ?? 0
    if (to > 1 && code !== 0x30 && codes[to - 1] === code && codes[to - 2] === code) continue
    codes[to++] = code
  }
  return to
}

function gramsOf(length: number, into: Int32Array, from: number): number {
  let count = from
  for (let start = 0; start + gramMin <= length; start++) {
    let hash = 0x811c9dc5
    const end = Math.min(length, start + gramMax)
    for (let at = start; at < end; at++) {
      hash = Math.imul(hash ^ (codes[at] ?? 0), 0x01000193)
      if (at - start + 1 >= gramMin) into[count++] = mixed(hash) & mask
    }
  }
  return count
}

function hashOf(from: number, to: number, seed: number): number {
  let hash = seed
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ (codes[at] ?? 0), 0x01000193)
  return mixed(hash)
}
