import type { ColumnType, Generated } from 'kysely'
import type { HistoryKind, RecordScope } from '#roles/publishing/history/contract.ts'

/** The rows of history. See `migration.ts`. */
export type HistoryTables = {
  history_imports: {
    id: string
    kind: HistoryKind
    file_name: string
    begun_at: Date
    begun_by_id: string
    begun_by: string
    ended_at: Date | null
    added: number
    sha256: string | null
  }
  history_posts: {
    id: string
    import_id: string
    network: string
    account: string
    said_at: Date
    text: string
    url: string | null
    language: string | null
    is_reply: boolean
    files: number
    record_seq: number | null
    search: unknown
  }
  history_record_runs: {
    id: string
    scope: ColumnType<RecordScope, string, never>
    scope_key: string
    name: string
    reason: string
    by_id: string
    by_name: string
    begun_at: Date
    ended_at: Date | null
    has_failed: Generated<boolean>
    after: Generated<string>
    total: number
    done: Generated<number>
    kept: Generated<number>
    known: Generated<number>
    ours: Generated<number>
    refused: Generated<number>
  }
}
