import type { ColumnType, Generated, Kysely } from 'kysely'
import type { PeopleTables } from '#access/people/tables.ts'
import type { Origin, Severity } from '#roles/early-warning/contract.ts'

type Moment = ColumnType<Date, Date, Date>

/** The rows of the register. See `migration.ts`. */
export type RegisterTables = {
  issues: {
    id: string
    story_id: string | null
    title: string
    severity: ColumnType<Severity, Severity | undefined, Severity>
    origin: ColumnType<Origin, Origin | undefined, Origin>
    owner: string
    owner_id: string | null
    state: 'open' | 'closed'
    taken_on_at: Moment
    next_review_at: Moment | null
    posts_taken_back: ColumnType<number, number | undefined, number>
    title_post: ColumnType<string | null, string | null | undefined, string | null>
  }
  issue_notes: { issue_id: string; at: Moment; by: string; text: string }
  issue_facts: {
    id: Generated<number>
    issue_id: string
    text: string
    state: 'known' | 'unknown' | 'withdrawn'
    noted_at: Moment
    noted_by: string
    settled_at: Moment | null
    settled_by: string | null
    settled_text: string | null
  }
  issue_decisions: {
    seq: Generated<number>
    issue_id: string
    at: Moment
    by: string
    text: string
    why: string | null
  }
  issue_posts: { issue_id: string; post_id: string; post_at: Moment; added_at: Moment; added_by: string }
  issue_messages: { issue_id: string; message_id: string; linked_at: Moment; linked_by: string }
  issue_reminders: { issue_id: string; due_at: Moment; person_id: string; told_at: Moment }
  issue_rota: { position: number; person_id: string }
  issue_rota_wait: { the_one: Generated<boolean>; wait_min: number }
}

/** The database as the register uses it: its own tables, and who is here. */
export type RegisterDb = Kysely<RegisterTables & PeopleTables>
