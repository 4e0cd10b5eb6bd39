import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sparkShape, telling } from '#web/parts/Spark/shape.ts'

const frame = { width: 250, height: 74, pad: 4 }

test('the picture stays inside its frame whatever the counts', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1e6)), fc.option(fc.nat(1e6), { nil: undefined }), (counts, usual) => {
      const shape = sparkShape(counts, usual, frame)
      const numbers = shape.line.match(/-?[\d.]+/g)?.map(Number) ?? []
      for (const [place, value] of numbers.entries()) {
        expect(value).toBeGreaterThanOrEqual(0)
        expect(value).toBeLessThanOrEqual(place % 2 === 0 ? frame.width : frame.height)
      }
    }),
  )
})

test('nothing heard draws nothing and does not break', () => {
  expect(sparkShape([], undefined, frame).line).toBe('')
})

test('the words about a course end with the newest count', () => {
  expect(telling([1, 2, 3, 4, 5, 6, 7, 8, 9, 41]).at(-1)).toBe(41)
  expect(telling([3, 4])).toEqual([3, 4])
})
