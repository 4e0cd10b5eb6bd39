import {
  fine,
  problem,
  type Asked,
  type Reply,
  type State,
} from '#networks/x/emulator/test-emulator-state.ts'
import { idAt } from '#networks/x/emulator/test-emulator-posts.ts'

/** A private message on the emulated X, or somebody who joined or left a group. */
export type EmulatedEvent = {
  id: string
  atMs: number
  type: 'MessageCreate' | 'ParticipantsJoin' | 'ParticipantsLeave'
  conversationId: string
  senderId: string
  text: string
  media?: { key: string; type: string; url?: string; alt?: string }[]
  /** A post sent along. */
  postId?: string
}

/** What the emulated X knows of private messages. `allowed`: whether the app was given leave to read them. */
export type PrivateState = { events: EmulatedEvent[]; allowed: boolean; limitedForS?: number }

/** Nobody wrote yet. */
export function noPrivate(): PrivateState {
  return { events: [], allowed: true }
}

/** The conversation of the account with one person, as X names it. */
export function withPerson(state: State, userId: string): string {
  return [state.me.id, userId].toSorted((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1)).join('-')
}

/** Somebody writes, a second after whatever happened before. */
export function addEvent(
  state: State,
  event: Partial<EmulatedEvent> & Pick<EmulatedEvent, 'text'>,
): EmulatedEvent {
  state.postMs += 1000
  state.sequence += 1
  const senderId = event.senderId ?? '1100000000000000001'
  const other = senderId === state.me.id ? '1100000000000000001' : senderId
  const added: EmulatedEvent = {
    ...{ id: idAt(state.postMs, state.sequence), atMs: state.postMs, type: 'MessageCreate', senderId },
    conversationId: withPerson(state, other),
    ...event,
  }
  state.private.events.push(added)
  return added
}

/** `GET /2/dm_events`: newest first, by the limits of the question. */
export function listEvents(state: State, { url }: Asked): Reply {
  const refused = whyNot(state)
  if (refused !== undefined) return refused
  const asked = url.searchParams
  const types = (asked.get('event_types') ?? 'MessageCreate,ParticipantsJoin,ParticipantsLeave').split(',')
  const all = state.private.events.filter(({ type }) => types.includes(type)).toReversed()
  const size = Number(asked.get('max_results') ?? 100)
  const from = Number((asked.get('pagination_token') ?? '0').replace(/^0+(?=\d)/, ''))
  const events = all.slice(from, from + size)
  if (events.length === 0) return fine({ meta: { result_count: 0 } })
  // A place in the list is one of its pages: another size begins elsewhere.
  const more = from + size < all.length ? { next_token: String(from + size).padStart(16, '0') } : {}
  return fine({
    data: events.map((event) => wireEvent(state, event)),
    includes: includesOf(state, events),
    meta: { result_count: events.length, ...more },
  })
}

/** `GET /2/dm_events/:id`. */
export function oneEvent(state: State, { match }: Asked): Reply {
  const refused = whyNot(state)
  if (refused !== undefined) return refused
  const [, id = ''] = match
  const event = state.private.events.find((one) => one.id === id)
  if (event !== undefined)
    return fine({ data: wireEvent(state, event), includes: includesOf(state, [event]) })
  const { json } = problem(200, 'resource-not-found', `Could not find dm_event with id: [${id}].`, {
    ...{ resource_type: 'dm_event', resource_id: id, value: id, parameter: 'event_id' },
  })
  return fine({ errors: [json as object] })
}

function whyNot({ private: { allowed, limitedForS } }: State): Reply | undefined {
  if (limitedForS !== undefined) {
    const resetS = Math.ceil(Date.now() / 1000) + limitedForS
    return {
      status: 429,
      json: { code: 88, message: 'Rate limit exceeded' },
      headers: { 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': String(resetS) },
    }
  }
  if (allowed) return undefined
  return problem(403, 'not-authorized-for-resource', 'Not allowed to read direct messages.', {
    resource_type: 'dm_event',
  })
}

function wireEvent({ byGuides }: State, event: EmulatedEvent): object {
  const { text, urls } = shortened(event)
  const keys = (event.media ?? []).map(({ key }) => key)
  return {
    ...{ id: event.id, event_type: event.type, dm_conversation_id: event.conversationId },
    created_at: new Date(event.atMs).toISOString(),
    ...(event.type === 'MessageCreate'
      ? { text, sender_id: event.senderId }
      : { participant_ids: [event.senderId] }),
    ...(urls.length > 0 && { entities: { urls } }),
    ...(keys.length > 0 && { attachments: { media_keys: keys } }),
    ...(event.postId !== undefined && {
      [byGuides ? 'referenced_tweets' : 'referenced_posts']: [{ id: event.postId }],
    }),
  }
}

function shortened({ id, text: written }: EmulatedEvent): { text: string; urls: object[] } {
  const urls: object[] = []
  const escaped = written.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const text = escaped.replaceAll(/https?:\/\/[^\s]+/g, (long, start: number) => {
    const url = `https://t.co/${id.slice(-6)}${urls.length}`
    urls.push({ start, end: start + url.length, url, expanded_url: long })
    return url
  })
  return { text, urls }
}

function includesOf({ users }: State, events: readonly EmulatedEvent[]): object {
  const media = events.flatMap((event) =>
    (event.media ?? []).map(({ key, type, url, alt }) => ({
      ...{ media_key: key, type },
      ...(url !== undefined && { url }),
      ...(alt !== undefined && { alt_text: alt }),
    })),
  )
  return {
    users: users.filter(({ id }) => events.some(({ senderId }) => senderId === id)),
    ...(media.length > 0 && { media }),
  }
}
