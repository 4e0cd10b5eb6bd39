import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SmallSet } from '#stream/matcher/small-set.ts'

// Multiples of the table's size meet in one slot.
const number = fc.oneof(
  fc.nat(40),
  fc.nat(40).map((at) => at * 2048),
  fc.nat(0x7ffffffe - 1),
)

test('a small set is a set, round after round', () => {
  const small = new SmallSet()
  fc.assert(
    fc.property(fc.array(number, { maxLength: 60 }), fc.array(number, { maxLength: 20 }), (added, asked) => {
      small.clear()
      const set = new Set<number>()
      for (const each of added) {
        expect(small.add(each)).toBe(!set.has(each))
        set.add(each)
      }
      expect([...small.members.subarray(0, small.size)]).toEqual([...set])
      for (const each of [...asked, ...added]) expect(small.has(each)).toBe(set.has(each))
    }),
  )
})

test('it grows with its members, and forgets all of them', () => {
  const small = new SmallSet()
  for (let round = 0; round < 3; round++) {
    for (let at = 0; at < 20_000; at++) small.add(at * 3 + round)
    expect(small.size).toBe(20_000)
    expect(small.has(59_997 + round)).toBe(true)
    expect(small.has(59_998 + round)).toBe(false)
    small.clear()
    expect(small.has(59_997 + round)).toBe(false)
    expect(small.size).toBe(0)
  }
})
