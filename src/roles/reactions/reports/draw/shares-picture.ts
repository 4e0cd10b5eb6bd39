import type { Lettering } from '#drawing/lettering.ts'
import { box, type Ink, type Mark, type Picture, type Spot } from '#drawing/picture.ts'
import { shortened } from '#drawing/shortened.ts'

/** How a group of posts sounds. Shares of 1, of the posts the tool is sure of. */
export type ToneShown = {
  name: string
  detail: string
  /** False: too few to colour; only the words are shown. */
  enough: boolean
  positive: number
  neutral: number
  negative: number
}

type Side = { ink: Ink; share: number; shape: (x: number, y: number) => Spot[] }

const rowHeight = 38
const wordsHeight = 20
const barHeight = 18
const size = 10

/** One bar a group: blue with ▲, grey with ■, orange with ▼, so that nothing hangs on colour alone. */
export function sharesPicture(
  groups: readonly ToneShown[],
  {
    width,
    lettering,
    percent,
  }: { width: number; lettering: Lettering; percent: (shareOf1: number) => string },
): Picture {
  const marks: Mark[] = []
  let y = 0
  for (const group of groups) {
    marks.push(...groupMarks(group, { y, width, lettering, percent }))
    y += group.enough ? rowHeight : wordsHeight
  }
  return { width, height: Math.max(1, y - 4), marks }
}

/** Nothing is coloured, and no bar is drawn, where too few posts were read. */
function groupMarks(
  group: ToneShown,
  o: { y: number; width: number; lettering: Lettering; percent: (shareOf1: number) => string },
): Mark[] {
  const { y, width, lettering } = o
  const name = shortened(group.name, width * 0.5, (text) => lettering.width(text, { cut: 'bold', size }))
  const left = width - lettering.width(`${name}  `, { cut: 'bold', size })
  const detail = shortened(group.detail, left, (text) => lettering.width(text, { cut: 'regular', size }))
  const words: Mark[] = [
    { kind: 'text', at: [0, y + 10], text: name, ink: 'ink', size, anchor: 'start', isBold: true },
    // From the other edge: a browser may draw letters a little wider, and words must not touch.
    { kind: 'text', at: [width, y + 10], text: detail, ink: 'muted', size, anchor: 'end' },
  ]
  return group.enough ? [...words, ...bar(group, o)] : words
}

function bar(
  { positive, neutral, negative }: ToneShown,
  { y, width, percent, lettering }: Parameters<typeof groupMarks>[1],
): Mark[] {
  const whole = positive + neutral + negative || 1
  const sides: Side[] = [
    { ink: 'glad', share: positive / whole, shape: up },
    { ink: 'even', share: neutral / whole, shape: square },
    { ink: 'unhappy', share: negative / whole, shape: down },
  ]
  let x = 0
  return sides.flatMap(({ ink, share, shape }) => {
    const part = share * width
    const from = x
    x += part
    if (part < 0.5) return []
    const label = percent(share)
    const labelWidth = lettering.width(label, { cut: 'bold', size })
    const top = y + 15
    const hasLabel = part >= labelWidth + 15
    const start = from + (part - (hasLabel ? labelWidth + 12 : 9)) / 2
    // Where the number has no room, its shape still tells which part it is; the number is in the table.
    const shapeOnly: Mark[] = part < 13 ? [] : [{ kind: 'shape', spots: shape(start, top + 5), ink: 'on' }]
    const inside: Mark[] = !hasLabel
      ? shapeOnly
      : [
          { kind: 'shape', spots: shape(start, top + 5), ink: 'on' },
          {
            kind: 'text',
            at: [start + 12, top + 13],
            text: label,
            ink: 'on',
            size,
            anchor: 'start',
            isBold: true,
          },
        ]
    // A hair of ground between the parts, so that they are told apart without colour.
    return [box({ x: from, y: top, width: Math.max(0.5, part - 1.5), height: barHeight }, ink), ...inside]
  })
}

function up(x: number, y: number): Spot[] {
  return [
    [x, y + 8],
    [x + 4.5, y],
    [x + 9, y + 8],
  ]
}

function down(x: number, y: number): Spot[] {
  return [
    [x, y],
    [x + 9, y],
    [x + 4.5, y + 8],
  ]
}

function square(x: number, y: number): Spot[] {
  return [
    [x + 0.5, y],
    [x + 8.5, y],
    [x + 8.5, y + 8],
    [x + 0.5, y + 8],
  ]
}
