import { randomBytes } from 'node:crypto'
import { minuteMs } from '#kernel/time.ts'
import { isUrl } from '#kernel/url.ts'
import { callNetwork, withoutAnswer, type Answer, type NotSent } from '#networks/call.ts'
import type { SendingNeeds } from '#networks/sender.ts'
import { notTaken } from '#networks/x/wire/problems.ts'
import type { Signed, SignsRequests } from '#networks/x/wire/user-sign-in.ts'

/** X's own address. */
export const xServer = 'https://api.x.com'

/** One call of X's API v2. `bytes` go as one file of a form, after its fields. */
export type XRequest = {
  method?: 'GET' | 'POST' | 'DELETE'
  /** Such as `/2/tweets`. */
  path: string
  query?: Readonly<Record<string, string | undefined>>
  json?: unknown
  /** A status besides 2xx whose answer is worth reading. */
  alsoReads?: number
  form?: { fields: Readonly<Record<string, string>>; file: { name: string; bytes: Uint8Array } }
}

/** How X is reached. */
export type XServer = { server: string; allowPrivateNetworks: boolean; timeoutMs: number }

/**
 * Calls X, signed. An answer is any 2xx; the rest says what is known about its effect: `refused` and `wait` had none. A token that
 * ended is renewed once and the call made again, because X did nothing with the first.
 */
export type XClient = (request: XRequest, needs: SendingNeeds) => Promise<Answer | NotSent>

/** Longest answer read. */
const bytesMax = 8 * 1024 * 1024
/** OAuth 1.0a refuses a clock that is further off. */
const skewMsMax = 5 * minuteMs

/** A client for one server and one way of signing. */
export function xClient(at: XServer, sign: SignsRequests): XClient {
  return async (request, needs) => {
    if (!isUsableServer(at)) return { kind: 'refused', why: 'bad-url', detail: 'not an https address' }
    const signed = await signedFor(request)
    if (signed.kind !== 'signed') return signed
    const first = await callOnce(signed)
    if (first.status !== 401 || signed.token === undefined) return first.known
    const again = await signedFor(request, signed.token)
    return again.kind === 'signed' ? (await callOnce(again)).known : again

    function signedFor({ method = 'GET' }: XRequest, stale?: string): Promise<Signed | NotSent> {
      return sign({ method, url: urlOf(request, at.server) }, needs, stale)
    }
    function callOnce(by: Signed): Promise<Called> {
      return called(request, { at, by, needs })
    }
  }
}

/** Whether a server may be given secrets: by https, or in our own network. */
export function isUsableServer({ server, allowPrivateNetworks }: Omit<XServer, 'timeoutMs'>): boolean {
  const protocol = isUrl(server) ? new URL(server).protocol : ''
  return protocol === 'https:' || (protocol === 'http:' && allowPrivateNetworks)
}

type Called = { status?: number; known: Answer | NotSent }

async function called(
  request: XRequest,
  { at, by, needs }: { at: XServer; by: Signed; needs: SendingNeeds },
): Promise<Called> {
  const { body, type } = bodyOf(request)
  const call = {
    url: urlOf(request, at.server),
    method: request.method ?? 'GET',
    ...(body !== undefined && { body }),
    headers: { authorization: by.authorization, accept: 'application/json', ...type },
    allowPrivateNetworks: at.allowPrivateNetworks,
    limits: { timeoutMs: at.timeoutMs, bytesMax },
  }
  const told = await callNetwork(call, needs)
  if (told.kind === 'answer') return { status: told.status, known: told }
  const { answer } = told
  if (answer === undefined) return { known: withoutSecrets(withoutAnswer(told), by) }
  const { status } = answer
  if (status === request.alsoReads) return { status, known: answer }
  const nowMs = needs.clock.nowMs()
  const known = clockIsWrong(answer, by, nowMs) ?? notTaken(answer, nowMs)
  return { status, known: withoutSecrets(known, by) }
}

/** A signature made by a wrong clock is refused with 401: the keys are good, and nobody has to connect the account again. */
function clockIsWrong({ status, headers }: Answer, by: Signed, nowMs: number): NotSent | undefined {
  const theirsMs = Date.parse(headers['date'] ?? '')
  const offMs = Math.abs(theirsMs - nowMs)
  if (status !== 401 || by.byClock !== true || !(offMs > skewMsMax)) return undefined
  const detail = `the clock of this machine is ${Math.round(offMs / minuteMs)} min off: set it right`
  return { kind: 'wait', why: 'forbidden', detail, retryInMs: minuteMs }
}

/** A server may say back what it was sent. */
function withoutSecrets(known: NotSent, { secrets }: Signed): NotSent {
  const detail = secrets
    .filter((secret) => secret.length >= 6)
    .reduce((text, secret) => text.replaceAll(secret, '…'), known.detail)
  return { ...known, detail }
}

function urlOf({ path, query = {} }: XRequest, server: string): string {
  // A space is %20 and never +, which a signature would count as another letter.
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(value)}`],
  )
  return new URL(`${path}${pairs.length === 0 ? '' : `?${pairs.join('&')}`}`, server).href
}

type Body = { body?: string | Uint8Array; type: Record<string, string> }

function bodyOf({ json, form }: XRequest): Body {
  if (form !== undefined) return multipart(form)
  if (json === undefined) return { type: {} }
  return { body: JSON.stringify(json), type: { 'content-type': 'application/json' } }
}

/** RFC 7578, made by hand: two fields and one file. */
function multipart({ fields, file }: NonNullable<XRequest['form']>): Body {
  const boundary = `bellwether-${randomBytes(16).toString('hex')}`
  const head = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const fileHead = `--${boundary}\r\ncontent-disposition: form-data; name="${file.name}"; filename="chunk"\r\ncontent-type: application/octet-stream\r\n\r\n`
  const body = Buffer.concat([
    Buffer.from(head.join('') + fileHead),
    file.bytes,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
  return { body, type: { 'content-type': `multipart/form-data; boundary=${boundary}` } }
}
