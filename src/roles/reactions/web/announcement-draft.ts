import {
  fromAbsolute,
  parseDate,
  parseTime,
  toCalendarDate,
  toCalendarDateTime,
  toTime,
  toZoned,
} from '@internationalized/date'
import type { z } from 'zod'
import { dayMs, hourMs } from '#kernel/time.ts'
import { isUrl } from '#kernel/url.ts'
import type { AnnouncementInput, Offer } from '#roles/reactions/contract.ts'

/** An announcement as it stands in the form: what a person typed or ticked. */
export type AnnouncementDraft = {
  title: string
  text: string
  kind: string
  url: string
  messageId: string | undefined
  /** Day and time of day in the desk's zone. */
  day: string
  time: string
  watchIds: readonly string[]
  /** A new watch is begun with it. */
  hasNewWatch: boolean
  rule: string
  purpose: string
  baselineDays: string
  reactionHours: string
}

/** Choices of how long before is looked at, days, and how long after, hours. */
export const baselineChoices = ['7', '14', '28'] as const
export const reactionChoices = ['24', '72', '168', '336'] as const

/** A new form: made just now. */
export function emptyDraft(nowMs: number, timeZone: string): AnnouncementDraft {
  return {
    title: '',
    text: '',
    kind: '',
    url: '',
    messageId: undefined,
    ...wallTime(nowMs, timeZone),
    watchIds: [],
    hasNewWatch: false,
    rule: '',
    purpose: '',
    baselineDays: '28',
    reactionHours: '168',
  }
}

/** The form for a message that went out. */
export function draftOfOffer(offer: Offer, timeZone: string): AnnouncementDraft {
  const { title, text, url = '', messageId, suggestedWatches } = offer
  return {
    ...emptyDraft(Date.parse(offer.at), timeZone),
    ...{ title, text, url, messageId },
    watchIds: suggestedWatches.map(({ id }) => id),
  }
}

/** Day and time of day of a moment in a zone, as form fields write them. */
export function wallTime(atMs: number, timeZone: string): { day: string; time: string } {
  const there = fromAbsolute(atMs, timeZone)
  return { day: toCalendarDate(there).toString(), time: toTime(there).toString().slice(0, 5) }
}

/** The moment of a day and a time of day in a zone, ISO; nothing for what is none. */
export function momentOf({ day, time }: { day: string; time: string }, timeZone: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(day) || !/^\d{2}:\d{2}$/u.test(time)) return undefined
  return toZoned(toCalendarDateTime(parseDate(day), parseTime(time)), timeZone).toAbsoluteString()
}

/** What of a form has to be put right, by the name of its field. */
export type WrongField = 'title' | 'day' | 'url' | 'watches' | 'rule' | 'purpose'

/** Everything wrong in a form, in the order of its fields. */
export function wrongIn(draft: AnnouncementDraft, timeZone: string): WrongField[] {
  const needsWatch = draft.watchIds.length === 0 && !draft.hasNewWatch
  const wrong: [WrongField, boolean][] = [
    ['title', draft.title.trim() === ''],
    ['day', momentOf(draft, timeZone) === undefined],
    ['url', draft.url.trim() !== '' && !isWebAddress(draft.url.trim())],
    ['watches', needsWatch],
    ['rule', draft.hasNewWatch && draft.rule.trim() === ''],
    ['purpose', draft.hasNewWatch && draft.purpose.trim().length < 10],
  ]
  return wrong.filter(([, is]) => is).map(([name]) => name)
}

/** Whether it is the address of a page. */
export function isWebAddress(text: string): boolean {
  return /^https?:/u.test(text) && isUrl(text)
}

/** What the server gets; only for a form without anything wrong. */
export function inputOf(
  draft: AnnouncementDraft,
  given: { timeZone: string; owner: string; nowMs: number },
): z.input<typeof AnnouncementInput> {
  const startedAt = momentOf(draft, given.timeZone) ?? ''
  const kind = draft.kind.trim()
  const url = draft.url.trim()
  return {
    title: draft.title.trim(),
    text: draft.text.trim(),
    startedAt,
    watchIds: [...draft.watchIds],
    baselineDays: Number(draft.baselineDays),
    reactionHours: Number(draft.reactionHours),
    ...(kind === '' ? {} : { kind }),
    ...(url === '' ? {} : { url }),
    ...(draft.messageId === undefined ? {} : { messageId: draft.messageId }),
    ...(draft.hasNewWatch ? { newWatch: watchOf(draft, { ...given, startedAt }) } : {}),
  }
}

function watchOf(
  draft: AnnouncementDraft,
  { owner, nowMs, startedAt }: { owner: string; nowMs: number; startedAt: string },
) {
  const lastMs = Math.max(nowMs, Date.parse(startedAt)) + Number(draft.reactionHours) * hourMs + dayMs
  return {
    name: draft.title.trim().slice(0, 80),
    rule: draft.rule.trim(),
    purpose: draft.purpose.trim(),
    owner,
    endsAt: new Date(lastMs).toISOString(),
  }
}
