import { parseDate, toZoned } from '@internationalized/date'
import { RecordKind, type RecordQuery } from '#records/contract.ts'
import { readSearch, type RecordsSearch } from '#records/web/search.ts'

/** Where a day begins in the desk's zone; undefined without a day, and for text that is none. */
export function startOfDay(day: string | undefined, timeZone: string): string | undefined {
  return atDay(day, 0, timeZone)
}

/** Where a day ends: where the next one begins. Days with a change of clocks are shorter or longer. */
export function endOfDay(day: string | undefined, timeZone: string): string | undefined {
  return atDay(day, 1, timeZone)
}

function atDay(day: string | undefined, later: number, timeZone: string): string | undefined {
  if (day === undefined || !/^\d{4}-\d\d-\d\d$/.test(day)) return undefined
  return toZoned(parseDate(day).add({ days: later }), timeZone).toAbsoluteString()
}

/** The same as the server asks it: whole days of the desk's zone as moments. */
export function queryOf(search: RecordsSearch, timeZone: string): RecordQuery {
  const { from, to, kind: asked, ...rest } = readSearch(search)
  const kind = RecordKind.safeParse(asked)
  const [fromAt, toAt] = [startOfDay(from, timeZone), endOfDay(to, timeZone)]
  return {
    ...rest,
    ...(kind.success ? { kind: kind.data } : {}),
    ...(fromAt === undefined ? {} : { from: fromAt }),
    ...(toAt === undefined ? {} : { to: toAt }),
  }
}
