import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hatching } from '#roles/reactions/reports/draw/hatching.ts'
import type { Spot } from '#drawing/picture.ts'

const height = { top: 10, bottom: 60 }

function spotsOf(marks: ReturnType<typeof hatching>): Spot[] {
  return marks.flatMap((mark) => (mark.kind === 'line' ? [mark.from, mark.to] : []))
}

test('a stretch is hatched between its two edges, however narrow it is', () => {
  expect(hatching([], height)).toEqual([])
  expect(hatching([{ left: 5, right: 5 }], height)).toEqual([])
  const narrow = spotsOf(hatching([{ left: 20.2, right: 20.4 }], height))
  expect(narrow).toContainEqual([20.2, 10])
  expect(narrow).toContainEqual([20.4, 60])
  expect(hatching([{ left: 0, right: 100 }], height).length).toBeGreaterThan(15)
})

test('every line stays within a stretch, and what two sources missed at once is hatched once', () => {
  const place = fc.integer({ min: 0, max: 400 })
  const stretch = fc.tuple(place, place).map(([a, b]) => ({ left: Math.min(a, b), right: Math.max(a, b) }))
  fc.assert(
    fc.property(fc.array(stretch, { maxLength: 8 }), (stretches) => {
      const marks = hatching(stretches, height)
      for (const [x, y] of spotsOf(marks)) {
        expect(stretches.some(({ left, right }) => x >= left && x <= right)).toBe(true)
        expect(y).toBeGreaterThanOrEqual(height.top)
        expect(y).toBeLessThanOrEqual(height.bottom)
      }
      expect(hatching([...stretches, ...stretches], height)).toEqual(marks)
    }),
  )
})
