import type { ColumnType, Generated, Kysely } from 'kysely'
import type { Story } from '#stream/story.ts'
import type {
  AttentionSettings,
  Attention,
  Lesson,
  Severity,
} from '#roles/early-warning/attention/contract.ts'

type Moment = ColumnType<Date, Date, Date>

/** The rows of attention. See `migration.ts`. */
export type AttentionTables = {
  attention_settings: {
    id: Generated<string>
    settings: ColumnType<AttentionSettings, string, string>
    changed_by: string
    changed_at: Moment
  }
  attention_steps: { story_id: string; at: Moment; score: number; severity: Severity; ended: boolean }
  attention: {
    story_id: string
    decision: Attention['decision']
    why: Attention['why']
    severity: Severity
    score: number
    at: Moment
    until_at: Moment | null
  }
  lessons: {
    id: string
    story_id: string
    kind: Lesson['kind']
    value: string
    made_by: string
    made_at: Moment
    held_posts: Generated<number>
    held_at: Moment | null
    undone_by: string | null
    undone_at: Moment | null
  }
  /** Of the role: only read here. */
  stories: { id: string; story: ColumnType<Story, string, string>; state: Story['state']; muted: boolean }
  issues: { id: string; story_id: string }
}

/** The database as attention uses it. */
export type AttentionDb = Kysely<AttentionTables>
