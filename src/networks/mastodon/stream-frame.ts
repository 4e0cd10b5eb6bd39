import { jsonOf } from '#kernel/json.ts'
import type { RefusedWhy } from '#networks/contract.ts'
import { localIdOf } from '#networks/mastodon/decode.ts'
import { fieldsOf, textOf } from '#networks/unknown-fields.ts'

/** What one frame of the streaming API is about. */
export type Frame =
  | { kind: 'status'; status: unknown }
  /** The same post with other words. */
  | { kind: 'edited'; status: unknown }
  | { kind: 'notification'; notification: unknown }
  /** `localId` as the server names it. */
  | { kind: 'deleted'; localId: string }
  /** Filters, announcements, conversations, reactions: nothing for a listener. */
  | { kind: 'other' }
  | { kind: 'refused'; why: RefusedWhy; sample: string }

/**
 * Reads one frame. Pure, never throws. The payload is JSON inside text (Mastodon), or JSON as it is (some Pleroma versions).
 *
 * Source: https://docs.joinmastodon.org/methods/streaming/#events
 */
export function readFrame(data: Buffer | string): Frame {
  const frame = fieldsOf(jsonOf(data.toString('utf8')))
  if (frame === undefined) return { kind: 'refused', why: 'not-json', sample: `${data.length} bytes` }
  const payload = payloadOf(frame['payload'])
  switch (textOf(frame, 'event')) {
    case 'update':
      return { kind: 'status', status: payload }
    case 'status.update':
      return { kind: 'edited', status: payload }
    case 'notification':
      return { kind: 'notification', notification: payload }
    case 'delete':
      return deleted(payload)
    case undefined:
      return {
        kind: 'refused',
        why: 'not-a-post',
        sample: `fields: ${Object.keys(frame).slice(0, 10).join(' ')}`.slice(0, 200),
      }
    default:
      return { kind: 'other' }
  }
}

/**
 * Whether a server says in the stream itself that it will not stream this (an unknown stream, a token that may not): Mastodon opens
 * the line first and then sends `{"error": …}`.
 */
export function isRejection(data: Buffer): boolean {
  return data.length < 4000 && data.toString('utf8', 0, 8) === '{"error"'
}

function deleted(payload: unknown): Frame {
  const localId = localIdOf(payload)
  return localId === undefined
    ? { kind: 'refused', why: 'not-a-post', sample: 'a deletion without an id' }
    : { kind: 'deleted', localId }
}

function payloadOf(payload: unknown): unknown {
  // A deletion's payload is an id, which may read as a number too long to be one.
  return typeof payload === 'string' && payload.startsWith('{') ? jsonOf(payload) : payload
}
