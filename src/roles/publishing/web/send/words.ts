import en from '#roles/publishing/web/send/messages/en.json' with { type: 'json' }
import fr from '#roles/publishing/web/send/messages/fr.json' with { type: 'json' }
import { ownWords } from '#web/own-words.ts'

/** Speaks the sentences of sending a message, and the shell's. */
export const useSendWords = ownWords({ en, fr })
