import { jsonOf } from '#kernel/json.ts'
import type { SendingNeeds } from '#networks/sender.ts'
import { fieldsOf, listOf, textOf, type UnknownFields } from '#networks/unknown-fields.ts'
import type { XClient } from '#networks/x/wire/client.ts'
import { includesOf } from '#networks/x/posts/includes.ts'
import { nothingDone, type NothingDone } from '#networks/call.ts'
import { referencesOf } from '#networks/x/posts/post-parts.ts'

/** One of our accounts, as X names it. */
export type Me = { id: string; handle: string }

/** How a post stands to our account: by us, by somebody who mentioned or quoted us, or by somebody who did not. */
export type Calling = 'own' | 'summoned' | 'not-summoned'

/**
 * Whether an app may answer a post for an account: since 2026-02-23 only where its author mentioned or quoted the account
 * (Enterprise is exempt). A thread of our own goes on freely. Pure.
 *
 * @param body the answer of `GET /2/tweets/:id`; undefined is returned where it holds no post
 */
export function callingIn(body: unknown, me: Me): Calling | undefined {
  const post = fieldsOf(fieldsOf(body)?.['data'])
  if (post === undefined || textOf(post, 'author_id') === undefined) return undefined
  if (textOf(post, 'author_id') === me.id) return 'own'
  const { posts } = includesOf(fieldsOf(body)?.['includes'])
  const quotesUs = referencesOf(post).some(
    ({ type, id }) => type === 'quoted' && textOf(posts.get(id), 'author_id') === me.id,
  )
  return quotesUs || mentions(post, me) ? 'summoned' : 'not-summoned'
}

function mentions(post: UnknownFields, me: Me): boolean {
  const note = fieldsOf(post['note_post'])
  const entities = [fieldsOf(post['entities']), fieldsOf(note?.['entities'])]
  return entities
    .flatMap((some) => listOf(some, 'mentions'))
    .map(fieldsOf)
    .some(
      (mention) =>
        textOf(mention, 'id') === me.id ||
        textOf(mention, 'username')?.toLowerCase() === me.handle.toLowerCase(),
    )
}

/** Asks X how a post stands to our account. Nothing is changed by it, so nothing is `unknown`. */
export async function askCalling(
  lookUp: XClient,
  asked: { postId: string; me: Me },
  needs: SendingNeeds,
): Promise<{ kind: 'calling'; calling: Calling } | NothingDone> {
  const answer = await lookUp({ path: `/2/tweets/${asked.postId}` }, needs)
  if (answer.kind !== 'answer') return nothingDone(answer)
  const body = jsonOf(answer.body.toString('utf8'))
  const calling = callingIn(body, asked.me)
  if (calling !== undefined) return { kind: 'calling', calling }
  // X answers 200 with `errors` for a post that is gone or hidden.
  const isGone = listOf(fieldsOf(body), 'errors').length > 0
  return isGone
    ? { kind: 'refused', why: 'not-found', detail: 'the post that is answered is not there' }
    : { kind: 'wait', why: 'unreadable', detail: 'the post that is answered could not be read' }
}
