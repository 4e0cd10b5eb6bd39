import en from '#roles/publishing/web/cards/messages/en.json' with { type: 'json' }
import fr from '#roles/publishing/web/cards/messages/fr.json' with { type: 'json' }
import { ownWords } from '#web/own-words.ts'

/** Speaks the sentences about the card of a link, and the shell's. */
export const useCardWords = ownWords({ en, fr })
