import { randomBytes } from 'node:crypto'
import { minuteMs, secondMs } from '#kernel/time.ts'
import type { NotSent } from '#networks/call.ts'
import type { Credentials, SendingNeeds } from '#networks/sender.ts'
import { signInOf, type OAuth2 } from '#networks/x/wire/credentials.ts'
import { oauth1Header, type SignedRequest } from '#networks/x/wire/oauth1.ts'
import { renewTokens, type Renewal, type TokenServer } from '#networks/x/wire/oauth2.ts'

/**
 * A request that may go. `token`: what may have ended, where it can be renewed. `byClock`: the signature holds the time.
 * `secrets` are not to be told to anybody.
 */
export type Signed = {
  kind: 'signed'
  authorization: string
  token?: string
  byClock?: true
  secrets: readonly string[]
}

/** Signs requests. `stale`: a token that X refused just now. */
export type SignsRequests = (
  request: SignedRequest,
  needs: SendingNeeds,
  stale?: string,
) => Promise<Signed | NotSent>

/** Renewals under way, and tokens that could not be kept yet, by account: one for all senders of this process. */
export type Renewals = {
  underWay: Map<string, Promise<Renewal | NotSent>>
  /** `from`: the refresh token they came of. */
  unkept: Map<string, { from: string; tokens: OAuth2 }>
}

/** An account, and where it signs in. */
type User = { account: string; credentials: Credentials; at: TokenServer; renewals: Renewals }

/** A token is renewed this long before it ends. */
const earlyMs = minuteMs
const notConnected = 'the keys of this account are missing or incomplete: connect it again'

/** Signs as an account of ours, with the keys or the tokens that are kept for it. */
export function userSignIn(user: User): SignsRequests {
  return async (request, needs, stale) => {
    const kept = signInOf(await user.credentials.read())
    if (kept === undefined) return { kind: 'refused', why: 'revoked', detail: notConnected }
    if (kept.kind === 'oauth1') {
      const moment = {
        nonce: randomBytes(16).toString('hex'),
        timestampS: Math.floor(needs.clock.nowMs() / secondMs),
      }
      const authorization = oauth1Header(request, kept.keys, moment)
      const secrets = [...Object.values(kept.keys), authorization]
      return { kind: 'signed', authorization, byClock: true, secrets }
    }
    const usable = isUsable(kept.tokens, needs, stale)
      ? ({ kind: 'renewed', tokens: kept.tokens } as const)
      : await renewedOnce(user, needs, stale)
    return usable.kind === 'renewed' ? signedBy(usable.tokens) : usable
  }
}

function signedBy(tokens: OAuth2): Signed {
  const token = tokens.bearerToken ?? ''
  const secrets = [tokens.clientSecret, tokens.refreshToken, token].filter((secret) => secret !== undefined)
  return { kind: 'signed', authorization: `Bearer ${token}`, token, secrets }
}

function isUsable(tokens: OAuth2, { clock }: SendingNeeds, stale?: string): boolean {
  if (tokens.bearerToken === undefined || tokens.bearerToken === stale) return false
  return (tokens.bearerEndsAtMs ?? 0) - earlyMs > clock.nowMs()
}

function renewedOnce(user: User, needs: SendingNeeds, stale?: string): Promise<Renewal | NotSent> {
  const { underWay } = user.renewals
  const running = underWay.get(user.account)
  if (running !== undefined) return running
  const renewal = renewed(user, needs, stale).finally(() => underWay.delete(user.account))
  underWay.set(user.account, renewal)
  return renewal
}

async function renewed(user: User, needs: SendingNeeds, stale?: string): Promise<Renewal | NotSent> {
  const kept = signInOf(await user.credentials.read())
  if (kept?.kind !== 'oauth2') return { kind: 'refused', why: 'revoked', detail: notConnected }
  // Another process may have been faster.
  if (isUsable(kept.tokens, needs, stale)) return { kind: 'renewed', tokens: kept.tokens }
  const from = kept.tokens.refreshToken
  const unkept = user.renewals.unkept.get(user.account)
  if (unkept?.from === from) return keptSafe(user, from, unkept.tokens)
  // Whoever asked may give up; a renewal that is cut off could lose the only token that is still good.
  const signal = new AbortController().signal
  const renewal = await renewTokens(kept.tokens, user.at, { clock: needs.clock, signal })
  if (renewal.kind === 'renewed') return keptSafe(user, from, renewal.tokens)
  if (renewal.kind !== 'refused') return renewal
  const now = signInOf(await user.credentials.read())
  const isNewer =
    now?.kind === 'oauth2' && now.tokens.refreshToken !== from && isUsable(now.tokens, needs, stale)
  return isNewer ? { kind: 'renewed', tokens: now.tokens } : renewal
}

/** Tokens are used only when they are kept: a crash in between would leave us with a dead one. */
async function keptSafe(user: User, from: string, tokens: OAuth2): Promise<Renewal | NotSent> {
  const { unkept } = user.renewals
  try {
    await user.credentials.write(tokens)
  } catch (error) {
    unkept.set(user.account, { from, tokens })
    const detail = `the new sign-in could not be kept (${error instanceof Error ? error.name : 'unknown'})`
    return { kind: 'wait', why: 'server-error', detail, retryInMs: earlyMs }
  }
  unkept.delete(user.account)
  return { kind: 'renewed', tokens }
}
