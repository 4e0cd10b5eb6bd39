import { sql, type Kysely } from 'kysely'
import { keepAll, theDesk } from '#listening/searches/acts.ts'
import { changedRecord } from '#listening/searches/facts.ts'
import type { ListeningDb, ListeningTables } from '#listening/tables.ts'
import { watch } from '#listening/watches.ts'
import type { NewRecord } from '#records/contract.ts'

type Named = { id: string; name: string }

const heldMax = 500

/** The live watches somebody looks after: those that bear their id, and older ones that bear their name. */
export async function watchesHeldBy(
  person: Named,
  anyDb: Kysely<unknown>,
): Promise<{ kind: 'watch'; id: string; title: string; to: string }[]> {
  const rows = await held(anyDb.withTables<ListeningTables>(), person).execute()
  return rows.map(({ id, name }) => ({ kind: 'watch', id, title: name, to: `/now/watches/${id}` }))
}

/** Gives them to somebody else, in the transaction in which the person leaves. */
export async function handOverWatches(
  from: Named,
  to: Named,
  tx: Kysely<unknown>,
  nowMs: number,
): Promise<void> {
  const db = tx.withTables<ListeningTables>()
  const entries: NewRecord[] = []
  for (const { id } of await held(db, from).forUpdate().execute()) {
    const before = await watch(db, id)
    await db.updateTable('watches').set({ owner: to.name, owner_id: to.id }).where('id', '=', id).execute()
    const after = await watch(db, id)
    const handedOver = { from: from.name, to: to.name }
    const entry = before && after && changedRecord(theDesk, before, after, { handedOver })
    if (entry !== undefined) entries.push(entry)
  }
  await keepAll(tx, entries, nowMs)
}

function held(db: ListeningDb, { id, name }: Named) {
  return db
    .selectFrom('watches')
    .select(['id', 'name'])
    .where('state', '=', 'live')
    .where(sql<boolean>`(owner_id = ${id} or (owner_id is null and lower(owner) = lower(${name})))`)
    .orderBy('name')
    .limit(heldMax)
}
