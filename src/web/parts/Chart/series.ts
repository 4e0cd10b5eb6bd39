/** How a line is drawn. Each look differs in colour, dash and marker, so that colour is never alone. */
export type LineLook = 'accent' | 'signal' | 'ink'

/** One line of a picture over time. */
export type Line = {
  id: string
  name: string
  /** One a bucket, oldest first; `undefined`: nothing is known there, and the line breaks. */
  values: readonly (number | undefined)[]
  look?: LineLook
  /** The interval around each value, in the same order. */
  low?: readonly (number | undefined)[]
  high?: readonly (number | undefined)[]
  /** Buckets that rest on too few posts: drawn as a grey ring apart from the line, and said so. */
  few?: readonly boolean[]
}

/** What is usual for each bucket; `undefined` where too little is known of it. */
export type Band = {
  name: string
  low: readonly (number | undefined)[]
  high: readonly (number | undefined)[]
}

/** Something that happened at a moment: an announcement, a news item, an answer. */
export type Mark = { id: string; atMs: number; label: string; kind: 'ours' | 'media' | 'other' }

/** A stretch in which a source was not heard. */
export type Gap = { fromMs: number; toMs: number; label: string }

/** Everything a picture over time shows. Buckets follow each other without a hole; times are epoch ms. */
export type Series = {
  startMs: number
  bucketMs: number
  lines: readonly Line[]
  band?: Band | undefined
  marks?: readonly Mark[]
  gaps?: readonly Gap[]
}

/** A stretch of time, epoch ms; `toMs` is not part of it. */
export type Span = { fromMs: number; toMs: number }

/** How many buckets a series has. */
export function bucketsOf({ lines, band }: Pick<Series, 'lines' | 'band'>): number {
  return Math.max(0, band?.low.length ?? 0, ...lines.map((line) => line.values.length))
}

/** The time one bucket stands for. */
export function spanOf({ startMs, bucketMs }: Pick<Series, 'startMs' | 'bucketMs'>, place: number): Span {
  const fromMs = startMs + place * bucketMs
  return { fromMs, toMs: fromMs + bucketMs }
}

/** Largest value that is drawn, 0 when there is none. */
export function mostOf({ lines, band }: Pick<Series, 'lines' | 'band'>): number {
  const drawn = lines.flatMap((line) => [...line.values, ...(line.high ?? [])])
  return [...drawn, ...(band?.high ?? [])].reduce<number>((most, value) => Math.max(most, value ?? 0), 0)
}

/** Where the keys of a slider lead from a bucket; nothing for any other key. */
export function moved(key: string, at: number, count: number): number | undefined {
  const steps: Record<string, number> = {
    ArrowRight: 1,
    ArrowUp: 1,
    ArrowLeft: -1,
    ArrowDown: -1,
    PageUp: 10,
    PageDown: -10,
    Home: -count,
    End: count,
  }
  const step = steps[key]
  if (step === undefined || count === 0) return undefined
  return Math.min(count - 1, Math.max(0, at + step))
}

/** The marks inside a stretch of time. */
export function marksIn(marks: readonly Mark[], { fromMs, toMs }: Span): Mark[] {
  return marks.filter((mark) => mark.atMs >= fromMs && mark.atMs < toMs)
}

/** The gaps that touch a stretch of time. */
export function gapsIn(gaps: readonly Gap[], { fromMs, toMs }: Span): Gap[] {
  return gaps.filter((gap) => gap.fromMs < toMs && gap.toMs > fromMs)
}
