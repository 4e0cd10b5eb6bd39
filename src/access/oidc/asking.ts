import * as openid from 'openid-client'
import { ProviderUnreachable } from '#access/oidc/guarded.ts'
import { flowSecrets, type Flow } from '#access/oidc/flows.ts'
import { identityIn, isOfOurs, isProvedSince, oidcLimits, type Identity } from '#access/oidc/rules.ts'
import type { ProviderLine } from '#access/oidc/talking.ts'
import { secondMs } from '#kernel/time.ts'

/** Where to send a browser, so that the provider asks who it is. */
export async function askingUrl(
  line: ProviderLine,
  o: { token: string; redirectUri: string; anew: boolean },
): Promise<URL> {
  const { state, nonce, verifier } = flowSecrets(o.token)
  const url = openid.buildAuthorizationUrl(await line.configuration(), {
    redirect_uri: o.redirectUri,
    scope: 'openid email',
    state,
    nonce,
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(o.anew ? { prompt: 'login', max_age: '0' } : {}),
  })
  // A browser is sent only to where its issuer could be too, never to another scheme.
  if (url.protocol !== 'https:' && url.protocol !== new URL(line.provider.issuer).protocol)
    throw new TypeError(`the provider asks at ${url.protocol}, which is not believed`)
  return url
}

/** What came of a provider's answer. `why` is for the log, never for the page. */
export type Answered =
  | { kind: 'known'; identity: Identity }
  | { kind: 'cancelled' }
  | { kind: 'unreachable'; why: string }
  | { kind: 'refused'; why: string }

/**
 * Takes a provider's answer: exchanges the code, and checks state, issuer (also of the answer itself, so that one provider
 * cannot be passed off as another), nonce, signature, audience, times, and for a step-up that it asked anew.
 */
export async function readAnswer(
  line: ProviderLine,
  o: { token: string; flow: Flow; url: URL },
): Promise<Answered> {
  const { state, nonce, verifier } = flowSecrets(o.token)
  const isAnew = o.flow.purpose === 'step-up'
  try {
    const configuration = await line.configuration()
    const tokens = await openid.authorizationCodeGrant(configuration, o.url, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
      ...(isAnew ? { maxAge: oidcLimits.flowMs / secondMs } : {}),
    })
    const claims = await allClaims(configuration, line.provider.emailClaim, tokens)
    return judged(line, { claims, since: isAnew ? o.flow.begunAtMs : undefined })
  } catch (error) {
    return failureOf(error)
  }
}

/**
 * The claims of the token. Many providers tell an address only when asked for it once more (OpenID Connect Core 1.0,
 * section 5.4); the library sees to it that it is about the same person.
 */
async function allClaims(
  configuration: openid.Configuration,
  emailClaim: string,
  tokens: openid.TokenEndpointResponse & openid.TokenEndpointResponseHelpers,
): Promise<Record<string, unknown>> {
  const claims = { ...tokens.claims() }
  const hasMore = configuration.serverMetadata().userinfo_endpoint !== undefined
  if (claims[emailClaim] !== undefined || claims.sub === undefined || !hasMore) return claims
  const more = await openid.fetchUserInfo(configuration, tokens.access_token, claims.sub)
  return { ...more, ...claims }
}

function judged(
  line: ProviderLine,
  o: { claims: Record<string, unknown>; since: number | undefined },
): Answered {
  const identity = identityIn(o.claims, line.provider)
  if (identity === undefined) return { kind: 'refused', why: 'the token names nobody' }
  if (!isOfOurs(identity, line.provider.domains)) return { kind: 'refused', why: 'another mail domain' }
  if (o.since !== undefined && !isProvedSince(identity, o.since))
    return { kind: 'refused', why: 'the provider did not ask anew' }
  return { kind: 'known', identity }
}

function failureOf(error: unknown): Answered {
  const why = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300) : 'unknown'
  if (isOrBecause(error, ProviderUnreachable)) return { kind: 'unreachable', why }
  if (error instanceof openid.AuthorizationResponseError)
    return error.error === 'access_denied' ? { kind: 'cancelled' } : { kind: 'refused', why }
  return { kind: 'refused', why }
}

const causesMax = 5

/** Whether an error, or what caused it, is of a kind: the library wraps what the network says. */
export function isOrBecause(error: unknown, kind: new (...given: never[]) => Error): boolean {
  let next: unknown = error
  for (let depth = 0; depth < causesMax && next instanceof Error; depth++) {
    const { cause } = next
    if (next instanceof kind) return true
    next = cause
  }
  return false
}
