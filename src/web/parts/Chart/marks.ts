/** A label to write beside a moment, with the room its words take. */
export type Label = { id: string; x: number; widthPx: number }

/** Where a label goes: a row from the top, and the side of its line. `letter`: its words find no room, a letter stands for them. */
export type PlacedLabel = { id: string; row: number; side: 'right' | 'left' | 'letter' }

/** Room a letter takes, CSS pixels. */
const letterPx = 16

/** About how wide words are, in CSS pixels, at the size labels are written in; rather too wide than too narrow. */
export function widthOfWords(text: string): number {
  return Math.ceil(text.length * 6.8) + 8
}

/**
 * Finds room for labels above a picture so that none covers another.
 *
 * @param labels in any order; `x` in CSS pixels
 * @param room the first and the last place that may be written on
 * @returns in the same order
 */
export function placeLabels(
  labels: readonly Label[],
  room: { left: number; right: number },
  rowsMax = 3,
): PlacedLabel[] {
  const taken: [number, number][][] = Array.from({ length: rowsMax }, () => [])
  const placed = new Map<string, PlacedLabel>()
  for (const label of labels.toSorted((a, b) => a.x - b.x)) placed.set(label.id, place(label, room, taken))
  return labels.map(({ id }) => placed.get(id) ?? { id, row: 0, side: 'letter' })
}

function place(
  label: Label,
  room: { left: number; right: number },
  taken: [number, number][][],
): PlacedLabel {
  const sides = [
    { side: 'right', from: label.x, to: label.x + label.widthPx },
    { side: 'left', from: label.x - label.widthPx, to: label.x },
    { side: 'letter', from: label.x - letterPx / 2, to: label.x + letterPx / 2 },
  ] as const
  // Words in any row come before a letter in the first one.
  for (const wanted of [sides.slice(0, 2), sides.slice(2)])
    for (const [row, there] of taken.entries())
      for (const { side, from, to } of wanted) {
        const isFree = there.every(([begin, end]) => to <= begin || from >= end)
        const isInside = side === 'letter' || (from >= room.left && to <= room.right)
        if (!isFree || !isInside) continue
        there.push([from, to])
        return { id: label.id, row, side }
      }
  return { id: label.id, row: 0, side: 'letter' }
}
