import { secondMs, minuteMs } from '#kernel/time.ts'
import { unanswered } from '#networks/call.ts'
import { Account, OwnStatuses, type OwnStatus } from '#networks/mastodon/entities.ts'
import { postedPart, returnedOf } from '#networks/mastodon/posted.ts'
import { KeptPart } from '#networks/mastodon/resolve.ts'
import { likeness, type Likeness } from '#networks/mastodon/same-words.ts'
import { ask, type AskNeeds, type Server, type Unread } from '#networks/mastodon/server.ts'
import { timeOf } from '#networks/mastodon/times.ts'
import type { OutgoingPart, ReadBack } from '#networks/sender.ts'

const pageSize = 40
const pagesMax = 10

/** Before the first attempt by more than this, by the server's own clock, a post is not ours. */
const clockMs = 5 * secondMs
/** The same words in this time before are told apart from ours only by a person. */
const doubtMs = 10 * minuteMs

/**
 * Asks whether a part is there, by reading our own posts since it was first tried: the server forgets an `Idempotency-Key` after
 * an hour, but not what it shows. Exactly one post with the same words, files and place in its thread is ours; none at all is
 * `not-there`; anything between is for a person.
 *
 * Source: https://docs.joinmastodon.org/methods/accounts/#statuses
 */
export async function readBackPart(part: OutgoingPart, server: Server, needs: AskNeeds): Promise<ReadBack> {
  const own = await ask(server, '/api/v1/accounts/verify_credentials', Account, needs)
  if (own.kind !== 'answer') return unanswered(own)
  const recent = await since(part.atMs - doubtMs, { server, account: own.value.id }, needs)
  return recent.kind === 'read' ? judge(recent, part) : unanswered(recent)
}

type Recent = { kind: 'read'; statuses: OwnStatus[]; isWhole: boolean; aheadMs: number }

/** Our posts since a moment, newest first; `aheadMs`: how far the server's clock is before ours. */
async function since(
  fromMs: number,
  { server, account }: { server: Server; account: string },
  needs: AskNeeds,
): Promise<Recent | Unread> {
  const statuses: OwnStatus[] = []
  let aheadMs = 0
  for (let page = 0; page < pagesMax; page++) {
    const oldest = statuses.at(-1)
    const query = new URLSearchParams({ limit: String(pageSize), exclude_reblogs: 'true' })
    if (oldest !== undefined) query.set('max_id', oldest.id)
    const path = `/api/v1/accounts/${encodeURIComponent(account)}/statuses?${query.toString()}`
    const asked = await ask(server, path, OwnStatuses, needs)
    if (asked.kind !== 'answer') return asked
    if (page === 0) aheadMs = clockDifference(asked.answer.headers['date'], needs.clock.nowMs())
    statuses.push(...asked.value)
    // Pages may be shorter than asked for where posts were filtered out; only an empty one is the end.
    const isPast = asked.value.some(({ created_at: at }) => createdMs(at) < fromMs + aheadMs)
    if (isPast || asked.value.length === 0) return { kind: 'read', statuses, isWhole: true, aheadMs }
  }
  return { kind: 'read', statuses, isWhole: false, aheadMs }
}

/** `Date` says whole seconds; a difference of a few is no difference. */
function clockDifference(date: string | undefined, nowMs: number): number {
  const differenceMs = Date.parse(date ?? '') - nowMs
  return Number.isFinite(differenceMs) && Math.abs(differenceMs) > clockMs ? differenceMs : 0
}

function judge({ statuses, isWhole, aheadMs }: Recent, part: OutgoingPart): ReadBack {
  const firstMs = part.atMs + aheadMs
  const judged = statuses
    .filter(({ created_at: at }) => !(createdMs(at) < firstMs - doubtMs))
    .map((status) => ({ status, likeness: likenessOf(status, part), isSince: isSince(status, firstMs) }))
  const same = judged.filter((one) => one.likeness === 'same' && one.isSince)
  const [only] = same
  if (same.length > 1) return { kind: 'cannot-know', detail: `${same.length} posts say the same since then` }
  if (only !== undefined)
    return { kind: 'there', posted: postedPart(only.status, part), returned: returnedOf(only.status) }
  if (judged.some((one) => one.likeness !== 'other'))
    return { kind: 'cannot-know', detail: 'a post much like it is there, and may be it or another one' }
  if (judged.some(({ status, isSince }) => isSince && status.edited_at !== undefined))
    return { kind: 'cannot-know', detail: 'a post since then was edited, and may have been it' }
  if (!isWhole) return { kind: 'cannot-know', detail: 'there are more posts since then than can be read' }
  return { kind: 'not-there' }
}

/** NaN where it cannot be read. */
function createdMs(at: string | undefined): number {
  return timeOf(at) ?? NaN
}

/** A post without a readable time may be from any; it is never called ours for certain. */
function isSince({ created_at: at }: OwnStatus, firstMs: number): boolean {
  return createdMs(at) >= firstMs - clockMs
}

function likenessOf(status: OwnStatus, part: OutgoingPart): Likeness {
  const words = likeness(status.content ?? '', part.text)
  const isWhole =
    likeness(status.spoiler_text ?? '', part.contentWarning ?? '') !== 'other' &&
    (status.media_attachments?.length ?? 0) === part.media.length &&
    hasThePoll(status, part) &&
    isInPlace(status, part)
  return words === 'same' && !isWhole ? 'near' : words
}

function isInPlace({ in_reply_to_id: answers }: OwnStatus, { after, replyTo }: OutgoingPart): boolean {
  if (after === undefined) return (answers !== undefined) === (replyTo !== undefined)
  const kept = KeptPart.safeParse(after.kept)
  return kept.success ? answers === kept.data.id : answers !== undefined
}

/** Servers may trim an option, and change nothing else in it. */
function hasThePoll({ poll: there }: OwnStatus, { poll }: OutgoingPart): boolean {
  if (there === undefined || poll === undefined) return there === undefined && poll === undefined
  return (
    there.options.length === poll.options.length &&
    there.options.every(({ title }, at) => title.trim() === poll.options[at]?.trim())
  )
}
