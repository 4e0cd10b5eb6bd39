import type { HistoryKind } from '#roles/publishing/history/contract.ts'

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
  }
}
