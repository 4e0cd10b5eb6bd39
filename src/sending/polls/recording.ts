import { sql, type Kysely } from 'kysely'
import type { NewRecord } from '#records/contract.ts'
import { keepRecord } from '#records/records.ts'
import type { Ground } from '#sending/ground.ts'
import { readDeliveries, type Delivery } from '#sending/outbox.ts'
import type { SendingTables } from '#sending/tables.ts'

/** A poll that was read for the last time, as its row says. */
type Counted = Pick<
  SendingTables['delivery_polls'],
  'delivery_id' | 'network_name' | 'ends_at' | 'voters' | 'read_at' | 'problem'
> & { votes: number[] | null }

/** Polls put on record in one look. */
const atOnceMax = 16

/**
 * Puts what was counted of these polls on record, of those that were read for the last time and are not there yet: in the transaction
 * of the last reading, and last in it. Two that come at once wait for each other, and the second finds nothing left to do.
 */
export async function recordCounted(
  { clock }: Pick<Ground, 'clock'>,
  tx: Kysely<unknown>,
  ids: readonly string[],
): Promise<void> {
  const { rows } = await sql<Counted>`
    update delivery_polls set is_recorded = true
    where delivery_id = any(${[...ids]}::text[]) and is_final and not is_recorded
    returning delivery_id, network_name, ends_at, votes, voters, read_at, problem`.execute(tx)
  if (rows.length === 0) return
  const db = tx.withTables<SendingTables>()
  const wanted = rows.map(({ delivery_id }) => delivery_id)
  const kept = await db.selectFrom('deliveries').selectAll().where('id', 'in', wanted).execute()
  const deliveries = await readDeliveries(db, kept)
  const entries = rows.flatMap((row) => {
    const delivery = deliveries.find(({ id }) => id === row.delivery_id)
    return delivery === undefined ? [] : [recordOf(row, delivery)]
  })
  await keepRecord(tx, entries, clock.nowMs())
}

/** What a poll came to before counts went on record, or could not be put there: done now. Returns how many there were at most. */
export async function recordLeftOver(ground: Pick<Ground, 'clock' | 'store'>): Promise<number> {
  const { rows } = await sql<{ delivery_id: string }>`
    select delivery_id from delivery_polls where is_final and not is_recorded
    order by begun_at limit ${atOnceMax}`.execute(ground.store.db)
  const ids = rows.map(({ delivery_id }) => delivery_id)
  if (ids.length > 0) await ground.store.inTransaction((tx) => recordCounted(ground, tx, ids))
  return ids.length
}

/**
 * The last count as the archive keeps it: votes by the words of the option, in the order they were asked. `n` is what shares are of:
 * people where the network says how many voted, else votes. A poll that was never read says no numbers, and why.
 */
function recordOf(row: Counted, delivery: Delivery): NewRecord {
  const { id, item, title, account, language, lane, there, content } = delivery
  return {
    kind: 'poll-counted',
    by: { kind: 'desk' },
    subject: item,
    ...{ account, language, lane },
    facts: {
      ...{ title, network: row.network_name, delivery: id, multiple: content.poll?.multiple === true },
      ...countFacts(row, content.poll?.options ?? []),
      endsAt: row.ends_at.toISOString(),
      ...(there[0]?.url === undefined ? {} : { url: there[0].url }),
      ...(row.problem === 'gone' ? { gone: true } : {}),
      ...(row.problem === null || row.problem === 'gone' ? {} : { problem: row.problem }),
    },
  }
}

function countFacts(
  { votes, voters, read_at: readAt }: Counted,
  options: readonly string[],
): NewRecord['facts'] {
  if (votes === null || readAt === null) return { options: [...options] }
  const inAll = votes.reduce((sum, one) => sum + one, 0)
  return {
    votes: options.map((option, at) => ({ option, votes: votes[at] ?? 0 })),
    ...(voters === null ? {} : { voters }),
    n: voters ?? inAll,
    readAt: readAt.toISOString(),
  }
}
