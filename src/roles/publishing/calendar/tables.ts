import type { PublishingTables } from '#roles/publishing/tables.ts'

/** The rows of the calendar beside those of messages. See `migration.ts`. */
export type CalendarTables = PublishingTables & {
  message_plans: {
    message_id: string
    at: Date
    wall: string
    zone: string
    set_at: Date
    set_by: string
  }
  calendar_days: {
    id: string
    year: number | null
    month: number
    day: number
    name_en: string
    name_fr: string
    made_at: Date
    made_by: string
  }
  calendar_feeds: {
    person_id: string
    secret_hash: Buffer
    locale: 'en' | 'fr'
    made_at: Date
    used_at: Date | null
  }
}
