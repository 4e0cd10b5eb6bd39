/** Colours by what they mean; each form of a report has its own values (`inks.ts`). */
export type Ink =
  | 'ink'
  | 'muted'
  | 'line'
  | 'edge'
  | 'accent'
  | 'usual'
  | 'glad'
  | 'even'
  | 'unhappy'
  | 'on'
  | 'ground'

/** A place in a picture: x to the right, y downwards, from the upper left corner; 1 is a CSS pixel, or a PDF point. */
export type Spot = readonly [x: number, y: number]

/** What pictures are drawn from. `y` of a text is its base line, `x` where `anchor` says. */
export type Mark =
  | { kind: 'line'; from: Spot; to: Spot; ink: Ink; thick: number; dash?: readonly number[] }
  | { kind: 'course'; spots: readonly Spot[]; ink: Ink; thick: number }
  | { kind: 'shape'; spots: readonly Spot[]; ink: Ink }
  | {
      kind: 'text'
      at: Spot
      text: string
      ink: Ink
      size: number
      anchor: 'start' | 'middle' | 'end'
      isBold?: boolean
    }

/** A picture that every form of a report can show: as SVG in the page, as lines in the PDF, as dots in the PNG. */
export type Picture = { width: number; height: number; marks: readonly Mark[] }

/** A box as a shape. */
export function box(
  o: { x: number; y: number; width: number; height: number },
  ink: Ink,
): Extract<Mark, { kind: 'shape' }> {
  const [right, bottom] = [o.x + o.width, o.y + o.height]
  return {
    kind: 'shape',
    ink,
    spots: [
      [o.x, o.y],
      [right, o.y],
      [right, bottom],
      [o.x, bottom],
    ],
  }
}

/** The same picture elsewhere in a larger one. */
export function moved(marks: readonly Mark[], by: Spot): Mark[] {
  const to = ([x, y]: Spot): Spot => [x + by[0], y + by[1]]
  return marks.map((mark) => {
    if (mark.kind === 'line') return { ...mark, from: to(mark.from), to: to(mark.to) }
    if (mark.kind === 'text') return { ...mark, at: to(mark.at) }
    return { ...mark, spots: mark.spots.map(to) }
  })
}
