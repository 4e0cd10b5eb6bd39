import en from '#roles/publishing/web/accounts/messages/en.json' with { type: 'json' }
import fr from '#roles/publishing/web/accounts/messages/fr.json' with { type: 'json' }
import { ownWords } from '#web/own-words.ts'

/** Speaks the sentences of our accounts, and the shell's. */
export const useAccountWords = ownWords({ en, fr })
