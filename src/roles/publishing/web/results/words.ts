import en from '#roles/publishing/web/results/messages/en.json' with { type: 'json' }
import fr from '#roles/publishing/web/results/messages/fr.json' with { type: 'json' }
import { ownWords } from '#web/own-words.ts'

/** Speaks the sentences about what came of messages and about short addresses, and the shell's. */
export const useResultWords = ownWords({ en, fr })
/** The same, for functions. */
export type ResultWords = ReturnType<typeof useResultWords>
