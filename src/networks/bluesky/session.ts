import { z } from 'zod'
import type { Connection, SendingNeeds } from '#networks/sender.ts'
import { findHome, pdsOf, serverOf, type Home } from '#networks/bluesky/find-pds.ts'
import type { BlueskySettings } from '#networks/bluesky/settings.ts'
import { tokenEndsAtMs } from '#networks/bluesky/token-times.ts'
import { askXrpc, readAnswer, unreadable, type Failed } from '#networks/bluesky/xrpc.ts'

/** Signed in: who we are, where our records are, and the two tokens of the moment. */
const Session = z.object({
  did: z.string().regex(/^did:[a-z0-9]+:[\w.:%-]{1,250}$/),
  handle: z.string().max(253),
  server: z.url().max(300),
  accessJwt: z.string().min(1).max(8000),
  refreshJwt: z.string().min(1).max(8000),
})
/** The tokens of a sign-in: one for calls, one for new tokens. */
export type Session = z.infer<typeof Session>

/** What is kept of an account: what a person gave, and the session of the moment. Fields of others stay as they are. */
const Kept = z.looseObject({
  password: z.string().min(1).max(500).optional().catch(undefined),
  session: Session.optional().catch(undefined),
})
type Kept = z.infer<typeof Kept>

const SignedIn = z.object({
  ...{ did: Session.shape.did, handle: Session.shape.handle },
  ...{ accessJwt: Session.shape.accessJwt, refreshJwt: Session.shape.refreshJwt },
  didDoc: z.unknown().optional(),
})

/** The sign-in of one account, shared by everything that speaks for it. */
export type Sessions = {
  current(needs: SendingNeeds): Promise<Session | Failed>
  /** Another session than the one a server would not take any more. Asked by many at once, it is renewed once. */
  renewed(stale: Session, needs: SendingNeeds): Promise<Session | Failed>
  /** What must not be told of this account. */
  secrets(): Promise<readonly string[]>
  /** When the sign-in ends by itself, epoch ms: never while there is a password to sign in with again. */
  endsAtMs(): Promise<number | undefined>
}

/** Opens the sign-in of an account. New tokens are kept before they are used, because the old ones end with them. */
export function openSessions(connection: Connection, settings: BlueskySettings): Sessions {
  const at = { connection, settings }
  const kept = async (): Promise<Kept> => Kept.safeParse(await connection.credentials.read()).data ?? {}
  let renewing: Promise<Session | Failed> | undefined
  const once = (renew: () => Promise<Session | Failed>): Promise<Session | Failed> => {
    renewing ??= renew().finally(() => (renewing = undefined))
    return renewing
  }
  return {
    async current(needs) {
      const { session } = await kept()
      return session ?? once(async () => renew(at, await kept(), undefined, needs))
    },
    renewed: (stale, needs) => once(async () => renew(at, await kept(), stale, needs)),
    async secrets() {
      const { password, session } = await kept()
      return [password, session?.accessJwt, session?.refreshJwt].filter((secret) => secret !== undefined)
    },
    async endsAtMs() {
      const { password, session } = await kept()
      return password === undefined && session !== undefined ? tokenEndsAtMs(session.refreshJwt) : undefined
    },
  }
}

type At = { connection: Connection; settings: BlueskySettings }

async function renew(
  at: At,
  kept: Kept,
  stale: Session | undefined,
  needs: SendingNeeds,
): Promise<Session | Failed> {
  const { session } = kept
  // Another process was here first.
  if (session !== undefined && session.accessJwt !== stale?.accessJwt) return session
  const refreshed = session === undefined ? undefined : await refresh(at, kept, session, needs)
  if (refreshed !== undefined && !isOver(refreshed)) return refreshed
  return signIn(at, kept, needs)
}

/** Whether the server says that this token is no good: not that it is busy, and not that the account is closed. */
function isOver(outcome: Session | Failed): boolean {
  if (!('kind' in outcome) || outcome.kind !== 'refused') return false
  return outcome.error === 'ExpiredToken' || outcome.error === 'InvalidToken' || outcome.why === 'revoked'
}

function refresh(at: At, kept: Kept, session: Session, needs: SendingNeeds): Promise<Session | Failed> {
  const call = {
    method: 'com.atproto.server.refreshSession',
    token: session.refreshJwt,
    body: 'none' as const,
  }
  return enter(at, kept, { ...call, server: session.server, did: session.did }, needs)
}

async function signIn(at: At, kept: Kept, needs: SendingNeeds): Promise<Session | Failed> {
  const { password } = kept
  if (password === undefined)
    return { kind: 'refused', why: 'revoked', detail: 'the sign-in has ended and there is no app password' }
  const handle = at.connection.handle.trim().replace(/^@/, '').toLowerCase()
  const home = await homeOf(handle, kept.session, at, needs)
  if ('kind' in home) return home
  // An account that was renamed is still the same account: once it is known, it signs in by its DID.
  const json = { identifier: kept.session?.did ?? handle, password }
  return enter(at, kept, { method: 'com.atproto.server.createSession', body: { json }, ...home }, needs)
}

async function homeOf(
  handle: string,
  known: Session | undefined,
  { connection, settings }: At,
  needs: SendingNeeds,
): Promise<(Partial<Home> & { server: string }) | Failed> {
  const allowPrivateNetworks = connection.allowPrivateNetworks === true
  const did = known === undefined ? {} : { did: known.did }
  if (connection.server !== undefined && connection.server.trim() !== '') {
    const server = serverOf(connection.server.trim(), allowPrivateNetworks)
    if (server !== undefined) return { server, ...did }
    return { kind: 'refused', why: 'bad-url', detail: 'the address of the server must begin with https://' }
  }
  if (known !== undefined) return { server: known.server, ...did }
  return findHome(handle, { ...settings.directories, timeoutMs: settings.askMs, allowPrivateNetworks }, needs)
}

type Entering = {
  server: string
  method: string
  token?: string
  body: 'none' | { json: unknown }
  did?: string
}

async function enter(
  { connection, settings }: At,
  kept: Kept,
  { did, ...call }: Entering,
  needs: SendingNeeds,
): Promise<Session | Failed> {
  const allowPrivateNetworks = connection.allowPrivateNetworks === true
  const answer = await askXrpc({ ...call, timeoutMs: settings.askMs, allowPrivateNetworks }, needs)
  if (answer.kind !== 'answer') return notIn(answer)
  const read = readAnswer(SignedIn, answer)
  if (read === undefined) return unreadable(call.method)
  if (did !== undefined && read.did !== did)
    return { kind: 'refused', why: 'forbidden', detail: 'the server signed us in as somebody else' }
  const { didDoc, ...signedIn } = read
  const session = { ...signedIn, server: pdsOf(didDoc, allowPrivateNetworks) ?? call.server }
  await connection.credentials.write({ ...kept, session })
  return session
}

// Nothing of what the server says is passed on, only its word for it: its sentence could repeat the password. Only a plain no to
// the account itself is a refusal; a server that does not know the call is one that is being mended.
function notIn(failed: Failed): Failed {
  const detail = failed.error ?? failed.why
  if (failed.error === 'AccountTakedown') return { kind: 'refused', why: 'forbidden', detail }
  const isOdd = failed.kind === 'refused' && (failed.why === 'not-found' || failed.why === 'not-accepted')
  if (!isOdd || isOver(failed)) return { ...failed, detail }
  return { kind: 'wait', why: 'server-error', detail }
}
