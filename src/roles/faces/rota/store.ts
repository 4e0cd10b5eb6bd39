import type { Kysely } from 'kysely'
import { dayMs } from '#kernel/time.ts'
import {
  FacesSettings,
  rotaLimits,
  type KeptSettings,
  type Shift,
  type Single,
} from '#roles/faces/rota/contract.ts'
import { dayAfter, dayAt } from '#roles/faces/rota/days.ts'
import type { Rota, Span } from '#roles/faces/rota/rules.ts'
import type { RotaTables } from '#roles/faces/rota/tables.ts'

/** What a desk begins with: nothing is expected, and no host may show its page. */
const noSettings: FacesSettings = { cover: [], embedHosts: [] }

/** What the desk decided about its rota and its page. */
export async function readSettings(db: Kysely<unknown>): Promise<KeptSettings> {
  const row = await db
    .withTables<RotaTables>()
    .selectFrom('faces_settings')
    .select(['settings', 'revision'])
    .executeTakeFirst()
  return row === undefined
    ? { ...noSettings, revision: 0 }
    : { ...FacesSettings.parse(row.settings), revision: row.revision }
}

/** What of the rota says who is on in a span, epoch ms. A day more at each end: zones differ, and nights begin the day before. */
export async function readRota(
  anyDb: Kysely<unknown>,
  { fromMs, toMs }: Span,
  holidays: readonly { on: string }[],
): Promise<Rota> {
  const db = anyDb.withTables<RotaTables>()
  const first = dayAfter(dayAt(fromMs, 'UTC'), -2)
  const last = dayAfter(dayAt(toMs, 'UTC'), 2)
  const shifts = await db
    .selectFrom('rota_shifts')
    .selectAll()
    .where('from_day', '<=', last)
    .where((where) => where.or([where('until_day', 'is', null), where('until_day', '>=', first)]))
    .orderBy('starts')
    .limit(2 * rotaLimits.shiftsMax)
    .execute()
  const singles = await db
    .selectFrom('rota_singles')
    .selectAll()
    .where('day', '>=', first)
    .where('day', '<=', last)
    .limit(rotaLimits.singlesMax)
    .execute()
  return {
    shifts: shifts.map(shiftOf),
    singles: singles.map(singleOf),
    holidays: new Set(holidays.map(({ on }) => on)),
  }
}

/** A row as a shift. */
export function shiftOf(row: RotaTables['rota_shifts']): Shift {
  const { id, person_id, weekday, starts, ends, time_zone, from_day, until_day } = row
  return {
    ...{ id, personId: person_id, weekday, starts, ends, timeZone: time_zone, fromDay: from_day },
    ...(until_day === null ? {} : { untilDay: until_day }),
  }
}

function singleOf({ id, day, ...row }: RotaTables['rota_singles']): Single {
  const { starts, ends, time_zone: timeZone } = row
  return {
    ...{ id, day, shiftId: row.shift_id ?? undefined, personId: row.person_id ?? undefined },
    own: starts === null || ends === null || timeZone === null ? undefined : { starts, ends, timeZone },
  }
}

/** Names by id, of whoever is or was here. */
export async function namesOf(db: Kysely<unknown>, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .withTables<RotaTables>()
    .selectFrom('people')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** From now on for so many days. */
export function coming(nowMs: number, days: number): Span {
  return { fromMs: nowMs, toMs: nowMs + days * dayMs }
}
