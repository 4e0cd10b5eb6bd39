import { sql, type Selectable } from 'kysely'
import type { Session } from '#roles/faces/questions/contract.ts'
import { stateOf, type Times } from '#roles/faces/questions/rules.ts'
import type { QuestionDb, QuestionTables } from '#roles/faces/questions/tables.ts'

/** A session, and a question, as they are kept. */
export type SessionRow = Selectable<QuestionTables['question_sessions']>
export type QuestionRow = Selectable<QuestionTables['questions']>

/** The times of a session as rules read them. */
export function sessionTimes(row: SessionRow): Times {
  return {
    opensMs: row.opens_at.getTime(),
    beginsMs: row.begins_at.getTime(),
    endsMs: row.ends_at.getTime(),
    isCancelled: row.cancelled_at !== null,
  }
}

/** The paths of a session's page. */
export function pagesOf(id: string): { en: string; fr: string } {
  return { en: `/live-questions/${id}`, fr: `/vos-questions/${id}` }
}

/** One session; nothing when there is none. */
export function readSession(db: QuestionDb, id: string): Promise<SessionRow | undefined> {
  return db.selectFrom('question_sessions').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Sessions, newest first. */
export function listSessions(db: QuestionDb, limit: number): Promise<SessionRow[]> {
  return db.selectFrom('question_sessions').selectAll().orderBy('begins_at', 'desc').limit(limit).execute()
}

/** The questions of a session in the order they were asked. */
export function questionsOf(db: QuestionDb, sessionId: string): Promise<QuestionRow[]> {
  return db
    .selectFrom('questions')
    .selectAll()
    .where('session_id', '=', sessionId)
    .orderBy('asked_at')
    .orderBy('id')
    .execute()
}

/** How many questions stand where, by session. */
export async function countsOf(
  db: QuestionDb,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Session['counts']>> {
  if (ids.length === 0) return new Map()
  const count = (states: readonly string[]) =>
    sql<number>`count(*) filter (where state = any(${states}))::int`
  const rows = await db
    .selectFrom('questions')
    .select([
      'session_id',
      count(['new']).as('waiting'),
      count(['drafted']).as('to_approve'),
      count(['answered']).as('answered'),
      count(['set-aside']).as('aside'),
    ])
    .where('session_id', 'in', ids)
    .groupBy('session_id')
    .execute()
  return new Map(
    rows.map(({ session_id, waiting, to_approve, answered, aside }) => [
      session_id,
      { waiting, toApprove: to_approve, answered, aside },
    ]),
  )
}

/** A session as the desk sees it. */
export function sessionView(row: SessionRow, counts: Session['counts'] | undefined, nowMs: number): Session {
  return {
    ...{ id: row.id, title: row.title, lede: row.lede, timeZone: row.time_zone, revision: row.revision },
    opensAt: row.opens_at.toISOString(),
    beginsAt: row.begins_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    state: stateOf(sessionTimes(row), nowMs),
    ...(row.cancelled_why === null ? {} : { cancelledWhy: row.cancelled_why }),
    pages: pagesOf(row.id),
    counts: counts ?? { waiting: 0, toApprove: 0, answered: 0, aside: 0 },
  }
}
