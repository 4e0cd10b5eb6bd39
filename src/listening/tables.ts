import type { ColumnType, Kysely } from 'kysely'
import type { Post } from '#kernel/post.ts'
import type { PostReading } from '#listening/contract.ts'

type Moment = ColumnType<Date, Date | string, Date | string>

/** The rows of this room, as Kysely sees them. See `migrations.ts` for the truth. */
export type ListeningTables = {
  posts: {
    id: string
    at: Moment
    network: string
    source: string
    text: string
    lang: string | null
    author_id: string | null
    media: boolean
    body: ColumnType<Post, string, string>
    words: string
    heard_at: Moment
    reading: ColumnType<PostReading | null, string | null, string | null>
  }
  matches: { watch_id: string; post_id: string; at: Moment }
  watches: {
    id: string
    name: string
    rule: string
    purpose: string
    owner: string
    created_at: Moment
    ends_at: Moment
    state: 'live' | 'ended'
    shown_in: number | null
  }
  watch_minutes: { watch_id: string; minute: Moment; posts: number; authors: number }
  sources: {
    source: string
    label: string
    network: string
    cursor: string | null
    refused: ColumnType<Record<string, number>, string, string>
  }
  source_minutes: { source: string; minute: Moment; heard: number }
  gaps: { source: string; from_at: Moment; to_at: Moment; why: string }
  counted_lately: { source: string; at: Moment; fingerprints: Buffer }
  engine_state: { name: string; saved: string; saved_at: Moment }
}

/** The database as this room uses it. */
export type ListeningDb = Kysely<ListeningTables>
