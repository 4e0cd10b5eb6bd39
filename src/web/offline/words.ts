import en from '#web/offline/messages/en.json' with { type: 'json' }
import fr from '#web/offline/messages/fr.json' with { type: 'json' }
import { ownWords } from '#web/own-words.ts'

/** What is said while the desk does not answer, and the shell's sentences. */
export const useAwayWords = ownWords({ en, fr })
