import { ownWords } from '#web/own-words.ts'
import en from '#roles/reactions/web/reports/messages/en.json' with { type: 'json' }
import fr from '#roles/reactions/web/reports/messages/fr.json' with { type: 'json' }

/** Speaks the sentences of reports, and the shell's. */
export const useReportWords = ownWords({ en, fr })

/** What `useReportWords` gives. */
export type ReportWords = ReturnType<typeof useReportWords>
