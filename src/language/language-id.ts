import { eld } from 'eld/small'
import { primaryLanguage } from '#language/language-id-tags.ts'
import { type Token, tokens } from '#language/tokens.ts'

/** A language as a lower-case primary tag (`fr`), `und` where none can be told; `sure` when it may be shown as a fact. */
export type Language = { lang: string; sure: boolean }

/** Below these a text says too little: `ok`, `lol lol`, a lone name. One character of Han or kana says as much as a word. */
const wordsMin = 3
const lettersMin = 12
const denseLettersMin = 4
/** Reading more of a text does not change the answer; the cost grows with it (12 us a post of 50 letters). */
const lettersMax = 600

/**
 * The language of a text: read from its words (links, mentions and tags left out), else as declared, else `und`.
 *
 * A text long enough to tell outweighs the declaration only where the reading is sure, because apps declare the
 * language of the phone. Method: n-gram scores of `eld`, small table (60 languages, about 10 MB, loaded at import).
 */
export function languageOf(text: string, declared?: string): Language {
  const known = primaryLanguage(declared ?? '')
  const words = readable(text)
  const isDeclared = known !== '' && known !== 'und'
  const fallback: Language = { lang: isDeclared ? known : 'und', sure: isDeclared }
  if (words === undefined) return fallback
  const read = eld.detect(words)
  if (read.language === '') return fallback
  if (read.language === known) return { lang: known, sure: true }
  if (read.isReliable()) return { lang: read.language, sure: true }
  return isDeclared ? fallback : { lang: read.language, sure: false }
}

/** The words that speak a language, or undefined when there are too few. */
function readable(text: string): string | undefined {
  const words = tokens(text.slice(0, 4 * lettersMax)).filter((token) => token.kind === 'word')
  const letters = words.reduce((sum, token) => sum + token.text.length, 0)
  if (letters === 0) return undefined
  const isDense =
    words.length >= denseLettersMin && letters < words.length * 1.5 && letters >= denseLettersMin
  if (!isDense && (words.length < wordsMin || letters < lettersMin)) return undefined
  return spelled(text, words)
}

/** The words as they stood, joined as they stood: `l'eau` keeps its apostrophe, Han stays unspaced. */
function spelled(text: string, words: readonly Token[]): string {
  let joined = ''
  let end = -1
  for (const word of words) {
    if (joined.length > lettersMax) break
    const between = end === -1 ? '' : text.slice(end, word.from)
    joined += (between.length <= 1 ? between : ' ') + text.slice(word.from, word.to)
    end = word.to
  }
  return joined
}
