import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hourMs, minuteMs } from '#kernel/time.ts'
import { TimeRange, type Series } from '#roles/reactions/boards/contract.ts'
import { lineOf, pictureOf, shifted, timesOf } from '#roles/reactions/web/boards/range.ts'

const nowMs = Date.UTC(2026, 10, 24, 21, 3, 20)

test('a range that ends now holds the present, is as long as it says and stands still for a while', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9600 }), fc.nat(5e8), (hours, laterMs) => {
      const { from, to } = timesOf({ kind: 'last', hours }, nowMs + laterMs)
      expect(Date.parse(to)).toBeGreaterThan(nowMs + laterMs)
      expect(Date.parse(to) - Date.parse(from)).toBe(hours * hourMs)
    }),
  )
  const early = timesOf({ kind: 'last', hours: 24 }, nowMs)
  expect(timesOf({ kind: 'last', hours: 24 }, nowMs + minuteMs)).toEqual(early)
})

test('back goes half a range at a time, forward ends at now and moves with it', () => {
  const back = shifted({ kind: 'last', hours: 24 }, -1, nowMs)
  expect(TimeRange.parse(back)).toMatchObject({ kind: 'fixed' })
  const { from, to } = timesOf(back, nowMs)
  expect(Date.parse(to) - Date.parse(from)).toBe(24 * hourMs)
  expect(Date.parse(to)).toBeLessThan(nowMs)
  expect(shifted(back, 1, nowMs)).toEqual({ kind: 'last', hours: 24 })
})

const counts: Series = {
  startAt: '2026-11-24T20:00:00.000Z',
  bucketMin: 30,
  watches: [
    {
      id: 'w',
      name: 'Libraries',
      rule: 'library',
      state: 'live',
      since: '2026-11-24T20:40:00.000Z',
      posts: [0, 4, 7, 0],
      total: 11,
    },
  ],
  gaps: [{ label: 'X', from: '2026-11-24T20:10:00.000Z', to: '2026-11-24T20:20:00.000Z' }],
  annotations: [
    { id: 'a', at: '2026-11-24T20:48:00.000Z', text: 'Libraries open', by: 'Sam', kind: 'announcement' },
  ],
  now: '2026-11-24T21:10:00.000Z',
  method: { en: '', fr: '' },
  coverage: { since: '2026-11-24T20:00:00.000Z', sources: 2, missing: [] },
}

test('what was not counted yet and what has not happened yet is unknown, not nought', () => {
  expect(lineOf(counts, 0).values).toEqual([undefined, 4, 7, undefined])
  expect(lineOf(counts, 3).values).toEqual([])
})

test('announcements and notes are told apart, and gaps are kept', () => {
  const note = { id: 'n', at: counts.now, text: 'Radio called', by: 'Sam', kind: 'note' as const }
  const picture = pictureOf(counts, [lineOf(counts, 0)], [note])
  expect(picture.marks?.map(({ kind }) => kind)).toEqual(['ours', 'other'])
  expect(picture.gaps).toHaveLength(1)
  expect(picture.bucketMs).toBe(30 * minuteMs)
})
