import type { ColumnType, Generated, Kysely } from 'kysely'
import type { Words } from '#kernel/words.ts'
import type { AnswerWords, Origin, QuestionState } from '#roles/faces/questions/contract.ts'

/** The rows of questions and answers. See `migration.ts`. */
export type QuestionTables = {
  question_sessions: {
    id: string
    title: ColumnType<Words, string, string>
    lede: ColumnType<Words, string, string>
    opens_at: Date
    begins_at: Date
    ends_at: Date
    time_zone: string
    revision: number
    made_by: string
    made_at: Date
    cancelled_at: Date | null
    cancelled_why: string | null
  }
  questions: {
    id: string
    session_id: string
    origin: Origin
    post_id: string | null
    words: string | null
    words_hash: string | null
    asker: string | null
    language: 'en' | 'fr'
    times: Generated<number>
    asked_at: Date
    state: QuestionState
    /** Why it was set aside, one of `WhyAside`, or why its answer was withdrawn. */
    why: string | null
    merged_into: string | null
    taken_by: string | null
    draft: ColumnType<AnswerWords | null, string | null, string | null>
    lines: ColumnType<AnswerWords | null, string | null, string | null>
    writers: Generated<string[]>
    signer: string | null
    revision: Generated<number>
    answer: ColumnType<AnswerWords | null, string | null, string | null>
    answered_at: Date | null
    corrected_at: Date | null
    changed_at: Date
  }
}

/** A database, or a transaction, with these tables. */
export type QuestionDb = Kysely<QuestionTables>
