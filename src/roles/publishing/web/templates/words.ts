import en from '#roles/publishing/web/templates/messages/en.json' with { type: 'json' }
import fr from '#roles/publishing/web/templates/messages/fr.json' with { type: 'json' }
import { ownWords } from '#web/own-words.ts'

/** Speaks the sentences of templates, and the shell's. */
export const useTemplateWords = ownWords({ en, fr })
