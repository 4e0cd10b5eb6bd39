import type { Telling } from '#sending/to-many/telling-row.ts'
import type { ToManyDb } from '#sending/to-many/tables.ts'

/** A step of a delivery that was handed over, as its steps on the board show it. */
export async function noteStep(
  db: ToManyDb,
  { delivery_id }: Pick<Telling, 'delivery_id'>,
  { why, detail }: { why: string; detail: string },
  at: Date,
): Promise<void> {
  const step = { delivery_id, at, from_state: 'sent', to_state: 'sent', why, detail, by_name: null } as const
  await db.insertInto('delivery_events').values(step).execute()
}
