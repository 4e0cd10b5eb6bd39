import type { AddressInfo } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'

/** A Jetstream on loopback: what is said goes to every connection, and a returning one gets what it missed since its cursor. */
export type TestJetstream = {
  url: string
  /** Says a post now; the answer is its number. */
  say(text: string, author: number): number
  /** Ends every connection without a word, as a bad line does. */
  drop(): void
  /** How many connections there were. */
  connections(): number
  close(): Promise<void>
}

type Said = { timeUs: number; frame: string }
type End = { socket: WebSocket; next: number }

/** A connection that does not take what it is sent waits here, as at any far side: its frames are sent when it reads. */
const bufferedBytesMax = 1024 * 1024
const pumpEveryMs = 2

const rememberedMax = 2_000_000
const collection = 'app.bsky.feed.post'

/** @param nowMs the clock of the wire; posts bear it as `createdAt` and `time_us` */
export async function openJetstream(nowMs: () => number = Date.now): Promise<TestJetstream> {
  const wire = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await new Promise((resolve) => wire.once('listening', resolve))
  const said: Said[] = []
  const ends = new Set<End>()
  let count = 0
  let connections = 0
  let lastUs = 0
  wire.on('connection', (socket, request) => {
    connections += 1
    const cursor = Number(new URL(request.url ?? '/', 'ws://x').searchParams.get('cursor') ?? Infinity)
    const end = { socket, next: firstSince(said, cursor) }
    ends.add(end)
    socket.on('close', () => ends.delete(end))
    pump(end)
  })
  const pump = (end: End): void => {
    for (; end.next < said.length && end.socket.bufferedAmount < bufferedBytesMax; end.next++)
      end.socket.send(said[end.next]?.frame ?? '')
  }
  const pumping = setInterval(() => ends.forEach(pump), pumpEveryMs)
  return {
    url: `ws://127.0.0.1:${(wire.address() as AddressInfo).port}/subscribe`,
    say(text, author) {
      count += 1
      lastUs = Math.max(lastUs + 1, Math.floor(nowMs() * 1000))
      const frame = postFrame({ n: count, text, author, timeUs: lastUs })
      if (said.length < rememberedMax) said.push({ timeUs: lastUs, frame })
      if (ends.size > 0 && count % 16 === 0) ends.forEach(pump)
      return count
    },
    drop() {
      for (const { socket } of ends) socket.terminate()
    },
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        clearInterval(pumping)
        for (const socket of wire.clients) socket.terminate()
        wire.close(() => resolve())
      }),
  }
}

function firstSince(said: readonly Said[], cursorUs: number): number {
  if (cursorUs === Infinity) return said.length
  let [low, high] = [0, said.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((said[middle]?.timeUs ?? 0) < cursorUs) low = middle + 1
    else high = middle
  }
  return low
}

/** One post as the wire says it. */
export function postFrame(post: { n: number; text: string; author: number; timeUs: number }): string {
  const createdAt = new Date(Math.floor(post.timeUs / 1000)).toISOString()
  const record = { $type: collection, createdAt, langs: ['en'], text: post.text }
  return JSON.stringify({
    did: `did:plc:bench${post.author}`,
    time_us: post.timeUs,
    kind: 'commit',
    commit: {
      rev: `r${post.n}`,
      operation: 'create',
      collection,
      rkey: `k${post.n}`,
      record,
      cid: `c${post.n}`,
    },
  })
}
