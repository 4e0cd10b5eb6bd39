import type { Kysely } from 'kysely'
import { accessLimits, hashOf, isTokenShaped, sessionEndMs } from '#access/rules.ts'
import type { AccessTables } from '#access/tables.ts'
import type { Chance } from '#api/chance.ts'
import { randomText } from '#api/chance.ts'

/** A live session with its person. */
export type SessionRow = {
  id: string
  person_id: string
  begun_at: Date
  seen_at: Date
  name: string
  locale: 'en' | 'fr'
  is_owner: boolean
}

/** A live session as its person sees it in a list. */
export type ListedSession = {
  id: string
  browser: string
  begunAtMs: number
  seenAtMs: number
  endsAtMs: number
}

/** Begins a session with a token of its own; only the token's hash is kept. */
export async function beginSession(
  db: Kysely<AccessTables>,
  o: { personId: string; browser: string; nowMs: number; chance: Chance },
): Promise<{ token: string; row: SessionRow }> {
  const token = randomText(o.chance, accessLimits.tokenBytes)
  const now = new Date(o.nowMs)
  await db.deleteFrom('sessions').where('ends_at', '<=', now).execute()
  const session = {
    id: randomText(o.chance, 12),
    token_hash: hashOf(token),
    person_id: o.personId,
    browser: o.browser.slice(0, 200),
  }
  await db
    .insertInto('sessions')
    .values({ ...session, begun_at: now, seen_at: now, ends_at: new Date(sessionEndMs(o.nowMs, o.nowMs)) })
    .execute()
  await endBeyondLimit(db, o.personId)
  const person = await db
    .selectFrom('people')
    .select(['name', 'locale', 'is_owner'])
    .where('id', '=', o.personId)
    .executeTakeFirstOrThrow()
  return { token, row: { id: session.id, person_id: o.personId, begun_at: now, seen_at: now, ...person } }
}

async function endBeyondLimit(db: Kysely<AccessTables>, personId: string): Promise<void> {
  const kept = db
    .selectFrom('sessions')
    .select('id')
    .where('person_id', '=', personId)
    .orderBy('seen_at', 'desc')
    .limit(accessLimits.sessionsPerPersonMax)
  await db.deleteFrom('sessions').where('person_id', '=', personId).where('id', 'not in', kept).execute()
}

/** The live session a token opens, which also keeps it alive; undefined for anything else. */
export async function findSession(
  db: Kysely<AccessTables>,
  token: string | undefined,
  nowMs: number,
): Promise<SessionRow | undefined> {
  if (!isTokenShaped(token)) return undefined
  const row = await db
    .selectFrom('sessions')
    .innerJoin('people', 'people.id', 'sessions.person_id')
    .select(['sessions.id', 'person_id', 'begun_at', 'seen_at', 'name', 'locale', 'is_owner'])
    .where('token_hash', '=', hashOf(token))
    .where('ends_at', '>', new Date(nowMs))
    .executeTakeFirst()
  if (row && nowMs - row.seen_at.getTime() >= accessLimits.seenEveryMs) await keepAlive(db, row, nowMs)
  return row
}

async function keepAlive(db: Kysely<AccessTables>, row: SessionRow, nowMs: number): Promise<void> {
  const endsAt = new Date(sessionEndMs(row.begun_at.getTime(), nowMs))
  await db
    .updateTable('sessions')
    .set({ seen_at: new Date(nowMs), ends_at: endsAt })
    .where('id', '=', row.id)
    .execute()
}

/** Ends a session; ending it twice is harmless. */
export async function endSession(db: Kysely<AccessTables>, id: string): Promise<void> {
  await db.deleteFrom('sessions').where('id', '=', id).execute()
}

/** The live sessions of a person, latest seen first. */
export async function listSessions(
  db: Kysely<AccessTables>,
  personId: string,
  nowMs: number,
): Promise<ListedSession[]> {
  const rows = await db
    .selectFrom('sessions')
    .selectAll()
    .where('person_id', '=', personId)
    .where('ends_at', '>', new Date(nowMs))
    .orderBy('seen_at', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    browser: row.browser,
    begunAtMs: row.begun_at.getTime(),
    seenAtMs: row.seen_at.getTime(),
    endsAtMs: row.ends_at.getTime(),
  }))
}
