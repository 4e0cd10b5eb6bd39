import { type Leaf, kmPerMile, ruleLimits } from '#stream/rules/rule.ts'
import type { RefusalCode } from '#stream/rules/refusals.ts'

/** A value that was read, or why it was not. */
export type ValueRead = { leaf: Leaf } | { code: RefusalCode; params?: Record<string, string> }

const decimal = /^[+-]?\d{1,3}(?:\.\d{1,20})?$/
const distance = /^(\d{1,5}(?:\.\d{1,20})?)(km|mi)$/i
const kmPerDegree = 111.32

/** Six places are 0.1 m: finer than any post, and short enough to be written back exactly. */
function rounded(number: number): number {
  return Math.round(number * 1e6) / 1e6 + 0
}

function numbersIn(parts: readonly string[]): number[] | undefined {
  return parts.every((part) => decimal.test(part)) ? parts.map((part) => rounded(Number(part))) : undefined
}

function isOnEarth(lon: number, lat: number): boolean {
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90
}

function partsOf(raw: string): string[] {
  return raw
    .trim()
    .split(/[\s,]+/)
    .filter((part) => part !== '')
}

/** Reads `longitude latitude radius`, the radius in km or mi. */
export function readCircle(raw: string): ValueRead {
  const parts = partsOf(raw)
  const numbers = numbersIn(parts.slice(0, 2))
  const radius = distance.exec(parts[2] ?? '')
  if (parts.length !== 3 || !numbers || !radius) return { code: 'bad-circle' }
  const [lon = 0, lat = 0] = numbers
  if (!isOnEarth(lon, lat)) return { code: 'bad-place-on-earth' }
  const unit = radius[2]?.toLowerCase() === 'mi' ? 'mi' : 'km'
  const size = rounded(Number(radius[1]))
  if (size <= 0) return { code: 'bad-circle' }
  if (milesOf(size, unit) > ruleLimits.milesMax) return tooWide()
  return { leaf: { kind: 'point_radius', lon, lat, radius: size, unit } }
}

function milesOf(size: number, unit: 'km' | 'mi'): number {
  return unit === 'mi' ? size : size / kmPerMile
}

function tooWide(): ValueRead {
  return { code: 'too-wide', params: { max: String(ruleLimits.milesMax) } }
}

/** Reads `west south east north`; a west beyond its east crosses the 180th meridian. */
export function readBox(raw: string): ValueRead {
  const parts = partsOf(raw)
  const numbers = numbersIn(parts)
  if (parts.length !== 4 || !numbers) return { code: 'bad-box' }
  const [west = 0, south = 0, east = 0, north = 0] = numbers
  if (!isOnEarth(west, south) || !isOnEarth(east, north)) return { code: 'bad-place-on-earth' }
  if (south > north) return { code: 'box-order' }
  const degreesWide = west <= east ? east - west : east - west + 360
  const middle = ((south + north) / 2) * (Math.PI / 180)
  const kmWide = degreesWide * kmPerDegree * Math.cos(middle)
  const kmHigh = (north - south) * kmPerDegree
  if (Math.max(kmWide, kmHigh) > ruleLimits.milesMax * kmPerMile) return tooWide()
  return { leaf: { kind: 'bounding_box', west, south, east, north } }
}
