import { expect, test } from 'vitest'
import { hourMs, minuteMs } from '#kernel/time.ts'
import { addToSeries, alarmOf, emptySeries, type Series, type Week } from '#stream/trends/series.ts'

// A town of 5,000 where a watch hears two posts an hour by day and none at night.
const startMs = Date.UTC(2031, 2, 3)
const flat: Week = { shareAt: () => 1 }
const evenings: Week = { shareAt: (atMs) => (new Date(atMs).getUTCHours() === 20 ? 4 : 0.8) }

function say(series: Series, atMs: number, author: string, week: Week): void {
  addToSeries(series, { atMs, author }, week)
}

/** Three weeks in which each evening at eight brings eight posts, and any other hour one or two. */
function eveningTown(week: Week): Series {
  const series = emptySeries()
  for (let hour = 0; hour < 21 * 24; hour++) {
    const posts = hour % 24 === 20 ? 8 : 1 + (hour % 2)
    for (let i = 0; i < posts; i++)
      say(series, startMs + hour * hourMs + (i * hourMs) / posts, `a${hour}-${i}`, week)
  }
  return series
}

test('an evening as busy as every evening is no alarm when the week is known, and is one when it is not', () => {
  const eightMs = startMs + 21 * 24 * hourMs + 20 * hourMs
  const alarm = (week: Week): number => {
    const series = eveningTown(week)
    for (let i = 0; i < 13; i++) say(series, eightMs + i * 4 * minuteMs, `e${i}`, week)
    return alarmOf(series, eightMs + 55 * minuteMs, 0, week)?.surprise ?? 0
  }
  expect(alarm(evenings)).toBeLessThan(4)
  expect(alarm(evenings)).toBeLessThan(alarm(flat) / 2)
})

test('six people within a quarter of an hour at night stand out, whatever the evenings are like', () => {
  const series = eveningTown(evenings)
  const nightMs = startMs + 21 * 24 * hourMs + 3 * hourMs
  for (let i = 0; i < 8; i++) say(series, nightMs + i * minuteMs, `n${i}`, evenings)
  expect(alarmOf(series, nightMs + 10 * minuteMs, 4, evenings)?.count).toBeGreaterThanOrEqual(8)
})

test('who says more within three hours is still one voice, and is heard again later', () => {
  const series = emptySeries()
  for (let i = 0; i < 10; i++) say(series, startMs + i * minuteMs, 'loud', flat)
  expect(series.times).toHaveLength(1)
  say(series, startMs + 4 * hourMs, 'loud', flat)
  expect(series.times).toHaveLength(2)
  expect(series.authors.size).toBe(1)
})

test('authors are forgotten after three hours, so a long-running watch stays small', () => {
  const series = emptySeries()
  for (let i = 0; i < 5000; i++) say(series, startMs + i * minuteMs, `a${i}`, flat)
  expect(series.authors.size).toBeLessThanOrEqual(181)
})
