import en from '#roles/publishing/web/calendar/messages/en.json' with { type: 'json' }
import fr from '#roles/publishing/web/calendar/messages/fr.json' with { type: 'json' }
import { ownWords } from '#web/own-words.ts'

/** Speaks the sentences of the calendar, and the shell's. */
export const useCalendarWords = ownWords({ en, fr })

/** What `useCalendarWords` gives. */
export type CalendarWords = ReturnType<typeof useCalendarWords>
