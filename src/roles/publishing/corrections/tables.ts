import type { ColumnType } from 'kysely'
import type { CorrectionHow } from '#roles/publishing/corrections/contract.ts'
import type { PublishingTables } from '#roles/publishing/tables.ts'

/** A version as it stood when its correction was begun. */
export type VersionBefore = Pick<PublishingTables['message_versions'], 'content' | 'sha256'> & {
  files: unknown
  written?: unknown
}

/** The rows of corrections beside those of messages. See `migration.ts`. */
export type CorrectionTables = PublishingTables & {
  corrections: {
    id: string
    message_id: string
    sentences: ColumnType<Record<string, string>, string, string>
    made_at: Date
    made_by_id: string
    made_by: string
    ended_at: Date | null
    ended_how: 'done' | 'dropped' | null
  }
  correction_places: {
    correction_id: string
    account: string
    language: string
    position: number
    how: CorrectionHow
    original_id: string | null
    publication_id: string | null
    before: ColumnType<VersionBefore, string, string>
  }
}
