import en from '#roles/publishing/web/recurring/messages/en.json' with { type: 'json' }
import fr from '#roles/publishing/web/recurring/messages/fr.json' with { type: 'json' }
import { ownWords } from '#web/own-words.ts'

/** Speaks the sentences of recurring messages, and the shell's. */
export const useRecurringWords = ownWords({ en, fr })

/** What `useRecurringWords` gives. */
export type RecurringWords = ReturnType<typeof useRecurringWords>
