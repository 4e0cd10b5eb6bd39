import { sql, type Kysely } from 'kysely'
import type { SignedIn } from '#access/access.ts'
import { meetGrants } from '#access/people/grants.ts'
import { liveGrants } from '#access/people/live-grants.ts'
import { assert } from '#kernel/assert.ts'
import { mayDo } from '#kernel/permission.ts'
import type { Clock } from '#kernel/time.ts'
import { topicLimits, type NewTopic, type Topic, type TopicChange } from '#sending/topics/contract.ts'
import { isNameTaken, isWholeOrder, topicIdOf } from '#sending/topics/rules.ts'
import { readTopics } from '#sending/topics/store.ts'
import type { TopicTables } from '#sending/topics/tables.ts'
import { storableText } from '#store/storable.ts'
import type { Store } from '#store/store.ts'

/** Who does something: what is asked of a session here. */
export type TopicDoer = Pick<SignedIn, 'personId' | 'program' | 'session' | 'grants'>

/** Why topics are not changed: words that never change. */
export type TopicRefusal = 'no-right' | 'no-such-topic' | 'name-taken' | 'topics-full' | 'order-old'

/** What came of a change; where it was refused nothing was written. */
export type TopicDone<T> = { ok: true; value: T } | { ok: false; why: TopicRefusal }

/** What our messages are about, kept by whoever looks after the settings of the desk. */
export type Topics = {
  /** All in order, retired ones among them. `db`: the transaction of whoever asks. */
  list(db?: Kysely<unknown>): Promise<Topic[]>
  add(who: TopicDoer, form: NewTopic): Promise<TopicDone<Topic>>
  change(who: TopicDoer, id: string, form: TopicChange): Promise<TopicDone<Topic>>
  /** Puts them into this order; refused where it does not name each of them once. */
  order(who: TopicDoer, ids: readonly string[]): Promise<TopicDone<Topic[]>>
}

type Needs = { store: Store; clock: Pick<Clock, 'nowMs'> }

/** Opens the topics of a desk. */
export function openTopics(needs: Needs): Topics {
  return {
    list: (db = needs.store.db) => readTopics(db),
    add: (who, form) => changing(needs, who, (now) => add(now, form)),
    change: (who, id, form) => changing(needs, who, (now) => change(now, id, form)),
    order: (who, ids) => changing(needs, who, (now) => order(now, ids)),
  }
}

type Moment = { tx: Kysely<TopicTables>; topics: Topic[]; by: { changed_at: Date; changed_by: string } }

/** One change at a time, so that two who add the same name at once do not both have it. */
function changing<T>(
  { store, clock }: Needs,
  who: TopicDoer,
  work: (now: Moment) => Promise<T | TopicRefusal>,
): Promise<TopicDone<T>> {
  return store.inTransaction(async (anyTx): Promise<TopicDone<T>> => {
    const live = await liveGrants(anyTx, who.personId)
    const grants = who.program === undefined ? live : meetGrants(live, who.grants)
    if (!mayDo(grants, 'settings')) return { ok: false, why: 'no-right' }
    await sql`lock table topics in share row exclusive mode`.execute(anyTx)
    const by = {
      changed_at: new Date(clock.nowMs()),
      changed_by: storableText(who.session.person.name),
    }
    const tx = anyTx.withTables<TopicTables>()
    const done = await work({ tx, topics: await readTopics(anyTx), by })
    return typeof done === 'string' ? { ok: false, why: done as TopicRefusal } : { ok: true, value: done }
  })
}

async function add({ tx, topics, by }: Moment, { names }: NewTopic): Promise<Topic | TopicRefusal> {
  if (topics.length >= topicLimits.topicsMax) return 'topics-full'
  if (isNameTaken(topics, names)) return 'name-taken'
  const id = topicIdOf(names.en, new Set(topics.map((one) => one.id)))
  await tx
    .insertInto('topics')
    .values({ id, ...named(names), place: topics.length, is_retired: false, ...by })
    .execute()
  return topicNow(tx, id)
}

async function change(
  { tx, topics, by }: Moment,
  id: string,
  { names, retired }: TopicChange,
): Promise<Topic | TopicRefusal> {
  if (!topics.some((one) => one.id === id)) return 'no-such-topic'
  if (names !== undefined && isNameTaken(topics, names, id)) return 'name-taken'
  await tx
    .updateTable('topics')
    .set({ ...by, ...(names && named(names)), ...(retired === undefined ? {} : { is_retired: retired }) })
    .where('id', '=', id)
    .execute()
  return topicNow(tx, id)
}

async function order({ tx, topics, by }: Moment, ids: readonly string[]): Promise<Topic[] | TopicRefusal> {
  if (!isWholeOrder(topics, ids)) return 'order-old'
  for (const [place, id] of ids.entries())
    await tx
      .updateTable('topics')
      .set({ place, ...by })
      .where('id', '=', id)
      .execute()
  return readTopics(tx as Kysely<unknown>)
}

function named({ en, fr }: NewTopic['names']): { name_en: string; name_fr: string } {
  return { name_en: storableText(en), name_fr: storableText(fr) }
}

async function topicNow(tx: Kysely<TopicTables>, id: string): Promise<Topic> {
  const topic = (await readTopics(tx as Kysely<unknown>)).find((one) => one.id === id)
  assert(topic !== undefined, 'a topic that was just written is there')
  return topic
}
