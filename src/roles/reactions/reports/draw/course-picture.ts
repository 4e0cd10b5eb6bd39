import { hatching, type Stretch } from '#roles/reactions/reports/draw/hatching.ts'
import type { Lettering } from '#drawing/lettering.ts'
import { box, type Mark, type Picture, type Spot } from '#drawing/picture.ts'
import { roundSteps, spread } from '#roles/reactions/reports/draw/scale.ts'
import { shortened } from '#drawing/shortened.ts'

/** What a chart of posts over time shows. */
export type CourseShown = {
  /** Oldest first; `low` and `high`: what is usual there. */
  points: readonly { atMs: number; posts: number; low?: number; high?: number }[]
  bucketMs: number
  /** Lines with a word above: the announcement, the news. */
  moments: readonly { atMs: number; label: string; isMain: boolean }[]
  /** Stretches that were not heard: hatched. */
  gaps: readonly { fromMs: number; toMs: number }[]
  /** Words below the axis, at a moment. */
  timeLabel(atMs: number): string
  number(value: number): string
  /** What the grey band is called, and the hatching. */
  usualWords: string
  unheardWords: string
}

type Frame = {
  left: number
  right: number
  top: number
  bottom: number
  most: number
  fromMs: number
  toMs: number
}

const size = 9.5
/** Height of a row of words above the picture. */
const rowHeight = 13

/** Posts over time with what is usual as a band behind it, and lines at the moments that matter. */
export function coursePicture(
  shown: CourseShown,
  { width, height, lettering }: { width: number; height: number; lettering: Lettering },
): Picture {
  const steps = roundSteps(Math.max(0, ...shown.points.map(({ posts, high = 0 }) => Math.max(posts, high))))
  const most = steps.at(-1) ?? 1
  const labels = steps.map((step) => shown.number(step))
  const left = 8 + Math.max(...labels.map((one) => lettering.width(one, { cut: 'regular', size })))
  const first = shown.points[0]?.atMs ?? 0
  const last = (shown.points.at(-1)?.atMs ?? 0) + shown.bucketMs
  const rows = Math.min(3, shown.moments.length)
  const frame: Frame = {
    ...{ left, right: width - 6, top: 8 + (rows + 1) * rowHeight, bottom: height - 20, most },
    ...{ fromMs: first, toMs: Math.max(last, first + 1) },
  }
  const marks = [
    ...band(shown, frame),
    ...hatched(shown, frame),
    ...grid(steps, labels, frame),
    ...times(shown, frame, lettering),
    ...legend(shown, frame),
    ...moments(shown, frame, lettering),
    ...course(shown, frame),
  ]
  return { width, height, marks }
}

function xOf(atMs: number, { left, right, fromMs, toMs }: Frame): number {
  return left + ((atMs - fromMs) / (toMs - fromMs)) * (right - left)
}

function yOf(posts: number, { top, bottom, most }: Frame): number {
  return bottom - (Math.min(posts, most) / most) * (bottom - top)
}

function grid(steps: readonly number[], labels: readonly string[], frame: Frame): Mark[] {
  return steps.flatMap((step, i): Mark[] => {
    const y = yOf(step, frame)
    return [
      {
        kind: 'line',
        from: [frame.left, y],
        to: [frame.right, y],
        ink: step === 0 ? 'edge' : 'line',
        thick: 0.75,
      },
      {
        kind: 'text',
        at: [frame.left - 5, y + 3.5],
        text: labels[i] ?? '',
        ink: 'muted',
        size,
        anchor: 'end',
      },
    ]
  })
}

/** As many as stand beside each other without touching. */
function times({ points, timeLabel }: CourseShown, frame: Frame, lettering: Lettering): Mark[] {
  const widest = Math.max(
    1,
    ...spread(points.length, 5).map((i) =>
      lettering.width(timeLabel(points[i]?.atMs ?? 0), { cut: 'regular', size }),
    ),
  )
  const room = Math.floor((frame.right - frame.left) / (widest + 16))
  const at = spread(points.length, Math.min(5, Math.max(2, room)))
  return at.map((index, i): Mark => {
    const atMs = points[index]?.atMs ?? 0
    const text = { kind: 'text', text: timeLabel(atMs), ink: 'muted', size } as const
    const y = frame.bottom + 14
    // The first and the last stay within the picture.
    if (i === 0) return { ...text, at: [xOf(atMs, frame), y], anchor: 'start' }
    if (i === at.length - 1) return { ...text, at: [frame.right, y], anchor: 'end' }
    return { ...text, at: [xOf(atMs, frame), y], anchor: 'middle' }
  })
}

/** What the grey is, and what the hatching, where there is some. */
function legend({ points, gaps, usualWords, unheardWords }: CourseShown, frame: Frame): Mark[] {
  const words = [
    ...(points.some(({ high }) => high !== undefined) ? [usualWords] : []),
    ...(gaps.some((gap) => stretchOf(gap, frame) !== undefined) ? [unheardWords] : []),
  ]
  if (words.length === 0) return []
  return [{ kind: 'text', at: [frame.right, 9], text: words.join(' · '), ink: 'muted', size, anchor: 'end' }]
}

/** Where a stretch lies within the picture; undefined outside of it. */
function stretchOf(gap: CourseShown['gaps'][number], frame: Frame): Stretch | undefined {
  const [fromMs, toMs] = [Math.max(gap.fromMs, frame.fromMs), Math.min(gap.toMs, frame.toMs)]
  return fromMs < toMs ? { left: xOf(fromMs, frame), right: xOf(toMs, frame) } : undefined
}

function hatched({ gaps }: CourseShown, frame: Frame): Mark[] {
  return hatching(
    gaps.flatMap((gap) => stretchOf(gap, frame) ?? []),
    frame,
  )
}

/** The band breaks where too little is known of what is usual. */
function band({ points, bucketMs }: CourseShown, frame: Frame): Mark[] {
  return points.flatMap(({ atMs, low, high }) => {
    if (low === undefined || high === undefined) return []
    const x = xOf(atMs, frame)
    const y = yOf(high, frame)
    const beside = xOf(atMs + bucketMs, frame)
    const height = Math.max(0.75, yOf(Math.max(0, low), frame) - y)
    return [box({ x, y, width: beside - x + 0.2, height }, 'usual')]
  })
}

function course({ points, bucketMs }: CourseShown, frame: Frame): Mark[] {
  const spots = points.map(({ atMs, posts }): Spot => [xOf(atMs + bucketMs / 2, frame), yOf(posts, frame)])
  const [only] = spots
  if (only !== undefined && spots.length === 1)
    return [box({ x: only[0] - 2, y: only[1] - 2, width: 4, height: 4 }, 'accent')]
  return spots.length === 0 ? [] : [{ kind: 'course', spots, ink: 'accent', thick: 2 }]
}

/** Each in a row of its own below the legend, so that words never lie on each other; what lies outside of the picture is not drawn. */
function moments({ moments: given }: CourseShown, frame: Frame, lettering: Lettering): Mark[] {
  const inside = given.filter(({ atMs }) => atMs >= frame.fromMs && atMs <= frame.toMs).slice(0, 3)
  return inside.flatMap(({ atMs, label, isMain }, i): Mark[] => {
    const x = xOf(atMs, frame)
    const y = 10 + (i + 1) * rowHeight
    const cut = isMain ? 'bold' : 'regular'
    const right = frame.right - x - 6
    // To the right where it fits, so that it crosses no earlier line; else where there is more room.
    const goesRight = lettering.width(label, { cut, size }) <= right || right >= x - frame.left
    const text = shortened(label, goesRight ? right : x - frame.left - 6, (part) =>
      lettering.width(part, { cut, size }),
    )
    return [
      {
        kind: 'line',
        from: [x, y - 8],
        to: [x, frame.bottom],
        ink: isMain ? 'ink' : 'edge',
        thick: 1,
        dash: [4, 3],
      },
      {
        ...{ kind: 'text', text, ink: isMain ? 'ink' : 'muted', size, isBold: isMain },
        ...{ at: [goesRight ? x + 4 : x - 4, y], anchor: goesRight ? 'start' : 'end' },
      },
    ]
  })
}
