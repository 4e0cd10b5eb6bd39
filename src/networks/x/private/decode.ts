import {
  privateMessageOf,
  type PrivateMessage,
  type PrivateRefusedWhy,
  type RawMessage,
} from '#networks/private-messages.ts'
import { fieldsOf, listOf, textOf, type UnknownFields } from '#networks/unknown-fields.ts'
import { writtenText } from '#networks/x/posts/post-text.ts'
import { idTimeMs, isXId } from '#networks/x/posts/snowflake.ts'

/** What decoding an answer needs to know of its surroundings. `meId`: the number X knows our account by. */
export type DecodeNeeds = { meId: string; heardMs: number }

/** What X told: each of its events as a message, or why it is none. */
export type Decoded = { id: string | undefined; is: PrivateMessage | PrivateRefusedWhy }

type Included = { users: Map<string, UnknownFields>; media: Map<string, UnknownFields> }

/** Reads the events of an answer, in X's order. Never throws: what cannot be read says why. Pure. */
export function decodeEvents(body: UnknownFields, needs: DecodeNeeds): Decoded[] {
  const includes = fieldsOf(body['includes'])
  const included = {
    users: byName(listOf(includes, 'users', 1000), 'id'),
    media: byName(listOf(includes, 'media', 1000), 'media_key'),
  }
  return listOf(body, 'data', 100).map((value) => {
    const event = fieldsOf(value)
    const id = textOf(event, 'id')
    return { id: isXId(id) ? id : undefined, is: messageOf(event, included, needs) }
  })
}

function messageOf(
  event: UnknownFields | undefined,
  included: Included,
  { meId, heardMs }: DecodeNeeds,
): PrivateMessage | PrivateRefusedWhy {
  // Joins, leaves, and whatever X adds later.
  if (event === undefined || textOf(event, 'event_type') !== 'MessageCreate') return 'not-a-message'
  const id = textOf(event, 'id')
  if (!isXId(id)) return 'no-id'
  const senderId = textOf(event, 'sender_id')
  const user = included.users.get(senderId ?? '')
  const conversationId = textOf(event, 'dm_conversation_id')
  const saidMs = Date.parse(textOf(event, 'created_at') ?? '')
  return privateMessageOf(
    {
      ...{ network: 'x', nativeId: id, conversationId, isOurs: senderId === meId },
      from: { id: senderId, handle: textOf(user, 'username'), name: textOf(user, 'name') },
      text: writtenText(event),
      // An id says when it was given out, where X says nothing else.
      sentAtMs: Number.isFinite(saidMs) ? saidMs : idTimeMs(id),
      attachments: [...mediaOf(event, included), ...postsOf(event)],
      answerAt: answerAt(conversationId, meId),
    },
    heardMs,
  )
}

/** Files are opened on X: the address needs its sign-in, which no browser of ours has. */
function mediaOf(event: UnknownFields, { media }: Included): RawMessage['attachments'] {
  const keys = listOf(fieldsOf(event['attachments']), 'media_keys', 20)
  return keys.flatMap((key) => {
    const file = typeof key === 'string' ? media.get(key) : undefined
    if (file === undefined) return []
    const url = textOf(file, 'url') ?? textOf(file, 'preview_image_url')
    return [{ type: typeOf(textOf(file, 'type')), url, alt: textOf(file, 'alt_text') }]
  })
}

function typeOf(type: string | undefined): RawMessage['attachments'][number]['type'] {
  if (type === 'photo' || type === 'animated_gif') return 'image'
  return type === 'video' ? 'film' : 'link'
}

/** Posts sent along. X's document calls them `referenced_posts`, its guides `referenced_tweets`. */
function postsOf(event: UnknownFields): RawMessage['attachments'] {
  return ['referenced_posts', 'referenced_tweets']
    .flatMap((name) => listOf(event, name, 10))
    .map((one) => textOf(fieldsOf(one), 'id'))
    .filter(isXId)
    .map((id) => ({ type: 'post', url: `https://x.com/i/status/${id}` }))
}

/**
 * Where a conversation with one person is written in; a group has no such address.
 * Source: https://docs.x.com/x-for-websites/direct-message-button (`recipient_id`)
 */
function answerAt(conversationId: string | undefined, meId: string): string | undefined {
  const two = /^(\d{1,19})-(\d{1,19})$/.exec(conversationId ?? '')
  const other = two?.[1] === meId ? two[2] : two?.[1]
  return other === undefined ? undefined : `https://x.com/messages/compose?recipient_id=${other}`
}

function byName(all: readonly unknown[], name: string): Map<string, UnknownFields> {
  const named = new Map<string, UnknownFields>()
  for (const value of all) {
    const fields = fieldsOf(value)
    const key = textOf(fields, name)
    if (fields !== undefined && key !== undefined) named.set(key, fields)
  }
  return named
}
