import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ManyOutcome } from '#networks/to-many.ts'
import { afterDoubt, afterOutcome, closedMs, manyPatience } from '#sending/to-many/rules.ts'

const nowMs = Date.UTC(2031, 3, 7)
const mail = { attempts: 1, repeats: 'message-id', untilMs: nowMs + 3_600_000 } as const
const push = { ...mail, repeats: 'topic' } as const
const doubt: ManyOutcome = { id: 'r1', kind: 'unknown', why: 'timeout', detail: 'lost' }

const anyOutcome: fc.Arbitrary<ManyOutcome> = fc.oneof(
  fc.constant<ManyOutcome>({ id: 'r', kind: 'sent' }),
  fc.boolean().map((isPermanent): ManyOutcome => {
    return { id: 'r', kind: 'refused', why: 'no-such-address', isPermanent, detail: '' }
  }),
  fc.nat(10_000_000).map((retryInMs): ManyOutcome => {
    return { id: 'r', kind: 'wait', why: 'rate-limited', detail: '', retryInMs }
  }),
  fc.constant(doubt),
)

test('by mail, what may have arrived is never tried again by itself', () => {
  expect(afterOutcome(mail, doubt, nowMs, 0.5)).toEqual({ state: 'unknown', why: 'timeout', detail: 'lost' })
  expect(afterDoubt(mail, { why: 'worker-gone', detail: '' }, nowMs, 0.5).state).toBe('unknown')
})

test('by push, where a repeat takes the place of the first, it is tried again, and not for ever', () => {
  expect(afterOutcome(push, doubt, nowMs, 0.5)).toMatchObject({ state: 'wait' })
  const often = { ...push, attempts: manyPatience.unknownMax }
  expect(afterOutcome(often, doubt, nowMs, 0.5).state).toBe('unknown')
  expect(afterOutcome({ ...push, untilMs: nowMs }, doubt, nowMs, 0.5).state).toBe('unknown')
})

test('only a permanent refusal ends a subscription', () => {
  const refused = { id: 'r1', kind: 'refused', detail: '' } as const
  expect(afterOutcome(mail, { ...refused, why: 'gone', isPermanent: true }, nowMs, 0)).toMatchObject({
    ends: 'gone',
  })
  expect(
    afterOutcome(mail, { ...refused, why: 'rejected', isPermanent: false }, nowMs, 0),
  ).not.toHaveProperty('ends')
  // A reason that names no person of its own is still an address that is no good.
  expect(afterOutcome(mail, { ...refused, why: 'bad-url', isPermanent: true }, nowMs, 0).ends).toBe(
    'bad-address',
  )
})

test('whatever comes, it ends: nothing is tried after its time, and what is tried again has a time', () => {
  fc.assert(
    fc.property(
      anyOutcome,
      fc.nat(40),
      fc.integer({ min: -10, max: 7_200_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (outcome, attempts, leftMs, chance) => {
        for (const repeats of ['message-id', 'topic'] as const) {
          const move = afterOutcome({ attempts, repeats, untilMs: nowMs + leftMs }, outcome, nowMs, chance)
          expect(['sent', 'refused', 'wait', 'unknown']).toContain(move.state)
          expect(move.inMs !== undefined).toBe(move.state === 'wait')
          if (move.state === 'wait') expect(leftMs).toBeGreaterThan(0)
          if (repeats === 'message-id' && move.state === 'wait') expect(outcome.kind).toBe('wait')
        }
      },
    ),
  )
})

test('a way out that is closed is asked more and more seldom, but not before it said', () => {
  expect(closedMs(0, undefined, 1)).toBeLessThan(closedMs(3, undefined, 0))
  expect(closedMs(60, undefined, 1)).toBe(manyPatience.closedMsMax)
  expect(closedMs(0, 90_000, 0)).toBe(90_000)
})
