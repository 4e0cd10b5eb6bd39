import { TextScan } from '#language/scan.ts'
import { findPhrases, phraseTable } from '#language/triage/phrases.ts'
import { english, french } from '#language/triage/requests-phrases.ts'
import { emptySentences, readSentences } from '#language/triage/sentences.ts'

const asks = 1
const against = 2
const en = phraseTable([english.asks, english.against])
const fr = phraseTable([french.asks, french.against])

/** Answers whether a scanned post asks for help outright; without a language both lists are tried. */
export type RequestReader = (scan: TextScan, lang?: string) => boolean

/**
 * A reader that tells whether a post asks for help outright, by phrases in English and French ("trapped on", "au secours").
 * It stands beside the `crisis` head, which knows English only and ranks: either may lift a post in a queue. It never hides
 * one: most people in need use none of these words. About 2 us a post; false in other languages.
 */
export function createRequestReader(): RequestReader {
  const sentences = emptySentences()
  const found = new Int32Array(sentences.marks.length)
  return (scan, lang) => {
    const isOpen = lang === undefined || lang === 'und'
    if (!isOpen && lang !== 'en' && lang !== 'fr') return false
    readSentences(scan, sentences)
    found.fill(0, 0, sentences.sentenceCount)
    if (isOpen || lang === 'en') findPhrases(en, sentences, found)
    if (isOpen || lang === 'fr') findPhrases(fr, sentences, found)
    for (let at = 0; at < sentences.sentenceCount; at++) {
      if (((found[at] ?? 0) & (asks | against)) === asks) return true
    }
    return false
  }
}

const ownScan = new TextScan()
const ownReader = createRequestReader()

/** {@link createRequestReader} for a text nobody has scanned yet. */
export function asksForHelp(text: string, lang?: string): boolean {
  ownScan.read(text.slice(0, 4000))
  return ownReader(ownScan, lang)
}
