import { useMemo } from 'react'
import { extendWords, useWords, type Locale, type MessageKey, type Words } from '#web/words.tsx'

/**
 * Sentences that come with a screen instead of with the shell, so that the first page stays small.
 *
 * @param own the same keys in both languages, from `messages/en.json` and `messages/fr.json` beside the screen
 * @returns a hook that speaks them, and the shell's sentences too
 */
export function ownWords<K extends string>(
  own: Record<Locale, Record<K, string>>,
): () => Words<K | MessageKey> {
  return () => {
    const words = useWords()
    return useMemo(() => extendWords(words, own[words.locale]), [words])
  }
}
