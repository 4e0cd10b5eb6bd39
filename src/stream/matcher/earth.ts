import { kmPerMile, type Leaf } from '#stream/rules/rule.ts'

type Circle = Extract<Leaf, { kind: 'point_radius' }>
type Box = Extract<Leaf, { kind: 'bounding_box' }>
type Point = { lat: number; lon: number }

const earthRadiusKm = 6371.0088
const radians = Math.PI / 180

/** Great-circle distance, km (haversine on the mean radius; off by at most 0.5 %). */
export function distanceKm(one: Point, other: Point): number {
  const north = Math.sin(((other.lat - one.lat) * radians) / 2) ** 2
  const east = Math.sin(((other.lon - one.lon) * radians) / 2) ** 2
  const chord = north + Math.cos(one.lat * radians) * Math.cos(other.lat * radians) * east
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(chord)))
}

/** Whether a point lies in the circle, edge included. */
export function isInCircle({ lat, lon }: Point, circle: Circle): boolean {
  return distanceKm({ lat, lon }, circle) <= radiusKm(circle)
}

/** Whether a point lies in the box, edges included; a west beyond its east crosses the 180th meridian. */
export function isInBox({ lat, lon }: Point, { west, south, east, north }: Box): boolean {
  if (lat < south || lat > north) return false
  return west <= east ? lon >= west && lon <= east : lon >= west || lon <= east
}

function radiusKm({ radius, unit }: Circle): number {
  return unit === 'mi' ? radius * kmPerMile : radius
}

/**
 * Cells of two sizes, by how many there are to a degree: 11 km from north to south for what lies within a town, 56 km for the
 * rest, so that the widest circle a rule may draw touches a dozen. A point lies in one of each.
 */
const cellsPerDegree = [10, 2] as const
/** An area of more cells than these is looked for in the next size, then (only near the poles) not listed at all. */
const cellsMax = [16, 100] as const
const kmPerDegree = 111.19

function columnOf(lon: number, perDegree: number): number {
  const columns = 360 * perDegree
  return ((Math.floor((lon + 180) * perDegree) % columns) + columns) % columns
}

function rowOf(lat: number, perDegree: number): number {
  return Math.floor((lat + 90) * perDegree)
}

function nameOf(perDegree: number, row: number, column: number): string {
  return `${perDegree}:${row}/${column}`
}

/** The cells a point lies in, one of each size. */
export function cellsAt({ lat, lon }: Point): string[] {
  return cellsPerDegree.map((perDegree) => nameOf(perDegree, rowOf(lat, perDegree), columnOf(lon, perDegree)))
}

/** Every cell that an area touches, or undefined when they are too many to list. */
export function cellsOf(area: Circle | Box): string[] | undefined {
  return area.kind === 'bounding_box' ? cellsOfBox(area) : cellsOfCircle(area)
}

function cellsOfCircle(circle: Circle): string[] | undefined {
  // Wider than the circle by a hundredth, so that rounding never loses a cell at its edge.
  const high = (radiusKm(circle) / kmPerDegree) * 1.01
  const south = Math.max(-90, circle.lat - high)
  const north = Math.min(90, circle.lat + high)
  const narrowest = Math.cos(Math.max(Math.abs(south), Math.abs(north)) * radians)
  const wide = narrowest > 0.01 ? high / narrowest : 180
  if (wide >= 90) return undefined
  return cellsOfBox({ kind: 'bounding_box', south, north, west: circle.lon - wide, east: circle.lon + wide })
}

function cellsOfBox(box: Box): string[] | undefined {
  for (const [size, perDegree] of cellsPerDegree.entries()) {
    const cells = cellsOfSize(box, perDegree, cellsMax[size] ?? 0)
    if (cells) return cells
  }
  return undefined
}

function cellsOfSize(
  { west, south, east, north }: Box,
  perDegree: number,
  most: number,
): string[] | undefined {
  const columns = 360 * perDegree
  const degreesWide = west <= east ? east - west : east - west + 360
  const first = columnOf(west, perDegree)
  // Where the box begins within its first cell, so that no cell is listed that it cannot touch, but for rounding.
  const offset = (west + 180) * perDegree - Math.floor((west + 180) * perDegree)
  const across = Math.min(columns, Math.floor(degreesWide * perDegree + offset + 1e-6) + 1)
  const [low, high] = [rowOf(south, perDegree), rowOf(north, perDegree)]
  if (across * (high - low + 1) > most) return undefined
  const cells: string[] = []
  for (let row = low; row <= high; row++) {
    for (let step = 0; step < across; step++) cells.push(nameOf(perDegree, row, (first + step) % columns))
  }
  return cells
}
