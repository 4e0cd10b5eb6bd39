import type { ColumnType, Kysely } from 'kysely'
import type { Lane } from '#kernel/permission.ts'
import type { FileForm, VersionForm } from '#roles/publishing/contract.ts'

/** The rows of this role. See `migrations.ts`. */
export type PublishingTables = {
  messages: {
    id: string
    title: string
    lane: Lane
    revision: number
    owner_id: string
    owner_name: string
    made_at: Date
    changed_at: Date
    changed_by: string
    is_out: boolean
    /** Ids, sorted. */
    topics: ColumnType<string[], string[] | undefined, string[]>
  }
  message_versions: {
    message_id: string
    account: string
    language: string
    position: number
    content: string
    sha256: string
    files: ColumnType<FileForm[], string, string>
    /** Null in rows from before it was kept: then what goes out is what was written. */
    written: ColumnType<VersionForm | null, string | null | undefined, string | null>
    changed_at: Date
    changed_by: string
  }
  message_writers: { message_id: string; person_id: string; name: string }
  message_publications: {
    id: string
    message_id: string
    account: string
    language: string
    round: number
    sha256: string
    content: string
    pair: ColumnType<Record<string, string>, string, string>
    url: string
    posts: ColumnType<string[], string[] | undefined, string[]>
    /** What it corrects as a reply, and stands beside. */
    answers: ColumnType<string | null, string | null | undefined, string | null>
    published_at: Date
    noted_at: Date
    noted_by: string
    ended_at: Date | null
    ended_how: 'replaced' | 'taken-down' | null
    ended_by: string | null
    ended_reason: string | null
  }
}

/** The database as publishing uses it. */
export type PublishingDb = Kysely<PublishingTables>
