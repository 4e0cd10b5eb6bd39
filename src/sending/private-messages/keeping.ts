import { sql, type Kysely } from 'kysely'
import type { PrivateMessage } from '#networks/private-messages.ts'
import { privateDb, type PrivateNeeds } from '#sending/private-messages/needs.ts'
import {
  conversationName,
  messageName,
  openConversation,
  type SealedConversation,
} from '#sending/private-messages/sealed-shapes.ts'
import type { MessageKey } from '#sending/private-messages/sealing.ts'
import { storableText } from '#store/storable.ts'

/** People remembered of one conversation. */
const peopleMax = 20

/** What is kept: messages to one account, with the key they are sealed with. */
export type Keeping = { account: string; key: MessageKey; messages: readonly PrivateMessage[] }

/**
 * Keeps messages, each once however often it is told, in the transaction that notes how far was read. What was deleted on request
 * stays deleted. Something new from a citizen opens a conversation that was handled.
 *
 * @returns how many were new
 */
export async function keepMessages(
  needs: Pick<PrivateNeeds, 'clock' | 'newId'>,
  tx: Kysely<unknown>,
  { account, key, messages }: Keeping,
): Promise<number> {
  const forgotten = await forgottenOf(
    tx,
    account,
    messages.map(({ nativeId }) => key.hashOf(nativeId)),
  )
  const byConversation = new Map<string, PrivateMessage[]>()
  for (const one of messages) {
    if (forgotten.has(key.hashOf(one.nativeId).toString('hex'))) continue
    byConversation.set(one.conversationId, [...(byConversation.get(one.conversationId) ?? []), one])
  }
  let kept = 0
  for (const all of byConversation.values())
    kept += await keepThread(needs, tx, { account, key, messages: all })
  return kept
}

async function forgottenOf(
  tx: Kysely<unknown>,
  account: string,
  hashes: readonly Buffer[],
): Promise<Set<string>> {
  if (hashes.length === 0) return new Set()
  const rows = await privateDb(tx)
    .selectFrom('private_forgotten')
    .select('native_key')
    .where('account', '=', account)
    .where(sql<boolean>`native_key = any(${hashes}::bytea[])`)
    .execute()
  return new Set(rows.map(({ native_key }) => native_key.toString('hex')))
}

/** Messages of one conversation. */
async function keepThread(
  needs: Pick<PrivateNeeds, 'clock' | 'newId'>,
  tx: Kysely<unknown>,
  { account, key, messages }: Keeping,
): Promise<number> {
  const [first] = messages
  if (first === undefined) return 0
  const db = privateDb(tx)
  const id = await conversationOf(needs, tx, { account, key, first })
  const fresh: PrivateMessage[] = []
  for (const one of messages) {
    const native_key = key.hashOf(one.nativeId)
    const inside = { nativeId: one.nativeId, from: one.from, text: one.text, attachments: one.attachments }
    const added = await db
      .insertInto('private_messages')
      .values({
        ...{ conversation: id, native_key, is_ours: one.isOurs, gone_at: null },
        ...{ sent_at: new Date(one.sentAtMs), kept_at: new Date(needs.clock.nowMs()) },
        sealed: key.seal(messageName(id, native_key), inside),
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if ((added.numInsertedOrUpdatedRows ?? 0n) > 0n) fresh.push(one)
  }
  if (fresh.length > 0) await noteNew(tx, { id, key, fresh })
  return fresh.length
}

async function conversationOf(
  { clock, newId }: Pick<PrivateNeeds, 'clock' | 'newId'>,
  tx: Kysely<unknown>,
  { account, key, first }: { account: string; key: MessageKey; first: PrivateMessage },
): Promise<string> {
  const db = privateDb(tx)
  const native_key = key.hashOf(first.conversationId)
  const known = await db
    .selectFrom('private_conversations')
    .select('id')
    .where('account', '=', account)
    .where('native_key', '=', native_key)
    .executeTakeFirst()
  if (known !== undefined) return known.id
  const id = newId()
  const inside: SealedConversation = { nativeId: first.conversationId, people: [] }
  const atMs = Math.min(first.sentAtMs, clock.nowMs())
  await db
    .insertInto('private_conversations')
    .values({
      ...{ id, account, native_key, sealed: key.seal(conversationName(id), inside) },
      ...{ begun_at: new Date(atMs), last_at: new Date(atMs), last_theirs_at: null, messages: 0 },
      ...{ handled_at: null, handled_by: null, seen_at: null, seen_by: null },
    })
    .execute()
  return id
}

/** What new messages change of their conversation: who wrote in it, since when it waits, and that it is not handled any more. */
async function noteNew(
  tx: Kysely<unknown>,
  { id, key, fresh }: { id: string; key: MessageKey; fresh: readonly PrivateMessage[] },
): Promise<void> {
  const db = privateDb(tx)
  const row = await db
    .selectFrom('private_conversations')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const before = openConversation(key, row)
  const inside = withPeople(before ?? { nativeId: fresh[0]?.conversationId ?? '', people: [] }, fresh)
  const theirs = fresh.filter(({ isOurs }) => !isOurs).map(({ sentAtMs }) => sentAtMs)
  const latest = (all: readonly number[], was: Date | null): Date | null =>
    all.length === 0 ? was : new Date(Math.max(...all, was?.getTime() ?? 0))
  const isOpened = theirs.length > 0
  await db
    .updateTable('private_conversations')
    .set({
      sealed: key.seal(conversationName(id), inside),
      messages: row.messages + fresh.length,
      last_at:
        latest(
          fresh.map(({ sentAtMs }) => sentAtMs),
          row.last_at,
        ) ?? row.last_at,
      last_theirs_at: latest(theirs, row.last_theirs_at),
      ...(isOpened && { handled_at: null, handled_by: null, seen_at: null }),
    })
    .where('id', '=', id)
    .execute()
}

/** A person who changes their name is shown by the new one. */
function withPeople(inside: SealedConversation, fresh: readonly PrivateMessage[]): SealedConversation {
  const theirs = fresh.filter(({ isOurs }) => !isOurs)
  const people = new Map(inside.people.map((one) => [one.handle, one]))
  for (const { from } of theirs)
    people.set(from.handle, { handle: storableText(from.handle), name: storableText(from.name) })
  const answerAt = fresh.find((one) => one.answerAt !== undefined)?.answerAt ?? inside.answerAt
  return {
    nativeId: inside.nativeId,
    people: [...people.values()].slice(0, peopleMax),
    ...(answerAt !== undefined && { answerAt }),
  }
}
