import type { Lane } from '#kernel/permission.ts'
import en from '#roles/publishing/web/messages/en.json' with { type: 'json' }
import fr from '#roles/publishing/web/messages/fr.json' with { type: 'json' }
import { ownWords } from '#web/own-words.ts'

/** Speaks the sentences of publishing, and the shell's. */
export const usePublishWords = ownWords({ en, fr })

/** What `usePublishWords` gives. */
export type PublishWords = ReturnType<typeof usePublishWords>

/** A language in its own words: English, Français. */
export function autonym(tag: string): string {
  try {
    const name = new Intl.DisplayNames(tag, { type: 'language', fallback: 'code' }).of(tag) ?? tag
    return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1)
  } catch (error) {
    if (error instanceof RangeError) return tag
    throw error
  }
}

/** The lanes a message may be in, in the order of the list. */
export const lanesListed: readonly Lane[] = ['normal', 'emergency', 'exercise']
