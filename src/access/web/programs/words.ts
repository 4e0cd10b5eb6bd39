import { ownWords } from '#web/own-words.ts'
import en from '#access/web/programs/messages/en.json' with { type: 'json' }
import fr from '#access/web/programs/messages/fr.json' with { type: 'json' }

/** The sentences of these screens, and the shell's too. */
export const useProgramWords = ownWords({ en, fr })
