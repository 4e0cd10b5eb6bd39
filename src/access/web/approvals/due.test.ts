import { expect, test } from 'vitest'
import { dueOf } from '#access/web/approvals/due.ts'

const noon = Date.UTC(2026, 2, 1, 12)
const at = (minutes: number): string => new Date(noon + minutes * 60_000).toISOString()

test('a deadline is over from its very moment on, and one second before it is not', () => {
  expect(dueOf(at(0), noon)).toMatchObject({ isOver: true })
  expect(dueOf(at(0), noon - 1000)).toMatchObject({ isOver: false, hours: 0, minutes: 0 })
})

test('hours go up to two days, then days are counted', () => {
  expect(dueOf(at(130), noon)).toEqual({ isOver: false, days: 0, hours: 2, minutes: 10 })
  expect(dueOf(at(47 * 60 + 59), noon)).toMatchObject({ days: 0, hours: 47, minutes: 59 })
  expect(dueOf(at(76 * 60), noon)).toMatchObject({ days: 3, hours: 4 })
  expect(dueOf(at(-35), noon)).toEqual({ isOver: true, days: 0, hours: 0, minutes: 35 })
})
