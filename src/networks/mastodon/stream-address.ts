import type { Server } from '#networks/mastodon/server.ts'
import type { TimelineWire } from '#networks/mastodon/timeline.ts'
import { isPrivateHost } from '#networks/private-address.ts'

/** How the token is shown when a stream is opened. */
export type TokenBy = 'header' | 'query'

/**
 * The address of a stream, or undefined where what the server says is none we may call. The host may be another one than that of
 * the server (`configuration.urls.streaming`); it says itself where its own token belongs.
 *
 * Source: https://docs.joinmastodon.org/methods/streaming/#websocket
 */
export function streamAddress({
  server,
  streaming,
  wire,
  tokenBy,
}: {
  server: Server
  streaming?: string | undefined
  wire: TimelineWire
  tokenBy: TokenBy
}): string | undefined {
  const url = URL.parse(streaming ?? server.origin)
  if (url === null) return undefined
  if (url.protocol === 'https:') url.protocol = 'wss:'
  if (url.protocol === 'http:') url.protocol = 'ws:'
  const isOpen = url.protocol === 'ws:' && server.allowPrivateNetworks
  if (url.protocol !== 'wss:' && !isOpen) return undefined
  if (!server.allowPrivateNetworks && isPrivateHost(url)) return undefined
  // Some servers name the whole address, Mastodon only the host.
  const path = url.pathname.replace(/\/+$/, '')
  url.pathname = path.endsWith('/api/v1/streaming') ? path : `${path}/api/v1/streaming`
  url.search = new URLSearchParams(wire.stream).toString()
  if (tokenBy === 'query' && server.accessToken !== undefined)
    url.searchParams.set('access_token', server.accessToken)
  return url.href
}

/** The headers a stream is opened with. */
export function streamHeaders({ accessToken }: Server, tokenBy: TokenBy): Record<string, string> {
  const who = { 'user-agent': 'Bellwether/0.1 (public-sector social desk)' }
  return tokenBy === 'header' && accessToken !== undefined
    ? { ...who, authorization: `Bearer ${accessToken}` }
    : who
}
