import { xServer, xClient, type XClient } from '#networks/x/wire/client.ts'
import type { SignsRequests } from '#networks/x/wire/user-sign-in.ts'

/** How the app itself reads: with its bearer token, for no account. */
export type AppAccess = {
  bearerToken: string
  /** Missing: X's own. */
  server?: string
  /** Set by the owner for a server on the local network. */
  allowPrivateNetworks?: boolean
  /** Missing: 15 s. */
  timeoutMs?: number
}

/** A client that reads as the app. Its token never ends by itself, so that a refused one is not renewed. */
export function appClient({
  bearerToken,
  server = xServer,
  allowPrivateNetworks = false,
  timeoutMs = 15_000,
}: AppAccess): XClient {
  const sign: SignsRequests = () =>
    Promise.resolve({ kind: 'signed', authorization: `Bearer ${bearerToken}`, secrets: [bearerToken] })
  return xClient({ server, allowPrivateNetworks, timeoutMs }, sign)
}
