import type { ColumnType, Generated, Kysely } from 'kysely'
import type { Announcement } from '#roles/reactions/contract.ts'
import type { EvidenceSummary } from '#roles/reactions/evidence/contract.ts'
import type { DashboardInput, TimeRange } from '#roles/reactions/boards/contract.ts'
import type { CodingLabel } from '#roles/reactions/coding/contract.ts'
import type { Facets } from '#roles/reactions/counts.ts'
import type { Result } from '#roles/reactions/results.ts'
import type { FrozenPhrases } from '#roles/reactions/rules/themes.ts'
import type { ToneName } from '#roles/reactions/rules/tones.ts'

type Moment = ColumnType<Date, Date, Date>

/** What was counted before an announcement, frozen when it was made: later deletions and expiry change none of it. */
export type FrozenBaseline = {
  /** The first hour, epoch ms; then posts an hour, of hours that were heard. */
  hoursFromMs: number
  hours: number[]
  hoursAsked: number
  facets: Facets
  phrases: FrozenPhrases
}

/** A watch as it was when its numbers were made. */
export type WatchThen = { id: string; name: string; rule: string }

/** The rows of this role. See `migrations.ts` for the truth. */
export type ReactionsTables = {
  announcements: {
    id: string
    title: string
    text: string
    kind: string | null
    url: string | null
    message_id: string | null
    started_at: Moment
    baseline_from: Moment
    heard_from: Moment | null
    reaction_to: Moment
    baseline: ColumnType<FrozenBaseline, string, string>
    watches: ColumnType<WatchThen[], string, string>
    frozen_at: Moment | null
    result: ColumnType<Result | null, string | null, string | null>
    created_by: string
    created_at: Moment
    revision: Generated<number>
  }
  announcement_notes: { id: string; announcement_id: string; at: Moment; text: string; by: string }
  announcement_answers: { announcement_id: string; post_id: string; url: string; by: string; at: Moment }
  announcement_offers: {
    message_id: string
    title: string
    texts: ColumnType<Record<string, string>, string, string>
    url: string | null
    at: Moment
    not_needed: Generated<boolean>
  }
  evidence: {
    id: string
    announcement_id: string
    taken_at: Moment
    taken_by: string
    why: EvidenceSummary['why']
    announcement: ColumnType<Announcement, string, string>
    frozen: string
    sha256: string
  }
  evidence_posts: {
    evidence_id: string
    post_id: string
    at: Moment
    network: string
    author_id: string | null
    url: string | null
    kind: string
    gone: Generated<boolean>
  }
  dashboards: {
    id: string
    name: string
    watch_ids: string[]
    range: ColumnType<TimeRange, string, string>
    layout: DashboardInput['layout']
    created_by: string
    changed_at: Moment
    revision: Generated<number>
  }
  dashboard_notes: { id: string; dashboard_id: string; at: Moment; text: string; by: string }
  coding_rounds: { id: string; month: string; drawn_at: Moment }
  coding_items: {
    id: string
    round_id: string
    position: number
    post_id: string | null
    at: Moment | null
    author_id: string | null
    lang: string
    tone: ToneName
    size: number
    label: CodingLabel | null
    labelled_by: string | null
    labelled_at: Moment | null
    gone: Generated<boolean>
  }
}

/** The database as this role uses it. */
export type ReactionsDb = Kysely<ReactionsTables>
