import { jsonOf } from '#kernel/json.ts'
import { goneOrUnanswered } from '#networks/call.ts'
import type { CountsRead, PostCounts, PostedPart, SendingNeeds } from '#networks/sender.ts'
import { fieldsOf, type UnknownFields } from '#networks/unknown-fields.ts'
import { saysGone } from '#networks/x/wire/gone.ts'
import { isXId } from '#networks/x/posts/snowflake.ts'
import { spend, type Speaking } from '#networks/x/speak/speaking.ts'

/** As X's document of 2026-08 names it, and as its guides do; a name that X does not know is answered with 400. See `wire/fields.ts`. */
const queries = [{ 'post.fields': 'public_metrics' }, { 'tweet.fields': 'public_metrics' }] as const

/**
 * How often a post of ours was answered, shared, liked and quoted on X. Reading our own post is paid for, and counted by the meter.
 *
 * Source: https://docs.x.com/x-api/fundamentals/metrics (`public_metrics`)
 */
export async function readCountsOnX(
  speaking: Speaking,
  { nativeId }: PostedPart,
  needs: SendingNeeds,
): Promise<CountsRead> {
  if (!isXId(nativeId)) return { kind: 'gone' }
  const tooMuch = await spend(speaking, 'owned-read')
  const ask = (query: Readonly<Record<string, string>>): ReturnType<Speaking['read']> =>
    speaking.read({ path: `/2/tweets/${nativeId}`, query }, needs)
  const first = tooMuch ?? (await ask(queries[0]))
  const isOther = first.kind === 'refused' && first.why === 'not-accepted'
  const answer = isOther ? await ask(queries[1]) : first
  if (answer.kind !== 'answer') return goneOrUnanswered(answer)
  const body = fieldsOf(jsonOf(answer.body.toString('utf8')))
  const metrics = fieldsOf(fieldsOf(body?.['data'])?.['public_metrics'])
  if (metrics !== undefined) return { kind: 'read', counts: countsOf(metrics) }
  if (saysGone(body)) return { kind: 'gone' }
  return { kind: 'unanswered', why: 'unreadable', detail: 'X told no counts of the post' }
}

const names = [
  ['replies', 'reply_count'],
  ['reposts', 'retweet_count'],
  ['likes', 'like_count'],
  ['quotes', 'quote_count'],
] as const

function countsOf(metrics: UnknownFields): PostCounts {
  const told = names.flatMap(([name, theirs]) => {
    const value = metrics[theirs]
    return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
      ? [[name, value] as const]
      : []
  })
  return Object.fromEntries(told)
}
