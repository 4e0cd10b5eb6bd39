import en from '#roles/publishing/web/compose/messages/en.json' with { type: 'json' }
import fr from '#roles/publishing/web/compose/messages/fr.json' with { type: 'json' }
import { ownWords } from '#web/own-words.ts'

/** Speaks the sentences of what is written beside and within the words, and the shell's. */
export const useComposeWords = ownWords({ en, fr })
