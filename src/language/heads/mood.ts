import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { hash32 } from '#kernel/hash.ts'
import { negatorsOf } from '#language/heads/negators.ts'
import { scanKinds, type TextScan } from '#language/scan.ts'

/** How many signs of mood there are; see {@link readMood}. */
export const moodSize = 28

/** Words of one language with how good or bad they sound: a hash table of folded words (`hash32(word, 1)`). */
export type MoodLexicon = {
  keys: Int32Array
  /** 0: an empty place. Else the valence, -100 to 100, plus {@link neutral}, and {@link negating} where the word negates. */
  marks: Int16Array
}

/** What stands for no valence in a mark, and the bit of a word that negates. */
const neutral = 128
const negating = 512

/** All lexicons, by language. Emoji are in each. A language without a list of its own has emoji and negators only. */
export function moodLexicons(): (lang: string) => MoodLexicon {
  const bytes = gunzipSync(readFileSync(new URL('./mood.bin', import.meta.url)))
  const end = bytes.indexOf(0x0a)
  const counts = JSON.parse(bytes.toString('utf8', 0, end)) as Record<string, number>
  const byLang = new Map<string, Map<number, number>>()
  let at = end + 1
  for (const [lang, count] of Object.entries(counts)) {
    const words = new Map<number, number>()
    for (let each = 0; each < count; each++)
      words.set(bytes.readInt32LE(at + 5 * each), bytes.readInt8(at + 5 * each + 4))
    byLang.set(lang, words)
    at += 5 * count
  }
  const emoji = byLang.get('emoji') ?? new Map<number, number>()
  return (lang) => {
    const marks = new Map<number, number>()
    for (const words of [emoji, byLang.get(lang === 'hi' ? 'en' : lang) ?? []])
      for (const [hash, valence] of words) marks.set(hash, valence + neutral)
    for (const word of negatorsOf(lang)) {
      const hash = hash32(word, 1) | 0
      marks.set(hash, (marks.get(hash) ?? neutral) | negating)
    }
    return lexiconOf(marks)
  }
}

/** Open addressing, under half full. */
function lexiconOf(marks: ReadonlyMap<number, number>): MoodLexicon {
  const slots = 2 ** Math.ceil(Math.log2(2 * marks.size + 2))
  const lexicon = { keys: new Int32Array(slots), marks: new Int16Array(slots) }
  for (const [hash, mark] of marks) {
    let slot = hash & (slots - 1)
    while (lexicon.marks[slot] !== 0) slot = (slot + 1) & (slots - 1)
    lexicon.keys[slot] = hash
    lexicon.marks[slot] = mark
  }
  return lexicon
}

/** The mark of a word, {@link neutral} where it is not in the lexicon. */
function markOf({ keys, marks }: MoodLexicon, hash: number): number {
  let slot = hash & (keys.length - 1)
  while (marks[slot] !== 0) {
    if (keys[slot] === hash) return marks[slot] ?? neutral
    slot = (slot + 1) & (keys.length - 1)
  }
  return neutral
}

/** Words after a negator that it turns around, if no punctuation comes between. */
const negatedWords = 4
const mentionKind = scanKinds.indexOf('mention')
const wordsMax = 400

/**
 * Writes which signs of mood a text shows, each 0 or 1: counts of good (0 to 3) and bad words (4 to 7), the sign of their balance
 * (8 to 10), its size (11 to 19), how the last one sounds (20, 21), negation (22 to 24), and shouting with either (25, 26).
 *
 * @param into {@link moodSize} long
 */
export function readMood(scan: TextScan, lexicon: MoodLexicon, into: Uint8Array): void {
  into.fill(0)
  const found = { good: 0, bad: 0, sum: 0, last: 0 }
  let negated = 0
  let end = 0
  for (let at = 0; at < scan.wordCount && at < wordsMax; at++) {
    const token = scan.wordToken[at] ?? -1
    if (token < 0 || scan.tokenKind[token] === mentionKind) continue
    const from = scan.tokenFrom[token] ?? 0
    if (negated > 0 && endsClause(scan.text, end, from)) negated = 0
    end = scan.tokenTo[token] ?? from
    const mark = markOf(lexicon, scan.wordLow[at] ?? 0)
    const valence = (mark & ~negating) - neutral
    if (valence !== 0) count(negated > 0 ? -0.7 * valence : valence, found)
    if (valence !== 0 && negated > 0) into[valence > 0 ? 23 : 24] = 1
    negated--
    if ((mark & negating) !== 0) {
      negated = negatedWords
      into[22] = 1
    }
  }
  sum(found, scan.text, into)
}

type Found = { good: number; bad: number; sum: number; last: number }

function count(valence: number, found: Found): void {
  if (valence > 0) found.good++
  else found.bad++
  found.sum += valence
  found.last = valence
}

function sum(found: Found, text: string, into: Uint8Array): void {
  for (let at = 0; at < Math.min(4, found.good); at++) into[at] = 1
  for (let at = 0; at < Math.min(4, found.bad); at++) into[4 + at] = 1
  into[9 + Math.sign(found.sum)] = 1
  into[15 + Math.max(-4, Math.min(4, Math.round(found.sum / 30)))] = 1
  if (found.last !== 0) into[found.last > 0 ? 20 : 21] = 1
  if (found.sum !== 0 && text.includes('!')) into[found.sum > 0 ? 25 : 26] = 1
}

function endsClause(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at)
    if (unit === 0x2e || unit === 0x2c || unit === 0x21 || unit === 0x3f || unit === 0x3a || unit === 0x3b)
      return true
  }
  return false
}

/** Adds what the signs of mood say to the raw scores of a head that listens to them. */
export function addMood(
  mood: readonly (readonly number[])[],
  flags: Uint8Array,
  scores: Float64Array,
  from: number,
): void {
  for (let output = 0; output < mood.length; output++) {
    const weights = mood[output] ?? []
    let sum = 0
    for (let sign = 0; sign < moodSize; sign++) if (flags[sign] === 1) sum += weights[sign] ?? 0
    scores[from + output] = (scores[from + output] ?? 0) + sum
  }
}
