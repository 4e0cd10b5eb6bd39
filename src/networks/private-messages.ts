import { minuteMs } from '#kernel/time.ts'
import { isUrl } from '#kernel/url.ts'
import { cleanText } from '#networks/clean-text.ts'
import type { SendingWhy } from '#networks/sender.ts'

/**
 * How private messages to an account of ours are read. They are not public and no `Post`: they go to `sending/private-messages`
 * alone, and never through `listening`.
 */

/** Limits of what is read of private messages. */
export const privateLimits = {
  /** UTF-16 units; X takes 10,000 characters. */
  textLengthMax: 20_000,
  nameLengthMax: 200,
  attachmentsMax: 20,
  urlLengthMax: 2000,
  /** Messages told at one look. */
  messagesMax: 2000,
  /** Messages a reader is asked about, to find out whether they were taken back. */
  knownMax: 200,
} as const

/** What hangs on a message. It is only ever a link, opened by a person; nothing is loaded. */
type PrivateAttachment = {
  type: 'image' | 'film' | 'sound' | 'post' | 'link'
  url: string
  alt?: string
}

/** One message, as the network names everybody. */
export type PrivateMessage = {
  network: string
  nativeId: string
  /** The network's own name for the thread; messages of one belong together. */
  conversationId: string
  /** `handle` without `@`; where the network told none, its id for the person. */
  from: { handle: string; name: string }
  text: string
  /** Epoch ms, as the network says; never later than a little after it was read. */
  sentAtMs: number
  attachments: readonly PrivateAttachment[]
  /** Written by the account itself, from here or from elsewhere. */
  isOurs: boolean
  /** Where somebody answers it on the network itself; missing where there is no true address. */
  answerAt?: string
}

/** Why something on the wire is no message, as words that never change; screens say them in the reader's language. */
export type PrivateRefusedWhy =
  /** Somebody joined or left, a reaction, something new. */
  | 'not-a-message'
  | 'no-id'
  | 'no-conversation'
  | 'no-sender'
  /** No time that can be read. */
  | 'no-time'
  | 'empty'
  | 'too-many'

/** Counts of what was not taken. */
export type PrivateRefusals = Partial<Record<PrivateRefusedWhy, number>>

/** A message as a reader already told it. */
export type KnownMessage = { nativeId: string; conversationId: string }

/** From where a reader goes on. `cursor`: as it said last; missing: it begins. `known`: newest first, at most `knownMax`. */
export type PrivateAsked = { cursor?: string; known: readonly KnownMessage[] }

/**
 * What one look brought. `cursor`: where the next look goes on; missing where it stays. `gone`: known messages their author or we
 * took back. `missed`: more came than could be read, and what lies between stays unread. `stopped`: why the look ended early; what
 * it brought until then holds, and the next look goes over the same ground.
 */
export type PrivateRead =
  | {
      kind: 'read'
      messages: readonly PrivateMessage[]
      refused: PrivateRefusals
      gone: readonly string[]
      cursor?: string
      missed?: true
      stopped?: PrivateUnread
    }
  | ({ kind: 'unanswered' } & PrivateUnread)

/** Why there is no answer. `forbidden`: the sign-in was not given leave to read private messages. */
export type PrivateUnread = { why: SendingWhy; detail: string; retryInMs?: number }

/** A message as a wire gave it, every part still to be looked at. */
export type RawMessage = {
  network: string
  nativeId: string | undefined
  conversationId: string | undefined
  from: { id: string | undefined; handle?: string | undefined; name?: string | undefined }
  text: string
  sentAtMs: number | undefined
  attachments: readonly {
    type: PrivateAttachment['type']
    url: string | undefined
    alt?: string | undefined
  }[]
  isOurs: boolean
  answerAt?: string | undefined
}

const aheadMsMax = 5 * minuteMs
/** Before this no network had private messages: such a time is a mistake. */
const firstMs = Date.UTC(2005, 0)

/**
 * Makes a message of what a wire gave, or says why it is none. Pure.
 *
 * @param heardMs our own clock: what claims to come from the future was sent by then
 */
export function privateMessageOf(raw: RawMessage, heardMs: number): PrivateMessage | PrivateRefusedWhy {
  const { network, nativeId, conversationId, from, sentAtMs, isOurs } = raw
  if (!isName(nativeId)) return 'no-id'
  if (!isName(conversationId)) return 'no-conversation'
  const handle = oneLine(from.handle ?? from.id)
  if (handle === '') return 'no-sender'
  if (sentAtMs === undefined || !(sentAtMs >= firstMs)) return 'no-time'
  const text = cleanText(raw.text, privateLimits.textLengthMax)
  const attachments = raw.attachments.flatMap(attachmentOf).slice(0, privateLimits.attachmentsMax)
  if (text.trim() === '' && attachments.length === 0) return 'empty'
  const answerAt = webAddress(raw.answerAt)
  return {
    ...{ network, nativeId, conversationId, from: { handle, name: oneLine(from.name) || handle }, text },
    sentAtMs: sentAtMs > heardMs + aheadMsMax ? heardMs : sentAtMs,
    ...{ attachments, isOurs },
    ...(answerAt !== undefined && { answerAt }),
  }
}

/** An id that can be kept and sent in an address. */
function isName(id: string | undefined): id is string {
  return id !== undefined && /^[\w:.@/+=-]{1,300}$/.test(id)
}

/** A name on one line: line breaks and what PostgreSQL cannot keep are left out. */
function oneLine(text: string | undefined): string {
  return cleanText((text ?? '').slice(0, privateLimits.nameLengthMax * 2), privateLimits.nameLengthMax)
    .replaceAll(/\s+/gu, ' ')
    .trim()
}

function attachmentOf({ type, url, alt }: RawMessage['attachments'][number]): PrivateAttachment[] {
  const address = webAddress(url)
  if (address === undefined) return []
  const said = oneLine(alt)
  return [{ type, url: address, ...(said !== '' && { alt: said }) }]
}

/** An address a browser can be sent to, without a name and password in it. */
function webAddress(url: string | undefined): string | undefined {
  if (url === undefined || url.length > privateLimits.urlLengthMax || !isUrl(url)) return undefined
  const { protocol, username, password, href } = new URL(url)
  const isPlain = (protocol === 'https:' || protocol === 'http:') && username === '' && password === ''
  return isPlain ? href : undefined
}

/** Sorts what a look brought into messages and counts of what is none. */
export function sortedOut(all: readonly (PrivateMessage | PrivateRefusedWhy)[]): {
  messages: PrivateMessage[]
  refused: PrivateRefusals
} {
  const messages: PrivateMessage[] = []
  const refused: PrivateRefusals = {}
  for (const one of all) {
    if (typeof one !== 'string' && messages.length < privateLimits.messagesMax) messages.push(one)
    else {
      const why = typeof one === 'string' ? one : 'too-many'
      refused[why] = (refused[why] ?? 0) + 1
    }
  }
  return { messages, refused }
}
