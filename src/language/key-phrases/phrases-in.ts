import { stopWords } from '#language/key-phrases/stop-words.ts'
import { tokens } from '#language/tokens.ts'

/** Words of a phrase at most. */
const phraseWordsMax = 3
/** Words of a text that are read. */
const textWordsMax = 400

/** A phrase as compared, and as written where it stood. */
export type FoundPhrase = { key: string; words: number; written: string }

/**
 * Every phrase of one to three words that stands unbroken in a text, each once: no word of grammar at its ends, no link,
 * mention or emoji in it, and nothing but a space, hyphen or apostrophe between its words.
 */
export function phrasesIn(text: string): Map<string, FoundPhrase> {
  const found = new Map<string, FoundPhrase>()
  const read = tokens(text.slice(0, textWordsMax * 40)).slice(0, textWordsMax)
  for (const [at, first] of read.entries()) {
    if (!isWord(first) || !mayEnd(first.text)) continue
    let key = ''
    let before = first
    for (let length = 1; length <= phraseWordsMax; length++) {
      const last = read[at + length - 1]
      if (last === undefined || !isWord(last) || (length > 1 && !touches(text, before.to, last.from))) break
      key = length === 1 ? last.text : `${key} ${last.text}`
      before = last
      if (!mayEnd(last.text) || found.has(key)) continue
      found.set(key, { key, words: length, written: text.slice(first.from, last.to) })
    }
  }
  return found
}

function isWord(token: { kind: string }): boolean {
  return token.kind === 'word' || token.kind === 'tag'
}

function mayEnd(folded: string): boolean {
  return !stopWords.has(folded) && !/^(?:.|\p{N}+)$/u.test(folded)
}

function touches(text: string, from: number, to: number): boolean {
  return to - from <= 2 && /^[\s’'-]?#?$/u.test(text.slice(from, to))
}
