import type { Answer } from '#networks/call.ts'
import type { Connection, SendingNeeds } from '#networks/sender.ts'
import { openSessions, type Session, type Sessions } from '#networks/bluesky/session.ts'
import { blueskySettings, type BlueskySettings } from '#networks/bluesky/settings.ts'
import { askXrpc, changeXrpc, type Failed, type XrpcCall } from '#networks/bluesky/xrpc.ts'

/** A call in the name of the account; missing server and time: its PDS, and the usual time. */
export type AccountCall = Pick<XrpcCall, 'method' | 'query' | 'body'> & { timeoutMs?: number }

/** One account of ours, signed in when it has to be. */
export type Account = {
  settings: BlueskySettings
  allowPrivateNetworks: boolean
  /** Who speaks: the DID, and the server where its records are. */
  who(needs: SendingNeeds): Promise<Session | Failed>
  /** A question, or a call after which no post is there that was not there before. */
  ask(call: AccountCall, needs: SendingNeeds): Promise<Answer | Failed>
  /** A call that writes or deletes a record. */
  change(call: AccountCall, needs: SendingNeeds): Promise<Answer | Failed>
  /** When the sign-in ends by itself, epoch ms. */
  endsAtMs(): Promise<number | undefined>
  /** Videos that were handed over and are being prepared: SHA-256 to job. */
  videoJobs: Map<string, string>
}

/** Opens an account for speaking and for reading what is said to it. Calls nobody yet. */
export function openAccount(connection: Connection, settings: BlueskySettings = blueskySettings): Account {
  const sessions = openSessions(connection, settings)
  const allowPrivateNetworks = connection.allowPrivateNetworks === true
  const common = { allowPrivateNetworks, sessions }
  return {
    settings,
    allowPrivateNetworks,
    who: (needs) => sessions.current(needs),
    ask: (call, needs) => signed(askXrpc, { timeoutMs: settings.askMs, ...call, ...common }, needs),
    change: (call, needs) => signed(changeXrpc, { timeoutMs: settings.changeMs, ...call, ...common }, needs),
    endsAtMs: () => sessions.endsAtMs(),
    videoJobs: new Map(),
  }
}

type SignedCall = Omit<XrpcCall, 'server' | 'token' | 'secrets'> & { sessions: Sessions }

/** Calls with the token of the moment; one the server will not take had no effect, and is renewed once. */
async function signed(
  send: (call: XrpcCall, needs: SendingNeeds) => Promise<Answer | Failed>,
  { sessions, ...call }: SignedCall,
  needs: SendingNeeds,
): Promise<Answer | Failed> {
  const run = async ({ server, accessJwt }: Session): Promise<Answer | Failed> =>
    send({ ...call, server, token: accessJwt, secrets: await sessions.secrets() }, needs)
  const session = await sessions.current(needs)
  if ('kind' in session) return session
  const first = await run(session)
  if (!isStale(first)) return first
  const renewed = await sessions.renewed(session, needs)
  if ('kind' in renewed) return renewed
  const second = await run(renewed)
  return isStale(second) ? { kind: 'refused', why: 'revoked', detail: second.detail } : second
}

function isStale(outcome: Answer | Failed): outcome is Failed {
  if (outcome.kind !== 'refused') return false
  return outcome.error === 'ExpiredToken' || outcome.error === 'InvalidToken' || outcome.why === 'revoked'
}
