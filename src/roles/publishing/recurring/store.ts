import type { Kysely } from 'kysely'
import type { RecurringTables } from '#roles/publishing/recurring/tables.ts'

/** The store as series use it. */
export function recurringDb<T>(db: Kysely<T>): Kysely<RecurringTables> {
  return db.withTables<RecurringTables>() as Kysely<RecurringTables>
}

/** The series that made a message. */
export async function seriesOfMessage<T>(db: Kysely<T>, messageId: string): Promise<string | undefined> {
  const row = await recurringDb(db)
    .selectFrom('recurring_occurrences')
    .select('recurring_id')
    .where('message_id', '=', messageId)
    .executeTakeFirst()
  return row?.recurring_id
}

/** The series of one person that go on. */
export function seriesOf<T>(
  db: Kysely<T>,
  ownerId: string,
  limit: number,
): Promise<{ id: string; title: string }[]> {
  return recurringDb(db)
    .selectFrom('recurring')
    .select(['id', 'title'])
    .where('owner_id', '=', ownerId)
    .where('ended_at', 'is', null)
    .orderBy('title')
    .limit(limit)
    .execute()
}

/** Gives the series of somebody to somebody else, who writes their drafts from then on. */
export async function handOverSeries<T>(
  tx: Kysely<T>,
  fromId: string,
  to: { id: string; name: string },
): Promise<void> {
  await recurringDb(tx)
    .updateTable('recurring')
    .set({ owner_id: to.id, owner_name: to.name, trouble: null })
    .where('owner_id', '=', fromId)
    .where('ended_at', 'is', null)
    .execute()
}
