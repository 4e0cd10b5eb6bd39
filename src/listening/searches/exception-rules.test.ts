import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayMs } from '#kernel/time.ts'
import { exceptionLimits } from '#listening/contract.ts'
import { allowedUntilMs, mayDecide, openUntilMs } from '#listening/searches/exception-rules.ts'
import type { RecordActor } from '#records/contract.ts'

const actor: fc.Arbitrary<RecordActor> = fc.oneof(
  fc.record({ kind: fc.constant('person' as const), id: fc.constantFrom('a', 'b', 'c'), name: fc.string() }),
  fc.record({ kind: fc.constant('program' as const), id: fc.constantFrom('a', 'b'), name: fc.string() }),
  fc.constant({ kind: 'desk' as const }),
)
const asked = fc.record({
  state: fc.constantFrom('open' as const, 'allowed' as const, 'declined' as const, 'withdrawn' as const),
  askedById: fc.constantFrom('a', 'b', 'c'),
  askedAtMs: fc.integer({ min: 0, max: 100 }).map((days) => days * dayMs),
  endsAtMs: fc.integer({ min: 0, max: 200 }).map((days) => days * dayMs),
})
const day = fc.integer({ min: 0, max: 200 }).map((days) => days * dayMs)

test('whoever may decide is a person, another one than who asked, in time; everybody else has a reason why not', () => {
  fc.assert(
    fc.property(asked, actor, day, (request, by, nowMs) => {
      const may = mayDecide(request, by, nowMs) === undefined
      const isOther = by.kind === 'person' && by.id !== request.askedById
      const isInTime = nowMs < openUntilMs(request.askedAtMs) && request.endsAtMs > nowMs
      expect(may).toBe(request.state === 'open' && isOther && isInTime)
    }),
  )
})

test('an exception never outlives 30 days, nor what was asked for', () => {
  fc.assert(
    fc.property(day, day, (endsAtMs, nowMs) => {
      const untilMs = allowedUntilMs(endsAtMs, nowMs)
      expect(untilMs).toBeLessThanOrEqual(endsAtMs)
      expect(untilMs - nowMs).toBeLessThanOrEqual(exceptionLimits.daysMax * dayMs)
    }),
  )
})
