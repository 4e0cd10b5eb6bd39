import { dayMs, hourMs, minuteMs } from '#kernel/time.ts'
import { zoneOffsetMs } from '#kernel/zones.ts'

/** The size of a picture and the room left around what is drawn, in CSS pixels. */
export type Frame = {
  width: number
  height: number
  left: number
  right: number
  top: number
  bottom: number
}

/** From a value to its place, in CSS pixels. */
export type Scale = (value: number) => number

/** A straight scale. Where all values are one, they stand in the middle. */
export function straight(from: readonly [number, number], to: readonly [number, number]): Scale {
  const length = from[1] - from[0]
  return (value) =>
    length === 0 ? (to[0] + to[1]) / 2 : to[0] + ((value - from[0]) / length) * (to[1] - to[0])
}

/** Round numbers from 0 to at least `most`: at most `countMax` steps of 1, 2 or 5 times a power of ten, none below `stepMin`. */
export function valueTicks(most: number, countMax = 4, stepMin = 1): number[] {
  const wanted = Math.max(most, stepMin) / countMax
  const size = 10 ** Math.floor(Math.log10(wanted))
  const step = Math.max(stepMin, ([1, 2, 5, 10].find((times) => times * size >= wanted) ?? 10) * size)
  const count = Math.max(1, Math.ceil(Math.max(most, stepMin) / step - 1e-9))
  return Array.from({ length: count + 1 }, (_, place) => place * step)
}

const steps = [
  ...[1, 5, 10, 15, 30].map((minutes) => minutes * minuteMs),
  ...[1, 2, 3, 6, 12].map((hours) => hours * hourMs),
  ...[1, 2, 7, 14, 28].map((days) => days * dayMs),
]

/** Moments to write below a picture: whole hours or days of the zone's clock, at most `countMax` of them. */
export function timeTicks(
  span: { fromMs: number; toMs: number },
  timeZone: string,
  countMax: number,
): { ticks: number[]; stepMs: number } {
  const { fromMs, toMs } = span
  const stepMs = steps.find((step) => (toMs - fromMs) / step <= countMax) ?? (steps.at(-1) as number)
  const firstLocal = Math.ceil((fromMs + zoneOffsetMs(fromMs, timeZone)) / stepMs) * stepMs
  const ticks: number[] = []
  for (let local = firstLocal; ticks.length <= countMax; local += stepMs) {
    const guess = local - zoneOffsetMs(fromMs, timeZone)
    // Where the clocks changed on the way, the zone's clock at the guess is another one.
    const at = local - zoneOffsetMs(guess, timeZone)
    if (at > toMs) break
    ticks.push(at)
  }
  return { ticks, stepMs }
}

const round = (value: number): number => Math.round(value * 10) / 10

/** Places in a picture, in CSS pixels; `undefined` breaks a line. */
export type Point = { x: number; y: number } | undefined

/** A line through points as an SVG path; a point with nothing beside it gets a short line of its own, so that it is seen. */
export function linePath(points: readonly Point[]): string {
  let isOpen = false
  return points
    .map((point, place) => {
      if (!point) {
        isOpen = false
        return ''
      }
      const move = isOpen ? 'L' : 'M'
      const isAlone = !isOpen && !points[place + 1]
      isOpen = true
      return `${move}${round(point.x)} ${round(point.y)}${isAlone ? 'h0.1' : ''}`
    })
    .join('')
}

/** The area between two lines as an SVG path, one piece for each stretch where both are known. */
export function bandPath(high: readonly Point[], low: readonly Point[]): string {
  const pieces: string[] = []
  let there: string[] = []
  let back: string[] = []
  const close = (): void => {
    if (there.length > 0) pieces.push(`M${[...there, ...back.toReversed()].join('L')}Z`)
    there = []
    back = []
  }
  for (const [place, upper] of high.entries()) {
    const lower = low[place]
    if (!upper || !lower) close()
    else {
      there.push(`${round(upper.x)} ${round(upper.y)}`)
      back.push(`${round(lower.x)} ${round(lower.y)}`)
    }
  }
  close()
  return pieces.join('')
}
