import { z } from 'zod'
import { localIdOf } from '#networks/mastodon/decode.ts'
import { Account } from '#networks/mastodon/entities.ts'
import { unanswered } from '#networks/call.ts'
import { laterId } from '#networks/mastodon/local-ids.ts'
import { directMessageOf, type Me } from '#networks/mastodon/private/decode.ts'
import { goneThere } from '#networks/mastodon/private/gone.ts'
import { ask, type AskNeeds, type Server, type Unread } from '#networks/mastodon/server.ts'
import {
  sortedOut,
  type PrivateAsked,
  type PrivateMessage,
  type PrivateRead,
  type PrivateRefusedWhy,
} from '#networks/private-messages.ts'
import { fieldsOf, listOf } from '#networks/unknown-fields.ts'

/** Conversations in one answer: the most Mastodon gives. */
const pageSize = 40
const pagesMax = 5
/** Conversations read whole at one look; the rest waits for the next. */
const wholeMax = 20

const Page = z.array(z.unknown()).max(1000)

/** A conversation with something new: its id, and its newest message. */
type Fresh = { id: string; lastId: string; last: unknown }

/** Who the account is; asked once for each sender. */
export type KnownMe = { me?: Me }

/**
 * Reads conversations in which something is new: which they are from the list of conversations, what was said in each from the thread
 * around its newest message. Oldest first, so that the next look goes on where this one ended.
 *
 * Source: https://docs.joinmastodon.org/methods/conversations/ and https://docs.joinmastodon.org/methods/statuses/#context
 */
export async function readPrivateThere(
  { cursor, known }: PrivateAsked,
  server: Server,
  needs: AskNeeds & { knownMe: KnownMe },
): Promise<PrivateRead> {
  const me = await meThere(server, needs)
  if ('kind' in me) return unanswered(me)
  const sinceId = localIdOf(/^v1:(.+)$/.exec(cursor ?? '')?.[1])
  const listed = await freshSince(server, sinceId, needs)
  if ('kind' in listed) return unanswered(listed)
  const all: (PrivateMessage | PrivateRefusedWhy)[] = []
  let until = sinceId
  for (const fresh of listed.fresh.slice(0, wholeMax)) {
    const thread = await threadOf(server, fresh, { ...needs, me })
    if ('kind' in thread) {
      const { kind: _, ...stopped } = unanswered(thread)
      if (all.length === 0) return { kind: 'unanswered', ...stopped }
      return { kind: 'read', ...sortedOut(all), gone: [], ...goOn(until), stopped }
    }
    all.push(...thread)
    until = laterId(until, fresh.lastId)
  }
  const gone = await goneThere(server, known, needs)
  return { kind: 'read', ...sortedOut(all), gone, ...goOn(until), ...(listed.isCut && { missed: true }) }
}

function goOn(id: string | undefined): { cursor?: string } {
  return id === undefined ? {} : { cursor: `v1:${id}` }
}

async function meThere(server: Server, needs: AskNeeds & { knownMe: KnownMe }): Promise<Me | Unread> {
  if (needs.knownMe.me !== undefined) return needs.knownMe.me
  const asked = await ask(server, '/api/v1/accounts/verify_credentials', Account, needs)
  if (asked.kind !== 'answer') return asked
  const { id, acct } = asked.value
  return (needs.knownMe.me = { id, acct })
}

/** Conversations whose newest message is later than the last one read, oldest first. At first the newest page is enough. */
async function freshSince(
  server: Server,
  sinceId: string | undefined,
  needs: AskNeeds,
): Promise<{ fresh: Fresh[]; isCut: boolean } | Unread> {
  const found = new Map<string, Fresh>()
  let maxId: string | undefined
  for (let pages = 0; pages < pagesMax; pages += 1) {
    const path = `/api/v1/conversations?limit=${pageSize}${maxId === undefined ? '' : `&max_id=${maxId}`}`
    const asked = await ask(server, path, Page, needs)
    if (asked.kind !== 'answer') return asked
    const some = asked.value.flatMap(conversationIn)
    const fresh = some.filter(({ lastId, id }) => !found.has(id) && isLater(lastId, sinceId))
    for (const one of fresh) found.set(one.id, one)
    maxId = some.at(-1)?.lastId
    // Either what is known begins, or the server has no more, or it does not know how to page.
    const isEnough = sinceId === undefined || fresh.length < some.length || asked.value.length < pageSize
    if (isEnough || maxId === undefined) return { fresh: oldestFirst(found), isCut: false }
  }
  return { fresh: oldestFirst(found), isCut: true }
}

function conversationIn(value: unknown): Fresh[] {
  const conversation = fieldsOf(value)
  const id = localIdOf(conversation?.['id'])
  const last = conversation?.['last_status']
  const lastId = localIdOf(fieldsOf(last)?.['id'])
  // A conversation whose messages were all taken back has none.
  return id === undefined || lastId === undefined ? [] : [{ id, lastId, last }]
}

function isLater(id: string, than: string | undefined): boolean {
  return than === undefined || (id !== than && laterId(than, id) === id)
}

function oldestFirst(found: ReadonlyMap<string, Fresh>): Fresh[] {
  return [...found.values()].toSorted((a, b) => (isLater(a.lastId, b.lastId) ? 1 : -1))
}

/** Everything said in a conversation, as far as its server shows it. */
async function threadOf(
  server: Server,
  { id, lastId, last }: Fresh,
  needs: AskNeeds & { me: Me },
): Promise<(PrivateMessage | PrivateRefusedWhy)[] | Unread> {
  const asked = await ask(server, `/api/v1/statuses/${lastId}/context`, z.unknown(), needs)
  // It may have been taken back between the two questions; what the list said of it still holds.
  if (asked.kind !== 'answer' && !(asked.kind === 'refused' && asked.why === 'not-found')) return asked
  const context = asked.kind === 'answer' ? fieldsOf(asked.value) : undefined
  const decoding = { me: needs.me, origin: server.origin, conversationId: id, heardMs: needs.clock.nowMs() }
  return [...listOf(context, 'ancestors', 500), last, ...listOf(context, 'descendants', 500)].flatMap(
    (status) => directMessageOf(status, decoding) ?? [],
  )
}
