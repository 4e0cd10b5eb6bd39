import { complaintFrom, createComplaintReader } from '#language/complaints.ts'
import { createQuestionReader } from '#language/questions.ts'
import { TextScan } from '#language/scan.ts'
import { english, french } from '#language/thanks-phrases.ts'
import { findPhrases, phraseTable } from '#language/triage/phrases.ts'
import { emptySentences, readSentences } from '#language/triage/sentences.ts'

/**
 * Whether an answer thanks. `unsure`: words of thanks are there, with a complaint, a question or somebody else beside them; `unread`: in a
 * language whose thanks are not known here.
 */
export type Thanks = 'yes' | 'no' | 'unsure' | 'unread'

/** Says of a scanned text whether it thanks; without a language both lists are tried. */
export type ThanksReader = (scan: TextScan, lang?: string) => Thanks

const [thanks, never, maybe, surely] = [1, 2, 4, 8] as const
// People here thank in both languages, whatever the rest of the post is in.
const tables = [
  phraseTable([english.thanks, english.never, english.maybe, english.surely]),
  phraseTable([french.thanks, french.never, french.maybe, french.surely]),
]

/**
 * A reader that tells whether somebody thanks the one they answer, by phrases in English and French. Made for counting: it says yes only
 * where little speaks against it ("thanks for nothing", "thank God", "merci de ne pas", "thanks in advance" are none; thanks beside a
 * complaint, a question or a "but" are `unsure`). What it is worth on real posts: docs/official-accounts.md. Not for choosing whom to answer.
 */
export function createThanksReader(): ThanksReader {
  const sentences = emptySentences()
  const found = new Int32Array(sentences.marks.length)
  const complaint = createComplaintReader()
  const asks = createQuestionReader()
  return (scan, lang) => {
    const isOpen = lang === undefined || lang === 'und'
    if (!isOpen && lang !== 'en' && lang !== 'fr') return 'unread'
    readSentences(scan, sentences)
    found.fill(0, 0, sentences.sentenceCount)
    for (const table of tables) findPhrases(table, sentences, found)
    const said = judged([...found.subarray(0, sentences.sentenceCount)])
    if (said !== 'yes') return said
    const isMixed = complaint(scan, lang) >= complaintFrom || asks(scan, lang)
    // What stands between quotation marks somebody else said.
    return isMixed || sentences.wordsOutside < 1 ? 'unsure' : 'yes'
  }
}

/** From what was found in each sentence: real thanks in one, and nothing anywhere that makes them doubtful. */
function judged(sentences: readonly number[]): 'yes' | 'no' | 'unsure' {
  const thanked = sentences.filter(
    (groups) => (groups & thanks) !== 0 && ((groups & never) === 0 || (groups & surely) !== 0),
  )
  if (thanked.length === 0) return 'no'
  const isSure = thanked.some((groups) => (groups & maybe) === 0 || (groups & surely) !== 0)
  const isDoubted = sentences.some((groups) => (groups & maybe) !== 0 && (groups & surely) === 0)
  const isTaken = sentences.some((groups) => (groups & never) !== 0 && (groups & surely) === 0)
  return isSure && !isDoubted && !isTaken ? 'yes' : 'unsure'
}

const ownScan = new TextScan()
const ownReader = createThanksReader()

/** {@link createThanksReader} for a text nobody has scanned yet. */
export function thanksIn(text: string, lang?: string): Thanks {
  ownScan.read(text.slice(0, 4000))
  return ownReader(ownScan, lang)
}
