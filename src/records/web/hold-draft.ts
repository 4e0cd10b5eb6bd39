import type { HoldScope } from '#records/retention/contract.ts'
import { endOfDay, startOfDay } from '#records/web/days.ts'
import { reasonLengthMin } from '#records/web/ReasonDialog.tsx'
import type { RecordsKey } from '#records/web/words.ts'

/** A hold as somebody fills it in; days as dates, empty for "does not matter". */
export type HoldDraft = Record<'name' | 'reason' | 'account' | 'words' | 'from' | 'to' | 'subject', string>

/** A form nobody has filled in yet. */
export const emptyDraft: HoldDraft = {
  name: '',
  reason: '',
  account: '',
  words: '',
  from: '',
  to: '',
  subject: '',
}

/** The scope as the server asks it: whole days of the desk's zone as moments, nothing for what is empty. */
export function scopeOf(draft: HoldDraft, timeZone: string): HoldScope {
  const { account, words, subject } = draft
  const scope = {
    account: account.trim(),
    words: words.trim(),
    subject: subject.trim(),
    from: startOfDay(draft.from, timeZone),
    to: endOfDay(draft.to, timeZone),
  }
  return Object.fromEntries(Object.entries(scope).filter(([, value]) => Boolean(value)))
}

/** What must be put right before a hold can be set. */
export function draftErrors(draft: HoldDraft): { name: string; key: RecordsKey }[] {
  const errors: { name: string; key: RecordsKey }[] = []
  if (draft.name.trim().length < 2) errors.push({ name: 'holdName', key: 'holds.wrongName' })
  if (draft.reason.trim().length < reasonLengthMin)
    errors.push({ name: 'reason', key: 'retention.wrongReason' })
  return errors
}
