import { sql, type Kysely } from 'kysely'
import type { Room } from '#roles/publishing/act.ts'
import { tagsOf } from '#roles/publishing/campaigns/store.ts'
import { isSamePlace, publicAt } from '#roles/publishing/rules.ts'
import { readMessage, type KeptMessage, type KeptVersion } from '#roles/publishing/store.ts'
import type { PublishingDb, PublishingTables } from '#roles/publishing/tables.ts'
import { itemOf } from '#roles/publishing/view.ts'
import { Preparer } from '#roles/publishing/writing/preparing.ts'
import { refitVersions } from '#roles/publishing/write-message.ts'
import { storableJson } from '#store/storable.ts'

/** What came of a person's line that may not stand any more: the messages it was taken out of. */
export type BylineEnded = { messages: string[] }

/**
 * Takes a person's line out of every message that is not out as it stands, in the transaction in which they took it back. What was
 * approved with it is void, and so does not leave the outbox. What is public stays: that is corrected or taken down by hand.
 */
export async function bylineEnded(room: Room, tx: Kysely<unknown>, personId: string): Promise<BylineEnded> {
  const db = tx.withTables<PublishingTables>()
  // All are held before anything is put on record: who asks about one holds it first, too, and the archive last.
  const held: { kept: KeptMessage; signed: KeptVersion[] }[] = []
  for (const id of await messagesWith(db, personId)) {
    const kept = await readMessage(db, id, 'update')
    const signed = kept?.versions.filter(
      (one) => one.written.byline === personId && publicAt(kept.publications, one)?.sha256 !== one.sha256,
    )
    if (kept !== undefined && signed !== undefined && signed.length > 0) held.push({ kept, signed })
  }
  for (const { kept, signed } of held) await takeOut(room, db, kept, signed)
  for (const { kept } of held)
    await room.approvals.edited(tx, { item: itemOf(kept.id), writers: [], by: { kind: 'desk' } })
  return { messages: held.map(({ kept }) => kept.id) }
}

/** In one order, so that two who do so at once do not wait for each other. */
async function messagesWith(db: PublishingDb, personId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('message_versions')
    .select('message_id')
    .distinct()
    .where(sql<boolean>`written ->> 'byline' = ${personId}`)
    .orderBy('message_id')
    .execute()
  return rows.map(({ message_id }) => message_id)
}

async function takeOut(
  room: Room,
  db: PublishingDb,
  kept: KeptMessage,
  signed: readonly KeptVersion[],
): Promise<void> {
  for (const { account, language, written } of signed) {
    const { byline: _, ...rest } = written
    await db
      .updateTable('message_versions')
      .set({ written: storableJson(rest) })
      .where('message_id', '=', kept.id)
      .where('account', '=', account)
      .where('language', '=', language)
      .execute()
  }
  const after = await readMessage(db, kept.id)
  const preparer = new Preparer(room, () => tagsOf(room.store.db, kept.id))
  // Only those: looking up the line of somebody else here could wait for whoever waits for this message.
  const versions = after?.versions.filter((one) => signed.some((was) => isSamePlace(was, one))) ?? []
  if (after !== undefined) await refitVersions(db, kept.id, await preparer.outgrown({ ...after, versions }))
  await db
    .updateTable('messages')
    // Whoever has it open is told that it changed: its revision is another.
    .set({ revision: kept.revision + 1, changed_at: new Date(room.nowMs()) })
    .where('id', '=', kept.id)
    .execute()
}
