import { sql, type Kysely } from 'kysely'
import { randomBytes } from 'node:crypto'
import { storableText } from '#store/storable.ts'
import type { ToManyGround } from '#sending/to-many/ground.ts'
import { wayOf } from '#sending/to-many/ground.ts'
import type { EndedWhy } from '#sending/to-many/rules.ts'
import type { ToManyTables } from '#sending/to-many/tables.ts'
import { keptTopics } from '#sending/topics/rules.ts'

/** Limits of subscribers. */
export const subscriberLimits = { sourceLengthMax: 200, languageLengthMax: 35 } as const

/** Somebody who asked to be told, and what shows that they did. */
export type NewSubscriber = {
  account: string
  network: string
  address: string
  /** BCP 47. */
  language: string
  consentAtMs: number
  /** Where they asked: a page, a form, an event. */
  source: string
  /** Ids of the topics they chose; null or missing: everything. */
  topics?: readonly string[] | null
}

/**
 * What came of adding somebody. `again`: they had left and asked anew since; `left`: they left after this consent, and are not
 * brought back by it.
 */
export type Added =
  | { kind: 'added' | 'again' | 'already' | 'left'; id: string }
  | { kind: 'refused'; why: 'bad-address' | 'bad-language' | 'no-such-network' }

type Needs = Pick<ToManyGround, 'ways' | 'keys' | 'clock'>

/** Adds a subscriber to an account, once an address. */
export async function addSubscriber(needs: Needs, tx: Kysely<unknown>, o: NewSubscriber): Promise<Added> {
  const read = readForm(needs, o)
  if ('why' in read) return { kind: 'refused', why: read.why }
  const keys = await needs.keys()
  const hash = keys.hash(read.same)
  const { rows } = await sql<{ id: string; is_new: boolean }>`
    insert into subscribers (id, account, language, address_hash, state, consent_at, consent_source, added_at,
      topics)
    values (${randomBytes(12).toString('hex')}, ${o.account}, ${read.language}, ${hash}, 'active',
      ${new Date(o.consentAtMs)}, ${storableText(o.source.slice(0, subscriberLimits.sourceLengthMax))},
      ${new Date(needs.clock.nowMs())}, ${keptTopics(o.topics)}::text[])
    on conflict (account, address_hash) do update set state = 'active', ended_at = null, ended_why = null,
      language = excluded.language, consent_at = excluded.consent_at, consent_source = excluded.consent_source,
      topics = excluded.topics
      where subscribers.state = 'ended' and subscribers.ended_at < excluded.consent_at
    returning id, (xmax = 0) as is_new`.execute(tx)
  const [row] = rows
  if (row === undefined) return knownAs(tx, o.account, hash)
  const box = { sealed: keys.seal(row.id, read.address) }
  await tx
    .withTables<ToManyTables>()
    .insertInto('subscriber_addresses')
    .values({ subscriber_id: row.id, ...box })
    .onConflict((conflict) => conflict.column('subscriber_id').doUpdateSet(box))
    .execute()
  return { kind: row.is_new ? 'added' : 'again', id: row.id }
}

type ReadForm = { address: string; same: string; language: string }

function readForm(
  needs: Needs,
  o: NewSubscriber,
): ReadForm | { why: Extract<Added, { kind: 'refused' }>['why'] } {
  const way = wayOf(needs, o.network)
  if (way === undefined) return { why: 'no-such-network' }
  const language = o.language.trim().toLowerCase()
  const isTag = /^[a-z]{2,3}(-[a-z0-9]{1,8}){0,4}$/.test(language)
  if (!isTag || language.length > subscriberLimits.languageLengthMax) return { why: 'bad-language' }
  const read = way.read(o.address)
  return read === undefined ? { why: 'bad-address' } : { ...read, language }
}

async function knownAs(tx: Kysely<unknown>, account: string, hash: Buffer): Promise<Added> {
  const { id, state } = await tx
    .withTables<ToManyTables>()
    .selectFrom('subscribers')
    .select(['id', 'state'])
    .where('account', '=', account)
    .where('address_hash', '=', hash)
    .executeTakeFirstOrThrow()
  return { kind: state === 'active' ? 'already' : 'left', id }
}

/** Whoever is subscribed chose again: a language, topics. */
export async function chooseAnew(
  tx: Kysely<unknown>,
  id: string,
  { language, topics }: { language: string; topics: readonly string[] | null },
): Promise<void> {
  await tx
    .withTables<ToManyTables>()
    .updateTable('subscribers')
    .set({ language, topics: keptTopics(topics) })
    .where('id', '=', id)
    .execute()
}

/** Ends subscriptions: the addresses and the choice of topics are gone with it. Says how many were active; ending twice is harmless. */
export async function endSubscriptions(
  tx: Kysely<unknown>,
  ended: readonly { id: string; why: EndedWhy }[],
  nowMs: number,
): Promise<number> {
  if (ended.length === 0) return 0
  const ids = ended.map(({ id }) => id)
  const { rows } = await sql<{ id: string }>`
    update subscribers s set state = 'ended', ended_at = ${new Date(nowMs)}, ended_why = given.why, topics = null
    from unnest(${ids}::text[], ${ended.map(({ why }) => why)}::text[]) as given(id, why)
    where s.id = given.id and s.state = 'active' returning s.id`.execute(tx)
  await tx
    .withTables<ToManyTables>()
    .deleteFrom('subscriber_addresses')
    .where('subscriber_id', 'in', ids)
    .execute()
  return rows.length
}

/** How many subscribers an account has in a language, and why others left. */
export type SubscriberCount = {
  account: string
  language: string
  active: number
  unsubscribed: number
  unreachable: number
}

/** Counts, and nothing about anybody. */
export async function countSubscribers(db: Kysely<unknown>): Promise<SubscriberCount[]> {
  const { rows } = await sql<SubscriberCount>`
    select account, language, count(*) filter (where state = 'active')::int as active,
      count(*) filter (where ended_why in ('unsubscribed', 'complained'))::int as unsubscribed,
      count(*) filter (where state = 'ended' and ended_why not in ('unsubscribed', 'complained'))::int as unreachable
    from subscribers group by account, language order by account, language limit 1000`.execute(db)
  return rows
}

/** How many subscribers of an account chose a topic. `topic` is its id; null: they get everything. */
export type TopicCount = { account: string; topic: string | null; active: number }

/** The same, for every account and every topic somebody chose; nothing where nobody chose any. */
export async function countByTopic(db: Kysely<unknown>): Promise<TopicCount[]> {
  const { rows } = await sql<TopicCount>`
    select s.account, t.topic, count(*)::int as active
    from subscribers s left join lateral unnest(s.topics) as t (topic) on true
    where s.state = 'active' group by s.account, t.topic
    order by s.account, t.topic nulls first limit 1000`.execute(db)
  return rows.every(({ topic }) => topic === null) ? [] : rows
}
