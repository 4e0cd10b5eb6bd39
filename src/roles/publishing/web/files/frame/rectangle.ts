import type { FocusPoint } from '#kernel/version-content.ts'
import { fileLimits, type Rectangle } from '#sending/files/contract.ts'

/** A picture's size in its pixels. */
export type Size = { width: number; height: number }

/** A place in a picture, in its pixels from the left and the top. */
export type Spot = { x: number; y: number }

/** All of a picture. */
export function wholeOf({ width, height }: Size): Rectangle {
  return { x: 0, y: 0, width, height }
}

/** The nearest rectangle in whole pixels that lies in the picture and is not too small to be seen. */
export function within(rectangle: Rectangle, size: Size): Rectangle {
  const width = between(Math.min(fileLimits.cropSideMin, size.width), rectangle.width, size.width)
  const height = between(Math.min(fileLimits.cropSideMin, size.height), rectangle.height, size.height)
  return {
    x: between(0, rectangle.x, size.width - width),
    y: between(0, rectangle.y, size.height - height),
    ...{ width, height },
  }
}

/** A rectangle moved, stopped by the edges of the picture. */
export function movedBy(rectangle: Rectangle, by: Spot, size: Size): Rectangle {
  return within({ ...rectangle, x: rectangle.x + by.x, y: rectangle.y + by.y }, size)
}

/** A rectangle made wider and higher towards the right and the bottom, stopped by the edges of the picture. */
export function grownBy(rectangle: Rectangle, by: Spot, size: Size): Rectangle {
  const width = Math.min(rectangle.width + by.x, size.width - rectangle.x)
  const height = Math.min(rectangle.height + by.y, size.height - rectangle.y)
  return within({ ...rectangle, width, height }, size)
}

/** The rectangle between two spots, in whichever order they were touched. */
export function spanned(a: Spot, b: Spot, size: Size): Rectangle {
  const inside = ({ x, y }: Spot): Spot => ({ x: between(0, x, size.width), y: between(0, y, size.height) })
  const [from, to] = [inside(a), inside(b)]
  return within(
    {
      ...{ x: Math.min(from.x, to.x), y: Math.min(from.y, to.y) },
      ...{ width: Math.abs(from.x - to.x), height: Math.abs(from.y - to.y) },
    },
    size,
  )
}

/** Whether two rectangles are the same. */
export function sameRectangle(a: Rectangle, b: Rectangle): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height
}

/** The corner opposite to the one that is nearest to a spot: where a rectangle stays while that corner is drawn. */
export function oppositeCorner({ x, y, width, height }: Rectangle, near: Spot): Spot {
  return { x: near.x < x + width / 2 ? x + width : x, y: near.y < y + height / 2 ? y + height : y }
}

/** Whether a spot is near a corner. `reach`: how near, in pixels of the picture. */
export function isAtCorner(
  { x, y, width, height }: Rectangle,
  { x: left, y: top }: Spot,
  reach: number,
): boolean {
  const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= reach
  return (isNear(left, x) || isNear(left, x + width)) && (isNear(top, y) || isNear(top, y + height))
}

/** Whether a spot lies in a rectangle. */
export function isInside({ x, y, width, height }: Rectangle, spot: Spot): boolean {
  return spot.x >= x && spot.x <= x + width && spot.y >= y && spot.y <= y + height
}

/** Where a focus point of a piece lies in the picture it is cut out of; its middle where there is none. */
export function spotOf(focus: FocusPoint = { x: 0, y: 0 }, piece: Rectangle): Spot {
  return {
    x: Math.round(piece.x + ((focus.x + 1) / 2) * piece.width),
    y: Math.round(piece.y + ((1 - focus.y) / 2) * piece.height),
  }
}

/** A spot as the focus point of a piece, to the hundredth; undefined for its middle, which is what everybody takes anyway. */
export function focusOf(spot: Spot, piece: Rectangle): FocusPoint | undefined {
  const part = (at: number, from: number, length: number): number =>
    Math.round(Math.min(1, Math.max(-1, ((at - from) / length) * 2 - 1)) * 100) / 100
  // Zero has no sign here: with one, the same point would be other bytes.
  const x = part(spot.x, piece.x, piece.width) + 0
  const y = -part(spot.y, piece.y, piece.height) + 0
  return x === 0 && y === 0 ? undefined : { x, y }
}

function between(least: number, value: number, most: number): number {
  return Math.round(Math.min(most, Math.max(least, value)))
}
