import type { Kysely } from 'kysely'
import type { PeopleTables } from '#access/people/tables.ts'
import { keepRecord, lockHead } from '#records/records.ts'
import { isHeldOutside } from '#records/retention/held-outside.ts'
import { storableText } from '#store/storable.ts'
import type { ActingPerson } from '#sending/acts.ts'
import type { ConversationExport } from '#sending/private-messages/contract.ts'
import { subjectOf } from '#sending/private-messages/gone.ts'
import { holdConversation, messagesOf } from '#sending/private-messages/listing.ts'
import { privateDb, tellScreens, type PrivateNeeds } from '#sending/private-messages/needs.ts'
import { openConversation } from '#sending/private-messages/sealed-shapes.ts'
import { keyOf } from '#sending/private-messages/sealing.ts'

/** Messages of one export: more than any conversation has. */
const exportedMax = 50_000

/** Says that somebody of us dealt with a conversation, or that it waits again. False where there is none for them. */
export async function markHandled(
  needs: PrivateNeeds,
  who: ActingPerson,
  { id, handled }: { id: string; handled: boolean },
): Promise<boolean> {
  return needs.store.inTransaction(async (tx) => {
    if ((await holdConversation(tx, who.id, id)) === undefined) return false
    const now = new Date(needs.clock.nowMs())
    await privateDb(tx)
      .updateTable('private_conversations')
      .set(handled ? { handled_at: now, handled_by: who.name } : { handled_at: null, handled_by: null })
      .where('id', '=', id)
      .execute()
    await tellScreens(needs, tx)
    return true
  })
}

/**
 * Deletes a conversation because somebody asked for it. Its network may still show it to us, so that what it is known by there is
 * remembered as a hash, and not taken in again. On record with the reason and a count, and with nothing that was written.
 */
export async function deleteConversation(
  needs: PrivateNeeds,
  who: ActingPerson,
  { id, reason }: { id: string; reason: string },
): Promise<'done' | 'gone' | 'on-hold'> {
  return needs.store.inTransaction(async (tx) => {
    const row = await holdConversation(tx, who.id, id)
    if (row === undefined) return 'gone'
    const { account } = row
    const about = {
      account,
      subject: subjectOf(id),
      fromMs: row.begun_at.getTime(),
      toMs: row.last_at.getTime(),
    }
    // A hold that is set at this moment comes before or after, never between the look and the deletion.
    await lockHead(tx)
    if (await isHeldOutside(tx, about)) return 'on-hold'
    const nowMs = needs.clock.nowMs()
    await forget(tx, { id, account, nowMs })
    await tellScreens(needs, tx)
    const facts = { does: 'deleted', reason: storableText(reason), messages: row.messages }
    await keepRecord(tx, { ...recordOf(who, id, account), facts }, nowMs)
    return 'done'
  })
}

async function forget(
  tx: Kysely<unknown>,
  { id, account, nowMs }: { id: string; account: string; nowMs: number },
): Promise<void> {
  const db = privateDb(tx)
  await db
    .insertInto('private_forgotten')
    .columns(['account', 'native_key', 'at'])
    .expression((from) =>
      from
        .selectFrom('private_messages')
        .select((is) => [is.val(account).as('account'), 'native_key', is.val(new Date(nowMs)).as('at')])
        .where('conversation', '=', id),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await db.deleteFrom('private_conversations').where('id', '=', id).execute()
}

/** A conversation as it is handed out to whoever has a right to it; that it was is on record. */
export async function exportConversation(
  needs: PrivateNeeds,
  who: ActingPerson,
  { id, reason }: { id: string; reason: string },
): Promise<ConversationExport | undefined> {
  return needs.store.inTransaction(async (tx) => {
    const row = await holdConversation(tx, who.id, id)
    if (row === undefined) return undefined
    const nowMs = needs.clock.nowMs()
    const key = await keyOf(needs.vault, row.account)
    const { messages } = await messagesOf(tx, id, key, exportedMax)
    const facts = { does: 'exported', reason: storableText(reason), messages: messages.length }
    await keepRecord(tx, { ...recordOf(who, id, row.account), facts }, nowMs)
    return {
      format: 'bellwether-private-conversation/1',
      ...{ exportedAt: new Date(nowMs).toISOString(), exportedBy: who.name, reason },
      account: await accountFacts(tx, row.account),
      people: (key && openConversation(key, row))?.people ?? [],
      messages,
    }
  })
}

async function accountFacts(db: Kysely<unknown>, id: string): Promise<ConversationExport['account']> {
  const row = await db
    .withTables<PeopleTables>()
    .selectFrom('accounts')
    .select(['handle', 'network'])
    .where('id', '=', id)
    .executeTakeFirst()
  return { id, handle: row?.handle ?? '', network: row?.network ?? '' }
}

function recordOf(who: ActingPerson, id: string, account: string) {
  const by = { kind: 'person', ...who } as const
  return { kind: 'private-messages', by, subject: subjectOf(id), account } as const
}
