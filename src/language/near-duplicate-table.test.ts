import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PlaceTable } from '#language/near-duplicate-table.ts'

const key = fc.oneof(fc.integer({ min: -6, max: 6 }), fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }))
const step = fc.record({ does: fc.constantFrom('put', 'put', 'remove'), key, place: fc.nat(5) })

test('a table answers as a map would, however keys come and go', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const table = new PlaceTable(20)
      const map = new Map<number, number>()
      for (const { does, key: each, place } of steps) {
        if (does === 'put' && (map.size < 20 || map.has(each))) {
          table.put(each, place)
          map.set(each, place)
        } else if (does === 'remove') {
          table.remove(each, place)
          if (map.get(each) === place) map.delete(each)
        }
      }
      for (const { key: each } of steps) expect(table.placeOf(each)).toBe(map.get(each) ?? -1)
    }),
    { numRuns: 500 },
  )
})
