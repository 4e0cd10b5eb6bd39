import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cellsAt, cellsOf, distanceKm, isInBox, isInCircle } from '#stream/matcher/earth.ts'

test('distances are right to half a per cent', () => {
  const montreal = { lat: 45.5019, lon: -73.5674 }
  const ottawa = { lat: 45.4215, lon: -75.6972 }
  expect(distanceKm(montreal, ottawa)).toBeGreaterThan(165)
  expect(distanceKm(montreal, ottawa)).toBeLessThan(168)
  expect(distanceKm({ lat: 0, lon: 179.95 }, { lat: 0, lon: -179.95 })).toBeCloseTo(11.12, 1)
})

// Whole thousandths: doubles by chance are nearly all close to zero, and would never reach an edge.
const thousandths = (most: number) =>
  fc.integer({ min: -1000 * most, max: 1000 * most }).map((count) => count / 1000)
const near = thousandths(1)
const place = fc.record({
  lat: fc.oneof(thousandths(90), fc.constantFrom(90, -90, 0, 89.7, 45.1)),
  lon: fc.oneof(thousandths(180), fc.constantFrom(180, -180, 179.99, 0, -73.5)),
})

function wrapped(lon: number): number {
  if (lon > 180) return lon - 360
  return lon < -180 ? lon + 360 : lon
}

test('no point of a circle lies outside its cells, at the date line and near the poles too', () => {
  let inside = 0
  fc.assert(
    fc.property(
      place,
      near,
      near,
      thousandths(25).map((size) => Math.abs(size) + 0.1),
      (centre, north, east, radius) => {
        const circle = { kind: 'point_radius', ...centre, radius, unit: 'mi' } as const
        const wide = (radius / 69) * 1.1
        const lat = Math.max(-90, Math.min(90, centre.lat + north * wide))
        const lon = wrapped(centre.lon + (east * wide) / Math.max(0.05, Math.cos((lat * Math.PI) / 180)))
        if (!isInCircle({ lat, lon }, circle)) return
        inside++
        const cells = cellsOf(circle)
        if (cells) expect(cells.filter((cell) => cellsAt({ lat, lon }).includes(cell))).toHaveLength(1)
      },
    ),
    { numRuns: 2000 },
  )
  expect(inside).toBeGreaterThan(300)
})

test('no point of a box lies outside its cells', () => {
  fc.assert(
    fc.property(place, near, near, near, near, (corner, wide, high, across, up) => {
      const east = wrapped(corner.lon + Math.abs(wide) * 0.5)
      const north = Math.min(90, corner.lat + Math.abs(high) * 0.5)
      const box = { kind: 'bounding_box', west: corner.lon, south: corner.lat, east, north } as const
      const lon = wrapped(corner.lon + Math.abs(across) * Math.abs(wide) * 0.5)
      const lat = corner.lat + Math.abs(up) * (north - corner.lat)
      if (isInBox({ lat, lon }, box))
        expect(cellsOf(box)?.filter((cell) => cellsAt({ lat, lon }).includes(cell))).toHaveLength(1)
    }),
    { numRuns: 2000 },
  )
})
