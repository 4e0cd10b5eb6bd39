import type { ColumnType, Kysely } from 'kysely'
import type { MentionEntry } from '#roles/publishing/writing/mentions/contract.ts'

/** The rows of the address book. See `migration.ts`. */
export type MentionTables = {
  mention_book: {
    id: string
    name_en: string
    name_fr: string
    folded: string[]
    handles: ColumnType<MentionEntry['handles'], string, string>
    changed_at: Date
    changed_by: string
  }
}

/** The database as the address book uses it. */
export type MentionDb = Kysely<MentionTables>
