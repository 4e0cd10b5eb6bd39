import en from '#sending/web/moderation/messages/en.json' with { type: 'json' }
import fr from '#sending/web/moderation/messages/fr.json' with { type: 'json' }
import { ownWords } from '#web/own-words.ts'

/** Speaks the sentences of moderation, and the shell's. */
export const useModerationWords = ownWords({ en, fr })
