import fc from 'fast-check'
import { expect, test } from 'vitest'
import { placeLabels, widthOfWords, type Label } from '#web/parts/Chart/marks.ts'

const room = { left: 0, right: 600 }

test('no label covers another or leaves the picture, however many there are', () => {
  const label = fc.record({ x: fc.integer({ min: 0, max: 600 }), widthPx: fc.integer({ min: 10, max: 200 }) })
  fc.assert(
    fc.property(fc.array(label, { maxLength: 20 }), (given) => {
      const labels: Label[] = given.map((one, at) => ({ ...one, id: String(at) }))
      const drawn = placeLabels(labels, room).flatMap(({ row, side }, at) => {
        const one = labels[at]
        if (side === 'letter' || !one) return []
        const from = side === 'right' ? one.x : one.x - one.widthPx
        return [{ row, from, to: from + one.widthPx }]
      })
      for (const [at, a] of drawn.entries()) {
        expect(a.from).toBeGreaterThanOrEqual(room.left)
        expect(a.to).toBeLessThanOrEqual(room.right)
        for (const b of drawn.slice(at + 1))
          if (a.row === b.row) expect(a.to <= b.from || b.to <= a.from).toBe(true)
      }
    }),
  )
})

test('a label at the right edge is written to the left of its line; one without room gets a letter that covers nothing', () => {
  expect(placeLabels([{ id: 'a', x: 590, widthPx: 80 }], room)[0]).toEqual({ id: 'a', row: 0, side: 'left' })
  expect(placeLabels([{ id: 'a', x: 300, widthPx: 700 }], room)[0]).toEqual({
    id: 'a',
    row: 0,
    side: 'letter',
  })
  const beside = placeLabels(
    [
      { id: 'a', x: 20, widthPx: 90 },
      { id: 'b', x: 30, widthPx: 700 },
    ],
    room,
  )
  expect(beside.map(({ row, side }) => `${row} ${side}`)).toEqual(['0 right', '1 letter'])
  expect(widthOfWords('Announced 16:00')).toBeGreaterThan(90)
})
