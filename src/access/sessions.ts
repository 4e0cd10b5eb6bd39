import { sql, type Kysely } from 'kysely'
import { accessLimits, hashOf, isTokenShaped, sessionEndMs } from '#access/rules.ts'
import type { AccessTables, SessionWay } from '#access/tables.ts'
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
  way: SessionWay
  fresh_until: Date | null
  renewed_at: Date | null
}

/** How a session begins. */
export type NewSession = {
  personId: string
  browser: string
  nowMs: number
  chance: Chance
  way: SessionWay
  /** They have just proved who they are with a passkey. */
  isFresh?: boolean
  /** A passkey may be added soon after, although there are others. */
  mayEnrol?: boolean
}

/** Begins a session with a token of its own; only the token's hash is kept. */
export async function beginSession(
  db: Kysely<AccessTables>,
  o: NewSession,
): Promise<{ token: string; row: SessionRow }> {
  const token = randomText(o.chance, accessLimits.tokenBytes)
  const now = new Date(o.nowMs)
  await db.deleteFrom('sessions').where('ends_at', '<=', now).execute()
  const session = {
    id: randomText(o.chance, 12),
    person_id: o.personId,
    begun_at: now,
    seen_at: now,
    renewed_at: now,
    way: o.way,
    fresh_until: o.isFresh === true ? new Date(o.nowMs + accessLimits.freshMs) : null,
  }
  await db
    .insertInto('sessions')
    .values({
      ...session,
      token_hash: hashOf(token),
      browser: o.browser.slice(0, 200),
      ends_at: new Date(sessionEndMs(o.nowMs, o.nowMs)),
      enrol_until: (await mayEnrol(db, o)) ? new Date(o.nowMs + accessLimits.enrolMs) : null,
    })
    .execute()
  await endBeyondLimit(db, o.personId)
  await notePersonSeen(db, o.personId, o.nowMs)
  const person = await db
    .selectFrom('people')
    .select(['name', 'locale', 'is_owner'])
    .where('id', '=', o.personId)
    .executeTakeFirstOrThrow()
  return { token, row: { ...session, ...person } }
}

/** Somebody without a passkey may add one now; somebody with one only where the link says so. */
async function mayEnrol(db: Kysely<AccessTables>, o: NewSession): Promise<boolean> {
  if (o.mayEnrol === true) return true
  const { rows } = await sql<{ has: boolean }>`
    select exists (select from passkeys where person_id = ${o.personId}) as has`.execute(db)
  return rows[0]?.has === false
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
  const [now, hash] = [new Date(nowMs), hashOf(token)]
  const row = await db
    .selectFrom('sessions')
    .innerJoin('people', 'people.id', 'sessions.person_id')
    .select(['sessions.id', 'person_id', 'begun_at', 'seen_at', 'name', 'locale', 'is_owner'])
    .select(['way', 'fresh_until', 'renewed_at', 'token_hash', 'earlier_hash', 'earlier_until'])
    .where((session) =>
      session.or([
        session('token_hash', '=', hash),
        session.and([
          session('earlier_hash', '=', hash),
          session.or([session('earlier_until', 'is', null), session('earlier_until', '>', now)]),
        ]),
      ]),
    )
    .where('ends_at', '>', now)
    .where('left_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { token_hash, earlier_hash, earlier_until, ...session } = row
  const isNewest = token_hash.equals(hash)
  if (isNewest && earlier_hash !== null && earlier_until === null) await endEarlier(db, row.id, nowMs)
  if (nowMs - row.seen_at.getTime() >= accessLimits.seenEveryMs) await keepAlive(db, row, nowMs)
  // Whoever copied the token of before gains nothing from the proof that came after.
  return isNewest ? session : { ...session, fresh_until: null }
}

// The new token has arrived, so the one before it is needed only for requests that were under way.
async function endEarlier(db: Kysely<AccessTables>, id: string, nowMs: number): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ earlier_until: new Date(nowMs + accessLimits.graceMs) })
    .where('id', '=', id)
    .execute()
}

/**
 * Gives a session another token. The one before stays good until the new one is used, so that an answer lost on its way
 * signs nobody out.
 *
 * @param o.presented the token the browser holds now
 * @returns the new token; undefined when the session is over or another request has just renewed it
 */
export async function renewSession(
  db: Kysely<AccessTables>,
  o: {
    sessionId: string
    presented: string
    nowMs: number
    chance: Chance
    isFresh?: boolean
    dueBefore?: Date
  },
): Promise<string | undefined> {
  const token = randomText(o.chance, accessLimits.tokenBytes)
  const fresh = o.isFresh === true ? { fresh_until: new Date(o.nowMs + accessLimits.freshMs) } : {}
  const renewed = await db
    .updateTable('sessions')
    .set({ token_hash: hashOf(token), earlier_hash: hashOf(o.presented), earlier_until: null })
    .set({ renewed_at: new Date(o.nowMs), ...fresh })
    .where('id', '=', o.sessionId)
    .$if(o.dueBefore !== undefined, (query) =>
      query.where((session) =>
        session.or([
          session('renewed_at', 'is', null),
          session('renewed_at', '<=', o.dueBefore ?? new Date(0)),
        ]),
      ),
    )
    .returning('id')
    .executeTakeFirst()
  return renewed && token
}

async function keepAlive(
  db: Kysely<AccessTables>,
  row: Pick<SessionRow, 'id' | 'person_id' | 'begun_at'>,
  nowMs: number,
): Promise<void> {
  const endsAt = new Date(sessionEndMs(row.begun_at.getTime(), nowMs))
  await db
    .updateTable('sessions')
    .set({ seen_at: new Date(nowMs), ends_at: endsAt })
    .where('id', '=', row.id)
    .execute()
  await notePersonSeen(db, row.person_id, nowMs)
}

async function notePersonSeen(db: Kysely<AccessTables>, personId: string, nowMs: number): Promise<void> {
  await db
    .updateTable('people')
    .set({ last_seen_at: new Date(nowMs) })
    .where('id', '=', personId)
    .execute()
}
