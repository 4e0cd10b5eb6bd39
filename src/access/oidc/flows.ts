import { createHmac } from 'node:crypto'
import type { Kysely, Selectable } from 'kysely'
import { oidcLimits, type Identity } from '#access/oidc/rules.ts'
import type { FlowPurpose, OidcTables } from '#access/oidc/tables.ts'
import { hashOf, isTokenShaped } from '#access/rules.ts'
import { randomText, type Chance } from '#api/chance.ts'

/** Somebody on the way to a provider and back. */
export type Flow = {
  provider: string
  purpose: FlowPurpose
  sessionId: string | null
  /** Path here to go back to. */
  back: string
  begunAtMs: number
}

/**
 * What a browser on the way must bring back, made from the token in its cookie: the database keeps only the token's hash,
 * so that a copy of it cannot finish anybody's sign-in.
 */
export function flowSecrets(token: string): { state: string; nonce: string; verifier: string } {
  const made = (use: string): string => createHmac('sha256', token).update(use).digest('base64url')
  return { state: made('state'), nonce: made('nonce'), verifier: made('verifier') }
}

/** Begins a flow. Those that are over, and the oldest beyond the limit, go. */
export async function beginFlow(
  db: Kysely<OidcTables>,
  o: Omit<Flow, 'begunAtMs'> & { nowMs: number; chance: Chance },
): Promise<string> {
  const token = randomText(o.chance, 32)
  const now = new Date(o.nowMs)
  await db.deleteFrom('provider_flows').where('ends_at', '<=', now).execute()
  await db
    .insertInto('provider_flows')
    .values({
      token_hash: hashOf(token),
      provider: o.provider,
      purpose: o.purpose,
      session_id: o.sessionId,
      back: o.back,
      begun_at: now,
      ends_at: new Date(o.nowMs + oidcLimits.flowMs),
      proved: null,
    })
    .execute()
  const beyond = db
    .selectFrom('provider_flows')
    .select('token_hash')
    .orderBy('begun_at', 'desc')
    .offset(oidcLimits.flowsMax)
  await db.deleteFrom('provider_flows').where('token_hash', 'in', beyond).execute()
  return token
}

/** Uses a flow up, in one statement: of two answers one is looked at. */
export async function takeFlow(
  db: Kysely<OidcTables>,
  token: string | undefined,
  o: { provider: string; nowMs: number },
): Promise<Flow | undefined> {
  if (!isTokenShaped(token)) return undefined
  const row = await db
    .deleteFrom('provider_flows')
    .where('token_hash', '=', hashOf(token))
    .where('provider', '=', o.provider)
    .where('proved', 'is', null)
    .where('ends_at', '>', new Date(o.nowMs))
    .returning(flowColumns)
    .executeTakeFirst()
  return row && flowOf(row)
}

const flowColumns = ['provider', 'purpose', 'session_id', 'back', 'begun_at'] as const

function flowOf(row: Pick<Selectable<OidcTables['provider_flows']>, (typeof flowColumns)[number]>): Flow {
  const { provider, purpose, back } = row
  return { provider, purpose, sessionId: row.session_id, back, begunAtMs: row.begun_at.getTime() }
}

/** Keeps what a provider said for the session that asked: its strict cookie does not come along from another site. */
export async function keepProof(
  db: Kysely<OidcTables>,
  o: { token: string; flow: Flow; identity: Identity; nowMs: number },
): Promise<void> {
  await db
    .insertInto('provider_flows')
    .values({
      token_hash: hashOf(o.token),
      provider: o.flow.provider,
      purpose: o.flow.purpose,
      session_id: o.flow.sessionId,
      back: o.flow.back,
      begun_at: new Date(o.flow.begunAtMs),
      ends_at: new Date(o.nowMs + oidcLimits.proofMs),
      proved: JSON.stringify(o.identity),
    })
    .execute()
}

/** Takes what a provider said, once, by the very session that asked. */
export async function takeProof(
  db: Kysely<OidcTables>,
  token: string | undefined,
  o: { sessionId: string; nowMs: number },
): Promise<{ flow: Flow; identity: Identity } | undefined> {
  if (!isTokenShaped(token)) return undefined
  const row = await db
    .deleteFrom('provider_flows')
    .where('token_hash', '=', hashOf(token))
    .where('session_id', '=', o.sessionId)
    .where('proved', 'is not', null)
    .where('ends_at', '>', new Date(o.nowMs))
    .returning([...flowColumns, 'proved'])
    .executeTakeFirst()
  return row === undefined || row.proved === null ? undefined : { flow: flowOf(row), identity: row.proved }
}
