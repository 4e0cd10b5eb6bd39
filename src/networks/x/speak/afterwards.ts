import { z } from 'zod'
import { jsonOf } from '#kernel/json.ts'
import type {
  OutgoingPart,
  PostedPart,
  ReadBack,
  RemoveOutcome,
  SenderHealth,
  SendingNeeds,
} from '#networks/sender.ts'
import { unanswered } from '#networks/call.ts'
import { readBackFromTimeline } from '#networks/x/speak/read-back.ts'
import { isXId } from '#networks/x/posts/snowflake.ts'
import { meOf, postedAs, spend, type Speaking } from '#networks/x/speak/speaking.ts'
import { askMe } from '#networks/x/speak/me.ts'

/** Whether a part is there, as far as X can be asked. Never `not-there`. */
export async function readBackPart(
  speaking: Speaking,
  part: OutgoingPart,
  needs: SendingNeeds,
): Promise<ReadBack> {
  const me = await meOf(speaking, needs, part.lane)
  if (me.kind !== 'me') return unanswered(me)
  const found = await readBackFromTimeline(
    speaking.lookUp,
    {
      userId: me.me.id,
      part,
      // What was read is owed; whether somebody is paged about a post must not hang on the budget.
      spent: async (posts) => void (await spend(speaking, 'owned-read', { count: posts, lane: part.lane })),
    },
    needs,
  )
  return found.kind === 'found' ? { kind: 'there', posted: postedAs(speaking, found.id) } : found
}

/** Deletes a post of ours. */
export async function removePost(
  { change }: Speaking,
  { nativeId }: PostedPart,
  needs: SendingNeeds,
): Promise<RemoveOutcome> {
  if (!isXId(nativeId)) return { kind: 'refused', why: 'not-accepted', detail: 'not the id of a post on X' }
  const answer = await change({ method: 'DELETE', path: `/2/tweets/${nativeId}` }, needs)
  if (answer.kind === 'refused' && answer.why === 'not-found') return { kind: 'gone' }
  if (answer.kind !== 'answer') return answer
  const read = z
    .object({ data: z.object({ deleted: z.boolean() }) })
    .safeParse(jsonOf(answer.body.toString('utf8')))
  if (!read.success) return { kind: 'unknown', why: 'unreadable', detail: 'the answer to a deletion' }
  if (read.data.data.deleted) return { kind: 'gone' }
  return { kind: 'refused', why: 'not-accepted', detail: 'X did not delete it' }
}

/** What a harmless call says about the account. It is asked anew each time. */
export async function healthOf(speaking: Speaking, needs: SendingNeeds): Promise<SenderHealth> {
  const tooMuch = await spend(speaking, 'owned-read')
  const asked = tooMuch ?? (await askMe(speaking.read, needs))
  if (asked.kind !== 'me')
    return { ok: false, why: asked.why, detail: asked.detail, isTransient: asked.kind === 'wait' }
  speaking.me = asked.me
  const renewsAtMs = await speaking.renewsAtMs()
  return {
    ...{ ok: true, handle: asked.me.handle, limits: speaking.limits },
    ...(renewsAtMs !== undefined && { renewsAtMs }),
  }
}
