import en from '#roles/publishing/web/plain/messages/en.json' with { type: 'json' }
import fr from '#roles/publishing/web/plain/messages/fr.json' with { type: 'json' }
import { ownWords } from '#web/own-words.ts'

/** Speaks the sentences of plain language, and the shell's. */
export const usePlainWords = ownWords({ en, fr })
