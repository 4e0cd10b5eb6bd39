import { lookup as lookUpName } from 'node:dns'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { FetchRefused, publicLookup } from '#networks/http.ts'
import { isPrivateHost } from '#networks/private-address.ts'

/** An answer that goes on, or why there is none. The body of a refusal is read up to 20 kB. */
export type Opened =
  | { kind: 'open'; bytes: AsyncIterator<Buffer>; close: () => void }
  | { kind: 'status'; status: number; headers: Readonly<Record<string, string>>; body: string }
  | { kind: 'failed'; why: 'unreachable' | 'private-address' | 'timeout'; detail: string }

const refusalBytesMax = 20_000

/**
 * Opens an answer that never ends. Redirects are not followed; addresses in our own network are called only where the owner
 * allowed it. Whoever opens it closes it. The time limit is the caller's, by its signal.
 */
export async function openStream(asked: {
  url: string
  headers: Readonly<Record<string, string>>
  allowPrivateNetworks: boolean
  signal: AbortSignal
}): Promise<Opened> {
  const url = new URL(asked.url)
  if (!asked.allowPrivateNetworks && isPrivateHost(url))
    return { kind: 'failed', why: 'private-address', detail: url.hostname }
  try {
    const response = await responseTo(url, asked)
    if (response.statusCode === 200) {
      // A connection that breaks while nobody reads is told to the next reader, and must not end the process.
      response.on('error', () => undefined)
      return { kind: 'open', bytes: bytesOf(response), close: () => void response.destroy() }
    }
    return await refusal(response)
  } catch (error) {
    if (error instanceof FetchRefused && error.why === 'private-address')
      return { kind: 'failed', why: 'private-address', detail: error.message }
    const detail = error instanceof Error ? error.message.slice(0, 200) : 'unknown'
    return { kind: 'failed', why: 'unreachable', detail }
  }
}

function responseTo(
  url: URL,
  { headers, allowPrivateNetworks, signal }: Parameters<typeof openStream>[0],
): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest
  const lookup = allowPrivateNetworks ? lookUpName : publicLookup
  return new Promise((resolve, reject) => {
    request(url, { headers, signal, lookup, agent: false, maxHeaderSize: 32 * 1024 })
      .on('response', resolve)
      .on('error', reject)
      .end()
  })
}

function bytesOf(response: IncomingMessage): AsyncIterator<Buffer> {
  const chunks: AsyncIterable<Buffer> = response
  return chunks[Symbol.asyncIterator]()
}

async function refusal(response: IncomingMessage): Promise<Opened> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of response as AsyncIterable<Buffer>) {
    bytes += part.length
    parts.push(part)
    if (bytes > refusalBytesMax) break
  }
  const headers = Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  )
  const body = Buffer.concat(parts).toString('utf8').slice(0, refusalBytesMax)
  return { kind: 'status', status: response.statusCode ?? 0, headers, body }
}
