import { wordBuckets, wordBucketsMax } from '#language/heads/buckets.ts'
import type { Head } from '#language/heads/head-file.ts'
import { interleaved, weightsOfBytes } from '#language/heads/pack.ts'
import { languageGrams, languageGramsMax } from '#language/language-id-grams.ts'
import { languageSlotMask, type LanguageTable } from '#language/language-id-table.ts'
import { scanKinds, type TextScan } from '#language/scan.ts'

/** Sums over the words of one text. */
export type LanguageSums = {
  /** A score a language, from {@link LanguageTable}. */
  scores: Float64Array
  /** n-grams the scores come from. */
  grams: number
  /** Raw scores of the head, one a class, before they are divided by the root of `squares`. */
  own: Float64Array
  squares: number
  words: number
  letters: number
}

/** Words that are read; more do not change the answer. */
const wordsMax = 60
const memoSlots = 1 << 15
const memoMask = memoSlots - 1
/** What `eld` takes off every score to save room. */
const baseScore = 53
const wordKind = scanKinds.indexOf('word')

/**
 * Adds up the language scores of a scanned text's words: those of the table (60 languages) and those of a head trained on posts
 * (a few languages). Both are sums over n-grams inside words, so a word's share is computed once and remembered (32,768 words,
 * 9 MB).
 */
export function createLanguageWords(
  table: LanguageTable,
  head: Head,
  weightOf: Float32Array,
): (scan: TextScan) => LanguageSums {
  const languages = table.langs.length
  const ownFrom = languages + 1
  const squaresAt = ownFrom + head.outputs
  const stride = squaresAt + 1
  const memo = new Float32Array(memoSlots * stride)
  const memoLow = new Int32Array(memoSlots)
  const memoHigh = new Int32Array(memoSlots)
  const isKnown = new Uint8Array(memoSlots)
  const grams = new Int32Array(languageGramsMax)
  const buckets = new Int32Array(wordBucketsMax)
  const weights = interleaved([head], head.outputs)
  const valueOf = weightsOfBytes()
  const sums: LanguageSums = {
    scores: new Float64Array(languages),
    grams: 0,
    own: new Float64Array(head.outputs),
    squares: 0,
    words: 0,
    letters: 0,
  }
  return (scan) => {
    sums.scores.fill(0)
    sums.own.fill(0)
    sums.grams = 0
    sums.squares = 0
    sums.words = 0
    sums.letters = 0
    for (let at = 0; at < scan.wordCount && sums.words < wordsMax; at++) {
      const token = scan.wordToken[at] ?? -1
      if (token < 0 || scan.tokenKind[token] !== wordKind) continue
      sums.words++
      sums.letters += (scan.tokenTo[token] ?? 0) - (scan.tokenFrom[token] ?? 0)
      add(placeOf(scan, at) * stride)
    }
    return sums
  }

  function add(base: number): void {
    for (let at = 0; at < languages; at++) sums.scores[at] = (sums.scores[at] ?? 0) + (memo[base + at] ?? 0)
    sums.grams += memo[base + languages] ?? 0
    for (let at = 0; at < head.outputs; at++)
      sums.own[at] = (sums.own[at] ?? 0) + (memo[base + ownFrom + at] ?? 0)
    sums.squares += memo[base + squaresAt] ?? 0
  }

  function placeOf(scan: TextScan, at: number): number {
    const low = scan.wordLow[at] ?? 0
    const high = scan.wordHigh[at] ?? 0
    const place = low & memoMask
    if (isKnown[place] === 1 && memoLow[place] === low && memoHigh[place] === high) return place
    isKnown[place] = 1
    memoLow[place] = low
    memoHigh[place] = high
    compute(scan.wordText(at), place * stride)
    return place
  }

  /** A word's letters: digits inside it part it, as everywhere in `eld`. */
  function compute(word: string, base: number): void {
    memo.fill(0, base, base + stride)
    computeOwn(word, base)
    let from = 0
    for (let at = 0; at <= word.length; at++) {
      if (at < word.length && !isDigit(word.charCodeAt(at))) continue
      if (at > from) computeLetters(word, from, at, base)
      from = at + 1
    }
  }

  function computeOwn(word: string, base: number): void {
    const count = wordBuckets(word, buckets)
    for (let at = 0; at < count; at++) {
      const bucket = buckets[at] ?? 0
      const weight = weightOf[bucket] ?? 0
      memo[base + squaresAt] = (memo[base + squaresAt] ?? 0) + weight * weight
      const from = bucket * head.outputs
      for (let output = 0; output < head.outputs; output++) {
        const place = base + ownFrom + output
        memo[place] = (memo[place] ?? 0) + weight * (valueOf[weights[from + output] ?? 0] ?? 0)
      }
    }
  }

  function computeLetters(word: string, from: number, to: number, base: number): void {
    const count = languageGrams(word, from, to, grams)
    memo[base + languages] = (memo[base + languages] ?? 0) + count
    for (let at = 0; at < count; at++) {
      const gram = gramOf(table, grams[at] ?? 0)
      if (gram === -1) continue
      const end = table.starts[gram + 1] ?? 0
      for (let pair = table.starts[gram] ?? 0; pair < end; pair++) {
        const place = base + (table.lang[pair] ?? 0)
        memo[place] = (memo[place] ?? 0) + (table.score[pair] ?? 0) + baseScore
      }
    }
  }
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39
}

function gramOf(table: LanguageTable, key: number): number {
  let slot = key & languageSlotMask
  while (table.keys[slot] !== 0) {
    if (table.keys[slot] === key) return table.places[slot] ?? -1
    slot = (slot + 1) & languageSlotMask
  }
  return -1
}
