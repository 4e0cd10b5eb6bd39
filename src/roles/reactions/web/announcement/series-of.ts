import { minuteMs } from '#kernel/time.ts'
import type { Course, Media, Trace } from '#roles/reactions/analysis/contract.ts'
import type { Announcement } from '#roles/reactions/contract.ts'
import type { Gap, Mark, Series } from '#web/parts/Chart/series.ts'

/** The names a picture of posts over time needs. */
export type CourseNames = { posts: string; usual: string }

/** Posts over time against what is usual, for a picture. */
export function courseSeries(
  { bucketMin, points }: Course,
  given: { names: CourseNames; marks: readonly Mark[]; gaps: readonly Gap[] },
): Series | undefined {
  const [first] = points
  if (!first) return undefined
  const isUsualKnown = points.some(({ usual }) => usual !== undefined)
  return {
    startMs: Date.parse(first.at),
    bucketMs: bucketMin * minuteMs,
    lines: [{ id: 'posts', name: given.names.posts, values: points.map(({ posts }) => posts) }],
    ...(isUsualKnown
      ? {
          band: {
            name: given.names.usual,
            low: points.map(({ usual }) => usual?.low),
            high: points.map(({ usual }) => usual?.high),
          },
        }
      : {}),
    marks: given.marks,
    gaps: given.gaps,
  }
}

/** What happened: the announcement itself, what was noted, and the first news item of each newsroom. */
export function marksOf(
  { startedAt, annotations }: Pick<Announcement, 'startedAt' | 'annotations'>,
  media: Pick<Media, 'items'>,
  label: { announced: (at: string) => string; news: (name: string, at: string) => string },
): Mark[] {
  const outlets = new Map<string, string>()
  for (const { label: name, at } of media.items)
    if (at >= startedAt && !outlets.has(name)) outlets.set(name, at)
  return [
    { id: 'announced', atMs: Date.parse(startedAt), label: label.announced(startedAt), kind: 'ours' },
    ...[...outlets].map(([name, at]) => ({
      id: `news-${name}`,
      atMs: Date.parse(at),
      label: label.news(name, at),
      kind: 'media' as const,
    })),
    ...annotations.map(({ id, at, text }) => ({
      id: `note-${id}`,
      atMs: Date.parse(at),
      label: text,
      kind: 'other' as const,
    })),
  ]
}

/**
 * Stretches that were not heard. Evidence frozen before they were kept knows only what was missing still at its end, and since when.
 *
 * @param endMs until when the analysis is complete
 */
export function gapsOf(
  { course, trace }: { course: Pick<Course, 'gaps'>; trace: Pick<Trace, 'coverage'> },
  endMs: number,
): Gap[] {
  if (course.gaps !== undefined)
    return course.gaps.map(({ label, from, to }) => ({
      label,
      fromMs: Date.parse(from),
      toMs: Date.parse(to),
    }))
  return trace.coverage.missing.flatMap(({ label, since }) =>
    since === undefined ? [] : [{ label, fromMs: Date.parse(since), toMs: endMs }],
  )
}
