import type { ServerResponse } from 'node:http'
import { wireIncludes, wirePost, type EmulatedPost } from '#networks/x/emulator/test-emulator-posts.ts'
import type { State } from '#networks/x/emulator/test-emulator-state.ts'
import type { WireCall } from '#networks/x/emulator/test-openapi.ts'

/** What the streams that are open are made to carry. */
export type StreamControls = {
  /** Resolves when a stream is open. */
  opened(): Promise<void>
  keepAlive(): void
  post(post: EmulatedPost): void
  raw(bytes: string | Buffer): void
  /** What X says before it cuts a connection, and the cut. */
  disconnect(): void
  cut(): void
}

/** Answers `GET /2/tweets/search/stream`: what was planned for it, or a stream that stays open. */
export function openStreamFor(state: State, url: URL, response: ServerResponse): void {
  state.streamUrls.push(url)
  const planned = state.streamAnswers.shift()
  // Nothing is answered at all.
  if (planned?.status === 0) return
  if (planned !== undefined) {
    response.writeHead(planned.status, { 'content-type': 'application/json', ...planned.headers })
    response.end(JSON.stringify(planned.json ?? {}))
    return
  }
  response.writeHead(200, { 'content-type': 'application/json' })
  response.flushHeaders()
  state.streams.add(response)
  response.on('close', () => state.streams.delete(response))
}

/** Hands over the streams of a pretended X. */
export function streamControls(state: State, wire: WireCall[]): StreamControls {
  const raw = (bytes: string | Buffer): void => {
    for (const stream of state.streams) stream.write(bytes)
  }
  const cut = (): void => {
    for (const stream of state.streams) stream.end()
    state.streams.clear()
  }
  return {
    ...{ raw, cut },
    opened: async () => {
      while (state.streams.size === 0) await new Promise((resolve) => void setImmediate(resolve))
    },
    keepAlive: () => raw('\r\n'),
    post(post) {
      const item = {
        data: wirePost(post, state, 'tweet'),
        includes: wireIncludes([post], state, 'tweet'),
        matching_rules: [{ id: '9000001', tag: 'bellwether:flood' }],
      }
      const answer = { status: 200, contentType: 'application/json', json: item }
      const url = new URL('http://x/2/tweets/search/stream')
      wire.push({ method: 'GET', url, contentType: '', body: Buffer.alloc(0), answer })
      raw(`${JSON.stringify(item)}\r\n`)
    },
    disconnect() {
      const type = 'https://api.twitter.com/2/problems/operational-disconnect'
      const detail = 'This stream has been disconnected for operational reasons.'
      const error = {
        title: 'operational-disconnect',
        disconnect_type: 'OperationalDisconnect',
        detail,
        type,
      }
      raw(`${JSON.stringify({ errors: [error] })}\r\n`)
      cut()
    },
  }
}
