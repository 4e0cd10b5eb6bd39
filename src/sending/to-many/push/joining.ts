import { sql, type Kysely } from 'kysely'
import { isUrl } from '#kernel/url.ts'
import { keepRecord } from '#records/records.ts'
import { wayOf, type ToManyGround } from '#sending/to-many/ground.ts'
import type { PushJoin, PushPlace, PushRenewal, PushState } from '#sending/to-many/push/contract.ts'
import { addSubscriber, chooseAnew, endSubscriptions } from '#sending/to-many/subscribers.ts'
import { listsFor, type SubscribeList } from '#sending/to-many/subscribing.ts'
import type { ToManyTables } from '#sending/to-many/tables.ts'
import { keptTopics } from '#sending/topics/rules.ts'
import { readTopics } from '#sending/topics/store.ts'

type Needs = Pick<ToManyGround, 'store' | 'ways' | 'keys' | 'clock' | 'lines' | 'log'>

/** Where people turn messages on: what their consent names as its source. */
export const pushPath = '/subscribe/push'

/** Something that can be turned on in a browser. `key`: what the browser subscribes with, base64url. */
export type PushList = SubscribeList & { key: string }

/** What can be turned on now; a list whose key cannot be read is left out, and said in the log. */
export async function pushLists(needs: Needs): Promise<PushList[]> {
  const { browser } = wayOf(needs, 'webpush') ?? {}
  if (browser === undefined) return []
  const lists: PushList[] = []
  for (const list of await listsFor(needs, 'webpush')) {
    const key = await browser.publicKeyOf(list.account)
    if (key === undefined)
      needs.log('error', 'the push keys of an account cannot be read', { account: list.account })
    else lists.push({ ...list, key })
  }
  return lists
}

/**
 * Turns messages on for a browser, on record without saying whose. The same browser again is the same subscriber: it reads the
 * language and gets the topics it chose now.
 */
export async function joinPush(
  needs: Needs,
  { list, language, topics, subscription }: PushJoin,
): Promise<PushState | 'no-such-list' | 'no-such-topic' | 'no-subscription'> {
  const address = JSON.stringify(subscription)
  if (wayOf(needs, 'webpush')?.browser?.takes(address) !== true) return 'no-subscription'
  if (!(await listsFor(needs, 'webpush')).some(({ account }) => account === list)) return 'no-such-list'
  if (!(await areOurs(needs, topics ?? []))) return 'no-such-topic'
  // Before the transaction: made at the first use, they take another connection, and many at once would wait for each other.
  await needs.keys()
  return needs.store.inTransaction(async (tx) => {
    const nowMs = needs.clock.nowMs()
    const chosen = { language, topics: keptTopics(topics) }
    const said = { account: list, network: 'webpush', address, ...chosen, source: pushPath }
    const came = await addSubscriber(needs, tx, { ...said, consentAtMs: nowMs })
    if (came.kind === 'refused') return 'no-subscription'
    if (came.kind === 'already') await changeKept(needs, tx, { id: came.id, ...chosen, address })
    if (came.kind === 'added' || came.kind === 'again') await keepOnRecord(tx, list, nowMs)
    return came.kind === 'left' ? { on: false } : stateOf({ state: 'active', ...chosen })
  })
}

/** What somebody chose. */
type Chosen = { language: string; topics: string[] | null }
type Row = Chosen & { id: string; state: string }

async function areOurs({ store }: Pick<Needs, 'store'>, topics: readonly string[]): Promise<boolean> {
  if (topics.length === 0) return true
  const ours = new Set((await readTopics(store.db)).map(({ id }) => id))
  return topics.every((id) => ours.has(id))
}

/** A browser may have made new keys for the same address, or got another address. */
async function changeKept(
  needs: Needs,
  tx: Kysely<unknown>,
  { id, address, ...chosen }: Chosen & { id: string; address: string },
): Promise<void> {
  const db = tx.withTables<ToManyTables>()
  const kept = wayOf(needs, 'webpush')?.read(address)?.address ?? address
  const sealed = (await needs.keys()).seal(id, kept)
  await chooseAnew(tx, id, chosen)
  await db.updateTable('subscriber_addresses').set({ sealed }).where('subscriber_id', '=', id).execute()
}

async function keepOnRecord(tx: Kysely<unknown>, account: string, nowMs: number): Promise<void> {
  const facts = { subscribersAdded: 1, source: pushPath }
  const subject = `account:${account}`
  await keepRecord(tx, { kind: 'account-changed', by: { kind: 'desk' }, subject, account, facts }, nowMs)
}

/** Whether messages are on for a browser: what it remembers itself may have ended here. */
export async function statePush(needs: Needs, place: PushPlace): Promise<PushState> {
  const row = await rowOf(needs, needs.store.db, place)
  return row === undefined ? { on: false } : stateOf(row)
}

function stateOf({ state, language, topics }: Omit<Row, 'id'>): PushState {
  if (state !== 'active') return { on: false }
  const chosen = { language: language.startsWith('fr') ? ('fr' as const) : ('en' as const) }
  return { on: true, ...chosen, ...(topics !== null && { topics }) }
}

/** Turns messages off for a browser; its address is gone with it. Doing it again, or for one that never was, is the same. */
export async function leavePush(needs: Needs, place: PushPlace): Promise<PushState> {
  await needs.keys()
  await needs.store.inTransaction(async (tx) => {
    const row = await rowOf(needs, tx, place)
    if (row !== undefined)
      await endSubscriptions(tx, [{ id: row.id, why: 'unsubscribed' }], needs.clock.nowMs())
  })
  return { on: false }
}

/**
 * Follows a browser to its new address. It stays the same subscriber, so that what is on its way reaches it, and once. Off where it was
 * off; where the new address is known already, the one before ends.
 */
export async function renewPush(
  needs: Needs,
  { list, endpoint, subscription }: PushRenewal,
): Promise<PushState | 'no-subscription'> {
  const address = JSON.stringify(subscription)
  if (wayOf(needs, 'webpush')?.browser?.takes(address) !== true) return 'no-subscription'
  await needs.keys()
  return needs.store.inTransaction(async (tx) => {
    const row = await rowOf(needs, tx, { list, endpoint })
    if (row?.state !== 'active') return { on: false }
    const { id, language, topics } = row
    if (await moveTo(needs, tx, { id, list, endpoint: subscription.endpoint }))
      await changeKept(needs, tx, { id, language, topics, address })
    else await endSubscriptions(tx, [{ id, why: 'gone' }], needs.clock.nowMs())
    return { on: true }
  })
}

/** False where somebody is subscribed, or was, with that address. */
async function moveTo(
  { keys }: Pick<Needs, 'keys'>,
  tx: Kysely<unknown>,
  { id, list, endpoint }: PushPlace & { id: string },
): Promise<boolean> {
  const hash = (await keys()).hash(new URL(endpoint).href)
  const { rows } = await sql<{ id: string }>`
    update subscribers s set address_hash = ${hash} where s.id = ${id} and not exists (
      select 1 from subscribers o where o.account = ${list} and o.address_hash = ${hash} and o.id <> ${id})
    returning s.id`.execute(tx)
  return rows.length > 0
}

async function rowOf(
  { keys }: Pick<Needs, 'keys'>,
  db: Kysely<unknown>,
  { list, endpoint }: PushPlace,
): Promise<Row | undefined> {
  if (!isUrl(endpoint)) return undefined
  const hash = (await keys()).hash(new URL(endpoint).href)
  return db
    .withTables<ToManyTables>()
    .selectFrom('subscribers')
    .select(['id', 'state', 'language', 'topics'])
    .where('account', '=', list)
    .where('address_hash', '=', hash)
    .executeTakeFirst()
}
