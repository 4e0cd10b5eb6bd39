import { expect, test } from 'vitest'
import { reviewInMin, reviewTime } from '#roles/early-warning/web/review.ts'

const nowMs = Date.UTC(2026, 4, 5, 18, 22)

test('a review is so many minutes from now, or none', () => {
  expect(reviewTime('60', nowMs)).toBe('2026-05-05T19:22:00.000Z')
  expect(reviewTime('none', nowMs)).toBeUndefined()
  expect(reviewTime('', nowMs)).toBeUndefined()
})

test('an overdue review is told from one to come', () => {
  expect(reviewInMin('2026-05-05T18:10:00Z', nowMs)).toBe(-12)
  expect(reviewInMin('2026-05-05T18:52:00Z', nowMs)).toBe(30)
  expect(reviewInMin(undefined, nowMs)).toBeUndefined()
})
