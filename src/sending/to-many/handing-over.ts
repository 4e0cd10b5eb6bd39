import { sql, type Kysely, type Selectable } from 'kysely'
import { hourMs } from '#kernel/time.ts'
import { VersionContent } from '#kernel/version-content.ts'
import { headed, titleOf } from '#networks/pages/titles.ts'
import type { OutgoingPart, PostedPart, ReadBack, SendOutcome } from '#networks/sender.ts'
import { storableText } from '#store/storable.ts'
import type { Store } from '#store/store.ts'
import { messageKeyOf } from '#sending/to-many/message-key.ts'
import type { ToManyTables } from '#sending/to-many/tables.ts'
import { keptTopics } from '#sending/topics/rules.ts'

/** People are told for at least this long, also where the delivery itself was in a hurry: servers ask us to come back. */
const atLeastMs = hourMs

type DeliveryRow = Selectable<ToManyTables['deliveries']>

/** Writes down, in one transaction, what is said and to whom; once, however often it is asked. */
export function handOver(store: Store, part: OutgoingPart, nowMs: number): Promise<SendOutcome> {
  return store.inTransaction(async (tx) => {
    const db = tx.withTables<ToManyTables>()
    const id = deliveryOf(part)
    const delivery = await db.selectFrom('deliveries').selectAll().where('id', '=', id).executeTakeFirst()
    if (delivery === undefined) return { kind: 'refused', why: 'not-found', detail: 'no such delivery' }
    const row = rowOf(delivery, part, nowMs)
    const made = await db
      .insertInto('to_many')
      .values({ ...row, url: await ownPageOf(tx, delivery) })
      .onConflict((conflict) => conflict.doNothing())
      .returning('delivery_id')
      .executeTakeFirst()
    if (made !== undefined) await fillIn(tx, delivery, { nowMs, topics: row.topics })
    const posted = await postedOf(tx, id)
    return posted === undefined
      ? { kind: 'unknown', why: 'unreadable', detail: 'it is not there' }
      : { kind: 'sent', posted, returned: posted.kept }
  })
}

/** Whether it was handed over. */
export async function handedOver(store: Store, part: OutgoingPart): Promise<ReadBack> {
  const posted = await postedOf(store.db, deliveryOf(part))
  return posted === undefined ? { kind: 'not-there' } : { kind: 'there', posted, returned: posted.kept }
}

/** `partOf` writes the number of the part behind the delivery. */
function deliveryOf({ key }: OutgoingPart): string {
  return key.slice(0, key.lastIndexOf('-'))
}

async function postedOf(db: Kysely<unknown>, id: string): Promise<PostedPart | undefined> {
  const row = await db
    .withTables<ToManyTables>()
    .selectFrom('to_many')
    .select(['message_key', 'recipients'])
    .where('delivery_id', '=', id)
    .executeTakeFirst()
  return row && { nativeId: row.message_key, kept: { recipients: row.recipients } }
}

function rowOf(
  delivery: DeliveryRow,
  part: OutgoingPart,
  nowMs: number,
): Omit<ToManyTables['to_many'], 'url'> {
  const { id, item, pair, lane, account, network, language, sha256, deadline_at } = delivery
  const now = new Date(nowMs)
  const { heading, body } = headed(part.text)
  return {
    ...{ delivery_id: id, message_key: messageKeyOf(part.key) },
    ...{ item, pair, lane, account, network, language, sha256 },
    title: storableText(titleOf(part.text)),
    text: storableText(heading === undefined ? part.text : body),
    said_at: new Date(part.atMs),
    until_at: new Date(Math.max(deadline_at.getTime(), nowMs + atLeastMs)),
    ...{ state: 'open', next_at: now, waits: 0, why: null, detail: null, recipients: 0, handed_at: now },
    ...{ released_at: null, done_at: null, tidied_at: null },
    topics: keptTopics(VersionContent.parse(JSON.parse(delivery.content)).topics),
  }
}

/** The page of this message on our own site, in the same language where there is one; null while it is not there. */
async function ownPageOf(tx: Kysely<unknown>, { item, language }: DeliveryRow): Promise<string | null> {
  const row = await tx
    .withTables<ToManyTables>()
    .selectFrom('delivery_parts as p')
    .innerJoin('deliveries as d', 'd.id', 'p.delivery_id')
    .select('p.url')
    .where('d.item', '=', item)
    .where('d.network', '=', 'pages')
    .where('d.state', '=', 'sent')
    .where('d.removed_at', 'is', null)
    .where('p.url', 'is not', null)
    .orderBy(sql`d.language <> ${language}`)
    .orderBy('d.changed_at', 'desc')
    .executeTakeFirst()
  return row?.url ?? null
}

/**
 * Everybody who reads this language; and with the first language of a message those too who read none of its languages. Whoever
 * is told the same message in another language already is not told again. Of those who chose topics only whom it is for: the rule is
 * `isFor`, said here for a million rows at once.
 */
async function fillIn(
  tx: Kysely<unknown>,
  { id, pair, account, language, lane }: DeliveryRow,
  { nowMs, topics }: { nowMs: number; topics: readonly string[] | null },
): Promise<void> {
  const now = new Date(nowMs)
  const { rows } = await sql<{ language: string }>`
    select distinct split_part(lower(language), '-', 1) as language from deliveries
    where pair = ${pair} and state <> 'cancelled' order by 1`.execute(tx)
  const all = rows.map((row) => row.language)
  const own = language.toLowerCase().split('-')[0] ?? ''
  const isFirst = all[0] === own || all.length === 0
  const isForAll = topics === null || lane === 'emergency'
  await sql`
    with told as (
      insert into to_many_recipients (delivery_id, subscriber_id, state, next_at, changed_at)
      select ${id}, s.id, 'waiting', ${now}::timestamptz, ${now}::timestamptz from subscribers s
      where s.account = ${account} and s.state = 'active'
        and (s.topics is null or ${isForAll}::boolean or s.topics && ${topics ?? []}::text[])
        and (split_part(s.language, '-', 1) = ${own}
          or (${isFirst}::boolean and split_part(s.language, '-', 1) <> all(${all}::text[])))
        and not exists (select 1 from to_many_recipients r join to_many m on m.delivery_id = r.delivery_id
          where m.pair = ${pair} and r.subscriber_id = s.id)
      returning 1)
    update to_many set recipients = (select count(*) from told) where delivery_id = ${id}`.execute(tx)
}
