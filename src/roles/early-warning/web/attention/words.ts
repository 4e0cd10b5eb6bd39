import { ownWords } from '#web/own-words.ts'
import en from '#roles/early-warning/web/attention/messages/en.json' with { type: 'json' }
import fr from '#roles/early-warning/web/attention/messages/fr.json' with { type: 'json' }

/** Speaks the sentences about interruptions, what is held back, and trials. */
export const useAttentionWords = ownWords({ en, fr })
