import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { cursorText, cursorTimeUs } from '#networks/bluesky/cursor.ts'
import { spoiled } from '../../../test/support/spoiled.ts'

test('a cursor comes back as it was written', () => {
  fc.assert(fc.property(fc.maxSafeNat(), (us) => cursorTimeUs(cursorText(us)) === us))
})

test('a spoiled cursor is a time that can be counted with, or none', () => {
  fc.assert(
    fc.property(spoiled(['v1:1795521600000000', 'v2:17', '']), (bytes) => {
      const us = cursorTimeUs(bytes.toString('latin1'))
      expect(us === undefined || (Number.isSafeInteger(us) && us >= 0)).toBe(true)
    }),
    { numRuns: 3000 },
  )
})
