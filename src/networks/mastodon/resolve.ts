import { z } from 'zod'
import { Found, Named } from '#networks/mastodon/entities.ts'
import { ask, type Server, type Unread } from '#networks/mastodon/server.ts'
import type { OutgoingPart, PostedPart, SendingNeeds } from '#networks/sender.ts'

/** The prefix of ids of this network in `Post.id`. */
export const prefix = 'mastodon:'

/** What is kept of a post of ours: its id on our server, and the files it has there, by their SHA-256. */
export const KeptPart = z.object({
  id: z.string().min(1).max(200),
  files: z
    .array(z.object({ sha256: z.string().max(64), id: z.string().max(200) }))
    .max(20)
    .optional(),
  /** The id of its poll there. */
  poll: z.string().min(1).max(200).optional(),
})
export type KeptPart = z.infer<typeof KeptPart>

/** An id on our server, or why there is none. */
export type LocalId = { kind: 'id'; id: string } | Unread

/**
 * The id on our server of the post with this URI. A server that does not know it yet fetches it from where it is (`resolve`),
 * which needs a token that may search; its own posts are mostly found without.
 *
 * Source: https://docs.joinmastodon.org/methods/search/#v2
 */
export async function findLocalId(uri: string, server: Server, needs: SendingNeeds): Promise<LocalId> {
  const guessed = await guessLocalId(uri, server, needs)
  if (guessed !== undefined) return { kind: 'id', id: guessed }
  const query = new URLSearchParams({ q: uri, type: 'statuses', resolve: 'true', limit: '5' })
  const asked = await ask(server, `/api/v2/search?${query.toString()}`, Found, needs)
  if (asked.kind !== 'answer') return asked
  const named = asked.value.statuses.flatMap((status) => Named.safeParse(status).data ?? [])
  // A search for an address may also find posts that only quote it: answering one of those would be answering somebody else.
  const found = named.find((one) => one.uri === uri)
  if (found !== undefined) return { kind: 'id', id: found.id }
  return { kind: 'refused', why: 'not-found', detail: 'the server does not find the post' }
}

/** Mastodon and GoToSocial end the URIs of their own posts with the id; taken only where the server gives back that very URI. */
async function guessLocalId(uri: string, server: Server, needs: SendingNeeds): Promise<string | undefined> {
  const id = uri.startsWith(`${server.origin}/`) ? /\/([\w-]{1,100})$/.exec(uri)?.[1] : undefined
  if (id === undefined) return undefined
  const asked = await ask(server, `/api/v1/statuses/${id}`, Named, needs)
  return asked.kind === 'answer' && asked.value.uri === uri ? asked.value.id : undefined
}

/** The id on our server of a post of ours. */
export function ownLocalId(posted: PostedPart, server: Server, needs: SendingNeeds): Promise<LocalId> {
  const kept = KeptPart.safeParse(posted.kept)
  if (kept.success) return Promise.resolve({ kind: 'id', id: kept.data.id })
  return findLocalId(posted.nativeId, server, needs)
}

/** What a part answers, as an id on our server: the part before it, or the post it replies to; undefined where it answers none. */
export async function answeredId(
  { after, replyTo }: OutgoingPart,
  server: Server,
  needs: SendingNeeds,
): Promise<LocalId | undefined> {
  if (after !== undefined) return ownLocalId(after, server, needs)
  if (replyTo === undefined) return undefined
  if (!replyTo.startsWith(prefix))
    return { kind: 'refused', why: 'not-found', detail: 'what is answered is on another network' }
  return findLocalId(replyTo.slice(prefix.length), server, needs)
}
