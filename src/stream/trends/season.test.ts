import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayMs, hourMs } from '#kernel/time.ts'
import { Season } from '#stream/trends/season.ts'

// A Monday, midnight UTC.
const mondayMs = Date.UTC(2031, 2, 3)

/** Weeks in which an hour of a weekday brings this many posts. */
function weeks(season: Season, count: number, postsAt: (weekday: number, hour: number) => number): void {
  for (let day = 0; day < count * 7; day++)
    for (let hour = 0; hour < 24; hour++) {
      const atMs = mondayMs + day * dayMs + hour * hourMs
      for (let post = 0; post < postsAt(day % 7, hour); post++) season.hear(atMs + post * 1000)
    }
  season.hear(mondayMs + count * 7 * dayMs)
}

test('a stream nobody has listened to has no busy hours', () => {
  const season = new Season()
  expect(season.shareAt(mondayMs)).toBe(1)
})

test('night, evening and weekend are told apart after some weeks of a few posts an hour', () => {
  const season = new Season()
  const postsAt = (weekday: number, hour: number): number => {
    if (hour < 6) return 0
    if (weekday >= 5) return 2
    return hour >= 18 ? 6 : 3
  }
  weeks(season, 6, postsAt)
  const at = (day: number, hour: number): number => season.shareAt(mondayMs + day * dayMs + hour * hourMs)
  expect(at(0, 3)).toBeLessThan(0.4)
  expect(at(0, 19)).toBeGreaterThan(1.6)
  expect(at(5, 19)).toBeLessThan(at(0, 19) * 0.6)
})

test('a holiday is lived like a Sunday, in the zone of the desk', () => {
  const season = new Season()
  weeks(season, 6, (weekday) => (weekday === 6 ? 1 : 6))
  const monday = mondayMs + 42 * dayMs + 12 * hourMs
  const ordinary = season.shareAt(monday)
  season.setCalendar({ timeZone: 'UTC', holidays: [new Date(monday).toISOString().slice(0, 10)] })
  expect(season.shareAt(monday)).toBeLessThan(ordinary * 0.5)
  // 02:00 of that day in UTC is still the day before in Toronto.
  season.setCalendar({
    timeZone: 'America/Toronto',
    holidays: [new Date(monday - dayMs).toISOString().slice(0, 10)],
  })
  expect(season.shareAt(monday - 10 * hourMs)).toBeLessThan(ordinary * 0.5)
})

test('one loud evening says little about evenings', () => {
  const season = new Season()
  weeks(season, 1, (weekday, hour) => (weekday === 2 && hour === 20 ? 400 : 4))
  // The same hour of another weekday is hardly moved by it: five weekdays share that hour of the day.
  expect(season.shareAt(mondayMs + 3 * dayMs + 20 * hourMs)).toBeLessThanOrEqual(5)
})

test('whatever is heard, shares stay between a tenth and five, and come back as they were saved', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 40 * 24 }), { maxLength: 300 }), (hours) => {
      const season = new Season()
      for (const hour of hours.toSorted((a, b) => a - b)) season.hear(mondayMs + hour * hourMs)
      const again = new Season()
      again.restore(season.saved(), mondayMs + 50 * dayMs)
      for (let hour = 0; hour < 168; hour += 7) {
        const share = again.shareAt(mondayMs + hour * hourMs)
        expect(share).toBeGreaterThanOrEqual(0.1)
        expect(share).toBeLessThanOrEqual(5)
      }
      expect(again.saved()).toEqual(season.saved())
    }),
    { numRuns: 25 },
  )
})
