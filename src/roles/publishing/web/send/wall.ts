import { z } from 'zod'
import { zoneOffsetMs } from '#kernel/zones.ts'
import { ProblemError } from '#web/client.ts'

/** What clocks in a zone show at a moment, as a form writes it: 2026-11-01T01:30. */
export function wallAt(atMs: number, zone: string): string {
  return new Date(atMs + zoneOffsetMs(atMs, zone)).toISOString().slice(0, 16)
}

/** Zones to choose from: those the reader is likely to mean first, each once. */
export function zonesListed(likely: readonly string[]): string[] {
  return [...new Set([...likely, 'UTC', ...Intl.supportedValuesOf('timeZone')])]
}

/** What the server asks about a time: it exists twice, or clocks jump over it to `times[0]`. */
export type TimeQuestion = { kind: 'twice' | 'jumped'; times: string[] }

const kinds: Readonly<Record<string, TimeQuestion['kind']>> = {
  'time-twice': 'twice',
  'time-jumped-over': 'jumped',
}

/** The question in a refusal; undefined when it is about something else. */
export function questionIn(error: unknown): TimeQuestion | undefined {
  if (!(error instanceof ProblemError)) return undefined
  const kind = kinds[error.problem.error]
  const times = timesIn(error.answer)
  return kind === undefined || times.length === 0 ? undefined : { kind, times }
}

/** Of a refusal, what it says about times; read here, since a refusal can be anything. */
const WhichTimes = z.object({ times: z.array(z.iso.datetime()) })

function timesIn(answer: unknown): string[] {
  const { times } = WhichTimes.catch({ times: [] }).parse(answer)
  return times
}
