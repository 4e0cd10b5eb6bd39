import en from '#roles/publishing/web/poll/messages/en.json' with { type: 'json' }
import fr from '#roles/publishing/web/poll/messages/fr.json' with { type: 'json' }
import { ownWords } from '#web/own-words.ts'

/** Speaks the sentences about polls of a message, and the shell's. */
export const usePollWords = ownWords({ en, fr })
