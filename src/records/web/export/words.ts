import en from '#records/web/export/messages/en.json' with { type: 'json' }
import fr from '#records/web/export/messages/fr.json' with { type: 'json' }
import { ownWords } from '#web/own-words.ts'

/** The words of the export screens. */
export const useExportWords = ownWords({ en, fr })
