import { endOfMonth, startOfMonth, startOfYear, today } from '@internationalized/date'
import type { ExportQuestion } from '#records/export/contract.ts'
import { RecordKind } from '#records/contract.ts'
import { endOfDay, startOfDay } from '#records/web/days.ts'

/** Times people ask for. */
export const times = ['lastMonth', 'days7', 'days30', 'year', 'all', 'dates'] as const
export type Time = (typeof times)[number]

/** A question while it is written. */
export type QuestionDraft = {
  purpose: string
  time: Time
  from: string
  to: string
  account: string
  person: string
  words: string
  kind: string
  locale: 'en' | 'fr'
}

/** What of a draft cannot be asked. */
export type QuestionError = { name: 'purpose' | 'from'; key: 'exports.wrongPurpose' | 'exports.wrongDates' }

/** The first and the last day of a time, as days of the desk's zone; nothing for all of it. */
export function daysOf(draft: Pick<QuestionDraft, 'time' | 'from' | 'to'>, timeZone: string): string[] {
  const now = today(timeZone)
  if (draft.time === 'dates') return [draft.from, draft.to]
  if (draft.time === 'all') return []
  if (draft.time === 'year') return [startOfYear(now).toString(), now.toString()]
  if (draft.time === 'lastMonth') {
    const month = now.subtract({ months: 1 })
    return [startOfMonth(month).toString(), endOfMonth(month).toString()]
  }
  return [now.subtract({ days: draft.time === 'days7' ? 6 : 29 }).toString(), now.toString()]
}

/** What must be put right before a question can be asked. */
export function questionErrors(draft: QuestionDraft): QuestionError[] {
  const errors: QuestionError[] = []
  if (draft.purpose.trim().length < 3) errors.push({ name: 'purpose', key: 'exports.wrongPurpose' })
  const hasDays = draft.from !== '' && draft.to !== '' && draft.from <= draft.to
  if (draft.time === 'dates' && !hasDays) errors.push({ name: 'from', key: 'exports.wrongDates' })
  return errors
}

/** A draft as the server is asked. */
export function readQuestion(draft: QuestionDraft, timeZone: string): ExportQuestion {
  const [first, last] = daysOf(draft, timeZone)
  const kind = RecordKind.safeParse(draft.kind)
  const said = {
    from: startOfDay(first, timeZone),
    to: endOfDay(last, timeZone),
    account: draft.account.trim() || undefined,
    person: draft.person.trim() || undefined,
    words: draft.words.trim() || undefined,
    kind: kind.success ? kind.data : undefined,
  }
  const query = Object.fromEntries(Object.entries(said).filter(([, part]) => part !== undefined))
  return { query, purpose: draft.purpose.trim(), locale: draft.locale, timeZone }
}
