import { stopWords } from '#language/key-phrases/stop-words.ts'
import { tokens } from '#language/tokens.ts'

const textWordsMax = 200

/** The words of content of a text, folded, each once; no words of grammar, mentions, links or emoji. Reads the first 200 words. */
export function contentWords(text: string): Set<string> {
  const words = new Set<string>()
  for (const token of tokens(text.slice(0, textWordsMax * 30)).slice(0, textWordsMax)) {
    if (token.kind !== 'word' && token.kind !== 'tag') continue
    if (!stopWords.has(token.text) && token.text.length > 1) words.add(token.text)
  }
  return words
}

/** A text as weights of its words, of length 1. */
export type Vector = ReadonlyMap<string, number>

/** Weights of words by how rare they are among these texts (inverse document frequency), each text of length 1. */
export function vectorsOf(texts: readonly ReadonlySet<string>[]): Vector[] {
  const inTexts = new Map<string, number>()
  for (const words of texts) for (const word of words) inTexts.set(word, (inTexts.get(word) ?? 0) + 1)
  return texts.map((words) => {
    const weights = new Map<string, number>()
    for (const word of words) weights.set(word, Math.log(1 + texts.length / (inTexts.get(word) ?? 1)))
    return unit(weights)
  })
}

/** The same direction at length 1; nothing stays nothing. */
export function unit(weights: ReadonlyMap<string, number>): Map<string, number> {
  const length = Math.hypot(...weights.values()) || 1
  return new Map([...weights].map(([word, weight]) => [word, weight / length]))
}
