import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayMs, hourMs, minuteMs, secondMs } from '#kernel/time.ts'
import { askAgainInMs, firstReadMs, nextReadInMs } from '#sending/polls/rules.ts'

const begunMs = Date.UTC(2031, 3, 7, 12)

/** Every reading of a poll of this length, from its first to its last. */
function readings(lengthMs: number): number[] {
  const times = { begunMs, endsMs: begunMs + lengthMs }
  const all = [begunMs + firstReadMs]
  for (let at = all[0] ?? 0; ;) {
    const inMs = nextReadInMs(times, at)
    if (inMs === undefined || all.length > 10_000) return all
    at += inMs
    all.push(at)
  }
}

test('a poll of a week is read a few hundred times, often at first, and twice after its end', () => {
  const all = readings(7 * dayMs)
  expect(all.length).toBeGreaterThan(150)
  expect(all.length).toBeLessThan(300)
  expect(all.filter((at) => at < begunMs + 10 * minuteMs).length).toBeGreaterThan(8)
  expect(all.filter((at) => at >= begunMs + 7 * dayMs)).toEqual([
    begunMs + 7 * dayMs + 5 * secondMs,
    begunMs + 7 * dayMs + 10 * minuteMs,
  ])
})

test('however long a poll is open, reading goes on to its end, never stops before, and always stops', () => {
  fc.assert(
    fc.property(fc.integer({ min: 5 * minuteMs, max: 40 * dayMs }), (lengthMs) => {
      const all = readings(lengthMs)
      expect(all.length).toBeLessThan(2000)
      expect(all.at(-1)).toBe(begunMs + lengthMs + 10 * minuteMs)
      expect(all.every((at, i) => i === 0 || at > (all[i - 1] ?? 0))).toBe(true)
    }),
  )
})

test('a network that does not tell is asked less and less, as it asks itself, and given up two days after the end', () => {
  const times = { begunMs, endsMs: begunMs + dayMs }
  const nowMs = begunMs + hourMs
  expect([0, 1, 3, 50].map((tries) => askAgainInMs(times, { nowMs, tries }))).toEqual([
    ...[minuteMs, 2 * minuteMs, 8 * minuteMs, hourMs],
  ])
  expect(askAgainInMs(times, { nowMs, tries: 0, retryInMs: 3 * hourMs })).toBe(3 * hourMs)
  expect(askAgainInMs(times, { nowMs: times.endsMs + 2 * dayMs + 1, tries: 0 })).toBeUndefined()
})
