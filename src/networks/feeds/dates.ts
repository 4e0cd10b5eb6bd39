const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

// Zones that RFC 822 allows by name, and those newsrooms write all the same; hours east of UTC.
const namedZones = new Map(
  (
    'ut:0 utc:0 gmt:0 z:0 wet:0 bst:1 west:1 cet:1 cest:2 eet:2 eest:3 msk:3 nst:-3.5 ndt:-2.5 ast:-4 adt:-3 est:-5 ' +
    'edt:-4 cst:-6 cdt:-5 mst:-7 mdt:-6 pst:-8 pdt:-7 akst:-9 akdt:-8 hst:-10 jst:9 kst:9 aest:10 aedt:11 nzst:12 nzdt:13'
  )
    .split(' ')
    .map((pair): [string, number] => [pair.replace(/:.*/, ''), Number(pair.replace(/.*:/, ''))]),
)

const isoDate =
  /^(\d{4})(?:-?(\d\d)(?:-?(\d\d))?)?(?:[T ]+(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d{1,9})?)?)?\s*(Z|[+-]\d\d:?(?:\d\d)?)?$/i
const mailDate =
  /^(?:[a-z]{2,9},?\s+)?(\d{1,2})[\s-]+([a-z]{3})[a-z]*\.?[\s-]+(\d{4}|\d\d),?(?:\s+(\d{1,2}):(\d\d)(?::(\d\d))?)?\s*([a-z]{1,5}|(?:gmt|utc)?[+-]\d\d:?\d\d)?$/i

type Parts = {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
  zone: string | undefined
}

/**
 * Reads a date as feeds write it: ISO 8601 (RSS extensions, Atom, JSON Feed) or the mail form (RSS).
 *
 * A date without a zone is read as UTC, so that the same feed means the same everywhere. `Date.parse` is not used: it
 * reads such dates in the zone of the machine and makes dates out of words.
 *
 * @returns epoch ms, or undefined when it is no date
 */
export function parseFeedDate(text: string | undefined): number | undefined {
  if (text === undefined || text.length > 100) return undefined
  const parts = isoParts(text.trim()) ?? mailParts(text.trim())
  if (parts === undefined) return undefined
  const zoneMin = zoneMinutes(parts.zone)
  const { year, month, day, hour, minute, second } = parts
  const isReal =
    month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour <= 24 && minute <= 59 && second <= 60
  return isReal && zoneMin !== undefined
    ? Date.UTC(year, month - 1, day, hour, minute - zoneMin, second)
    : undefined
}

function isoParts(text: string): Parts | undefined {
  const found = isoDate.exec(text)
  if (found === null) return undefined
  const [, year, month = '1', day = '1', hour = '0', minute = '0', second = '0', zone] = found
  return {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    zone,
  }
}

function mailParts(text: string): Parts | undefined {
  const found = mailDate.exec(text)
  if (found === null) return undefined
  const [, day, monthName = '', year = '', hour = '0', minute = '0', second = '0', zone] = found
  const month = months.indexOf(monthName.toLowerCase()) + 1
  return {
    year: fullYear(year),
    month,
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    zone,
  }
}

// RFC 2822, section 4.3: two digits below 50 are this century.
function fullYear(year: string): number {
  const number = Number(year)
  if (year.length !== 2) return number
  return number < 50 ? 2000 + number : 1900 + number
}

function zoneMinutes(zone: string | undefined): number | undefined {
  if (zone === undefined) return 0
  const offset = /^(?:gmt|utc)?([+-])(\d\d):?(\d\d)?$/i.exec(zone)
  if (offset === null) {
    const hours = namedZones.get(zone.toLowerCase())
    return hours === undefined ? undefined : hours * 60
  }
  const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0)
  return offset[1] === '-' ? -minutes : minutes
}
