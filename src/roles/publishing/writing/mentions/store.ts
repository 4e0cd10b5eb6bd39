import { sql, type Kysely, type Selectable } from 'kysely'
import { foldedName } from '#kernel/folded.ts'
import {
  mentionLimits,
  type MentionEntry,
  type MentionForm,
} from '#roles/publishing/writing/mentions/contract.ts'
import { mentionBook, type MentionBook } from '#roles/publishing/writing/mentions/resolve.ts'
import type { MentionTables } from '#roles/publishing/writing/mentions/tables.ts'
import { storableJson, storableText } from '#store/storable.ts'

/** The entries of the address book, by their English name. */
export async function readMentions(db: Kysely<unknown>): Promise<MentionEntry[]> {
  const rows = await db
    .withTables<MentionTables>()
    .selectFrom('mention_book')
    .selectAll()
    .orderBy(sql`lower(name_en)`)
    .orderBy('id')
    .limit(mentionLimits.entriesMax)
    .execute()
  return rows.map(entryOf)
}

/** The address book as texts are read with it. */
export async function readMentionBook(db: Kysely<unknown>): Promise<MentionBook> {
  const entries = await readMentions(db)
  return mentionBook(entries.map(({ name, handles }) => ({ ...name, handles })))
}

function entryOf(row: Selectable<MentionTables['mention_book']>): MentionEntry {
  return {
    ...{ id: row.id, name: { en: row.name_en, fr: row.name_fr }, handles: row.handles },
    ...{ changedAt: row.changed_at.toISOString(), changedBy: row.changed_by },
  }
}

/** The names of a form as they are looked up. */
export function foldedNames({ name }: MentionForm): string[] {
  return [...new Set([foldedName(name.en), foldedName(name.fr)])]
}

/** A form as its row is written. */
export function rowOf(form: MentionForm, o: { byName: string; nowMs: number }) {
  return {
    ...{ name_en: storableText(form.name.en), name_fr: storableText(form.name.fr) },
    ...{ folded: foldedNames(form), handles: storableJson(form.handles) },
    ...{ changed_at: new Date(o.nowMs), changed_by: storableText(o.byName) },
  }
}
