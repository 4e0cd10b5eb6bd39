import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayMs, hourMs, minuteMs } from '#kernel/time.ts'
import { askAgainInMs, firstReadInMs, lastReadMs, nextReadInMs } from '#roles/publishing/results/rules.ts'

const begunMs = Date.UTC(2031, 3, 7, 12)

/** Ages at which it is read, from the first to the last. */
function ages(isPriced: boolean): number[] {
  const all = [firstReadInMs({ isPriced })]
  for (let at = begunMs + (all[0] ?? 0); all.length < 1000;) {
    const inMs = nextReadInMs({ begunMs, isPriced }, at)
    if (inMs === undefined) break
    at += inMs
    all.push(at - begunMs)
  }
  return all
}

test('what is free is read often on its first day, and in the end once a week', () => {
  const all = ages(false)
  expect(all[0]).toBe(15 * minuteMs)
  expect(all.filter((age) => age <= dayMs).length).toBeGreaterThanOrEqual(8)
  expect(all.length).toBeLessThan(40)
  expect(all.at(-1)).toBe(lastReadMs)
})

test('what is paid for is read nine times in three months', () => {
  expect(ages(true).map((age) => age / hourMs)).toEqual(
    [1, 3, 9, 27, 81, 243, 729, 1449, 2160].slice(0, ages(true).length),
  )
  expect(ages(true).length).toBeLessThanOrEqual(9)
  expect(ages(true).at(-1)).toBe(lastReadMs)
})

test('reading always goes on, never at once again, and always ends', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.integer({ min: -hourMs, max: 200 * dayMs }), (isPriced, ageMs) => {
      const inMs = nextReadInMs({ begunMs, isPriced }, begunMs + ageMs)
      expect(inMs === undefined).toBe(ageMs >= lastReadMs)
      if (inMs !== undefined) expect(inMs).toBeGreaterThan(0)
    }),
  )
})

test('a network that says nothing is asked less and less, as late as it asks itself, and given up at the end', () => {
  const asked = (tries: number, retryInMs?: number) =>
    askAgainInMs({ begunMs }, { nowMs: begunMs + hourMs, tries, retryInMs })
  expect([asked(0), asked(1), asked(40)]).toEqual([10 * minuteMs, 20 * minuteMs, dayMs])
  expect(asked(0, 3 * dayMs)).toBe(3 * dayMs)
  expect(askAgainInMs({ begunMs }, { nowMs: begunMs + lastReadMs, tries: 0 })).toBeUndefined()
})
