import { z } from 'zod'
import { originOf, type Server } from '#networks/mastodon/server.ts'
import type { Connection, Credentials } from '#networks/sender.ts'

const Kept = z.object({
  accessToken: z
    .string()
    .trim()
    .min(1)
    .max(4000)
    .regex(/^[\x21-\x7E]+$/),
})

/** Reads the access token of an account; undefined where none is kept or what is kept is none. */
export async function readToken(credentials: Credentials | undefined): Promise<string | undefined> {
  const read = Kept.safeParse(await credentials?.read())
  return read.success ? read.data.accessToken : undefined
}

/** A server on which we are somebody. */
export type SignedIn = Server & { accessToken: string }

/** The server of a connected account, with its token; or why it cannot be called at all. */
export async function signedIn(
  connection: Connection,
): Promise<SignedIn | { kind: 'refused'; why: 'revoked' | 'bad-url'; detail: string }> {
  const allowPrivateNetworks = connection.allowPrivateNetworks ?? false
  const origin = originOf(connection.server, allowPrivateNetworks)
  if (origin === undefined)
    return {
      kind: 'refused',
      why: 'bad-url',
      detail: 'the address of the server is not a secure web address',
    }
  const accessToken = await readToken(connection.credentials)
  if (accessToken === undefined)
    return { kind: 'refused', why: 'revoked', detail: 'no access token is kept for this account' }
  return { origin, accessToken, allowPrivateNetworks }
}
