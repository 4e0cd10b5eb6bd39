import { secondMs } from '#kernel/time.ts'
import type { SignInThere, SignedInThere, SendingNeeds } from '#networks/sender.ts'
import { isUsableServer, xServer } from '#networks/x/wire/client.ts'
import { signInOf, type OAuth2 } from '#networks/x/wire/credentials.ts'
import { askForTokens, endToken, type App, type TokenServer } from '#networks/x/wire/oauth2.ts'

/** An app of the owner's on X, by which people sign in there. */
export type XApp = App & {
  /** Missing: X's own. */
  server?: string
  /** Where people are asked; missing: X's own. */
  askingAt?: string
  /** Set by the owner for a server on the local network. */
  allowPrivateNetworks?: boolean
}

const askingPlace = 'https://x.com/i/oauth2/authorize'

/** What the desk asks leave for: reading and writing posts, files, who the account is, and going on without the person. */
export const scopesAsked = ['tweet.read', 'tweet.write', 'users.read', 'media.write', 'offline.access']

/** What is asked for besides where somebody switched reading private messages on; whoever does not give it signs in all the same. */
export const privateScope = 'dm.read'

/**
 * Signing in at X itself: authorization code with PKCE.
 *
 * Source: https://docs.x.com/fundamentals/authentication/oauth-2-0/authorization-code. A code is good for 30 s, once.
 */
export function xSignInThere(app: XApp): SignInThere {
  const { server, askingAt = askingPlace } = app
  return {
    ...(server !== undefined && { server }),
    address({ redirectUri, state, challenge, readsPrivate = false }) {
      const url = new URL(askingAt)
      const asked = {
        ...{ response_type: 'code', client_id: app.clientId, redirect_uri: redirectUri },
        ...{ scope: [...scopesAsked, ...(readsPrivate ? [privateScope] : [])].join(' '), state },
        ...{ code_challenge: challenge, code_challenge_method: 'S256' },
      }
      for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value)
      return url
    },
    take: (o, needs) => take(app, o, needs),
    end: (secrets, needs) => end(app, secrets, needs),
  }
}

async function take(
  app: XApp,
  { code, verifier, redirectUri }: Parameters<SignInThere['take']>[0],
  needs: SendingNeeds,
): Promise<SignedInThere> {
  const at = placeOf(app)
  if (!isUsableServer(at)) return { kind: 'refused', why: 'bad-url', detail: 'not an https address' }
  const form = {
    ...{ grant_type: 'authorization_code', code, redirect_uri: redirectUri },
    code_verifier: verifier,
  }
  const given = await askForTokens({ app, form, what: 'X did not take the code' }, at, needs)
  if (given.kind !== 'given') return given
  const { bearerToken, bearerEndsAtMs, refreshToken, scopes = scopesAsked } = given
  const missing = scopesAsked.filter((one) => !scopes.includes(one))
  if (refreshToken === undefined || missing.length > 0)
    return { kind: 'refused', why: 'forbidden', detail: `not allowed: ${missing.join(', ') || 'going on'}` }
  const { clientId, clientSecret } = app
  const secrets: OAuth2 = {
    ...{ clientId, refreshToken, bearerToken, bearerEndsAtMs },
    ...(clientSecret !== undefined && { clientSecret }),
  }
  return { kind: 'signed-in', secrets }
}

/** Tokens of this very app are ended, both of them; keys of the developer portal end there. */
async function end(app: XApp, secrets: unknown, needs: SendingNeeds): Promise<void> {
  const kept = signInOf(secrets)
  const at = placeOf(app)
  if (kept?.kind !== 'oauth2' || kept.tokens.clientId !== app.clientId || !isUsableServer(at)) return
  for (const token of [kept.tokens.refreshToken, kept.tokens.bearerToken])
    if (token !== undefined) await endToken({ app, token }, { ...at, timeoutMs: 5 * secondMs }, needs)
}

function placeOf({ server = xServer, allowPrivateNetworks = false }: XApp): TokenServer {
  return { server, allowPrivateNetworks, timeoutMs: 30 * secondMs }
}
