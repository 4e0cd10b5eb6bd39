import type { Kysely } from 'kysely'
import type { Session, SessionChange } from '#access/contract.ts'
import type { AccessTables } from '#access/tables.ts'

/** The settings everybody at the desk shares. */
export type Desk = Session['desk']

/** Makes the one row of settings on a new desk. */
export async function ensureDesk(db: Kysely<AccessTables>, timeZone: string): Promise<void> {
  const settings = { place: null, time_zone: timeZone, welcomed: false }
  await db
    .insertInto('desk')
    .values(settings)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The settings as they are now. */
export async function readDesk(db: Kysely<AccessTables>): Promise<Desk> {
  const row = await db.selectFrom('desk').selectAll().executeTakeFirstOrThrow()
  return { ...(row.place ? { place: row.place } : {}), timeZone: row.time_zone, welcomed: row.welcomed }
}

/** Writes what a change says about the desk; nothing when it says nothing. */
export async function changeDesk(db: Kysely<AccessTables>, change: SessionChange): Promise<void> {
  const said = {
    ...(change.place === undefined ? {} : { place: JSON.stringify(change.place) }),
    ...(change.timeZone === undefined ? {} : { time_zone: change.timeZone }),
    ...(change.welcomed === undefined ? {} : { welcomed: change.welcomed }),
  }
  if (Object.keys(said).length > 0) await db.updateTable('desk').set(said).execute()
}
