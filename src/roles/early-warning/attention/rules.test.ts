import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayMs, hourMs } from '#kernel/time.ts'
import type { AttentionSettings, Severity } from '#roles/early-warning/attention/contract.ts'
import { replayBudget } from '#roles/early-warning/attention/replaying.ts'
import {
  attentionFor,
  breaksQuiet,
  mayHoldSource,
  scoreOf,
  severityOf,
  usualSettings,
  type Step,
} from '#roles/early-warning/attention/rules.ts'

const nowMs = Date.UTC(2031, 2, 5, 12)
const settings = { ...usualSettings, perWeek: 3, timeZone: 'UTC' }
const none = { told: [], interrupted: [] }

function step(change: Partial<Step> = {}): Step {
  return { storyId: 's', atMs: nowMs, score: 20, severity: 'plain', ...change }
}

test('a team that has heard of nothing yet is told at once', () => {
  expect(attentionFor(step(), none, settings)).toEqual({ decision: 'interrupts', why: 'ranked' })
})

test('a story that ranks below those the budget has room for waits in the list', () => {
  const told = Array.from({ length: 40 }, (_, i) => ({
    storyId: `t${i}`,
    firstAtMs: nowMs - (i + 1) * 12 * hourMs,
    score: 30 + i,
  }))
  expect(attentionFor(step({ score: 29 }), { told, interrupted: [] }, settings)).toEqual({
    decision: 'waits',
    why: 'ranked-below',
  })
  expect(attentionFor(step({ score: 80 }), { told, interrupted: [] }, settings).decision).toBe('interrupts')
})

test('a spent budget has room again seven days after its oldest interruption', () => {
  const interrupted = [1, 2, 3].map((days) => ({ storyId: `i${days}`, atMs: nowMs - days * dayMs }))
  expect(attentionFor(step({ score: 99 }), { told: [], interrupted }, settings)).toEqual({
    decision: 'waits',
    why: 'budget-spent',
    untilMs: nowMs - 3 * dayMs + 7 * dayMs,
  })
  expect(attentionFor(step({ severity: 'grave' }), { told: [], interrupted }, settings)).toEqual({
    decision: 'interrupts',
    why: 'grave',
  })
})

test('quiet hours hold back what is plain, and what is grave breaks them', () => {
  const quiet = { ...settings, quiet: [{ days: [3], from: '11:00', to: '13:30' }] }
  expect(attentionFor(step(), none, quiet)).toEqual({
    decision: 'waits',
    why: 'quiet',
    untilMs: Date.UTC(2031, 2, 5, 13, 30),
  })
  expect(attentionFor(step({ severity: 'grave' }), none, quiet).decision).toBe('interrupts')
  expect(attentionFor(step({ severity: 'grave' }), none, { ...quiet, breaks: 'nothing' }).decision).toBe(
    'waits',
  )
  expect(breaksQuiet('serious', 'grave')).toBe(false)
  expect(breaksQuiet('serious', 'serious')).toBe(true)
})

test('severity needs different people who speak of harm, not a large number alone', () => {
  expect(severityOf({ state: 'rising-fast', posts: 10, authors: 9, harm: 6 })).toBe('grave')
  expect(severityOf({ state: 'steady', posts: 10, authors: 9, harm: 6 })).toBe('serious')
  expect(severityOf({ state: 'rising-fast', posts: 40, authors: 2, harm: 40 })).toBe('plain')
  expect(severityOf({ state: 'rising', posts: 0, authors: 0 })).toBe('plain')
})

test('a score is a number whatever was counted', () => {
  const story = { state: 'rising', updatedAtMs: 0, authors: 3, posts: 3 } as const
  expect(scoreOf({ ...story, surprise: Number.NaN })).toBe(0)
  expect(scoreOf({ ...story, surprise: 4, harm: 3 })).toBeGreaterThanOrEqual(
    scoreOf({ ...story, surprise: 4 }),
  )
})

test('a source that brings most of what is heard cannot be held back', () => {
  const heard = [
    { source: 'jetstream', heardLastHour: 900 },
    { source: 'feed', heardLastHour: 4 },
  ]
  expect(mayHoldSource('feed', heard)).toBe(true)
  expect(mayHoldSource('jetstream', heard)).toBe(false)
  expect(mayHoldSource('feed', heard.slice(1))).toBe(false)
})

const anySteps = fc.array(
  fc.record({
    storyId: fc.integer({ min: 0, max: 60 }).map((n) => `s${n}`),
    atMs: fc.integer({ min: 0, max: 60 * 24 }).map((hours) => nowMs + hours * hourMs),
    score: fc.double({ min: 0, max: 60, noNaN: true }),
    severity: fc.constantFrom<Severity>('plain', 'plain', 'plain', 'serious', 'grave'),
    ended: fc.constantFrom(false, false, false, true),
  }),
  { maxLength: 160 },
)
const anySettings: fc.Arbitrary<AttentionSettings & { timeZone: string }> = fc.record({
  perWeek: fc.integer({ min: 1, max: 12 }),
  quiet: fc.array(
    fc.record({
      days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      from: fc.constantFrom('22:00', '18:30', '00:00'),
      to: fc.constantFrom('07:00', '06:15', '12:00'),
    }),
    { maxLength: 3 },
  ),
  holidays: fc.constant([{ on: '2031-03-10', name: 'A day off' }]),
  quietOnHolidays: fc.boolean(),
  breaks: fc.constantFrom('serious', 'grave', 'nothing'),
  timeZone: fc.constantFrom('UTC', 'America/Toronto', 'Australia/Lord_Howe'),
})

test('in any seven days the budget holds, and what is grave at most doubles it; no story interrupts twice', () => {
  fc.assert(
    fc.property(anySteps, anySettings, (steps, wish) => {
      const would = replayBudget(steps, wish)
      expect(new Set(would.map(({ step: { storyId } }) => storyId)).size).toBe(would.length)
      for (const { atMs } of would) {
        const week = would.filter((one) => one.atMs > atMs - 7 * dayMs && one.atMs <= atMs)
        expect(week.length).toBeLessThanOrEqual(2 * wish.perWeek)
        const last = week.at(-1)
        if (last?.decision.why === 'ranked') expect(week.length).toBeLessThanOrEqual(wish.perWeek)
      }
    }),
    { numRuns: 150 },
  )
})

test('a larger budget never leaves out a week in which a smaller one had room', () => {
  fc.assert(
    fc.property(anySteps, fc.integer({ min: 1, max: 6 }), (steps, perWeek) => {
      const plain = steps.map((one) => ({ ...one, severity: 'plain' as const }))
      const few = replayBudget(plain, { ...usualSettings, perWeek, timeZone: 'UTC' })
      const all = replayBudget(plain, { ...usualSettings, perWeek: 100, timeZone: 'UTC' })
      expect(all.length).toBeGreaterThanOrEqual(few.length)
      // With room for everything, every story that was told before it ended interrupts.
      const alive = new Set(plain.filter((one) => !one.ended).map(({ storyId }) => storyId))
      expect(all.length).toBe(alive.size)
    }),
    { numRuns: 100 },
  )
})
