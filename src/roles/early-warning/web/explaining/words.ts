import { ownWords } from '#web/own-words.ts'
import en from '#roles/early-warning/web/explaining/messages/en.json' with { type: 'json' }
import fr from '#roles/early-warning/web/explaining/messages/fr.json' with { type: 'json' }

/** The sentences that explain a story, by language. */
export const explainingMessages = { en, fr }

/** Speaks them. */
export const useExplainingWords = ownWords(explainingMessages)
