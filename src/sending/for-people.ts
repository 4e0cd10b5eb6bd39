import { sendingLimits } from '#sending/contract.ts'
import { heldByPause } from '#sending/federation/held.ts'
import type { Ground } from '#sending/ground.ts'
import type { SendingDb, SendingTables } from '#sending/tables.ts'

/**
 * How many deliveries wait for somebody, each once: those nothing comes of unless somebody decides, those a pause held back (or kept from
 * followers elsewhere), and
 * of the last day those the desk itself stopped or took down again; what was put into the outbox once more counts as that. The
 * page of the outbox lists the same ones (`web/sorting.ts`).
 */
export async function waitingForPeople({ store, clock }: Pick<Ground, 'store' | 'clock'>): Promise<number> {
  const db = store.db.withTables<SendingTables>()
  const { count } = await db
    .selectFrom('deliveries')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('state', 'in', ['unconfirmed', 'missed', 'refused', 'paused'])
    .executeTakeFirstOrThrow()
  const { size: heldBack } = await heldByPause(store.db)
  return count + heldBack + (await countStopped(db, clock.nowMs()))
}

/** Of what is done: what the desk itself stopped or took down. Two questions rather than one, so that each finds its index. */
async function countStopped(db: SendingDb, nowMs: number): Promise<number> {
  const { count } = await db
    .selectFrom('deliveries as one')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('one.state', 'in', ['sent', 'cancelled'])
    .where('one.due_at', '>', new Date(nowMs - sendingLimits.stoppedShownMs))
    // As the index says it.
    .where((is) => is.or([is('one.state', '=', 'cancelled'), is('one.removed_at', 'is not', null)]))
    .where((is) =>
      is.or([
        is.and([is('one.removed_at', 'is not', null), is('one.removed_by', 'is', null)]),
        is.and([is('one.state', '=', 'cancelled'), is('one.why', 'is distinct from', 'by-person')]),
      ]),
    )
    .where((is) => {
      const later = is
        .selectFrom('deliveries as later')
        .select('later.id')
        .whereRef('later.item', '=', 'one.item')
        .whereRef('later.account', '=', 'one.account')
        .whereRef('later.language', '=', 'one.language')
        .whereRef('later.due_at', '>', 'one.due_at')
      return is.not(is.exists(later))
    })
    .executeTakeFirstOrThrow()
  return count
}
