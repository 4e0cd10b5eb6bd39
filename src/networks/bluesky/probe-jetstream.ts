import { isUrl } from '#kernel/url.ts'
import { WebSocket } from 'ws'

/** Whether a Jetstream answers: after how long, or why not (the words are for a log, not for a screen). */
export type Probe = { reachable: true; afterMs: number } | { reachable: false; why: string }

/**
 * Asks whether a Jetstream accepts a connection, so that a start can choose between live and practice.
 *
 * @param timeoutMs answers by then, whatever happens
 */
export function probeJetstream(url: string, timeoutMs: number): Promise<Probe> {
  if (!isUrl(url) || !/^wss?:$/.test(new URL(url).protocol)) {
    return Promise.resolve({ reachable: false, why: 'bad-url' })
  }
  const startMs = performance.now()
  return new Promise((resolve) => {
    const socket = new WebSocket(url, {
      perMessageDeflate: false,
      handshakeTimeout: timeoutMs,
      maxPayload: 1024 * 1024,
    })
    const end = (probe: Probe): void => {
      clearTimeout(timer)
      resolve(probe)
      socket.terminate()
    }
    // The handshake timeout begins only once a name is resolved and a socket exists; this one covers all of it.
    const timer = setTimeout(() => end({ reachable: false, why: 'timeout' }), timeoutMs)
    socket.on('open', () => end({ reachable: true, afterMs: Math.round(performance.now() - startMs) }))
    socket.on('error', (error) =>
      end({ reachable: false, why: error.message.slice(0, 200) || 'unreachable' }),
    )
  })
}
