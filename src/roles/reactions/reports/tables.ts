import type { ColumnType, Selectable } from 'kysely'

/** The tables of reports as Kysely sees them. */
export type ReportTables = {
  reports: {
    id: string
    announcement_id: string
    evidence_id: string
    made_at: Date
    made_by: string
    schedule_id: string | null
    due_at: Date | null
  }
  report_schedules: {
    id: string
    announcement_id: string
    every: 'day' | 'week' | 'month'
    on_day: number | null
    at_time: string
    time_zone: string
    if_skipped: 'after' | 'leave-out' | null
    if_twice: 'first' | 'second' | null
    language: 'en' | 'fr'
    people: string[]
    addresses: string[]
    made_by: string
    made_at: Date
    next_at: Date
    ended_at: ColumnType<Date | null, Date | null | undefined>
    ended_why: ColumnType<string | null, string | null | undefined>
  }
  report_mails: {
    id: string
    report_id: string
    name: string
    address: string | null
    language: 'en' | 'fr'
    state: 'waiting' | 'sending' | 'sent' | 'refused' | 'unknown' | 'given-up'
    tries: ColumnType<number, number | undefined>
    next_at: Date
    changed_at: Date
    detail: ColumnType<string | null, string | null | undefined>
  }
}

/** A plan as it is kept. */
export type ScheduleRow = Selectable<ReportTables['report_schedules']>
/** A mail as it is kept. */
export type MailRow = Selectable<ReportTables['report_mails']>
