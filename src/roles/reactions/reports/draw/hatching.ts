import type { Mark, Spot } from '#drawing/picture.ts'

/** A part of a picture's width. */
export type Stretch = { left: number; right: number }

type Height = { top: number; bottom: number }

/** How far the lines stand apart, and how far they lean over their height. */
const step = 7

/** Slanted lines within stretches, each between two upright edges. Where stretches overlap, it is hatched once. */
export function hatching(stretches: readonly Stretch[], height: Height): Mark[] {
  const marks: Mark[] = []
  let reached = -Infinity
  for (const { left, right } of stretches.toSorted((a, b) => a.left - b.left)) {
    const from = Math.max(left, reached)
    if (from < right) marks.push(...within({ left: from, right }, height))
    reached = Math.max(reached, right)
  }
  return marks
}

/** All lines of a picture lie on one grid, so that neighbouring stretches look like one. */
function within({ left, right }: Stretch, { top, bottom }: Height): Mark[] {
  const marks = [lineOf([left, top], [left, bottom]), lineOf([right, top], [right, bottom])]
  const lean = bottom - top
  for (let foot = Math.ceil((left - lean) / step) * step; foot < right; foot += step) {
    const [from, to] = [Math.max(foot, left), Math.min(foot + lean, right)]
    if (from < to) marks.push(lineOf([from, bottom - (from - foot)], [to, bottom - (to - foot)]))
  }
  return marks
}

function lineOf(from: Spot, to: Spot): Mark {
  return { kind: 'line', from, to, ink: 'edge', thick: 0.75 }
}
