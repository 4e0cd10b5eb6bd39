import type { Words } from '#kernel/words.ts'
import { findIssues } from '#language/plain-language/issues.ts'
import { readability } from '#language/plain-language/scores.ts'
import { sentencesOf, type WrittenWord } from '#language/plain-language/sentences.ts'
import { syllablesEnglish } from '#language/plain-language/syllables-en.ts'
import { syllablesFrench } from '#language/plain-language/syllables-fr.ts'

/** A word of the organization's own list that readers may not know, and what to write instead (may be empty). */
export type JargonTerm = { term: string; plain: string }

/** One thing that makes a text harder than it need be; `from` and `to` are UTF-16 units of the text. */
export type PlainIssue = {
  kind: 'long-sentence' | 'long-word' | 'passive' | 'double-negation' | 'jargon'
  from: number
  to: number
  words: Words
}

/** How plain a text is. */
export type PlainLanguage = {
  lang: 'en' | 'fr'
  /** School years a reader needs, 0 to 20; a rough guide, and for posts of one sentence hardly that. */
  grade: number
  /** Reading ease, 0 (hard) to 100 (easy). */
  ease: number
  sentences: number
  wordCount: number
  /** In order of place, {@link issuesMax} at most. */
  issues: PlainIssue[]
}

/** Issues told of one text. */
export const issuesMax = 200

/** Letters of a word counted for syllables; what is longer is no word. */
const wordLengthMax = 60

/**
 * Reads a text for plain language: how hard it is, and what in it could be said more simply. Hints for the writer, never a
 * reason to refuse a text: a passive is found by its form and may be right where it stands.
 *
 * @param lang the language it is written in; French text read as English gives nonsense
 * @param jargon the organization's own list; terms of up to five words, without regard to case
 */
export function plainLanguage(
  text: string,
  lang: 'en' | 'fr',
  jargon: readonly JargonTerm[] = [],
): PlainLanguage {
  const sentences = sentencesOf(text, lang)
  const words = sentences.flatMap((sentence) => sentence.words)
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word, lang), 0)
  const counts = { sentences: sentences.length, words: words.length, syllables }
  return {
    lang,
    ...readability(lang, counts),
    sentences: counts.sentences,
    wordCount: counts.words,
    issues: findIssues(sentences, lang, jargon)
      .sort((a, b) => a.from - b.from || b.to - a.to)
      .slice(0, issuesMax),
  }
}

function syllablesOf(word: WrittenWord, lang: 'en' | 'fr'): number {
  const letters = word.text.slice(0, wordLengthMax)
  const digits = letters.match(/\d/gu)?.length ?? 0
  // A number is spoken in about a syllable a digit; long ones are read, not spoken.
  if (digits > 0) return Math.min(4, digits)
  return lang === 'en' ? syllablesEnglish(letters) : syllablesFrench(letters)
}
