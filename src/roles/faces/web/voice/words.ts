import en from '#roles/faces/web/voice/messages/en.json' with { type: 'json' }
import fr from '#roles/faces/web/voice/messages/fr.json' with { type: 'json' }
import { ownWords } from '#web/own-words.ts'

/** Speaks the sentences of voice, and the shell's. */
export const useVoiceWords = ownWords({ en, fr })
