import type { ReaderNeeds } from '#networks/contract.ts'
import { openFrames, type FrameEvent, type FrameLimits, type FrameSocket } from '#networks/frame-socket.ts'
import { publicLookup } from '#networks/http.ts'
import type { Ended } from '#networks/mastodon/ended.ts'
import type { Server } from '#networks/mastodon/server.ts'
import { streamAddress, streamHeaders, type TokenBy } from '#networks/mastodon/stream-address.ts'
import type { TimelineWire } from '#networks/mastodon/timeline.ts'

/** What came of opening a stream. `ahead`: what arrived together with the opening. `none`: this server has no stream for us. */
export type Opened =
  | { kind: 'open'; socket: FrameSocket; ahead: FrameEvent[] }
  | { kind: 'none' }
  | { kind: 'ended'; ended: Ended }

/** What opening a stream needs. */
export type Opening = {
  server: Server
  streaming: string | undefined
  wire: TimelineWire
  limits: FrameLimits
  needs: ReaderNeeds
}

/**
 * Opens a stream with the token in a header, which no log on the way shows, and where that is refused in the address: Pleroma knows
 * only that one. GoToSocial and Mastodon take both.
 */
export async function openWithToken(opening: Opening): Promise<Opened> {
  const byHeader = await openOnce(opening, 'header')
  const isUnknown = byHeader.kind === 'refused' && [400, 401, 403].includes(byHeader.status)
  const opened =
    isUnknown && opening.server.accessToken !== undefined ? await openOnce(opening, 'query') : byHeader
  if (opened.kind !== 'refused') return opened
  const { status } = opened
  if (status !== 429 && status < 500) return { kind: 'none' }
  // 501 says that there is none; other failures pass.
  if (status === 501) return { kind: 'none' }
  return { kind: 'ended', ended: { why: status === 429 ? 'rate-limited' : `http-${status}`, heard: false } }
}

async function openOnce(
  { server, streaming, wire, limits, needs }: Opening,
  tokenBy: TokenBy,
): Promise<Opened | { kind: 'refused'; status: number }> {
  const url = streamAddress({ server, streaming, wire, tokenBy })
  if (url === undefined) return { kind: 'none' }
  const { allowPrivateNetworks } = server
  const nowMs = (): number => needs.clock.nowMs()
  const headers = streamHeaders(server, tokenBy)
  const lookup = allowPrivateNetworks ? undefined : publicLookup
  const socket = openFrames({ url, headers, lookup, limits, nowMs })
  const stop = (): void => socket.close()
  needs.signal.addEventListener('abort', stop, { once: true })
  if (needs.signal.aborted) socket.close()
  await socket.arrived()
  needs.signal.removeEventListener('abort', stop)
  const [first, ...ahead] = socket.take(Number.MAX_SAFE_INTEGER)
  if (first?.kind === 'open') return { kind: 'open', socket, ahead }
  socket.close()
  if (first?.kind !== 'closed') return { kind: 'ended', ended: { why: 'stopped', heard: false } }
  if (first.status !== undefined) return { kind: 'refused', status: first.status }
  return { kind: 'ended', ended: { why: first.why, heard: false, detail: first.detail } }
}
