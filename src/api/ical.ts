/**
 * A calendar as RFC 5545 text: the few properties we need, strictly. Times are moments in UTC, which every reader turns into its own
 * zone: no zone table of ours can be out of date. Pure.
 *
 * Source: RFC 5545, sections 3.1 (lines of 75 octets, folded, CRLF), 3.3.11 (escaping), 3.6.1; RFC 7986, 5.1, 5.7.
 */

/** One event. */
export type IcalEvent = {
  /** Stays the same while the event does. */
  uid: string
  startMs: number
  /** Length, minutes. */
  minutes: number
  /** When what is told of it last changed, or is told. */
  stampMs: number
  summary: string
  description: string
  url: string
  isSure: boolean
  /** Whoever has it in their calendar is busy then; missing: they are not. */
  isBusy?: boolean
}

/** A calendar, with the name people see. `product`: what made it, in English, for programs. */
export type Ical = {
  product: string
  name: string
  language: string
  refreshMin: number
  events: readonly IcalEvent[]
}

const octetsMax = 75

/** The text of a calendar, every line ended by CRLF. */
export function icalText({ product, name, language, refreshMin, events }: Ical): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//Bellwether//${escaped(product)}//EN`,
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME;LANGUAGE=${language}:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    `REFRESH-INTERVAL;VALUE=DURATION:PT${refreshMin}M`,
    `X-PUBLISHED-TTL:PT${refreshMin}M`,
    ...events.flatMap((event) => eventLines(event, language)),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

function eventLines(event: IcalEvent, language: string): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(event.uid)}`,
    `DTSTAMP:${moment(event.stampMs)}`,
    `DTSTART:${moment(event.startMs)}`,
    `DURATION:PT${event.minutes}M`,
    `SUMMARY;LANGUAGE=${language}:${escaped(event.summary)}`,
    `DESCRIPTION;LANGUAGE=${language}:${escaped(event.description)}`,
    ...(event.url === '' ? [] : [`URL:${event.url}`]),
    `STATUS:${event.isSure ? 'CONFIRMED' : 'TENTATIVE'}`,
    `TRANSP:${event.isBusy === true ? 'OPAQUE' : 'TRANSPARENT'}`,
    'END:VEVENT',
  ]
}

/** A moment as 20261101T053000Z. */
function moment(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19).replaceAll(/[-:]/gu, '')}Z`
}

/** Text as it may stand in a value: what would end it is escaped, and controls, which no value may hold, are left out. */
export function escaped(text: string): string {
  return (
    text
      .toWellFormed()
      .replaceAll(/\r\n?/gu, '\n')
      // oxlint-disable-next-line no-control-regex -- controls are what is left out
      .replaceAll(/[\u0000-\u0009\u000B-\u001F\u007F]/gu, ' ')
      .replaceAll(/[\\;,]/gu, (sign) => `\\${sign}`)
      .replaceAll('\n', String.raw`\n`)
  )
}

/** A line folded at 75 octets, never inside a character. */
export function folded(line: string): string {
  const bytes = new TextEncoder()
  let folds = ''
  let octets = 0
  for (const character of line) {
    const length = bytes.encode(character).length
    if (octets + length > octetsMax) {
      folds += '\r\n '
      octets = 1
    }
    folds += character
    octets += length
  }
  return folds
}
