import type { z } from 'zod'
import { jsonOf } from '#kernel/json.ts'
import { secondMs } from '#kernel/time.ts'
import {
  callNetwork,
  failedCall,
  nothingDone,
  refusedCall,
  withoutAnswer,
  type Answer,
  type Call,
  type NotSent,
  type NothingDone,
} from '#networks/call.ts'
import { guardedFetch } from '#networks/http.ts'
import { withoutSecret } from '#networks/mastodon/secret.ts'
import type { SendingNeeds } from '#networks/sender.ts'

/** A server with the Mastodon API, and who we are there. */
export type Server = {
  /** `https://host`, nothing behind it. */
  origin: string
  /** Missing: asked as somebody who is not signed in. */
  accessToken?: string
  allowPrivateNetworks: boolean
}

/** Why something could not be read; nothing was changed by asking. */
export type Unread = NothingDone

/** What came back for a question. */
export type Asked<T> = { kind: 'answer'; value: T; answer: Answer } | Unread

/** What asking needs; `untilMs`: when all the questions of one errand must be over, epoch ms; missing: each takes 15 s at most. */
export type AskNeeds = SendingNeeds & { untilMs?: number }

const askMs = 15 * secondMs

/**
 * The origin of what somebody typed as their server: `mastodon.example`, `https://mastodon.example/@me`. Undefined where it is no
 * address, or would send a token over an open line; only a server on the owner's own network may be called without TLS.
 */
export function originOf(typed: string | undefined, allowPrivateNetworks: boolean): string | undefined {
  const text = typed?.trim() ?? ''
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`)
  if (url === null || text === '' || url.hostname === '') return undefined
  const isOpen = url.protocol === 'http:' && allowPrivateNetworks
  return url.protocol === 'https:' || isOpen ? url.origin : undefined
}

/** Asks a server something that changes nothing. @param path with its query */
export async function ask<T>(
  server: Server,
  path: string,
  schema: z.ZodType<T>,
  needs: AskNeeds,
): Promise<Asked<T>> {
  const { origin, allowPrivateNetworks } = server
  const { clock, signal, untilMs = Infinity } = needs
  const timeoutMs = Math.min(askMs, untilMs - clock.nowMs())
  if (timeoutMs <= 0) return { kind: 'wait', why: 'timeout', detail: 'no complete answer in time' }
  const headers = headersOf(server)
  const limits = { timeoutMs }
  const fetched = await guardedFetch({
    url: `${origin}${path}`,
    headers,
    limits,
    allowPrivateNetworks,
    clock,
    signal,
  })
  if (fetched.kind === 'failed') return nothingDone(failedCall(fetched))
  if (fetched.status < 200 || fetched.status > 299)
    return withoutSecret(unread(fetched, clock.nowMs()), server.accessToken)
  const read = schema.safeParse(jsonOf(fetched.body.toString('utf8')))
  if (read.success) return { kind: 'answer', value: read.data, answer: fetched }
  return {
    kind: 'wait',
    why: 'unreadable',
    detail: `the answer to ${path.split('?')[0]} is not what the API says`,
  }
}

/** What is told to a server: a call that changes something there. */
export type Telling = Pick<Call, 'method'> & {
  path: string
  body?: { type: string; bytes: string | Uint8Array }
  headers?: Readonly<Record<string, string>>
  timeoutMs: number
}

/** Changes something at a server; any 2xx comes back as the answer. */
export async function tell(
  server: Server,
  { path, body, headers, timeoutMs, method }: Telling,
  needs: SendingNeeds,
): Promise<Answer | NotSent> {
  const told = await callNetwork(
    {
      url: `${server.origin}${path}`,
      headers: { ...headersOf(server), ...headers, ...(body !== undefined && { 'content-type': body.type }) },
      limits: { timeoutMs },
      allowPrivateNetworks: server.allowPrivateNetworks,
      ...(method !== undefined && { method }),
      ...(body !== undefined && { body: body.bytes }),
    },
    needs,
  )
  if (told.kind === 'answer') return told
  const known = withoutAnswer(told)
  return known.kind === 'refused' ? asRevoked(known) : known
}

/** A value as a JSON body. */
export function jsonBody(value: unknown): NonNullable<Telling['body']> {
  return { type: 'application/json', bytes: JSON.stringify(value) }
}

function headersOf({ accessToken }: Server): Record<string, string> {
  const accept = { accept: 'application/json' }
  return accessToken === undefined ? accept : { ...accept, authorization: `Bearer ${accessToken}` }
}

function unread(answer: Answer, nowMs: number): Unread {
  const known = nothingDone(refusedCall(answer, nowMs))
  return known.kind === 'refused' ? asRevoked(known) : known
}

/** Pleroma answers 403 with these words to a token that is not valid any more, where the others answer 401. */
function asRevoked(refused: Extract<NotSent, { kind: 'refused' }>): Extract<NotSent, { kind: 'refused' }> {
  const isToken = refused.why === 'forbidden' && /^403 \{.*"invalid credentials/i.test(refused.detail)
  return isToken ? { ...refused, why: 'revoked' } : refused
}
