import { createHash } from 'node:crypto'
import type { Lane } from '#kernel/permission.ts'
import { contentText, isOut, type WrittenVersion } from '#roles/publishing/rules.ts'
import { readMessage, type KeptMessage } from '#roles/publishing/store.ts'
import type { PublishingDb } from '#roles/publishing/tables.ts'
import { storableJson } from '#store/storable.ts'

/** Rows written by one statement: PostgreSQL takes 65,535 values at once. */
const rowsAtOnce = 1000

/** Whoever writes: the person who answers for it, and the name that is shown (a program's own). */
export type Writer = { personId: string; personName: string; shownName: string }

/** A message about to be made. */
export type NewMessage = {
  id: string
  title: string
  lane: Lane
  /** Ids, sorted; missing: none. */
  topics?: string[] | undefined
  versions: readonly WrittenVersion[]
}

/** Makes messages, all by one writer. */
export async function insertMessages(
  db: PublishingDb,
  messages: readonly NewMessage[],
  o: { writer: Writer; nowMs: number },
): Promise<void> {
  const now = new Date(o.nowMs)
  const { personId, personName, shownName } = o.writer
  for (const some of chunks(messages))
    await db
      .insertInto('messages')
      .values(
        some.map(({ id, title, lane, topics = [] }) => ({
          ...{ id, title, lane, topics, revision: 1, is_out: false },
          ...{ owner_id: personId, owner_name: personName },
          ...{ made_at: now, changed_at: now, changed_by: shownName },
        })),
      )
      .execute()
  const writers = messages.map(({ id }) => ({ message_id: id, person_id: personId, name: personName }))
  for (const some of chunks(writers)) await db.insertInto('message_writers').values(some).execute()
  const versions = messages.flatMap(({ id, versions: all }) =>
    all.map((form, position) => ({ ...rowOf(id, form), position, changed_at: now, changed_by: shownName })),
  )
  for (const some of chunks(versions)) await db.insertInto('message_versions').values(some).execute()
}

/** Writes a message as it shall be. A text that stays keeps who changed it last, and when. */
export async function rewriteMessage(
  db: PublishingDb,
  before: KeptMessage,
  after: Omit<NewMessage, 'id'>,
  o: { writer: Writer; nowMs: number },
): Promise<void> {
  const now = new Date(o.nowMs)
  const { id } = before
  await db.deleteFrom('message_versions').where('message_id', '=', id).execute()
  const rows = after.versions.map((form, position) => {
    const row = rowOf(id, form)
    const was = before.versions.find((one) => one.account === form.account && one.language === form.language)
    const stays = was !== undefined && was.sha256 === row.sha256
    const changed_at = stays ? new Date(was.changedAtMs) : now
    return { ...row, position, changed_at, changed_by: stays ? was.changedBy : o.writer.shownName }
  })
  if (rows.length > 0) await db.insertInto('message_versions').values(rows).execute()
  await addWriter(db, id, o.writer)
  await db
    .updateTable('messages')
    .set({
      ...{ title: after.title, lane: after.lane, topics: after.topics ?? before.topics },
      revision: before.revision + 1,
      ...{ changed_at: now, changed_by: o.writer.shownName },
      is_out: isOut(rows, before.publications),
    })
    .where('id', '=', id)
    .execute()
}

/** Notes that somebody changed a message, ever: they cannot approve it. */
export async function addWriter(db: PublishingDb, id: string, writer: Writer): Promise<void> {
  await db
    .insertInto('message_writers')
    .values({ message_id: id, person_id: writer.personId, name: writer.personName })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Says anew whether all of a message is public as it stands, after a note was made. */
export async function settleOut(db: PublishingDb, id: string): Promise<void> {
  const kept = await readMessage(db, id)
  if (kept === undefined) return
  await db
    .updateTable('messages')
    .set({ is_out: isOut(kept.versions, kept.publications) })
    .where('id', '=', id)
    .execute()
}

/** Writes anew what goes out of versions whose files were made to fit other limits; whose words they are stays as it was. */
export async function refitVersions(
  db: PublishingDb,
  id: string,
  versions: readonly WrittenVersion[],
): Promise<void> {
  for (const version of versions) {
    const { content, sha256 } = rowOf(id, version)
    await db
      .updateTable('message_versions')
      .set({ content, sha256 })
      .where('message_id', '=', id)
      .where('account', '=', version.account)
      .where('language', '=', version.language)
      .execute()
  }
}

function rowOf(id: string, version: WrittenVersion) {
  const { account, language } = version
  const content = contentText(version)
  const sha256 = createHash('sha256').update(content).digest('hex')
  const written = { written: storableJson(version.written), files: storableJson(version.files) }
  return { message_id: id, account, language, content, sha256, ...written }
}

function* chunks<T>(all: readonly T[]): Iterable<T[]> {
  for (let at = 0; at < all.length; at += rowsAtOnce) yield all.slice(at, at + rowsAtOnce)
}
