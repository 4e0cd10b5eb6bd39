import { ownWords } from '#web/own-words.ts'
import en from '#roles/reactions/web/messages/en.json' with { type: 'json' }
import fr from '#roles/reactions/web/messages/fr.json' with { type: 'json' }

/** Speaks the sentences of reactions, which come with their screens; and the shell's. */
export const useReactionWords = ownWords({ en, fr })

/** What `useReactionWords` gives. */
export type ReactionWords = ReturnType<typeof useReactionWords>

/** A length of time as people say it: minutes up to an hour and a half, hours and minutes up to a day, then days. */
export function lengthWords(minutes: number, { say }: Pick<ReactionWords, 'say'>): string {
  const whole = Math.max(0, Math.round(minutes))
  if (whole < 90) return say('length.minutes', { count: whole })
  if (whole < 24 * 60) return say('length.hours', { hours: Math.floor(whole / 60), minutes: whole % 60 })
  return say('length.days', { count: Math.round(whole / (24 * 60)) })
}

/** A month as people say it: November 2026. */
export function monthWords(month: string, { tag }: Pick<ReactionWords, 'tag'>): string {
  const format = new Intl.DateTimeFormat(tag, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const atMs = Date.parse(`${month}-01T00:00:00Z`)
  return Number.isNaN(atMs) ? month : format.format(atMs)
}
