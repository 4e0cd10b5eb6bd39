import type { Heard } from '#stream/trends/heard.ts'

/** Distinct words counted at most. */
const wordsMax = 2000
/** Bits that say which words there may be; a power of two, eight times as many as words. */
const bitCount = 1 << 14

/**
 * Counts of words, with the sum of their squares kept beside them and a few bits that say which words there may be: likeness is
 * asked for far more often than they change, and of most words the bits say at once that they are not there.
 */
export type WordCounts = { counts: Map<number, number>; squares: number; bits: Uint8Array }

/** No words yet. */
export function noWords(): WordCounts {
  return { counts: new Map(), squares: 0, bits: new Uint8Array(bitCount / 8) }
}

/** Counts the words of some posts. */
export function countWords(words: WordCounts, posts: readonly Heard[]): WordCounts {
  for (const heard of posts) {
    for (const row of heard.words) {
      const count = words.counts.get(row) ?? 0
      if (count === 0) {
        if (words.counts.size >= wordsMax) continue
        const bit = bitOf(row)
        words.bits[bit >> 3] = (words.bits[bit >> 3] ?? 0) | (1 << (bit & 7))
      }
      words.counts.set(row, count + 1)
      words.squares += 2 * count + 1
    }
  }
  return words
}

/** How alike two sets of counted words are, 0 to 1 (cosine); quickest when the first is the smaller one. */
export function wordsLikeness(few: WordCounts, many: WordCounts): number {
  const size = Math.sqrt(few.squares * many.squares)
  if (size === 0) return 0
  let dot = 0
  for (const [row, count] of few.counts) if (mayHold(many, row)) dot += count * (many.counts.get(row) ?? 0)
  return dot / size
}

function mayHold({ bits }: WordCounts, row: number): boolean {
  const bit = bitOf(row)
  return ((bits[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0
}

function bitOf(row: number): number {
  return Math.imul(row, 0x9e3779b1) >>> 18
}
