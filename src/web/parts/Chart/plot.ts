import { placeLabels, widthOfWords, type PlacedLabel } from '#web/parts/Chart/marks.ts'
import { straight, valueTicks, type Frame, type Scale } from '#web/parts/Chart/scale.ts'
import { bucketsOf, mostOf, type Mark, type Series } from '#web/parts/Chart/series.ts'
import type { Format } from '#web/parts/Chart/spoken.ts'

/** What a picture is drawn from. */
export type PlotWish = {
  series: Series
  format?: Format | undefined
  topMin?: number | undefined
  stepMin?: number | undefined
}

/** Everything a picture needs to know of where things stand, in CSS pixels. */
export type Plot = {
  frame: Frame
  x: Scale
  y: Scale
  ticks: { value: number; words: string }[]
  /** Marks inside the picture, each with its place and where its words stand. */
  marks: (Mark & { x: number; label: string; placed: PlacedLabel })[]
  /** Marks whose words found no room, by their letter in the picture. */
  lettered: { letter: string; mark: Mark }[]
  /** The bucket below a place in the picture. */
  placeAt(x: number): number
}

/** One row of labels above the picture, CSS pixels. */
export const rowHeight = 17
const rowsMax = 3

/** The room around a picture: as much at the left as its numbers need, above as much as its marks may need. */
export function frameOf(wish: PlotWish, size: { widthPx: number; height: number }): Frame {
  const numbers = ticksOf(wish).map(({ words }) => widthOfWords(words))
  const rows = Math.min(rowsMax, wish.series.marks?.length ?? 0)
  return {
    width: size.widthPx,
    height: size.height,
    left: Math.max(24, ...numbers),
    right: 10,
    top: 10 + rows * rowHeight,
    bottom: 26,
  }
}

function ticksOf({ series, topMin = 0, stepMin = 1, format = String }: PlotWish): Plot['ticks'] {
  return valueTicks(Math.max(topMin, mostOf(series)), 4, stepMin).map((value) => ({
    value,
    words: format(value),
  }))
}

/** Letters for marks whose words have no room. */
export function letterOf(place: number): string {
  return String.fromCodePoint(65 + (place % 26))
}

/** Where everything of a series stands in a frame. A bucket's point stands in the middle of its time. */
export function plotOf(wish: PlotWish, frame: Frame): Plot {
  const { series } = wish
  const ticks = ticksOf(wish)
  const count = bucketsOf(series)
  const endMs = series.startMs + count * series.bucketMs
  const x = straight([series.startMs, endMs], [frame.left, frame.width - frame.right])
  const y = straight([0, ticks.at(-1)?.value ?? 1], [frame.height - frame.bottom, frame.top])
  const inside = (series.marks ?? []).filter(({ atMs }) => atMs >= series.startMs && atMs <= endMs)
  const placed = placeLabels(
    inside.map(({ id, atMs, label }) => ({ id, x: x(atMs), widthPx: widthOfWords(label) })),
    { left: 0, right: frame.width },
    rowsMax,
  )
  const marks = inside.map((mark, at) => ({
    ...mark,
    x: x(mark.atMs),
    placed: placed[at] ?? { id: mark.id, row: 0, side: 'letter' as const },
  }))
  return {
    frame,
    x,
    y,
    ticks,
    marks,
    lettered: marks
      .filter(({ placed }) => placed.side === 'letter')
      .map((mark, at) => ({ letter: letterOf(at), mark })),
    placeAt: (px) => {
      const share = (px - frame.left) / Math.max(1, frame.width - frame.left - frame.right)
      return Math.min(count - 1, Math.max(0, Math.floor(share * count)))
    },
  }
}
