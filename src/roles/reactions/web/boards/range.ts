import { hourMs, minuteMs } from '#kernel/time.ts'
import type { Annotation } from '#roles/reactions/contract.ts'
import type { Series as Counts, TimeRange } from '#roles/reactions/boards/contract.ts'
import type { Line, LineLook, Mark, Series } from '#web/parts/Chart/series.ts'

/** Lengths of time a dashboard offers, hours. */
export const hourChoices = [6, 24, 72, 168, 720] as const

/** How fine the end of a moving range is, as a part of its length: it moves in steps, so that what was read is of use for a while. */
const stepsOfLength = 200

/**
 * The time a range means now, ISO. A range that ends now ends a little later, at the next step, so that the newest bucket is whole.
 */
export function timesOf(range: TimeRange, nowMs: number): { from: string; to: string } {
  if (range.kind === 'fixed')
    return { from: new Date(range.from).toISOString(), to: new Date(range.to).toISOString() }
  const lengthMs = range.hours * hourMs
  const stepMs = Math.max(minuteMs, Math.round(lengthMs / stepsOfLength / minuteMs) * minuteMs)
  const toMs = Math.ceil((nowMs + 1) / stepMs) * stepMs
  return { from: new Date(toMs - lengthMs).toISOString(), to: new Date(toMs).toISOString() }
}

/** The range half its length earlier or later. One that would end in the future ends now again and moves with it. */
export function shifted(range: TimeRange, direction: -1 | 1, nowMs: number): TimeRange {
  const { from, to } = timesOf(range, nowMs)
  const lengthMs = Date.parse(to) - Date.parse(from)
  const byMs = (direction * lengthMs) / 2
  const nextToMs = Date.parse(to) + byMs
  if (direction > 0 && nextToMs >= nowMs)
    return { kind: 'last', hours: Math.max(1, Math.round(lengthMs / hourMs)) }
  return {
    kind: 'fixed',
    from: new Date(Date.parse(from) + byMs).toISOString(),
    to: new Date(nextToMs).toISOString(),
  }
}

const looks: readonly LineLook[] = ['accent', 'signal', 'ink']
/** Most watches drawn in one picture: as many as lines can be told apart without colour. */
export const linesMax = looks.length

/** One watch as a line. What nobody counted yet, and what has not happened yet, is unknown and not nought. */
export function lineOf(counts: Counts, place: number): Line {
  const watch = counts.watches[place]
  if (!watch) return { id: String(place), name: '', values: [] }
  const startMs = Date.parse(counts.startAt)
  const bucketMs = counts.bucketMin * minuteMs
  const nowMs = Date.parse(counts.now)
  const sinceMs = watch.since === undefined ? -Infinity : Date.parse(watch.since)
  return {
    id: watch.id,
    name: watch.name,
    look: looks[place % looks.length] ?? 'accent',
    values: watch.posts.map((posts, at) => {
      const fromMs = startMs + at * bucketMs
      return fromMs >= nowMs || fromMs + bucketMs <= sinceMs ? undefined : posts
    }),
  }
}

/** A picture of some lines over the time all of them share. */
export function pictureOf(counts: Counts, lines: readonly Line[], notes: readonly Annotation[]): Series {
  return {
    startMs: Date.parse(counts.startAt),
    bucketMs: counts.bucketMin * minuteMs,
    lines,
    marks: [...counts.annotations, ...notes].map(markOf),
    gaps: counts.gaps.map(({ label, from, to }) => ({
      label,
      fromMs: Date.parse(from),
      toMs: Date.parse(to),
    })),
  }
}

function markOf({ id, at, text, kind }: Annotation): Mark {
  return { id, atMs: Date.parse(at), label: text, kind: kind === 'announcement' ? 'ours' : 'other' }
}
