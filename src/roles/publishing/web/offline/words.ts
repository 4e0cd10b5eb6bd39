import en from '#roles/publishing/web/offline/messages/en.json' with { type: 'json' }
import fr from '#roles/publishing/web/offline/messages/fr.json' with { type: 'json' }
import { ownWords } from '#web/own-words.ts'

/** What is said of messages while the desk does not answer. */
export const useAwayMessageWords = ownWords({ en, fr })
