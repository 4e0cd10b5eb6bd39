import { joinedHash } from '#language/places/folding.ts'
import { gapKinds } from '#language/places/gaps.ts'
import type { NameTable } from '#language/places/name-table.ts'
import { nameClass, wordField, wordFields } from '#language/places/words.ts'

/** Buckets of the hashed features; each holds one weight a tag. */
export const bucketBits = 18
const bucketMask = (1 << bucketBits) - 1

/** Features a word gives by itself, at each distance from the word that is judged. */
export const wordSlots = [7, 10, 24, 10, 7] as const
export const wordSlotsMax = 24
/** Features that need the neighbours. */
export const liveSlots = 30

function bucket(slot: number, first: number, second = 0): number {
  let hash = Math.imul(first ^ Math.imul(slot, 0x9e37_79b1), 0x85eb_ca6b)
  hash ^= hash >>> 15
  hash = Math.imul(hash + second, 0xc2b2_ae35)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0x27d4_eb2f)
  return (hash ^ (hash >>> 16)) & bucketMask
}

/**
 * Buckets of what one word says about a token `distance` (0 to 4, 2 is the word itself) away from it.
 *
 * @returns how many were written
 */
export function wordBuckets(
  words: Int32Array,
  word: number,
  distance: number,
  into: Int32Array,
  at: number,
): number {
  const of = (field: number): number => words[word * wordFields + field] ?? 0
  const base = distance * 32
  const shape = of(wordField.shape)
  const common = of(wordField.common)
  const coarse = coarseCommon(common)
  const name = of(wordField.name)
  const plain = of(wordField.plain)
  const kind = of(wordField.nameClass)
  const strong = name & strongKinds
  into[at] = bucket(base, plain)
  into[at + 1] = bucket(base + 1, shape)
  into[at + 2] = bucket(base + 2, coarse)
  into[at + 3] = bucket(base + 3, kind, 1)
  into[at + 4] = bucket(base + 4, strong)
  into[at + 5] = bucket(base + 5, shape, kind)
  into[at + 6] = bucket(base + 6, shape, coarse)
  if (distance === 0 || distance === 4) return 7
  into[at + 7] = bucket(base + 7, of(wordField.suffix3))
  into[at + 8] = bucket(base + 8, plain, shape)
  into[at + 9] = bucket(base + 9, coarse * 16 + kind, shape)
  if (distance !== 2) return 10
  into[at + 10] = bucket(base + 10, of(wordField.suffix2))
  into[at + 11] = bucket(base + 11, of(wordField.suffix4))
  into[at + 12] = bucket(base + 12, of(wordField.prefix3))
  into[at + 13] = bucket(base + 13, of(wordField.suffix3), shape)
  into[at + 14] = bucket(base + 14, of(wordField.nameWithoutS) * 16 + kind, shape)
  into[at + 15] = bucket(base + 15, of(wordField.nameWithoutS), coarse)
  into[at + 16] = bucket(base + 16, strong, shape)
  into[at + 17] = bucket(base + 17, strong, coarse)
  into[at + 18] = bucket(base + 18, name & cityKinds, shape)
  into[at + 19] = bucket(base + 19, name & cityKinds, coarse * 64 + shape)
  into[at + 20] = bucket(base + 20, name, shape)
  into[at + 21] = bucket(base + 21, common * 64 + shape, kind)
  into[at + 22] = bucket(base + 22, common >> 3, shape)
  into[at + 23] = bucket(base + 23, Math.min(12, of(wordField.length)), shape * 16 + kind)
  return 24
}

const strongKinds = 1 | 2 | 4 | 512 | 1024 | 2048 | 4096 | 16384 | 32768
const cityKinds = 16 | 32 | 64 | 128

/** How often in 4 steps, and the share without a capital in 3. */
function coarseCommon(common: number): number {
  if (common === 0) return 0
  const lower = common >> 3
  return 1 + ((common & 7) >> 1) * 3 + Number(lower >= 2) + Number(lower >= 6)
}

/** A post as the features see it: which words, what stands between them, and the names of several words they belong to. */
export type Post = {
  length: number
  word: Int32Array
  /** {@link gapOf} before each token, and behind the last. */
  gap: Uint8Array
  /** Class of the longest name of several words a token belongs to, times 4, plus 1 at its start, 3 at its end, 2 inside. */
  phrase: Int32Array
  phraseBits: Int32Array
  /** Whether nearly all letters of the post are capitals, or none: 0 usual, 1 shouted, 2 without capitals. */
  manner: number
}

const phraseWordsMax = 5

/** Finds names of two to five words. A stop after a short word ("St. Croix") does not end a name. */
export function markPhrases(post: Post, words: Int32Array, names: NameTable): void {
  post.phrase.fill(0, 0, post.length)
  post.phraseBits.fill(0, 0, post.length)
  for (let at = 0; at < post.length; at++) {
    if (post.phrase[at] !== 0) continue
    const { length, bits } = longestPhrase(post, words, names, at)
    if (length < 2) continue
    const kind = nameClass(bits) * 4
    for (let i = 0; i < length; i++) {
      post.phrase[at + i] = kind + 2
      post.phraseBits[at + i] = bits
    }
    post.phrase[at] = kind + 1
    post.phrase[at + length - 1] = kind + 3
  }
}

const found = { length: 0, bits: 0 }

function longestPhrase(post: Post, words: Int32Array, names: NameTable, from: number): typeof found {
  found.length = 0
  let hash = words[(post.word[from] ?? 0) * wordFields + wordField.plain] ?? 0
  const end = Math.min(post.length, from + phraseWordsMax)
  for (let at = from + 1; at < end; at++) {
    const gap = post.gap[at] ?? 0
    if (
      gap !== gapKinds.space &&
      gap !== gapKinds.hyphen &&
      gap !== gapKinds.stop &&
      gap !== gapKinds.apostrophe &&
      gap !== gapKinds.and
    )
      break
    const word = (post.word[at] ?? 0) * wordFields
    if ((words[word + wordField.kind] ?? 0) !== 0) break
    hash = joinedHash(hash, words[word + wordField.plain] ?? 0, words[word + wordField.power] ?? 0)
    const bits = names.bitsOf(hash)
    if (bits === 0) continue
    found.length = at - from + 1
    found.bits = bits
  }
  return found
}

/** Buckets of what neighbours say together about the token `at`; always {@link liveSlots} of them. */
export function liveBuckets(
  post: Post,
  words: Int32Array,
  at: number,
  into: Int32Array,
  start: number,
): void {
  const none = 0
  const here = (post.word[at] ?? none) * wordFields
  const before = at > 0 ? (post.word[at - 1] ?? none) * wordFields : none
  const after = at + 1 < post.length ? (post.word[at + 1] ?? none) * wordFields : none
  const shape = words[here + wordField.shape] ?? 0
  const shapeBefore = words[before + wordField.shape] ?? 0
  const shapeAfter = words[after + wordField.shape] ?? 0
  const kind = words[here + wordField.nameClass] ?? 0
  const kindBefore = words[before + wordField.nameClass] ?? 0
  const kindAfter = words[after + wordField.nameClass] ?? 0
  const plain = words[here + wordField.plain] ?? 0
  const plainBefore = words[before + wordField.plain] ?? 0
  const plainAfter = words[after + wordField.plain] ?? 0
  const plainTwo = words[(at > 1 ? (post.word[at - 2] ?? none) : none) * wordFields + wordField.plain] ?? 0
  const plainAfterTwo =
    words[(at + 2 < post.length ? (post.word[at + 2] ?? none) : none) * wordFields + wordField.plain] ?? 0
  const common = coarseCommon(words[here + wordField.common] ?? 0)
  const gap = post.gap[at] ?? 0
  const gapAfter = post.gap[at + 1] ?? 0
  const phrase = post.phrase[at] ?? 0
  const phraseBefore = at > 0 ? (post.phrase[at - 1] ?? 0) : 0
  const phraseAfter = post.phrase[at + 1] ?? 0
  let slot = 200
  let to = start
  into[to++] = bucket(slot++, gap * 16 + gapAfter, shape)
  into[to++] = bucket(slot++, gap * 16 + gapAfter, kind * 64 + shape)
  into[to++] = bucket(slot++, plainBefore, plain)
  into[to++] = bucket(slot++, plain, plainAfter)
  into[to++] = bucket(slot++, plainBefore, shape)
  into[to++] = bucket(slot++, plainBefore, kind * 64 + shape)
  into[to++] = bucket(slot++, plainAfter, kind * 64 + shape)
  into[to++] = bucket(slot++, shapeBefore * 64 + shape, shapeAfter)
  into[to++] = bucket(slot++, kindBefore * 16 + kind, gap * 16 + kindAfter)
  into[to++] = bucket(slot++, kind * 16 + kindAfter, gapAfter * 64 + shapeAfter)
  into[to++] = bucket(slot++, phrase, shape)
  into[to++] = bucket(slot++, post.phraseBits[at] ?? 0, phrase & 3)
  into[to++] = bucket(slot++, phrase, plainBefore)
  into[to++] = bucket(slot++, phrase * 64 + phraseBefore, phraseAfter)
  into[to++] = bucket(slot++, post.manner * 64 + shape, kind)
  into[to++] = bucket(slot++, post.manner * 64 + shape, phrase)
  into[to++] = bucket(slot++, shapeBefore * 64 + shape, gap * 16 + kind)
  into[to++] = bucket(slot++, shapeAfter * 64 + shape, gapAfter * 16 + kind)
  into[to++] = bucket(slot++, kindBefore * 1024 + shapeBefore * 16 + kind, gap * 64 + shape)
  into[to++] = bucket(slot++, coarseCommon(words[before + wordField.common] ?? 0) * 64 + shape, common)
  into[to++] = bucket(slot++, coarseCommon(words[after + wordField.common] ?? 0) * 64 + shape, common)
  into[to++] = bucket(slot++, phraseAfter * 64 + kindAfter, gapAfter * 64 + shape)
  into[to++] = bucket(slot++, phraseBefore * 64 + kindBefore, gap * 64 + shape)
  into[to++] = bucket(slot++, phrase * 64 + kind, common * 64 + shape)
  into[to++] = bucket(slot++, phrase)
  into[to++] = bucket(slot++, phrase, common)
  into[to++] = bucket(slot++, plainTwo, plainBefore)
  into[to++] = bucket(slot++, plainAfter, plainAfterTwo)
  into[to++] = bucket(slot++, plainBefore, kindAfter * 16 + kind)
  into[to++] = bucket(slot++, plainBefore, gapAfter * 64 + shape)
}
