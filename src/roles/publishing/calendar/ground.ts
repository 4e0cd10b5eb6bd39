import type { Kysely } from 'kysely'
import type { Room } from '#roles/publishing/act.ts'
import type { CalendarTables } from '#roles/publishing/calendar/tables.ts'

/** What planning needs besides what every act needs: how days run here. Given by whoever knows the desk. */
export type PlanningNeeds = {
  /** The zone of the desk. */
  timeZone: () => Promise<string>
  /** Holidays of the jurisdiction: the day, and its name in the one language in which the team wrote it. */
  holidays: () => Promise<readonly { on: string; name: string }[]>
  /** What is practised is called so wherever it is shown outside the desk. */
  isPractice: boolean
}

/** What planning stands on. */
export type PlanningRoom = Room & { planning: PlanningNeeds }

/** The store as planning uses it. */
export function calendarDb(db: Kysely<unknown> | Kysely<CalendarTables>): Kysely<CalendarTables> {
  return db.withTables<CalendarTables>()
}
