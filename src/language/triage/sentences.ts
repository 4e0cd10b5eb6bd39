import { hash32 } from '#kernel/hash.ts'
import { scanGap, scanKinds, type TextScan } from '#language/scan.ts'
import type { PhraseText } from '#language/triage/phrases.ts'

/** How a sentence ends: bits, since "!?" is both. */
export const endMark = { question: 1, shout: 2, colon: 4, comma: 8 } as const

/** A post cut into sentences, in arrays that are used again for the next post. */
export type Sentences = PhraseText & {
  sentenceCount: number
  /** Bits of {@link endMark} a sentence; `comma` says that one stands inside. */
  marks: Uint8Array
  /** 1 when the sentence, or its question mark, stands between quotation marks. */
  quoted: Uint8Array
  wordsIn: Uint16Array
  /** Words of the whole post that stand outside quotation marks. */
  wordsOutside: number
  /** Whether the post speaks to somebody by name (`@council`). */
  addressed: boolean
}

/** More is not read: a rule needs the first sentences, and the cost of a post has to end. */
const wordsMax = 240
const sentencesMax = 40

const mention = scanKinds.indexOf('mention')
const emoji = scanKinds.indexOf('emoji')
const link = scanKinds.indexOf('link')
const tag = scanKinds.indexOf('tag')
/** What is read behind the last token: a text may end in a megabyte of dots. */
const tailMax = 400
/** Words that stand before a sentence without changing what it is. */
const fillers = new Set(
  (
    'so and but ok okay hey hi hello oh um sorry please pls also then well folks all dear rt good morning evening afternoon' +
    ' et mais alors bonjour bonsoir salut donc bon svp dites euh coucou'
  )
    .split(' ')
    .map((word) => hash32(word, 1) | 0),
)

/** Arrays for one reader; not shared between readers. */
export function emptySentences(): Sentences {
  return {
    wordCount: 0,
    wordHash: new Int32Array(wordsMax),
    wordSentence: new Int32Array(wordsMax),
    wordOpens: new Uint8Array(wordsMax),
    sentenceCount: 0,
    marks: new Uint8Array(sentencesMax + 1),
    quoted: new Uint8Array(sentencesMax + 1),
    wordsIn: new Uint16Array(sentencesMax + 1),
    wordsOutside: 0,
    addressed: false,
  }
}

/**
 * Cuts a scanned post into sentences: at full stops, question and exclamation marks, colons, line ends, links and emoji.
 * Mentions are not words of a sentence. Reads 240 words and 40 sentences at most.
 */
export function readSentences(scan: TextScan, into: Sentences): void {
  into.wordCount = 0
  into.sentenceCount = 0
  into.wordsOutside = 0
  into.addressed = false
  startSentence(into)
  const place = { readTo: 0, quotes: 0, opens: true, word: 0 }
  for (let token = 0; token < scan.tokenCount; token++) {
    if (into.wordCount >= wordsMax || into.sentenceCount >= sentencesMax) return
    readToken(scan, token, place, into)
  }
  between(scan, Math.min(scan.text.length, place.readTo + tailMax), place, into)
  if ((into.wordsIn[into.sentenceCount] ?? 0) > 0) into.sentenceCount++
}

/** Where the reading stands. */
type Place = { readTo: number; quotes: number; opens: boolean; word: number }

function readToken(scan: TextScan, token: number, place: Place, into: Sentences): void {
  between(scan, scan.tokenFrom[token] ?? 0, place, into)
  place.readTo = scan.tokenTo[token] ?? 0
  const kind = scan.tokenKind[token] ?? 0
  if (kind === mention) into.addressed = true
  if (kind === link || kind === emoji) endSentence(into, place, 0)
  const isWord = kind !== mention && kind !== emoji && kind !== link
  while (place.word < scan.wordCount && (scan.wordToken[place.word] ?? token) <= token) {
    if (isWord) addWord(into, scan.wordLow[place.word] ?? 0, place, kind === tag)
    else if (kind === link && scan.wordToken[place.word] === scanGap) {
      place.word++
      return
    }
    place.word++
  }
}

function addWord(into: Sentences, hash: number, place: Place, isTag: boolean): void {
  if (into.wordCount >= wordsMax) return
  const at = into.wordCount++
  const sentence = into.sentenceCount
  into.wordHash[at] = hash
  into.wordSentence[at] = sentence
  into.wordOpens[at] = place.opens ? 1 : 0
  into.wordsIn[sentence] = (into.wordsIn[sentence] ?? 0) + 1
  if (place.quotes === 0) into.wordsOutside++
  place.opens &&= isTag || fillers.has(hash)
}

function startSentence(into: Sentences): void {
  into.marks[into.sentenceCount] = 0
  into.quoted[into.sentenceCount] = 0
  into.wordsIn[into.sentenceCount] = 0
}

/** Ends the sentence, unless it has no words yet; a mark behind an ended sentence belongs to that one. */
function endSentence(into: Sentences, place: Place, marks: number): void {
  const current = into.sentenceCount
  if ((into.wordsIn[current] ?? 0) > 0) {
    into.marks[current] = (into.marks[current] ?? 0) | marks
    into.sentenceCount++
    startSentence(into)
    place.opens = true
  } else if (current > 0) into.marks[current - 1] = (into.marks[current - 1] ?? 0) | marks
}

/** Reads what stands between two tokens: marks, and where a quotation opens and closes. */
function between(scan: TextScan, to: number, place: Place, into: Sentences): void {
  for (let at = place.readTo; at < to; at++) {
    const unit = scan.text.charCodeAt(at)
    if (unit === 0x20) continue
    const quote = quoteOf(unit, place.quotes)
    if (quote >= 0) place.quotes = quote
    const mark = markOf(unit)
    if (mark !== 0) readMark(mark, place, into)
  }
}

function readMark(mark: number, place: Place, into: Sentences): void {
  const current = into.sentenceCount
  if (mark === endMark.comma) {
    if ((into.wordsIn[current] ?? 0) > 2) into.marks[current] = (into.marks[current] ?? 0) | mark
    return
  }
  if (place.quotes === 1 && mark === endMark.question) into.quoted[current] = 1
  endSentence(into, place, mark === stop ? 0 : mark)
}

const stop = 16

/** 1 for a mark that opens a quotation, 0 for one that closes it, -1 for any other character. */
function quoteOf(unit: number, open: number): number {
  if (unit === 0x22) return 1 - open
  if (unit === 0x201c || unit === 0xab || unit === 0x201e) return 1
  return unit === 0x201d || unit === 0xbb ? 0 : -1
}

function markOf(unit: number): number {
  if (unit === 0x3f || unit === 0xff1f || unit === 0x61f || unit === 0x37e) return endMark.question
  if (unit === 0x21 || unit === 0xff01) return endMark.shout
  if (unit === 0x2e || unit === 0x0a || unit === 0x2026 || unit === 0x3b || unit === 0x3002) return stop
  if (unit === 0x3a) return endMark.colon
  return unit === 0x2c ? endMark.comma : 0
}
