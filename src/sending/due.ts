import { sql } from 'kysely'
import { sendingLimits } from '#sending/contract.ts'
import type { Ground } from '#sending/ground.ts'

/** What there is to do at this moment. */
export type Due = { ready: boolean; unknown: boolean; swept: boolean; half: boolean; removals: boolean }

/** Looks, in one question and without holding anything, whether there is anything to do: mostly there is not. */
export async function whatIsDue(ground: Ground): Promise<Due> {
  const now = new Date(ground.clock.nowMs())
  const alone = new Date(now.getTime() - sendingLimits.aloneActMs)
  const { rows } = await sql<Due>`select
    exists (select 1 from deliveries where state in ('waiting', 'wait') and next_at <= ${now}) as ready,
    exists (select 1 from deliveries where state = 'unknown' and next_at <= ${now}) as unknown,
    exists (select 1 from deliveries where leased_until < ${now} and state in ('claimed', 'sending'))
      or exists (select 1 from deliveries where state in ('waiting', 'wait') and deadline_at < ${now}) as swept,
    exists (select 1 from deliveries o join deliveries x on x.pair = o.pair and x.state <> 'sent'
      where o.state = 'sent' and o.removed_at is null and o.half_told_at is null
        and o.removed_why is null and o.changed_at <= ${alone}) as half,
    exists (select 1 from deliveries where remove_at <= ${now}) as removals`.execute(ground.store.db)
  return rows[0] ?? { ready: true, unknown: true, swept: true, half: true, removals: true }
}
