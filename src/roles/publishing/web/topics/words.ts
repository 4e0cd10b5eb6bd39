import en from '#roles/publishing/web/topics/messages/en.json' with { type: 'json' }
import fr from '#roles/publishing/web/topics/messages/fr.json' with { type: 'json' }
import { ownWords } from '#web/own-words.ts'

/** Speaks the sentences of topics, and the shell's. */
export const useTopicWords = ownWords({ en, fr })
