import { lookup as lookUpName } from 'node:dns'
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { pipeline, type Readable } from 'node:stream'
import { isPrivateAddress, isPrivateHost } from '#networks/private-address.ts'
import type { Clock } from '#kernel/time.ts'
import { isUrl } from '#kernel/url.ts'

/** Limits of one fetch, redirects included. */
export type FetchLimits = {
  /** Longest body kept, bytes after unpacking: a small packed body cannot grow without end. */
  bytesMax: number
  /** From the start to the last byte. */
  timeoutMs: number
  redirectsMax: number
}

/** The limits used where none are given. */
export const fetchLimits: FetchLimits = { bytesMax: 4 * 1024 * 1024, timeoutMs: 20_000, redirectsMax: 5 }

/** What to fetch. */
export type Fetching = {
  url: string
  headers?: Readonly<Record<string, string>>
  /** Missing: GET, or POST where there is a body. */
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Sent as it stands, with the content type given in `headers`. */
  body?: string | Uint8Array
  limits?: Partial<FetchLimits>
  /** Set by the owner for feeds on the local network (an intranet); otherwise only addresses outside it are called. */
  allowPrivateNetworks?: boolean
  /** Only whether and how it answers is asked: the body is not read, and is empty in what comes back. */
  statusOnly?: boolean
  /** Connections that many small calls to few hosts share; missing: each call has its own. */
  shared?: SharedConnections
  clock: Clock
  signal: AbortSignal
}

/**
 * Connections that calls share, and that whoever made them closes; all their calls have the same `allowPrivateNetworks`. On one that
 * stood before, nothing tells whether a call that failed had reached the other side, so it counts as if it had.
 */
export type SharedConnections = { http: HttpAgent; https: HttpsAgent; close(): void }

/**
 * @param idleMax connections to one host that stay open while nobody calls
 * @param certificateAuthority PEM of one that is believed instead of the usual ones
 */
export function sharedConnections(idleMax: number, certificateAuthority?: string): SharedConnections {
  const kept = { keepAlive: true, maxFreeSockets: idleMax }
  const believed = certificateAuthority === undefined ? {} : { ca: certificateAuthority }
  const [http, https] = [new HttpAgent(kept), new HttpsAgent({ ...kept, ...believed })]
  return {
    http,
    https,
    close() {
      http.destroy()
      https.destroy()
    },
  }
}

/** What came back. Only an `answer` has a body; a refusal of ours names its reason. */
export type Fetched =
  | {
      kind: 'answer'
      status: number
      headers: Readonly<Record<string, string>>
      body: Buffer
      /** Where the answer came from, after redirects. */
      url: string
      /** The address to ask from now on, where every redirect said that it is for good. */
      movedTo?: string
    }
  /** `reached`: something may have come to the other side, and may have had its effect there. */
  | { kind: 'failed'; why: FetchFailure; detail: string; reached: boolean }

/** Why nothing came back, as words that never change. */
export type FetchFailure =
  | 'bad-url'
  | 'private-address'
  | 'too-many-redirects'
  | 'too-long'
  | 'bad-encoding'
  | 'timeout'
  | 'unreachable'
  | 'stopped'

/** Why we did not call, or did not take what came. */
export class FetchRefused extends Error {
  override name = 'FetchRefused'
  readonly why: FetchFailure
  constructor(why: FetchFailure, detail: string) {
    super(detail)
    this.why = why
  }
}

const userAgent = 'Bellwether/0.1 (public-sector social desk)'

/**
 * Fetches a page from the open internet without letting its address lead us into our own network.
 *
 * The name is resolved once, every address it has is checked, and the connection goes to the address that was checked
 * (a second look-up could answer differently). Each redirect is checked again; only what is read by GET is redirected.
 * A call has a connection of its own where it shares none, so that a failure before it stood is known to have had no effect.
 * Never throws.
 */
export async function guardedFetch(fetching: Fetching): Promise<Fetched> {
  const limits = { ...fetchLimits, ...fetching.limits }
  const ended = new AbortController()
  const stop = AbortSignal.any([ended.signal, fetching.signal])
  let tooLate = false
  const way: Way = { reached: false }
  const deadline = fetching.clock.sleep(limits.timeoutMs, stop).then(() => {
    tooLate = !stop.aborted
    ended.abort()
  })
  try {
    return await follow(fetching, limits, { signal: stop, way })
  } catch (error) {
    return failure(error, { tooLate, stopped: fetching.signal.aborted, ...way })
  } finally {
    ended.abort('over') // a reason of ours: the usual one is an error with a stack, for every call
    await deadline
  }
}

/** How far a call came. */
type Way = { reached: boolean }
type Trip = { signal: AbortSignal; way: Way }

async function follow(fetching: Fetching, limits: FetchLimits, trip: Trip): Promise<Fetched> {
  let url = checkedUrl(fetching.url)
  let isForGood = true
  const hopsMax = methodOf(fetching) === 'GET' ? limits.redirectsMax : 0
  for (let hops = 0; hops <= hopsMax; hops += 1) {
    const response = await ask(url, fetching, trip)
    const status = response.statusCode ?? 0
    const location = [301, 302, 303, 307, 308].includes(status) ? response.headers.location : undefined
    if (location === undefined) {
      const answer = await answered(response, status, url, fetching.statusOnly === true ? undefined : limits)
      return isForGood && hops > 0 ? { ...answer, movedTo: url.href } : answer
    }
    response.destroy()
    isForGood &&= status === 301 || status === 308
    url = checkedUrl(location, url)
  }
  throw new FetchRefused('too-many-redirects', `more than ${hopsMax} redirects`)
}

function checkedUrl(text: string, base?: URL): URL {
  if (text.length > 4000 || !isUrl(text, base)) throw new FetchRefused('bad-url', 'not an address')
  const url = new URL(text, base)
  if (!/^https?:$/.test(url.protocol)) throw new FetchRefused('bad-url', `${url.protocol} is not fetched`)
  return url
}

function ask(
  url: URL,
  { headers, allowPrivateNetworks = false, shared, ...fetching }: Fetching,
  { signal, way }: Trip,
): Promise<IncomingMessage> {
  // A literal address is never looked up, so it is checked here.
  if (!allowPrivateNetworks && isPrivateHost(url))
    return Promise.reject(new FetchRefused('private-address', url.hostname))
  // What was meant for the first host (a password in a header) is not sent to the one it redirects to.
  const isFirstHost = url.host === new URL(fetching.url).host
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    const asked = request(url, {
      method: methodOf(fetching),
      signal,
      agent: shared?.[url.protocol === 'https:' ? 'https' : 'http'] ?? false,
      lookup: allowPrivateNetworks ? lookUpName : publicLookup,
      headers: {
        'user-agent': userAgent,
        'accept-encoding': 'gzip, deflate, br',
        ...(isFirstHost && headers),
      },
      maxHeaderSize: 32 * 1024,
    })
    asked
      .on('socket', (socket) => {
        // One that stood before takes what is written at once; whether it arrived is known only by an answer.
        if (asked.reusedSocket || !socket.connecting) way.reached = true
        else socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => (way.reached = true))
      })
      .on('response', resolve)
      .on('error', reject)
      .end(fetching.body)
  })
}

function methodOf({ method, body }: Pick<Fetching, 'method' | 'body'>): string {
  return method ?? (body === undefined ? 'GET' : 'POST')
}

/** Looks a name up, and refuses one that leads into our own network; the connection goes to the address that was checked. */
export const publicLookup: LookupFunction = (name, options, callback) => {
  lookUpName(name, { ...options, all: true }, (error, found) => {
    if (error !== null) return callback(error, '')
    const hidden = found.find(({ address }) => isPrivateAddress(address))
    if (hidden !== undefined) return callback(new FetchRefused('private-address', hidden.address), '')
    const [first] = found
    if (first === undefined) return callback(new FetchRefused('unreachable', 'the name has no address'), '')
    if (options.all === true) return callback(null, found)
    callback(null, first.address, first.family)
  })
}

async function answered(
  response: IncomingMessage,
  status: number,
  url: URL,
  limits: FetchLimits | undefined,
): Promise<Extract<Fetched, { kind: 'answer' }>> {
  const headers = Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  )
  if (limits === undefined) response.destroy()
  const body = limits === undefined ? Buffer.alloc(0) : await readAll(unpacked(response), limits.bytesMax)
  return { kind: 'answer', status, headers, body, url: url.href }
}

function unpacked(response: IncomingMessage): Readable {
  const coding = (response.headers['content-encoding'] ?? 'identity').trim().toLowerCase()
  if (coding === 'identity' || coding === '') return response
  const unpacker = unpackerOf(coding)
  if (unpacker === undefined)
    throw new FetchRefused('bad-encoding', `content-encoding ${coding.slice(0, 40)}`)
  // Whoever reads `unpacker` meets the error there; the callback only keeps it from being unhandled twice.
  return pipeline(response, unpacker, () => undefined)
}

function unpackerOf(
  coding: string,
): ReturnType<typeof createGunzip> | ReturnType<typeof createBrotliDecompress> | undefined {
  if (coding === 'gzip' || coding === 'x-gzip') return createGunzip()
  if (coding === 'deflate') return createInflate()
  return coding === 'br' ? createBrotliDecompress() : undefined
}

async function readAll(stream: Readable, bytesMax: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of stream as AsyncIterable<Buffer>) {
    bytes += part.length
    if (bytes > bytesMax) throw new FetchRefused('too-long', `more than ${bytesMax} bytes`) // leaving the loop ends the stream
    parts.push(part)
  }
  return Buffer.concat(parts)
}

function failure(error: unknown, o: { tooLate: boolean; stopped: boolean; reached: boolean }): Fetched {
  const failed = { kind: 'failed', reached: o.reached } as const
  if (o.stopped) return { ...failed, why: 'stopped', detail: 'stopped by us' }
  if (o.tooLate) return { ...failed, why: 'timeout', detail: 'no complete answer in time' }
  if (error instanceof FetchRefused) return { ...failed, why: error.why, detail: error.message }
  const detail = error instanceof Error ? error.message.slice(0, 200) : 'unknown'
  const isPacked =
    error instanceof Error && 'code' in error && /^(Z_|ERR__|ERR_BROTLI)/.test(String(error.code))
  return { ...failed, why: isPacked ? 'bad-encoding' : 'unreachable', detail }
}
