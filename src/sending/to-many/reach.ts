import type { Kysely, Selectable } from 'kysely'
import { mayDo, type Grant } from '#kernel/permission.ts'
import { findEntries } from '#records/find.ts'
import type { RecordsTables } from '#records/tables.ts'
import type { Store } from '#store/store.ts'
import { countsOfAnswers, mayReadAnswers } from '#sending/to-many/answers.ts'
import type { ReachView } from '#sending/to-many/contract.ts'
import { noReach, reachOf, type Reach, type Telling } from '#sending/to-many/telling-row.ts'
import type { ToManyTables } from '#sending/to-many/tables.ts'
import { readTopics } from '#sending/topics/store.ts'

/** Who asks: what they may do, and whether they are here themselves. */
export type Asking = { grants: readonly Grant[]; isProgram: boolean }

/** How far a delivery has come; undefined for one that was not handed over to subscribers. */
export async function viewReach(
  { store }: { store: Store },
  id: string,
  asking: Asking,
): Promise<ReachView | undefined> {
  const row = await store.db
    .withTables<ToManyTables>()
    .selectFrom('to_many')
    .selectAll()
    .where('delivery_id', '=', id)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { state, why, recipients } = row
  const isFromRecord = row.tidied_at !== null
  const topics = await topicsOf(store.db, row)
  const reach = isFromRecord ? await reachOnRecord(store, row) : await reachOf(store.db, id)
  return {
    ...reach,
    ...{ state, recipients, isFromRecord },
    ...(topics === undefined ? {} : { topics }),
    ...(why === null ? {} : { why }),
    ...(row.waits > 0 && state === 'open' ? { nextAt: row.next_at.toISOString() } : {}),
    ...(await countsOfAnswers(store.db, id)),
    may: mayNow(row, reach, asking),
  }
}

/** What those who were told chose among; undefined where it was for everybody. */
async function topicsOf(
  db: Kysely<unknown>,
  { topics: about, lane }: Selectable<ToManyTables['to_many']>,
): Promise<ReachView['topics']> {
  if (about === null || lane === 'emergency') return undefined
  const topics = await readTopics(db)
  return about.map((id) => topics.find((one) => one.id === id)?.names ?? { en: id, fr: id })
}

function mayNow(
  row: Selectable<ToManyTables['to_many']>,
  { waiting }: Reach,
  { grants, isProgram }: Asking,
): ReachView['may'] {
  const { account, language, lane, state } = row
  const mayDecide = !isProgram && mayDo(grants, 'publish', { account, language, lane })
  const acts = state === 'held' ? (['go-on', 'stop'] as const) : (['stop'] as const)
  const isOpen = state === 'held' || (state === 'open' && waiting > 0)
  return [
    ...(mayDecide && isOpen ? acts : []),
    ...(!isProgram && mayReadAnswers(grants, row) ? (['read-answers'] as const) : []),
  ]
}

/** What was written into the archive when it ended; nothing where that was disposed of since. */
async function reachOnRecord(store: Store, { item, account, delivery_id }: Telling): Promise<Reach> {
  const db = store.db.withTables<RecordsTables>()
  const { entries } = await findEntries(db, { kind: 'delivery', subject: item, account })
  const facts = entries.find(
    (one) => one.facts?.['state'] === 'told' && one.facts['delivery'] === delivery_id,
  )?.facts
  const number = (name: keyof Reach): number => {
    const fact = facts?.[name]
    return typeof fact === 'number' ? fact : 0
  }
  const [sent, refused, unknown, ended] = [
    number('sent'),
    number('refused'),
    number('unknown'),
    number('ended'),
  ]
  return { ...noReach, sent, refused, unknown, ended }
}
