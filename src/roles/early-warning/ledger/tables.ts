import type { ColumnType, Kysely } from 'kysely'
import type { EarlyWarningTables } from '#roles/early-warning/store.ts'
import type { ListeningTables } from '#listening/tables.ts'
import type { RegisterTables } from '#roles/early-warning/register/tables.ts'

type Moment = ColumnType<Date | null, Date | null | undefined, Date | null>
type Text = ColumnType<string | null, string | null | undefined, string | null>
type Flag = ColumnType<boolean, boolean | undefined, boolean>

/** The rows of the ledger. See `migration.ts`. */
export type LedgerTables = {
  ledger: {
    id: string
    story_id: Text
    issue_id: Text
    begun_at: Date
    first_post_at: Moment
    first_post_id: Text
    first_post_url: Text
    first_post_network: Text
    first_post_gone: Flag
    signal_at: Moment
    eye_at: Moment
    eye_by: Text
    response_at: Moment
    response_by: Text
    response_how: ColumnType<
      'message' | 'noted' | null,
      'message' | 'noted' | null | undefined,
      'message' | 'noted' | null
    >
    response_what: Text
    response_url: Text
    response_message: Text
    interrupted: ColumnType<boolean | null, boolean | null | undefined, boolean | null>
  }
  news_heard: {
    post_id: string
    at: Date
    label: string
    url: Text
    gone: Flag
    story_id: Text
    concerns: ColumnType<boolean | null, boolean | null | undefined, boolean | null>
    judged_by: Text
  }
  story_news: {
    story_id: string
    post_id: string
    at: Date
    label: string
    url: Text
    lang: Text
    gone: Flag
  }
  news_versions: { post_id: string; version: number; seen_at: Date; text: string }
}

/** The database as the ledger uses it: its own tables, those of the role, and the posts that are kept. */
export type LedgerDb = Kysely<LedgerTables & EarlyWarningTables & RegisterTables & ListeningTables>
