import type { Note } from '#roles/publishing/calendar/contract.ts'
import type { CalendarWords } from '#roles/publishing/web/calendar/words.ts'

/** What is worth knowing about a time, as a sentence. */
export function noteWords(
  note: Note,
  { say, locale }: Pick<CalendarWords, 'say' | 'locale'>,
  nameOf: (account: string) => string,
): string {
  switch (note.why) {
    case 'same-hour':
      return say('note.same-hour', { account: nameOf(note.account), title: note.title })
    case 'emergency':
      return say('note.emergency', { title: note.title })
    case 'pause':
      return say('note.pause', { reason: note.reason })
    case 'holiday':
      return say('note.holiday', { name: note[locale] })
    case 'day':
      return say('note.day', { name: note[locale] })
  }
}

/** Whether a note warns; the others are only good to know. */
export function warns({ why }: Note): boolean {
  return why !== 'day'
}
