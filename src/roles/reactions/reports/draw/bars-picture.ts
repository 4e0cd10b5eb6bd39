import type { Lettering } from '#drawing/lettering.ts'
import { box, type Mark, type Picture } from '#drawing/picture.ts'
import { shortened } from '#drawing/shortened.ts'

const rowHeight = 27
const size = 10

/** What a bar is about, how long it is, and what stands at its end. */
export type BarShown = { name: string; posts: number; label: string }

/** Bars below each other, the longest as wide as the picture. */
export function barsPicture(
  bars: readonly BarShown[],
  { width, lettering }: { width: number; lettering: Lettering },
): Picture {
  const most = Math.max(1, ...bars.map(({ posts }) => posts))
  const marks = bars.flatMap(({ name, posts, label }, i): Mark[] => {
    const y = i * rowHeight
    const labelWidth = lettering.width(label, { cut: 'regular', size })
    const text = shortened(name, width - labelWidth - 10, (part) =>
      lettering.width(part, { cut: 'bold', size }),
    )
    return [
      { kind: 'text', at: [0, y + 10], text, ink: 'ink', size, anchor: 'start', isBold: true },
      { kind: 'text', at: [width, y + 10], text: label, ink: 'muted', size, anchor: 'end' },
      box({ x: 0, y: y + 14, width: Math.max(1.5, (posts / most) * width), height: 5 }, 'accent'),
    ]
  })
  return { width, height: Math.max(1, bars.length * rowHeight - 4), marks }
}
