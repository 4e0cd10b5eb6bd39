import { z } from 'zod'
import type { Store } from '#store/store.ts'
import { reachOf } from '#sending/to-many/telling-row.ts'
import type { ToManyTables } from '#sending/to-many/tables.ts'

const count = z.number().int().min(0)

/** How far a message to subscribers has come, in numbers. */
export const ReachView = z.object({
  /** `held`: a pause came in between, and somebody lets it go on. */
  state: z.enum(['open', 'held', 'stopped', 'done']),
  why: z.string().optional(),
  /** When the way out is tried again, where it is closed. */
  nextAt: z.iso.datetime().optional(),
  recipients: count,
  waiting: count,
  sending: count,
  sent: count,
  refused: count,
  unknown: count,
  ended: count,
})
/** The same, read. */
export type ReachView = z.infer<typeof ReachView>

/** What somebody decides about a message on its way. */
export const ReachForm = z.strictObject({ does: z.enum(['go-on', 'stop']) })

/** How far a delivery has come; undefined for one that was not handed over to subscribers. */
export async function viewReach({ store }: { store: Store }, id: string): Promise<ReachView | undefined> {
  const row = await store.db
    .withTables<ToManyTables>()
    .selectFrom('to_many')
    .select(['state', 'why', 'next_at', 'waits', 'recipients'])
    .where('delivery_id', '=', id)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { state, why, recipients } = row
  return {
    ...(await reachOf(store.db, id)),
    ...{ state, recipients },
    ...(why === null ? {} : { why }),
    ...(row.waits > 0 && state === 'open' ? { nextAt: row.next_at.toISOString() } : {}),
  }
}
