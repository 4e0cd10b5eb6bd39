import { sql, type Kysely } from 'kysely'
import { dayMs } from '#kernel/time.ts'
import { lockHead } from '#records/records.ts'
import { readYearsClock } from '#records/retention/clocks.ts'
import { isDisposalPaused, isHeldOutside } from '#records/retention/held-outside.ts'
import type { RecordsTables } from '#records/tables.ts'
import { subjectOf } from '#sending/private-messages/gone.ts'
import { privateDb, tellScreens, type PrivateNeeds } from '#sending/private-messages/needs.ts'

/** Conversations deleted in one transaction. */
const atOnce = 200
const batchesMax = 100
/** What was deleted on request is told again by no network for longer than this. */
const forgottenMs = 400 * dayMs

/**
 * Deletes conversations whose time is over by the clock of conversations, that many years after the last word in them; a legal hold and
 * a stop of disposal keep them. Returns how many went.
 */
export async function expireConversations(needs: PrivateNeeds): Promise<number> {
  const nowMs = needs.clock.nowMs()
  await privateDb(needs.store.db)
    .deleteFrom('private_forgotten')
    .where('at', '<', new Date(nowMs - forgottenMs))
    .execute()
  let count = 0
  // Behind what a hold keeps, however much that is, the rest still goes.
  for (let after: Due | undefined, batches = 0; batches < batchesMax; batches += 1) {
    const { gone, last } = await needs.store.inTransaction((tx) => expireBatch(needs, tx, { nowMs, after }))
    count += gone
    if (last === undefined) break
    after = last
  }
  return count
}

type Due = { id: string; account: string; begun_at: Date; last_at: Date }

async function expireBatch(
  needs: PrivateNeeds,
  tx: Kysely<unknown>,
  { nowMs, after }: { nowMs: number; after: Due | undefined },
): Promise<{ gone: number; last?: Due | undefined }> {
  if (await isDisposalPaused(tx)) return { gone: 0 }
  const due = await dueAfter(tx, nowMs, after)
  if (due.length === 0) return { gone: 0 }
  // A hold that is set at this moment comes before or after, never between the look and the deletion.
  await lockHead(tx)
  const going: string[] = []
  for (const { id, account, begun_at, last_at } of due) {
    const about = { account, subject: subjectOf(id), fromMs: begun_at.getTime(), toMs: last_at.getTime() }
    if (!(await isHeldOutside(tx, about))) going.push(id)
  }
  const last = due.length < atOnce ? undefined : due.at(-1)
  if (going.length === 0) return { gone: 0, last }
  await privateDb(tx).deleteFrom('private_conversations').where('id', 'in', going).execute()
  await tellScreens(needs, tx)
  return { gone: going.length, last }
}

async function dueAfter(tx: Kysely<unknown>, nowMs: number, after: Due | undefined): Promise<Due[]> {
  const { years } = await readYearsClock(tx.withTables<RecordsTables>(), 'conversations')
  return privateDb(tx)
    .selectFrom('private_conversations')
    .select(['id', 'account', 'begun_at', 'last_at'])
    .where(sql<boolean>`last_at < ${new Date(nowMs)}::timestamptz - make_interval(years => ${years})`)
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(last_at, id) > (${after?.last_at}::timestamptz, ${after?.id})`),
    )
    .orderBy('last_at')
    .orderBy('id')
    .limit(atOnce)
    .forUpdate()
    .execute()
}
