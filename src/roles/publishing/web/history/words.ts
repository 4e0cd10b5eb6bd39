import en from '#roles/publishing/web/history/messages/en.json' with { type: 'json' }
import fr from '#roles/publishing/web/history/messages/fr.json' with { type: 'json' }
import { ownWords } from '#web/own-words.ts'

/** Speaks the sentences about what we said before, and the shell's. */
export const useHistoryWords = ownWords({ en, fr })
/** The same, for functions. */
export type HistoryWords = ReturnType<typeof useHistoryWords>
