import { wordBuckets, wordBucketsMax } from '#language/heads/buckets.ts'
import type { Head } from '#language/heads/head-file.ts'
import { interleaved, valueOfByte, weightOfIdf } from '#language/heads/pack.ts'
import { createWordMemo, keepShort, knownRow, memoKeySize, newRow } from '#language/heads/word-memo.ts'
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
const memoRows = 1 << 16
/** What `eld` takes off every score to save room. */
const baseScore = 53
const wordKind = scanKinds.indexOf('word')
/**
 * Scores are added two at a time, as halves of one number: a word has 26 n-grams of at most 308 each, so no half of a sum over
 * eight words reaches 2^16.
 */
const wordsTogether = 8

/**
 * Adds up the language scores of a scanned text's words: those of the table (60 languages) and those of a head trained on posts
 * (a few languages). Both are sums over n-grams inside words, so a word's share is computed once and remembered (65,536 words,
 * 10 MB). The first 26 n-grams of a word are read.
 */
export function createLanguageWords(
  table: LanguageTable,
  head: Head,
  weightOf: Float32Array,
): (scan: TextScan) => LanguageSums {
  const languages = table.langs.length
  const pairs = Math.ceil(languages / 2)
  const outputs = head.outputs
  const row = { grams: 2, squares: 3, scale: 4, scores: 5, own: 5 + pairs } as const
  const memo = createWordMemo(memoRows, row.own - memoKeySize + Math.ceil(outputs / 2))
  const { ints, floats, shorts } = memo
  const together = new Int32Array(pairs)
  const wordScores = new Int32Array(pairs * 2)
  const wordOwn = new Float64Array(outputs)
  const grams = new Int32Array(languageGramsMax)
  const buckets = new Int32Array(wordBucketsMax)
  const weights = interleaved([head], weightOf)
  const sums: LanguageSums = {
    scores: new Float64Array(pairs * 2),
    grams: 0,
    own: new Float64Array(outputs),
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
      sums.letters += (scan.tokenTo[token] ?? 0) - (scan.tokenFrom[token] ?? 0)
      add(rowOf(scan, at))
      sums.words++
      if (sums.words % wordsTogether === 0) takeTogether()
    }
    takeTogether()
    return sums
  }

  function add(base: number): void {
    for (let pair = 0; pair < pairs; pair++)
      together[pair] = (together[pair] ?? 0) + (ints[base + row.scores + pair] ?? 0)
    sums.grams += ints[base + row.grams] ?? 0
    sums.squares += floats[base + row.squares] ?? 0
    const scale = floats[base + row.scale] ?? 0
    const from = (base + row.own) << 1
    for (let at = 0; at < outputs; at++) sums.own[at] = (sums.own[at] ?? 0) + scale * (shorts[from + at] ?? 0)
  }

  function takeTogether(): void {
    for (let pair = 0; pair < pairs; pair++) {
      const both = together[pair] ?? 0
      sums.scores[2 * pair] = (sums.scores[2 * pair] ?? 0) + (both & 0xffff)
      sums.scores[2 * pair + 1] = (sums.scores[2 * pair + 1] ?? 0) + (both >>> 16)
    }
    together.fill(0)
  }

  function rowOf(scan: TextScan, at: number): number {
    const low = scan.wordLow[at] ?? 0
    const high = scan.wordHigh[at] ?? 0
    const known = knownRow(memo, low, high)
    if (known !== -1) return known
    const base = newRow(memo, low, high)
    const word = scan.wordText(at)
    computeOwn(word, base)
    computeScores(word, base)
    return base
  }

  function computeOwn(word: string, base: number): void {
    const count = wordBuckets(word, buckets)
    let squares = 0
    wordOwn.fill(0)
    for (let at = 0; at < count; at++) {
      const from = (buckets[at] ?? 0) * (outputs + 1)
      const weight = weightOfIdf[weights[from] ?? 0] ?? 0
      squares += weight * weight
      for (let output = 0; output < outputs; output++) {
        const value = valueOfByte[weights[from + 1 + output] ?? 0] ?? 0
        wordOwn[output] = (wordOwn[output] ?? 0) + weight * value
      }
    }
    floats[base + row.squares] = squares
    floats[base + row.scale] = keepShort(wordOwn, shorts, (base + row.own) << 1)
  }

  /** A word's letters: digits inside it part it, as everywhere in `eld`. */
  function computeScores(word: string, base: number): void {
    wordScores.fill(0)
    let count = 0
    let from = 0
    for (let at = 0; at <= word.length && count < languageGramsMax; at++) {
      if (at < word.length && !isDigit(word.charCodeAt(at))) continue
      if (at > from) count += addLetters(word, from, at, languageGramsMax - count)
      from = at + 1
    }
    ints[base + row.grams] = count
    for (let pair = 0; pair < pairs; pair++)
      ints[base + row.scores + pair] = (wordScores[2 * pair] ?? 0) | ((wordScores[2 * pair + 1] ?? 0) << 16)
  }

  /** Adds the n-grams of some letters to `wordScores`; answers how many they are, found in the table or not. */
  function addLetters(word: string, from: number, to: number, countMax: number): number {
    const count = Math.min(countMax, languageGrams(word, from, to, grams))
    for (let at = 0; at < count; at++) {
      const gram = gramOf(table, grams[at] ?? 0)
      if (gram === -1) continue
      const end = table.starts[gram + 1] ?? 0
      for (let pair = table.starts[gram] ?? 0; pair < end; pair++) {
        const lang = table.lang[pair] ?? 0
        wordScores[lang] = (wordScores[lang] ?? 0) + (table.score[pair] ?? 0) + baseScore
      }
    }
    return count
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
