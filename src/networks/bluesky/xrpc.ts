import { z } from 'zod'
import { jsonOf } from '#kernel/json.ts'
import {
  callNetwork,
  failedCall,
  nothingDone,
  refusedCall,
  withoutAnswer,
  type Answer,
  type NotSent,
} from '#networks/call.ts'
import { guardedFetch, type Fetching } from '#networks/http.ts'
import type { SendingNeeds } from '#networks/sender.ts'
import { withoutSecrets } from '#networks/bluesky/without-secrets.ts'

/** One call to an AT Protocol server (https://atproto.com/specs/xrpc). */
export type XrpcCall = {
  /** Where: `https://host`, without a path. */
  server: string
  /** What: `com.atproto.repo.getRecord`. */
  method: string
  query?: readonly (readonly [string, string])[]
  /** Sent as JSON, or as it stands where it is a file. With one the call is a POST; `none` is a POST that carries nothing. */
  body?: { json: unknown } | { file: Uint8Array; mediaType: string } | 'none'
  token?: string
  /** Statuses besides 2xx that are answers to be read. */
  alsoAnswers?: readonly number[]
  /** What must not come back in a detail, besides the token. */
  secrets?: readonly string[]
  timeoutMs: number
  allowPrivateNetworks: boolean
}

/** What did not work. `error`: the name the server gives it (`ExpiredToken`), where it gives one. */
export type Failed = NotSent & { error?: string }

const answerBytesMax = 4 * 1024 * 1024
const XrpcError = z.object({
  error: z.string().max(100).optional().catch(undefined),
  message: z.string().max(2000).optional().catch(undefined),
})

/**
 * A call after which no post is there that was not there before: a question, a sign-in, a file laid down. So a call without an
 * answer is `wait`, never `unknown`.
 */
export async function askXrpc(call: XrpcCall, needs: SendingNeeds): Promise<Answer | Failed> {
  const fetched = await guardedFetch({ ...fetchingOf(call), ...needs })
  if (fetched.kind === 'failed') return nothingDone(failedCall(fetched))
  if (fetched.status >= 200 && fetched.status < 300) return fetched
  if (call.alsoAnswers?.includes(fetched.status) === true) return fetched
  return noEffect(refusal(refusedCall(fetched, needs.clock.nowMs()), fetched, call))
}

/** A call that writes or deletes a record. */
export async function changeXrpc(call: XrpcCall, needs: SendingNeeds): Promise<Answer | Failed> {
  const answer = await callNetwork(fetchingOf(call), needs)
  if (answer.kind === 'answer') return answer
  const known = withoutAnswer(answer)
  if (answer.answer === undefined) return { ...known, detail: withoutSecrets(known.detail, secretsOf(call)) }
  return refusal(known, answer.answer, call)
}

/** What is known after an answer of failure, in the words of the server. */
function refusal(known: NotSent, answer: Answer, call: XrpcCall): Failed {
  const { error, message } = errorOf(answer)
  const detail = withoutSecrets([answer.status, error, message].filter(Boolean).join(' '), secretsOf(call))
  return { ...named(known, error), detail }
}

/** Reads the JSON of an answer by a schema; undefined where it is not that. */
export function readAnswer<T>(schema: z.ZodType<T>, answer: Answer): T | undefined {
  const read = schema.safeParse(jsonOf(answer.body.toString('utf8')))
  return read.success ? read.data : undefined
}

/** Said of an answer that cannot be read, where nothing was to be changed by the call. */
export function unreadable(method: string): Failed {
  return { kind: 'wait', why: 'unreadable', detail: `${method}: the answer cannot be read` }
}

/** The same words as those of a call that cannot have had an effect: what was asked for on the way to a post is no post. */
export function noEffect(failed: Failed): Failed {
  return failed.kind === 'unknown' ? { ...failed, kind: 'wait' } : failed
}

/**
 * Every server of this protocol gives its refusals a name. One without comes from something in between (a gateway, a page of
 * somebody's firewall), and says nothing about the account or the post.
 */
function named(failed: NotSent, error: string | undefined): Failed {
  if (error !== undefined) return { ...failed, error }
  return failed.kind === 'refused' ? { ...failed, kind: 'unknown', why: 'server-error' } : failed
}

function fetchingOf({ body, token, ...call }: XrpcCall): Omit<Fetching, 'clock' | 'signal'> {
  const search = new URLSearchParams((call.query ?? []).map(([name, value]) => [name, value])).toString()
  return {
    url: `${call.server}/xrpc/${call.method}${search === '' ? '' : `?${search}`}`,
    method: body === undefined ? 'GET' : 'POST',
    ...bodyOf(body),
    headers: {
      accept: 'application/json',
      ...(typeof body === 'object' && {
        'content-type': 'json' in body ? 'application/json' : body.mediaType,
      }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    limits: { timeoutMs: call.timeoutMs, bytesMax: answerBytesMax },
    allowPrivateNetworks: call.allowPrivateNetworks,
  }
}

function bodyOf(body: XrpcCall['body']): Pick<Fetching, 'body'> {
  if (typeof body !== 'object') return {}
  return { body: 'json' in body ? JSON.stringify(body.json) : body.file }
}

function secretsOf({ token, secrets = [] }: XrpcCall): readonly string[] {
  return token === undefined ? secrets : [token, ...secrets]
}

function errorOf(answer: Answer): z.infer<typeof XrpcError> {
  const { error, message } = readAnswer(XrpcError, answer) ?? {}
  return { error: error !== undefined && /^[A-Za-z]\w*$/.test(error) ? error : undefined, message }
}
