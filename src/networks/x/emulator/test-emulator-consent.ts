import { createHash, randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { newTokens, type Keys } from '#networks/x/emulator/test-emulator-auth.ts'

/** Codes given out and not used yet, by what they were asked with. */
export type Consents = {
  /** Addresses the app may send people back to, as its owner wrote them down on X. */
  callbacks: Set<string>
  codes: Map<string, { challenge: string; redirectUri: string; scope: string }>
  /** What the token does not allow although it was asked for. */
  withheld: Set<string>
}

/** Nobody has been asked yet; `callbacks` is filled by the test. */
export function newConsents(): Consents {
  return { callbacks: new Set(), codes: new Map(), withheld: new Set() }
}

type Needs = { keys: Keys; consents: Consents }

/** `GET /i/oauth2/authorize`: the page on which a person says yes or no; what X does not take is said there and leads nowhere. */
export function answerConsent(response: ServerResponse, url: URL, needs: Needs): void {
  const asked = Object.fromEntries(url.searchParams)
  const wrong = whatIsWrong(asked, needs)
  response.setHeader('content-type', 'text/html')
  if (wrong !== undefined) return void response.writeHead(400).end(`<h1>Something went wrong</h1><p>${wrong}`)
  const { redirect_uri: redirectUri = '', state = '', scope = '', code_challenge: challenge = '' } = asked
  const code = randomBytes(24).toString('base64url')
  needs.consents.codes.set(code, { challenge, redirectUri, scope })
  const back = (said: Record<string, string>): string =>
    `${redirectUri}?${new URLSearchParams({ state, ...said }).toString()}`.replaceAll('&', '&amp;')
  response.writeHead(200).end(
    `<!doctype html><html lang="en"><title>Authorize app</title><h1>Bellwether wants to access your X account</h1>
<a id="yes" href="${back({ code })}">Authorize app</a> <a id="no" href="${back({ error: 'access_denied' })}">Cancel</a>`,
  )
}

function whatIsWrong(asked: Record<string, string>, { keys, consents }: Needs): string | undefined {
  if (asked['client_id'] !== keys.client.clientId) return 'unknown client'
  if (asked['response_type'] !== 'code') return 'response_type'
  if (!consents.callbacks.has(asked['redirect_uri'] ?? '')) return 'redirect_uri'
  if (asked['code_challenge_method'] !== 'S256') return 'code_challenge_method'
  if (!/^[\w-]{43}$/.test(asked['code_challenge'] ?? '')) return 'code_challenge'
  if (!/^.{1,500}$/.test(asked['state'] ?? '')) return 'state'
  return (asked['scope'] ?? '').split(' ').includes('users.read') ? undefined : 'scope'
}

/** `POST /2/oauth2/revoke`: a token of the app's is good no more, nor what it could be renewed to. False: the app is not known. */
export function endToken(
  { keys }: Pick<Needs, 'keys'>,
  asked: { authorization: string; form: URLSearchParams },
): boolean {
  const token = asked.form.get('token')
  if (!isApp(keys, asked.authorization)) return false
  if (token === keys.refreshToken || token === keys.accessToken) keys.isRevoked = true
  return true
}

function isApp({ client: { clientId, clientSecret } }: Keys, authorization: string): boolean {
  return authorization === `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`
}

/** Trades a code for tokens, once, for whoever knows its verifier. Undefined: refused. */
export function trade(
  { keys, consents }: Needs,
  asked: { authorization: string; form: URLSearchParams },
): Record<string, unknown> | undefined {
  const code = asked.form.get('code') ?? ''
  const known = consents.codes.get(code)
  consents.codes.delete(code)
  const proof = createHash('sha256')
    .update(asked.form.get('code_verifier') ?? '')
    .digest('base64url')
  const isGood =
    isApp(keys, asked.authorization) &&
    known?.challenge === proof &&
    known.redirectUri === asked.form.get('redirect_uri')
  if (!isGood) return undefined
  keys.isRevoked = false
  const scope = known.scope.split(' ').filter((one) => !consents.withheld.has(one))
  const { refresh_token: refreshToken, ...tokens } = newTokens(keys)
  const goesOn = scope.includes('offline.access') ? { refresh_token: refreshToken } : {}
  return { ...tokens, ...goesOn, scope: scope.join(' ') }
}
