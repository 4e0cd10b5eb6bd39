import type { ColumnType } from 'kysely'
import type { Lane } from '#kernel/permission.ts'

/** The rows of templates. See `migration.ts`. */
export type TemplateTables = {
  message_templates: {
    id: string
    name: string
    lane: Lane
    texts: ColumnType<Record<string, string>, string, string>
    revision: number
    kept_by_id: string
    kept_by: string
    made_at: Date
    changed_at: Date
    changed_by: string
  }
}
