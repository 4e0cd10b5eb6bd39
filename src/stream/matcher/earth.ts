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

/** Cells are a tenth of a degree: 11 km from north to south. */
const cellsPerDegree = 10
const columns = 360 * cellsPerDegree
/** An area of more cells than this (only near the poles) is not worth listing. */
const cellsMax = 600
const kmPerDegree = 111.19

function columnOf(lon: number): number {
  return ((Math.floor((lon + 180) * cellsPerDegree) % columns) + columns) % columns
}

function rowOf(lat: number): number {
  return Math.floor((lat + 90) * cellsPerDegree)
}

/** The cell a point lies in. */
export function cellOf({ lat, lon }: Point): string {
  return `${rowOf(lat)}/${columnOf(lon)}`
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

function cellsOfBox({ west, south, east, north }: Box): string[] | undefined {
  const degreesWide = west <= east ? east - west : east - west + 360
  const first = columnOf(west)
  const across = Math.min(columns, Math.floor(degreesWide * cellsPerDegree) + 3)
  const [low, high] = [rowOf(south), rowOf(north)]
  if (across * (high - low + 1) > cellsMax) return undefined
  const cells: string[] = []
  for (let row = low; row <= high; row++) {
    for (let step = 0; step < across; step++) cells.push(`${row}/${(first + step) % columns}`)
  }
  return cells
}
