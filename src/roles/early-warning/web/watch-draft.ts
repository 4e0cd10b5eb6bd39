import {
  fromAbsolute,
  parseDate,
  Time,
  toCalendarDate,
  toCalendarDateTime,
  toZoned,
} from '@internationalized/date'
import type { Watch, WatchInput } from '#listening/contract.ts'
import { dayMs } from '#kernel/time.ts'
import type { WatchKey } from '#roles/early-warning/web/own-words.ts'

/** A watch as it stands in the form: what a person typed. */
export type WatchDraft = {
  name: string
  rule: string
  purpose: string
  owner: string
  endsOn: string
  column: string
}

/** A watch ends after this long unless somebody says otherwise. */
export const usualDays = 90

/** A new form: ends in 90 days, first column. */
export function emptyDraft(given: {
  owner: string
  rule: string
  nowMs: number
  timeZone: string
}): WatchDraft {
  const endsOn = dayOf(given.nowMs + usualDays * dayMs, given.timeZone)
  return { name: '', rule: given.rule, purpose: '', owner: given.owner, endsOn, column: '0' }
}

/** The form of a watch there is. */
export function draftOf(watch: Watch, timeZone: string): WatchDraft {
  const { name, rule, purpose, owner } = watch
  return {
    name,
    rule,
    purpose,
    owner,
    endsOn: dayOf(Date.parse(watch.endsAt), timeZone),
    column: watch.column?.toString() ?? '',
  }
}

/** What must be put right before we ask the server; in the order of the form. */
export function draftErrors(
  draft: WatchDraft,
  nowMs: number,
  timeZone: string,
): { name: string; key: WatchKey }[] {
  const errors: { name: string; key: WatchKey }[] = []
  if (draft.name.trim() === '') errors.push({ name: 'name', key: 'watch.wrong.name' })
  if (draft.rule.trim() === '') errors.push({ name: 'rule', key: 'watch.wrong.rule' })
  if (draft.purpose.trim().length < 10) errors.push({ name: 'purpose', key: 'watch.wrong.purpose' })
  if (draft.owner.trim() === '') errors.push({ name: 'owner', key: 'watch.wrong.owner' })
  const end = endOf(draft.endsOn, timeZone)
  if (end === undefined || Date.parse(end) <= nowMs) errors.push({ name: 'endsAt', key: 'watch.wrong.ends' })
  return errors
}

/** What the server gets. Only for a draft without errors. */
export function readDraft(draft: WatchDraft, timeZone: string): WatchInput {
  const column = draft.column === '' ? {} : { column: Number(draft.column) }
  return {
    name: draft.name.trim(),
    rule: draft.rule.trim(),
    purpose: draft.purpose.trim(),
    owner: draft.owner.trim(),
    endsAt: endOf(draft.endsOn, timeZone) ?? '',
    ...column,
  }
}

function dayOf(ms: number, timeZone: string): string {
  return toCalendarDate(fromAbsolute(ms, timeZone)).toString()
}

/** The last minute of a day in the desk's zone, as ISO; nothing for what is not a day. */
function endOf(day: string, timeZone: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined
  return toZoned(toCalendarDateTime(parseDate(day), new Time(23, 59)), timeZone).toAbsoluteString()
}
