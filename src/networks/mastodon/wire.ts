import type { Post } from '#kernel/post.ts'
import { decodeStatus, localIdOf } from '#networks/mastodon/decode.ts'
import { timeOf } from '#networks/mastodon/times.ts'
import { objectsIn, recordedBodies } from '#networks/recorded-bodies.ts'
import { fieldsOf, textOf, type UnknownFields } from '#networks/unknown-fields.ts'

const source = 'mastodon:recorded'
const statusesMax = 100_000

/**
 * The public posts in any answer of the Mastodon API: a status, a timeline, notifications, a search, a conversation, a frame of
 * the streaming API. Boosted and quoted posts are told as posts of their own too. Pure; what is no post is passed over.
 */
export function decodeMastodonBody(json: unknown): Post[] {
  const statuses = statusesIn(json)
  const uris = new Map(statuses.map((status) => [localIdOf(status['id']), textOf(status, 'uri')]))
  const posts = new Map<string, Post>()
  for (const status of statuses) {
    const heardMs = timeOf(textOf(status, 'created_at')) ?? 0
    const decoded = decodeStatus(status, { source, heardMs, isPast: true, uriOf: (id) => uris.get(id) })
    // The same post stands in many answers; one that was edited in between is another reading of it.
    if (decoded.kind === 'post') posts.set(`${decoded.post.id}\n${decoded.post.text}`, decoded.post)
  }
  return [...posts.values()]
}

/**
 * The public posts in a recorded exchange: a VCR cassette (YAML), a JSON body, or the lines of a stream of server-sent events.
 * Never throws; what is none of them holds no posts.
 */
export function decodeWire(wire: Uint8Array | string): Post[] {
  const text = typeof wire === 'string' ? wire : Buffer.from(wire).toString('utf8')
  return decodeMastodonBody(recordedBodies(text) ?? [])
}

function statusesIn(json: unknown): UnknownFields[] {
  const found: UnknownFields[] = []
  for (const one of objectsIn(json)) {
    const fields = fieldsOf(one)
    if (fields !== undefined && looksLikeStatus(fields)) found.push(fields)
    if (found.length >= statusesMax) break
  }
  return found
}

function looksLikeStatus(fields: UnknownFields): boolean {
  return (
    typeof fields['uri'] === 'string' &&
    fields['content'] !== undefined &&
    fieldsOf(fields['account']) !== undefined
  )
}
