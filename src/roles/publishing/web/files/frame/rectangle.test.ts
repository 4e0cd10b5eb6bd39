import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  focusOf,
  grownBy,
  isAtCorner,
  movedBy,
  oppositeCorner,
  spanned,
  spotOf,
  wholeOf,
  within,
  type Size,
} from '#roles/publishing/web/files/frame/rectangle.ts'
import { fileLimits, type Rectangle } from '#sending/files/contract.ts'

const size: Size = { width: 800, height: 600 }

const anySize = fc.record({
  width: fc.integer({ min: 1, max: 5000 }),
  height: fc.integer({ min: 1, max: 5000 }),
})
const anySpot = fc.record({
  x: fc.integer({ min: -9000, max: 9000 }),
  y: fc.integer({ min: -9000, max: 9000 }),
})

function holds({ x, y, width, height }: Rectangle, of: Size): boolean {
  const isWhole = [x, y, width, height].every(Number.isInteger)
  const isLarge =
    width >= Math.min(fileLimits.cropSideMin, of.width) &&
    height >= Math.min(fileLimits.cropSideMin, of.height)
  return isWhole && isLarge && x >= 0 && y >= 0 && x + width <= of.width && y + height <= of.height
}

test('whatever is drawn, moved or made larger lies in the picture and can be seen', () => {
  fc.assert(
    fc.property(anySize, anySpot, anySpot, anySpot, (of, a, b, by) => {
      const drawn = spanned(a, b, of)
      return [drawn, movedBy(drawn, by, of), grownBy(drawn, by, of), within(wholeOf(of), of)].every((one) =>
        holds(one, of),
      )
    }),
  )
})

test('a rectangle drawn from any corner is the same', () => {
  const [a, b] = [
    { x: 100, y: 50 },
    { x: 300, y: 250 },
  ]
  const drawn = { x: 100, y: 50, width: 200, height: 200 }
  expect(spanned(a, b, size)).toEqual(drawn)
  expect(spanned(b, a, size)).toEqual(drawn)
  expect(spanned({ x: 300, y: 50 }, { x: 100, y: 250 }, size)).toEqual(drawn)
  expect(oppositeCorner(drawn, { x: 105, y: 240 })).toEqual({ x: 300, y: 50 })
  expect(isAtCorner(drawn, { x: 105, y: 240 }, 12)).toBe(true)
  expect(isAtCorner(drawn, { x: 200, y: 50 }, 12)).toBe(false)
})

test('a rectangle keeps its size while it is moved, and its place while it grows', () => {
  const rectangle = { x: 10, y: 10, width: 100, height: 100 }
  expect(movedBy(rectangle, { x: 5, y: -50 }, size)).toEqual({ ...rectangle, x: 15, y: 0 })
  expect(grownBy(rectangle, { x: 5000, y: 10 }, size)).toEqual({ ...rectangle, width: 790, height: 110 })
  expect(grownBy(rectangle, { x: -5000, y: 0 }, size)).toEqual({
    ...rectangle,
    width: fileLimits.cropSideMin,
  })
})

test('a focus point is the middle, the corners as Mastodon counts them, and survives being shown', () => {
  const piece = { x: 100, y: 100, width: 400, height: 200 }
  expect(focusOf({ x: 300, y: 200 }, piece)).toBeUndefined()
  expect(focusOf({ x: 100, y: 100 }, piece)).toEqual({ x: -1, y: 1 })
  expect(focusOf({ x: 500, y: 300 }, piece)).toEqual({ x: 1, y: -1 })
  // Beside the piece it is at its edge.
  expect(focusOf({ x: 0, y: 200 }, piece)).toEqual({ x: -1, y: 0 })
  expect(JSON.stringify(focusOf({ x: 0, y: 200 }, piece))).toBe('{"x":-1,"y":0}')
  fc.assert(
    fc.property(fc.integer({ min: -100, max: 100 }), fc.integer({ min: -100, max: 100 }), (x, y) => {
      const focus = { x: x / 100, y: y / 100 }
      const large = { x: 0, y: 0, width: 4000, height: 3000 }
      expect(focusOf(spotOf(focus, large), large) ?? { x: 0, y: 0 }).toEqual({
        x: focus.x + 0,
        y: focus.y + 0,
      })
    }),
  )
})
