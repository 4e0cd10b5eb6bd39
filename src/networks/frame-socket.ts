import type { LookupFunction } from 'node:net'
import { WebSocket } from 'ws'

/** What came out of a socket, in order. `closed` is always the last. */
export type FrameEvent =
  | { kind: 'open' }
  | { kind: 'frame'; data: Buffer; heardMs: number }
  /** A frame longer than `frameBytesMax`: dropped at once, only its length and beginning are kept. */
  | { kind: 'too-long'; bytes: number; sample: string; heardMs: number }
  | { kind: 'closed'; why: ClosedWhy; detail: string; status?: number }

/** Why a socket ended. `too-long`: a frame so long that the rest of the connection could not be read. */
export type ClosedWhy = 'closed' | 'refused' | 'unreachable' | 'too-long'

/** Limits of one socket, so that a fast or hostile server costs bounded memory. */
export type FrameLimits = {
  /** Frames longer than this are dropped and counted; the connection lives on. */
  frameBytesMax: number
  /** Frames longer than this end the connection before they are held in memory. */
  socketBytesMax: number
  /** The socket stops reading when this many frames or bytes wait, and reads again at half of it. */
  queueFramesMax: number
  queueBytesMax: number
  connectMs: number
}

/** A socket that is pulled: it buffers a little, then lets the server wait. */
export type FrameSocket = {
  /** Resolves when `take` would return something. */
  arrived(): Promise<void>
  /** The oldest events, at most `countMax`. */
  take(countMax: number): FrameEvent[]
  /** Asks the other side for a sign of life. */
  ping(): void
  /** When the other side last gave one, epoch ms: a frame, a ping of its own, an answer to ours. */
  aliveMs(): number
  /** Ends the socket at once; nothing more is queued. Harmless when repeated. */
  close(): void
}

/** Where to connect, with what, and by which clock. */
export type FrameTarget = {
  url: string
  headers?: Readonly<Record<string, string>>
  /** How names are looked up, where not every address may be called; missing: as the system does. */
  lookup?: LookupFunction | undefined
  limits: FrameLimits
  nowMs: () => number
}

type State = {
  events: FrameEvent[]
  bytes: number
  wake: (() => void) | undefined
  error: Error | undefined
  over: boolean
  aliveMs: number
}

/**
 * Opens a WebSocket whose frames wait in a bounded queue.
 *
 * Compression is not offered (a small frame could unpack to gigabytes) and ws does not check UTF-8 for us: it would
 * end the connection for one odd frame, and after the reconnect the same frame would come again.
 *
 * @throws SyntaxError when `url` is no ws or wss address
 */
export function openFrames({ url, headers = {}, lookup, limits, nowMs }: FrameTarget): FrameSocket {
  const state: State = {
    ...{ events: [], bytes: 0, over: false, aliveMs: nowMs() },
    ...{ wake: undefined, error: undefined },
  }
  const socket = new WebSocket(url, {
    headers,
    perMessageDeflate: false,
    skipUTF8Validation: true,
    maxPayload: limits.socketBytesMax,
    handshakeTimeout: limits.connectMs,
    ...(lookup === undefined ? {} : { lookup }),
  })
  const isAlive = (): void => void (state.aliveMs = nowMs())
  const push = (event: FrameEvent): void => {
    if (state.over) return
    isAlive()
    state.events.push(event)
    if (event.kind === 'frame') state.bytes += event.data.length
    if (isFull(state, limits, 1)) socket.pause()
    state.wake?.()
  }
  socket.on('open', () => push({ kind: 'open' }))
  socket.on('message', (data) => push(frameEvent(data as Buffer, limits, nowMs()))) // `nodebuffer` is the default type
  socket.on('ping', isAlive)
  socket.on('pong', isAlive)
  socket.on('error', (error) => (state.error = error))
  socket.on('close', (code) => push(closedEvent(code, state.error)))
  return {
    arrived: () => arrived(state),
    take: (countMax) => {
      const taken = take(state, countMax)
      if (socket.isPaused && !isFull(state, limits, 0.5)) socket.resume()
      return taken
    },
    ping: () => {
      if (socket.readyState === WebSocket.OPEN) socket.ping()
    },
    aliveMs: () => state.aliveMs,
    close: () => {
      state.over = true
      state.events = []
      socket.terminate()
      state.wake?.()
    },
  }
}

function arrived(state: State): Promise<void> {
  if (state.events.length > 0 || state.over) return Promise.resolve()
  return new Promise((resolve) => {
    state.wake = () => {
      state.wake = undefined
      resolve()
    }
  })
}

function take(state: State, countMax: number): FrameEvent[] {
  const taken = state.events.splice(0, countMax)
  for (const event of taken) if (event.kind === 'frame') state.bytes -= event.data.length
  return taken
}

function isFull({ events, bytes }: State, limits: FrameLimits, shareOf1: number): boolean {
  return events.length >= limits.queueFramesMax * shareOf1 || bytes >= limits.queueBytesMax * shareOf1
}

function frameEvent(data: Buffer, { frameBytesMax }: FrameLimits, heardMs: number): FrameEvent {
  if (data.length <= frameBytesMax) return { kind: 'frame', data, heardMs }
  return { kind: 'too-long', bytes: data.length, sample: data.toString('utf8', 0, 150), heardMs }
}

function closedEvent(code: number, error: Error | undefined): FrameEvent {
  if (error === undefined) return { kind: 'closed', why: 'closed', detail: `close code ${code}` }
  // An address with a token in it may stand in an error; ours never repeat one.
  const detail = error.message.replaceAll(/access_token=[^&\s]*/g, 'access_token=…').slice(0, 200)
  if ('code' in error && error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH')
    return { kind: 'closed', why: 'too-long', detail }
  // ws words an HTTP answer other than 101 this way (lib/websocket.js, unchanged since 2016).
  const status = /^Unexpected server response: (\d{3})$/.exec(error.message)?.[1]
  if (status !== undefined) return { kind: 'closed', why: 'refused', detail, status: Number(status) }
  return { kind: 'closed', why: code === 1006 ? 'unreachable' : 'closed', detail }
}
