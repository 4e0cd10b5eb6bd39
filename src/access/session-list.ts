import type { Kysely } from 'kysely'
import type { AccessTables, SessionWay } from '#access/tables.ts'

/** A live session as its person sees it in a list. */
export type ListedSession = {
  id: string
  browser: string
  way: SessionWay
  begunAtMs: number
  seenAtMs: number
  endsAtMs: number
}

/** Ends a session; ending it twice is harmless. */
export async function endSession(db: Kysely<AccessTables>, id: string): Promise<void> {
  await db.deleteFrom('sessions').where('id', '=', id).execute()
}

/** Ends one session of a person; says whether there was one. Somebody else's is not theirs to end. */
export async function endOwnSession(
  db: Kysely<AccessTables>,
  o: { personId: string; id: string },
): Promise<boolean> {
  const ended = await db
    .deleteFrom('sessions')
    .where('person_id', '=', o.personId)
    .where('id', '=', o.id)
    .executeTakeFirst()
  return ended.numDeletedRows > 0n
}

/** Ends all sessions of a person but one; says how many. */
export async function endOtherSessions(
  db: Kysely<AccessTables>,
  o: { personId: string; exceptId: string },
): Promise<number> {
  const ended = await db
    .deleteFrom('sessions')
    .where('person_id', '=', o.personId)
    .where('id', '<>', o.exceptId)
    .executeTakeFirst()
  return Number(ended.numDeletedRows)
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
    way: row.way,
    begunAtMs: row.begun_at.getTime(),
    seenAtMs: row.seen_at.getTime(),
    endsAtMs: row.ends_at.getTime(),
  }))
}
