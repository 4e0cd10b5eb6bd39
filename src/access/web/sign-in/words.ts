import en from '#access/web/sign-in/messages/en.json' with { type: 'json' }
import fr from '#access/web/sign-in/messages/fr.json' with { type: 'json' }
import { ownWords } from '#web/own-words.ts'

/** The sentences of these screens, and the shell's too. */
export const useOwnWords = ownWords({ en, fr })
