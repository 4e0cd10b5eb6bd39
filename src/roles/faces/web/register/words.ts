import en from '#roles/faces/web/register/messages/en.json' with { type: 'json' }
import fr from '#roles/faces/web/register/messages/fr.json' with { type: 'json' }
import { ownWords } from '#web/own-words.ts'

/** Speaks the sentences of official accounts and of those that imitate them, and the shell's. */
export const useRegisterWords = ownWords({ en, fr })
