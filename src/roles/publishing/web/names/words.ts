import en from '#roles/publishing/web/names/messages/en.json' with { type: 'json' }
import fr from '#roles/publishing/web/names/messages/fr.json' with { type: 'json' }
import { ownWords } from '#web/own-words.ts'

/** Speaks the sentences of the address book and the list of words, and the shell's. */
export const useNameWords = ownWords({ en, fr })
