import en from '#roles/publishing/web/preview/messages/en.json' with { type: 'json' }
import fr from '#roles/publishing/web/preview/messages/fr.json' with { type: 'json' }
import { ownWords } from '#web/own-words.ts'

/** Speaks the sentences of the previews, and the shell's. */
export const usePreviewWords = ownWords({ en, fr })
