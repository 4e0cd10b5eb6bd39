import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Make } from '#networks/mastodon/test-statuses.ts'

/** The streams of a pretended server. */
export type TestStreams = {
  /** Tells everyone who listens to this stream. */
  tell(stream: string, event: string, payload: unknown): void
  /** Sends something as it is to everyone. */
  raw(data: string | Buffer): void
  /** Ends every connection without a word, as a bad line does. */
  drop(): void
  /** The query of each connection there was, in order. */
  asked: URLSearchParams[]
  /** How many listen now. */
  listening(): number
  close(): void
}

/** How a pretended server streams. `status`: what it answers to whoever wants to listen, instead of streaming. */
export type StreamHabits = {
  make: Make
  token: string
  status?: number
  needsToken: boolean
  tokenBy?: 'header' | 'query'
  /** Gives no sign of life. */
  isDeaf?: boolean
}

/** @param habits read anew at each connection */
export function openStreams(server: Server, habits: () => StreamHabits): TestStreams {
  const wire = new WebSocketServer({ noServer: true, autoPong: false })
  const asked: URLSearchParams[] = []
  const streamOf = new Map<WebSocket, string>()
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const url = new URL(request.url ?? '/', 'http://x')
    const { status } = habits()
    const refusal = url.pathname === '/api/v1/streaming' ? (status ?? refusalOf(request, url, habits())) : 404
    if (refusal !== undefined)
      return void socket.end(`HTTP/1.1 ${refusal} No\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`)
    wire.handleUpgrade(request, socket, head, (opened) => {
      const tag = url.searchParams.get('tag')
      streamOf.set(opened, [url.searchParams.get('stream') ?? '', ...(tag === null ? [] : [tag])].join(':'))
      opened.on('close', () => streamOf.delete(opened))
      opened.on('error', () => undefined)
      opened.on('ping', (data) => habits().isDeaf !== true && opened.pong(data))
      asked.push(url.searchParams)
    })
  })
  return {
    tell(stream, event, payload) {
      const frame = JSON.stringify({
        stream: stream.split(':'),
        event,
        payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
      })
      for (const [socket, name] of streamOf) if (name === stream) socket.send(frame)
    },
    raw: (data) => streamOf.forEach((_name, socket) => socket.send(data)),
    drop: () => streamOf.forEach((_name, socket) => socket.terminate()),
    asked,
    listening: () => streamOf.size,
    close() {
      streamOf.forEach((_name, socket) => socket.terminate())
      wire.close()
    },
  }
}

function refusalOf(
  request: IncomingMessage,
  url: URL,
  { make, token, needsToken, tokenBy }: StreamHabits,
): number | undefined {
  const byHeader = request.headers.authorization?.replace(/^Bearer /, '')
  const byQuery = url.searchParams.get('access_token') ?? undefined
  const takes = tokenBy ?? (make === 'pleroma' ? 'query' : undefined)
  const shown = { header: byHeader, query: byQuery, both: byHeader ?? byQuery }[takes ?? 'both']
  if (shown === undefined) return needsToken ? 401 : undefined
  return shown === token ? undefined : 401
}
