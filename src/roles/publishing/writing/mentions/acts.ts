import { sql } from 'kysely'
import { assert } from '#kernel/assert.ts'
import { mayDo } from '#kernel/permission.ts'
import { act, type Doer, type Moment, type Room } from '#roles/publishing/act.ts'
import {
  mentionLimits,
  type MentionEntry,
  type MentionForm,
} from '#roles/publishing/writing/mentions/contract.ts'
import { foldedNames, readMentions, rowOf } from '#roles/publishing/writing/mentions/store.ts'
import type { MentionDb, MentionTables } from '#roles/publishing/writing/mentions/tables.ts'

/** What came of changing the address book; where it was refused nothing was written. */
export type BookChanged = { ok: true; value: MentionEntry } | { ok: false; why: BookRefusal }

/** Why the address book is not changed: words that never change. */
export type BookRefusal = 'no-right' | 'no-such-entry' | 'name-taken' | 'book-full'

/** Adds somebody to the address book. */
export function addMention(room: Room, who: Doer, form: MentionForm): Promise<BookChanged> {
  return changing(room, who, async (now, db) => {
    const { count } = await db
      .selectFrom('mention_book')
      .select(sql<number>`count(*)::int`.as('count'))
      .executeTakeFirstOrThrow()
    if (count >= mentionLimits.entriesMax) return 'book-full'
    if (await isTaken(db, form)) return 'name-taken'
    const id = room.newId()
    await db
      .insertInto('mention_book')
      .values({ id, ...writtenBy(now, form) })
      .execute()
    return { id }
  })
}

/** Changes an entry. What was approved with the handle before goes out with that one. */
export function changeMention(room: Room, who: Doer, id: string, form: MentionForm): Promise<BookChanged> {
  return changing(room, who, async (now, db) => {
    if (await isTaken(db, form, id)) return 'name-taken'
    const done = await db
      .updateTable('mention_book')
      .set(writtenBy(now, form))
      .where('id', '=', id)
      .executeTakeFirst()
    return done.numUpdatedRows === 0n ? 'no-such-entry' : { id }
  })
}

/** Takes somebody out of the address book: texts that mention them by name there are held at the gate from then on. */
export function removeMention(
  room: Room,
  who: Doer,
  id: string,
): Promise<{ ok: true } | { ok: false; why: BookRefusal }> {
  return act(room, who, async (now) => {
    if (!mayDo(now.grants, 'settings')) return { ok: false, why: 'no-right' }
    const db = now.tx.withTables<MentionTables>()
    const done = await db.deleteFrom('mention_book').where('id', '=', id).executeTakeFirst()
    return done.numDeletedRows === 0n ? { ok: false, why: 'no-such-entry' } : { ok: true }
  })
}

/** One change at a time, so that two who add the same name at once do not both have it. */
function changing(
  room: Room,
  who: Doer,
  change: (now: Moment, db: MentionDb) => Promise<{ id: string } | BookRefusal>,
): Promise<BookChanged> {
  return act(room, who, async (now): Promise<BookChanged> => {
    if (!mayDo(now.grants, 'settings')) return { ok: false, why: 'no-right' }
    await sql`lock table mention_book in share row exclusive mode`.execute(now.tx)
    const done = await change(now, now.tx.withTables<MentionTables>())
    if (typeof done === 'string') return { ok: false, why: done }
    const value = (await readMentions(now.tx)).find(({ id }) => id === done.id)
    assert(value !== undefined, 'an entry that was just written is there')
    return { ok: true, value }
  })
}

function writtenBy(now: Moment, form: MentionForm) {
  return rowOf(form, { byName: now.writer.shownName, nowMs: now.nowMs })
}

/** Whether another entry goes by one of these names: a mention would mean two. */
async function isTaken(db: MentionDb, form: MentionForm, except = ''): Promise<boolean> {
  const names = foldedNames(form)
  const found = await db
    .selectFrom('mention_book')
    .select('id')
    .where(sql<boolean>`folded && ${names}::text[]`)
    .where('id', '<>', except)
    .executeTakeFirst()
  return found !== undefined
}
