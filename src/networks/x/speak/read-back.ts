import { jsonOf } from '#kernel/json.ts'
import { dayMs, minuteMs } from '#kernel/time.ts'
import { unanswered } from '#networks/call.ts'
import type { OutgoingPart, ReadBack, SendingNeeds } from '#networks/sender.ts'
import { fieldsOf, listOf, textOf, type UnknownFields } from '#networks/unknown-fields.ts'
import type { XClient } from '#networks/x/wire/client.ts'
import { referencesOf } from '#networks/x/posts/post-parts.ts'
import { comparableText, writtenText } from '#networks/x/posts/post-text.ts'
import { idTimeMs, isXId, nativeIdOf } from '#networks/x/posts/snowflake.ts'

/** Our clock and X's may differ by this much. */
const skewMs = minuteMs
/** The same words before the delivery make any find doubtful; this far back is looked. */
const lookBackMs = dayMs
/** Pages of 100 read at most. */
const pagesMax = 5

/** A post of ours as X tells it. */
type Own = { id: string; text: string; atMs: number; replyTo?: string; quoteOf?: string }

/**
 * Which of our posts a part is: the only one with its words, in its place, since its delivery was first claimed, and none like it
 * before. Two that fit, or one before, leave it open. Pure.
 *
 * @returns the id, or undefined where it cannot be said
 */
export function foundIn(posts: readonly Own[], part: OutgoingPart): string | undefined {
  const like = posts.filter((post) => saysTheSame(post, part))
  const [only] = like
  return like.length === 1 && only !== undefined && only.atMs >= part.atMs - skewMs ? only.id : undefined
}

function saysTheSame(post: Own, part: OutgoingPart): boolean {
  const parent = part.after?.nativeId ?? nativeIdOf(part.replyTo ?? '')
  if (post.replyTo !== parent || post.quoteOf !== nativeIdOf(part.quoteOf ?? '')) return false
  const wanted = comparableText(part.text)
  // X puts the names of those who are answered before an answer.
  return post.text === wanted || (parent !== undefined && post.text.replace(/^(?:@\w+ )+/, '') === wanted)
}

/** Looks for a part among our own posts. X may show a post late, so that nothing found says nothing. */
export async function readBackFromTimeline(
  lookUp: XClient,
  asked: { userId: string; part: OutgoingPart; spent: (posts: number) => Promise<void> },
  needs: SendingNeeds,
): Promise<{ kind: 'found'; id: string } | Exclude<ReadBack, { kind: 'there' | 'not-there' }>> {
  const posts: Own[] = []
  let page: string | undefined
  for (let pages = 0; pages < pagesMax; pages += 1) {
    const answer = await lookUp(timeline(asked.userId, asked.part, page), needs)
    if (answer.kind !== 'answer') return unanswered(answer)
    const body = fieldsOf(jsonOf(answer.body.toString('utf8')))
    if (body === undefined || fieldsOf(body['meta']) === undefined)
      return { kind: 'unanswered', why: 'unreadable', detail: 'our own posts' }
    const read = listOf(body, 'data', 100).flatMap(ownPost)
    await asked.spent(read.length)
    posts.push(...read)
    page = textOf(fieldsOf(body['meta']), 'next_token')
    if (page === undefined) break
  }
  if (page !== undefined)
    return { kind: 'cannot-know', detail: `more than ${pagesMax * 100} posts of ours in a day` }
  const id = foundIn(posts, asked.part)
  return id === undefined
    ? { kind: 'cannot-know', detail: 'not seen, or not the only one' }
    : { kind: 'found', id }
}

function timeline(userId: string, part: OutgoingPart, page: string | undefined): Parameters<XClient>[0] {
  const start = new Date(part.atMs - lookBackMs).toISOString().replace(/\.\d+Z$/, 'Z')
  const query = { max_results: '100', start_time: start, pagination_token: page }
  return { path: `/2/users/${userId}/tweets`, query }
}

function ownPost(value: unknown): Own[] {
  const post = fieldsOf(value)
  const id = textOf(post, 'id')
  if (post === undefined || !isXId(id)) return []
  const references = referencesOf(post)
  const pointing = (type: string): string | undefined => references.find((one) => one.type === type)?.id
  if (pointing('retweeted') !== undefined) return []
  return [{ id, text: comparableText(writtenText(post)), atMs: timeOf(id, post), ...pointers(pointing) }]
}

function timeOf(id: string, post: UnknownFields): number {
  const created = Date.parse(textOf(post, 'created_at') ?? '')
  return Number.isFinite(created) ? created : (idTimeMs(id) ?? 0)
}

function pointers(pointing: (type: string) => string | undefined): Pick<Own, 'replyTo' | 'quoteOf'> {
  const replyTo = pointing('replied_to')
  const quoteOf = pointing('quoted')
  return { ...(replyTo !== undefined && { replyTo }), ...(quoteOf !== undefined && { quoteOf }) }
}
