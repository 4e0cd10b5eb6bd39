import { z } from 'zod'
import { jsonOf } from '#kernel/json.ts'
import { secondMs } from '#kernel/time.ts'
import { failedCall, nothingDone, type NotSent } from '#networks/call.ts'
import { guardedFetch } from '#networks/http.ts'
import type { SendingNeeds } from '#networks/sender.ts'
import type { OAuth2 } from '#networks/x/wire/credentials.ts'
import { notTaken } from '#networks/x/wire/problems.ts'

const Renewed = z.object({
  access_token: z.string().min(1).max(4000),
  refresh_token: z.string().min(1).max(4000).optional(),
  expires_in: z
    .number()
    .positive()
    .max(100 * 86_400),
})

/** Where tokens are renewed. */
export type TokenServer = { server: string; allowPrivateNetworks: boolean; timeoutMs: number }

/** Tokens that were renewed; X gives a new refresh token each time, and the old one is dead from then on. */
export type Renewal = { kind: 'renewed'; tokens: OAuth2 }

/**
 * Renews the tokens of an account. Nothing is kept here: the caller must keep the new tokens before using them.
 *
 * Source: https://docs.x.com/fundamentals/authentication/oauth-2-0/user-access-token (refresh tokens, two hours).
 */
export async function renewTokens(
  tokens: OAuth2,
  at: TokenServer,
  needs: SendingNeeds,
): Promise<Renewal | NotSent> {
  const form = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: tokens.refreshToken })
  if (tokens.clientSecret === undefined) form.set('client_id', tokens.clientId)
  const fetched = await guardedFetch({
    url: new URL('/2/oauth2/token', at.server).href,
    body: form.toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...basic(tokens) },
    allowPrivateNetworks: at.allowPrivateNetworks,
    limits: { timeoutMs: at.timeoutMs, bytesMax: 64 * 1024 },
    ...needs,
  })
  if (fetched.kind === 'failed') return nothingDone(failedCall(fetched))
  if (fetched.status === 400 || fetched.status === 401) return refusedRenewal(fetched.body.toString('utf8'))
  if (fetched.status !== 200) return nothingDone(notTaken(fetched, needs.clock.nowMs()))
  const read = Renewed.safeParse(jsonOf(fetched.body.toString('utf8')))
  if (!read.success) return { kind: 'wait', why: 'unreadable', detail: 'the answer to a renewal' }
  const { access_token: bearerToken, refresh_token: refreshToken, expires_in: seconds } = read.data
  const bearerEndsAtMs = needs.clock.nowMs() + seconds * secondMs
  return {
    kind: 'renewed',
    tokens: { ...tokens, bearerToken, bearerEndsAtMs, ...(refreshToken !== undefined && { refreshToken }) },
  }
}

/** An app with a secret shows it; one without only says who it is. */
function basic({ clientId, clientSecret }: OAuth2): Record<string, string> {
  if (clientSecret === undefined) return {}
  const pair = `${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` }
}

/** Its words name no token (`invalid_request`, `invalid_grant`, `unauthorized_client`); the rest of the answer is not told. */
function refusedRenewal(body: string): NotSent {
  const read = z.object({ error: z.string().regex(/^\w{1,60}$/) }).safeParse(jsonOf(body))
  return {
    kind: 'refused',
    why: 'revoked',
    detail: `the sign-in could not be renewed${read.success ? `: ${read.data.error}` : ''}`,
  }
}
