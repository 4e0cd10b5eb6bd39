import type { Selectable } from 'kysely'
import { sql, type Kysely } from 'kysely'
import type { ToManyTables } from '#sending/to-many/tables.ts'

/** One message on its way to many people. */
export type Telling = Selectable<ToManyTables['to_many']>

/** Where its recipients stand, in numbers. */
export type Reach = {
  recipients: number
  /** Not told yet, and will be. */
  waiting: number
  sending: number
  sent: number
  /** Not told, and will not be; those that bounced or were stopped are among them. */
  refused: number
  bounced: number
  stopped: number
  /** They may have been told; nobody is told again by itself. */
  unknown: number
  /** Subscriptions that ended because nobody is there. */
  ended: number
}

/** Nobody. */
export const noReach: Reach = {
  ...{ recipients: 0, waiting: 0, sending: 0, sent: 0 },
  ...{ refused: 0, bounced: 0, stopped: 0, unknown: 0, ended: 0 },
}

/** Counts the recipients of a message. */
export async function reachOf(db: Kysely<unknown>, id: string): Promise<Reach> {
  const { rows } = await sql<Reach>`
    select count(*)::int as recipients,
      count(*) filter (where r.state in ('waiting', 'wait'))::int as waiting,
      count(*) filter (where r.state = 'sending')::int as sending,
      count(*) filter (where r.state = 'sent')::int as sent,
      count(*) filter (where r.state = 'refused')::int as refused,
      count(*) filter (where r.state = 'refused' and r.why = 'bounced')::int as bounced,
      count(*) filter (where r.state = 'refused' and r.why = 'stopped')::int as stopped,
      count(*) filter (where r.state = 'unknown')::int as unknown,
      count(*) filter (where r.state = 'refused' and s.ended_why in
        ('no-such-address', 'gone', 'bad-address', 'bounced'))::int as ended
    from to_many_recipients r join subscribers s on s.id = r.subscriber_id
    where r.delivery_id = ${id}`.execute(db)
  return rows[0] ?? noReach
}

/** What screens are told when something of a message changed. */
export function changeOf({ delivery_id: id, item }: Pick<Telling, 'delivery_id' | 'item'>): string {
  return JSON.stringify({ id, item })
}
