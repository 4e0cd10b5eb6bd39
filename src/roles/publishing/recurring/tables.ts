import type { ColumnType } from 'kysely'
import type { Lane } from '#kernel/permission.ts'

/** The rows of series. See `migration.ts`. */
export type RecurringTables = {
  recurring: {
    id: string
    title: string
    lane: Lane
    /** Read by the schema of a message before it is used. */
    form: ColumnType<unknown, string, string>
    rule: ColumnType<unknown, string, string>
    lead_min: number
    owner_id: string
    owner_name: string
    made_at: Date
    ended_at: Date | null
    ended_by: string | null
    trouble: string | null
  }
  recurring_occurrences: {
    recurring_id: string
    wall: string
    at: Date
    how: 'made' | 'skipped' | 'passed'
    message_id: string | null
    by_name: string | null
    noted_at: Date
  }
}
