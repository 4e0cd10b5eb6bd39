import { ownWords } from '#web/own-words.ts'
import en from '#web/sign-in/messages/en.json' with { type: 'json' }
import fr from '#web/sign-in/messages/fr.json' with { type: 'json' }

/** The sentences of signing in, and the shell's too. */
export const useSignInWords = ownWords({ en, fr })
