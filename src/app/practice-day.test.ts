import { expect, test } from 'vitest'
import { silentLog } from '#kernel/log.ts'
import { hourMs, minuteMs, wallClock } from '#kernel/time.ts'
import { havreClairPlaces } from '#networks/practice/places.ts'
import { practiceHistory, practiceReader, type PracticeOptions } from '#networks/practice/practice.ts'
import { StreamDriver } from '#stream/drive.ts'
import { createTrends } from '#stream/trends/trends.ts'
import type { TrendEvent } from '#stream/trends-contract.ts'

const seed = 1867
const startMs = Date.UTC(2031, 5, 3, 17, 20)
/** The readers begin the day's story this long after their start. */
const storyMs = startMs + 15 * minuteMs
const places = havreClairPlaces.map((place) => ({ name: place.name, also: place.aliases }))

type Told = Extract<TrendEvent, { kind: 'story' }>

/** A practice day as a fresh desk hears it: the day before, then these hours of it. */
async function storiesOf(day: PracticeOptions['day'], hours: number): Promise<Told[]> {
  const driver = new StreamDriver(createTrends({ places }))
  const events: TrendEvent[] = []
  const hear = (posts: ReturnType<typeof practiceHistory>): void =>
    void events.push(...driver.observe(posts.map((post) => ({ post, watches: [] }))))
  hear(practiceHistory({ seed, untilMs: startMs, hours: 26 }))
  const untilMs = startMs + hours * hourMs
  const reader = practiceReader({ seed, day, speed: 'max', startMs, untilMs })
  const { signal } = new AbortController()
  for await (const heard of reader.read({ clock: wallClock, log: silentLog, signal }))
    if (heard.kind === 'posts') hear(heard.posts)
  events.push(...driver.passTo(untilMs))
  return events.filter((event): event is Told => event.kind === 'story' && event.story.openedAtMs > startMs)
}

test('a fresh practice desk tells no story before the day’s own begins, and that one within the half hour', async () => {
  const told = await storiesOf('brown-water', 2)
  const [first] = told
  expect(first?.change).toBe('opened')
  expect(first?.story.openedAtMs).toBeGreaterThan(storyMs)
  expect(first?.story.openedAtMs).toBeLessThan(storyMs + 30 * minuteMs)
  expect(first?.story.terms.map((term) => term.text).join(' ')).toMatch(/water|eau/u)
})

test.each(['brown-water', 'flood'] as const)(
  'while people go on writing about the %s, its story is not told over',
  async (day) => {
    const told = await storiesOf(day, 2)
    expect(told.length).toBeGreaterThan(5)
    const [first] = told
    expect(told.filter((event) => event.story.id === first?.story.id && event.change === 'over')).toEqual([])
  },
)

test('an ordinary day in Havre-Clair tells nothing', async () => {
  expect((await storiesOf('quiet', 12)).map((event) => event.story.headline)).toEqual([])
})
