import en from '#roles/publishing/web/files/messages/en.json' with { type: 'json' }
import fr from '#roles/publishing/web/files/messages/fr.json' with { type: 'json' }
import { ownWords } from '#web/own-words.ts'

/** The sentences themselves, for what is said in the language of a version and not of its writer. */
export const fileMessages = { en, fr }

/** Speaks the sentences about pictures, films and sounds of a message, and the shell's. */
export const useFileWords = ownWords(fileMessages)
