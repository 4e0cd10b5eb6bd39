import type { ColumnType, Generated, Kysely } from 'kysely'
import type { Post } from '#kernel/post.ts'
import type { PostReading, WatchInput } from '#listening/contract.ts'

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
    /** The person who owns it, where the desk knows them; an owner may also be a team or an office in words. */
    owner_id: string | null
    exception_id: string | null
  }
  watch_exceptions: {
    id: string
    watch_id: string
    asked: ColumnType<WatchInput, string, string>
    refused: string[]
    reason: string
    asked_by: string
    asked_by_name: string
    asked_at: Moment
    state: 'open' | 'allowed' | 'declined' | 'withdrawn'
    decided_by: string | null
    decided_by_name: string | null
    decided_at: Moment | null
    until: Moment | null
  }
  delete_sync: {
    network: string
    begun_at: Moment | null
    at: Moment | null
    id: string | null
    ended_at: Moment | null
    failed_at: Moment | null
    why: string | null
    /** Some posts of this walk could not be asked about. */
    missed: Generated<boolean>
  }
  doubted_deletes: { post_id: string; network: string; doubted_at: Moment }
  /** The sum of its minutes, always. */
  watch_hours: { watch_id: string; hour: Moment; posts: number }
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
