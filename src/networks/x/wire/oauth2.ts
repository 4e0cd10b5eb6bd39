import { z } from 'zod'
import { jsonOf } from '#kernel/json.ts'
import { secondMs } from '#kernel/time.ts'
import { failedCall, nothingDone, type NotSent, type NothingDone } from '#networks/call.ts'
import { guardedFetch, type Fetched } from '#networks/http.ts'
import type { SendingNeeds } from '#networks/sender.ts'
import type { OAuth2 } from '#networks/x/wire/credentials.ts'
import { notTaken } from '#networks/x/wire/problems.ts'

const Given = z.object({
  access_token: z.string().min(1).max(4000),
  refresh_token: z.string().min(1).max(4000).optional(),
  expires_in: z
    .number()
    .positive()
    .max(100 * 86_400),
  scope: z.string().max(2000).optional(),
})

/** Where tokens are given and renewed. */
export type TokenServer = { server: string; allowPrivateNetworks: boolean; timeoutMs: number }

/** An app as it shows itself there. */
export type App = Pick<OAuth2, 'clientId' | 'clientSecret'>

/** Tokens X gave. `scopes`: what they allow, where X says so. */
export type TokensGiven = {
  kind: 'given'
  bearerToken: string
  bearerEndsAtMs: number
  refreshToken?: string
  scopes?: readonly string[]
}

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
  const form = { grant_type: 'refresh_token', refresh_token: tokens.refreshToken }
  const given = await askForTokens({ app: tokens, form, what: 'the sign-in could not be renewed' }, at, needs)
  if (given.kind !== 'given') return given
  const { bearerToken, bearerEndsAtMs, refreshToken } = given
  return {
    kind: 'renewed',
    tokens: { ...tokens, bearerToken, bearerEndsAtMs, ...(refreshToken !== undefined && { refreshToken }) },
  }
}

/** `what` could not be done, in words for a refusal. */
type Asking = { app: App; form: Record<string, string>; what: string }

/** Asks X for tokens. Whatever X answers, nothing that was shown to it comes back in a refusal. */
export async function askForTokens(
  asking: Asking,
  at: TokenServer,
  needs: SendingNeeds,
): Promise<TokensGiven | NothingDone> {
  const told = await ask(asking, at, needs)
  if (told.kind === 'given') return told
  const { app, form } = asking
  const shown = [...Object.values(form), app.clientSecret ?? '', basic(app)['authorization']?.slice(6) ?? '']
  const secrets = shown.flatMap((secret) => [secret, encodeURIComponent(secret)]).filter(isSecret)
  return { ...told, detail: secrets.reduce((text, secret) => text.replaceAll(secret, '…'), told.detail) }
}

/** Ends a token at X (RFC 7009), as well as can be: what comes of it changes nothing for us. */
export async function endToken(
  { app, token }: { app: App; token: string },
  at: TokenServer,
  needs: SendingNeeds,
): Promise<void> {
  await postForm('/2/oauth2/revoke', { app, form: { token } }, at, needs)
}

function isSecret(text: string): boolean {
  return text.length >= 6 && text !== 'authorization_code' && text !== 'refresh_token'
}

async function ask(
  { app, form, what }: Asking,
  at: TokenServer,
  needs: SendingNeeds,
): Promise<TokensGiven | NothingDone> {
  const fetched = await postForm('/2/oauth2/token', { app, form }, at, needs)
  if (fetched.kind === 'failed') return nothingDone(failedCall(fetched))
  if (fetched.status === 400 || fetched.status === 401)
    return refusedTokens(what, fetched.body.toString('utf8'))
  if (fetched.status !== 200) return nothingDone(notTaken(fetched, needs.clock.nowMs()))
  const read = Given.safeParse(jsonOf(fetched.body.toString('utf8')))
  if (!read.success) return { kind: 'wait', why: 'unreadable', detail: 'the answer to a question for tokens' }
  const { access_token: bearerToken, refresh_token: refreshToken, expires_in: seconds, scope } = read.data
  return {
    ...{ kind: 'given', bearerToken, bearerEndsAtMs: needs.clock.nowMs() + seconds * secondMs },
    ...(refreshToken !== undefined && { refreshToken }),
    ...(scope !== undefined && { scopes: scope.split(/\s+/) }),
  }
}

function postForm(
  path: string,
  { app, form }: Omit<Asking, 'what'>,
  at: TokenServer,
  needs: SendingNeeds,
): Promise<Fetched> {
  const body = new URLSearchParams(form)
  if (app.clientSecret === undefined) body.set('client_id', app.clientId)
  return guardedFetch({
    url: new URL(path, at.server).href,
    body: body.toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...basic(app) },
    allowPrivateNetworks: at.allowPrivateNetworks,
    limits: { timeoutMs: at.timeoutMs, bytesMax: 64 * 1024 },
    ...needs,
  })
}

/** An app with a secret shows it; one without only says who it is. */
function basic({ clientId, clientSecret }: App): Record<string, string> {
  if (clientSecret === undefined) return {}
  const pair = `${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` }
}

/** Its words name no token (`invalid_request`, `invalid_grant`, `unauthorized_client`); the rest of the answer is not told. */
function refusedTokens(what: string, body: string): NothingDone {
  const read = z.object({ error: z.string().regex(/^\w{1,60}$/) }).safeParse(jsonOf(body))
  return { kind: 'refused', why: 'revoked', detail: `${what}${read.success ? `: ${read.data.error}` : ''}` }
}
