import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deliveryStates, next, patience, type Event, type Move, type Standing } from '#sending/machine.ts'

const nowMs = 1_000_000

function standing(more: Partial<Standing> = {}): Standing {
  return {
    ...{ state: 'waiting', partsThere: 0, partsAll: 1, waits: 0, asks: 0, deadlineMs: nowMs + 3_600_000 },
    ...{ repeats: 'key', readsBack: true, ...more },
  }
}

function after(event: Event, more: Partial<Standing> = {}): Move | undefined {
  return next(standing(more), event, nowMs, 0.5)
}

const posted = { nativeId: 'p1' }
const lost: Event = { kind: 'came', outcome: { kind: 'unknown', why: 'timeout', detail: '' } }

test('the quiet way: waiting, claimed, sending, sent', () => {
  expect(after({ kind: 'claimed' })).toMatchObject({ state: 'claimed' })
  expect(after({ kind: 'begun' }, { state: 'claimed' })).toMatchObject({ state: 'sending' })
  const came: Event = { kind: 'came', outcome: { kind: 'sent', posted } }
  expect(after(came, { state: 'sending' })).toMatchObject({ state: 'sent' })
  expect(after(came, { state: 'sending', partsAll: 3 })).toMatchObject({
    state: 'claimed',
    why: 'part-there',
  })
  expect(after(came, { state: 'sending', partsAll: 3, partsThere: 2 })).toMatchObject({ state: 'sent' })
})

test('what may have had its effect is asked about; where nobody can be asked it is repeated only where that is harmless', () => {
  expect(after(lost, { state: 'sending' })).toMatchObject({ state: 'unknown', inMs: patience.firstAskMs })
  expect(after(lost, { state: 'sending', readsBack: false })).toMatchObject({ state: 'wait' })
  expect(after(lost, { state: 'sending', readsBack: false, repeats: 'none' })).toMatchObject({
    ...{ state: 'unconfirmed', page: true },
  })
  expect(after({ kind: 'lost' }, { state: 'sending' })).toMatchObject({
    state: 'unknown',
    why: 'worker-gone',
  })
  expect(after({ kind: 'lost' }, { state: 'claimed' })).toMatchObject({ state: 'waiting' })
})

test('what is certainly not there is sent again, except where a repeat could be a second post', () => {
  const answer: Event = { kind: 'asked', answer: { kind: 'not-there' } }
  expect(after(answer, { state: 'unknown' })).toMatchObject({ state: 'wait', inMs: 0 })
  expect(after(answer, { state: 'unknown', repeats: 'none' })).toMatchObject({
    state: 'unconfirmed',
    page: true,
  })
})

test('a post that cannot be seen yet has a minute to appear before a person is called', () => {
  const answer: Event = { kind: 'asked', answer: { kind: 'cannot-know', detail: '' } }
  expect(after(answer, { state: 'unknown', repeats: 'none' })).toMatchObject({ state: 'unknown' })
  expect(after(answer, { state: 'unknown', repeats: 'none', asks: 3 })).toMatchObject({
    state: 'unconfirmed',
    page: true,
  })
})

test('asking has an end, and then somebody is called', () => {
  const answer: Event = { kind: 'asked', answer: { kind: 'unanswered', why: 'timeout', detail: '' } }
  expect(after(answer, { state: 'unknown' })).toMatchObject({ state: 'unknown' })
  expect(after(answer, { state: 'unknown', asks: patience.asksMax - 1 })).toMatchObject({
    state: 'unconfirmed',
    page: true,
  })
})

test('what is late has missed its time, but not while an earlier call may still land', () => {
  expect(after({ kind: 'late' })).toMatchObject({ state: 'missed', page: true })
  const doubt = { state: 'wait', doubtUntilMs: nowMs + 60_000 } as const
  expect(after({ kind: 'late' }, doubt)).toMatchObject({ state: 'unknown', inMs: 60_000 })
  const answer: Event = { kind: 'asked', answer: { kind: 'not-there' } }
  const late = { state: 'unknown', deadlineMs: nowMs - 1 } as const
  expect(after(answer, { ...late, doubtUntilMs: nowMs + 5000 })).toMatchObject({
    state: 'unknown',
    inMs: 5000,
  })
  expect(after(answer, { ...late, doubtUntilMs: nowMs - 1 })).toMatchObject({ state: 'missed', page: true })
  expect(after({ kind: 'by-person', does: 'cancel' }, doubt)).toBeUndefined()
})

test('waits follow what the network asked for, grow by themselves, and end at the deadline', () => {
  const wait = (retryInMs?: number): Event => ({
    kind: 'came',
    outcome: {
      kind: 'wait',
      why: 'rate-limited',
      detail: '',
      ...(retryInMs === undefined ? {} : { retryInMs }),
    },
  })
  expect(after(wait(90_000), { state: 'sending' })?.inMs).toBe(90_000)
  const own = [0, 1, 2, 20].map((waits) => after(wait(), { state: 'sending', waits })?.inMs ?? 0)
  expect(own).toEqual(own.toSorted((a, b) => a - b))
  expect(own.at(-1)).toBeLessThanOrEqual(patience.waitMsMax)
  expect(after(wait(), { state: 'sending', deadlineMs: nowMs + 10 })).toMatchObject({
    state: 'wait',
    inMs: 10,
  })
  expect(after(wait(), { state: 'sending', deadlineMs: nowMs - 1 })).toMatchObject({
    state: 'missed',
    page: true,
  })
})

test('a sign-in that ended calls somebody and waits for them; any other refusal is final', () => {
  const refused = (why: 'revoked' | 'not-accepted'): Event => ({
    kind: 'came',
    outcome: { kind: 'refused', why, detail: '' },
  })
  expect(after(refused('revoked'), { state: 'sending' })).toMatchObject({ state: 'wait', page: true })
  expect(after(refused('not-accepted'), { state: 'sending' })).toMatchObject({ state: 'refused', page: true })
})

const anyStanding = fc.record({
  state: fc.constantFrom(...deliveryStates),
  partsThere: fc.integer({ min: 0, max: 2 }),
  partsAll: fc.integer({ min: 3, max: 5 }),
  waits: fc.nat({ max: 50 }),
  asks: fc.nat({ max: 20 }),
  deadlineMs: fc.integer({ min: nowMs - 100_000, max: nowMs + 100_000 }),
  doubtUntilMs: fc.option(fc.integer({ min: nowMs - 100_000, max: nowMs + 100_000 }), { nil: undefined }),
  repeats: fc.constantFrom('key', 'record-key', 'message-id', 'none'),
  readsBack: fc.boolean(),
})
const why = 'timeout'
const detail = ''
const anyEvent: fc.Arbitrary<Event> = fc.constantFrom<Event>(
  { kind: 'claimed' },
  { kind: 'held' },
  { kind: 'begun' },
  { kind: 'came', outcome: { kind: 'sent', posted } },
  { kind: 'came', outcome: { kind: 'refused', why: 'revoked', detail } },
  { kind: 'came', outcome: { kind: 'refused', why: 'forbidden', detail } },
  { kind: 'came', outcome: { kind: 'wait', why, detail } },
  { kind: 'came', outcome: { kind: 'wait', why, detail, retryInMs: 90_000 } },
  { kind: 'came', outcome: { kind: 'unknown', why, detail } },
  { kind: 'asked', answer: { kind: 'there', posted } },
  { kind: 'asked', answer: { kind: 'not-there' } },
  { kind: 'asked', answer: { kind: 'cannot-know', detail } },
  { kind: 'asked', answer: { kind: 'unanswered', why, detail } },
  { kind: 'lost' },
  { kind: 'given-back', why: 'not-connected', inMs: 30_000 },
  { kind: 'stopped', why: 'not-approved' },
  { kind: 'stopped', why: 'other-half' },
  { kind: 'stopped', why: 'not-accepted' },
  { kind: 'late' },
  ...(['cancel', 'release', 'there', 'again'] as const).map((does): Event => ({ kind: 'by-person', does })),
)

test('whatever happens in whatever state: no way leads past what must hold', () => {
  fc.assert(
    fc.property(anyStanding, anyEvent, fc.double({ min: 0, max: 1, noNaN: true }), (from, event, chance) => {
      const move = next(from, event, nowMs, chance)
      if (move === undefined) return
      // A call follows only from a claim, and a claim only from what is ready.
      if (move.state === 'sending') expect(from.state).toBe('claimed')
      if (move.state === 'claimed') expect(['waiting', 'wait', 'sending']).toContain(from.state)
      // What may have had its effect is never ready again without an answer or a person.
      const isUnsure = from.state === 'sending' || from.state === 'unknown'
      const knows = (event.kind === 'came' && event.outcome.kind !== 'unknown') || event.kind === 'asked'
      if (
        isUnsure &&
        ['waiting', 'wait', 'cancelled', 'missed'].includes(move.state) &&
        event.kind !== 'by-person'
      )
        expect(knows || from.repeats !== 'none').toBe(true)
      if (isUnsure && from.repeats === 'none' && event.kind === 'lost')
        expect(['unknown', 'unconfirmed']).toContain(move.state)
      // Nothing is called sent that nobody saw or said.
      if (move.state === 'sent' && event.kind !== 'by-person') expect(['came', 'asked']).toContain(event.kind)
      // Ends nobody wanted are told; what goes on has its time; what ended has none.
      if (['missed', 'unconfirmed', 'refused'].includes(move.state)) expect(move.page).toBe(true)
      const goesOn = ['waiting', 'wait', 'unknown'].includes(move.state)
      expect(move.inMs !== undefined).toBe(goesOn)
      if (move.inMs !== undefined) expect(move.inMs).toBeGreaterThanOrEqual(0)
    }),
    { numRuns: 5000 },
  )
})

test('nothing moves what has ended but a person', () => {
  fc.assert(
    fc.property(anyStanding, anyEvent, (from, event) => {
      const isOver = ['sent', 'refused', 'cancelled', 'missed', 'unconfirmed', 'paused'].includes(from.state)
      if (isOver && event.kind !== 'by-person') expect(next(from, event, nowMs, 0)).toBeUndefined()
      if (from.state === 'sent') expect(next(from, event, nowMs, 0)).toBeUndefined()
    }),
    { numRuns: 3000 },
  )
})
