import { hash32 } from '#kernel/hash.ts'
import { TextScan } from '#language/scan.ts'
import { findPhrases, type PhraseTable, phraseTable } from '#language/triage/phrases.ts'
import { english } from '#language/triage/questions-en.ts'
import { french } from '#language/triage/questions-fr.ts'
import { emptySentences, endMark, readSentences, type Sentences } from '#language/triage/sentences.ts'

type Rules = { tables: readonly PhraseTable[]; bare: Set<number> }

const opens = 1
const asks = 2
const vetoes = 4
const teases = 8

const en = rulesOf(english)
const fr = rulesOf(french)
/** What one language calls a figure of speech is none of the other's questions. */
const both: Rules = { tables: [...en.tables, ...fr.tables], bare: new Set([...en.bare, ...fr.bare]) }

function rulesOf(list: typeof english | typeof french): Rules {
  const table = phraseTable([list.opens, list.asks, list.vetoes, list.teases])
  return { tables: [table], bare: new Set(list.bare.map((word) => hash32(word, 1) | 0)) }
}

/** Answers whether a scanned post asks something. `lang` is a primary tag; without one both languages' rules are tried. */
export type QuestionReader = (scan: TextScan, lang?: string) => boolean

/**
 * A reader that tells whether a post asks something of somebody, by rules for English and French; in other languages by
 * the question mark. About 2 us a post; the first 240 words are read.
 *
 * No question: a mark inside a link or a quotation, a shout (`?!`), a figure of speech ("who would have thought?"), a
 * reported question ("he asked when"), a teaser that answers itself ("Need a lift? Call us"). See `docs/models/questions.md`.
 * Not sure enough to hide posts by: use it to order and to count.
 */
export function createQuestionReader(): QuestionReader {
  const sentences = emptySentences()
  const found = new Int32Array(sentences.marks.length)
  return (scan, lang) => {
    readSentences(scan, sentences)
    if (lang === 'en') return asksBy(en, sentences, found)
    if (lang === 'fr') return asksBy(fr, sentences, found)
    return lang === undefined || lang === 'und' ? asksBy(both, sentences, found) : anyMarked(sentences)
  }
}

function anyMarked(sentences: Sentences): boolean {
  for (let at = 0; at < sentences.sentenceCount; at++) if (isMarked(sentences, at)) return true
  return false
}

/** Ends in a question mark that is meant: not a shout, and not somebody else's words. */
function isMarked(sentences: Sentences, at: number): boolean {
  const marks = sentences.marks[at] ?? 0
  if ((marks & endMark.question) === 0 || (marks & endMark.shout) !== 0) return false
  return (sentences.quoted[at] ?? 0) === 0 || sentences.wordsOutside < 3
}

function asksBy({ tables, bare }: Rules, sentences: Sentences, found: Int32Array): boolean {
  found.fill(0, 0, sentences.sentenceCount)
  for (const table of tables) findPhrases(table, sentences, found)
  for (let at = 0; at < sentences.sentenceCount; at++) {
    const groups = found[at] ?? 0
    if ((groups & vetoes) !== 0) continue
    if (isMarked(sentences, at)) {
      const answersItself = (groups & teases) !== 0 && at + 1 < sentences.sentenceCount
      if (!answersItself && !isBare(sentences, at, bare)) return true
    } else if (asksWithoutMark(sentences, at, groups)) return true
  }
  return false
}

/** People leave the mark out; then the words have to say it, and a shout, a title or a second clause speaks against it. */
function asksWithoutMark(sentences: Sentences, at: number, groups: number): boolean {
  const marks = sentences.marks[at] ?? 0
  if ((marks & (endMark.shout | endMark.colon | endMark.question)) !== 0) return false
  if ((groups & asks) !== 0) return true
  return (groups & opens) !== 0 && (marks & endMark.comma) === 0 && (sentences.wordsIn[at] ?? 0) > 2
}

/** One or two words that only wonder ("Really?"). */
function isBare(sentences: Sentences, at: number, bare: Set<number>): boolean {
  if ((sentences.wordsIn[at] ?? 0) > 2) return false
  for (let word = 0; word < sentences.wordCount; word++) {
    if (sentences.wordSentence[word] === at && !bare.has(sentences.wordHash[word] ?? 0)) return false
  }
  return true
}

const ownScan = new TextScan()
const ownReader = createQuestionReader()

/** {@link createQuestionReader} for a text nobody has scanned yet. */
export function isQuestion(text: string, lang?: string): boolean {
  ownScan.read(text.slice(0, 4000))
  return ownReader(ownScan, lang)
}
