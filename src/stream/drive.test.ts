import { expect, test } from 'vitest'
import { dayMs, minuteMs } from '#kernel/time.ts'
import { StreamDriver } from '#stream/drive.ts'
import type { Observed, Trends } from '#stream/trends-contract.ts'

const startMs = Date.UTC(2026, 5, 2, 8)

function observedAt(atMs: number): Observed {
  return {
    post: {
      id: `practice:${atMs}`,
      network: 'practice',
      source: 'practice',
      text: 'x',
      atMs,
      heardAtMs: atMs,
    },
    watches: [],
  }
}

function recorder(): { trends: Trends; said: string[] } {
  const said: string[] = []
  const minute = (ms: number): number => Math.round((ms - startMs) / minuteMs)
  return {
    said,
    trends: {
      observe: (batch) => void said.push(...batch.map((one) => `post ${minute(one.post.atMs)}`)),
      tick: (atMs) => (said.push(`tick ${minute(atMs)}`), []),
      setMuted: () => undefined,
      setCalendar: () => undefined,
      setShed: () => undefined,
      forget: () => undefined,
      save: () => '',
      load: () => undefined,
    },
  }
}

test('the engine peeks at each full minute, between the posts before and after it', () => {
  const { trends, said } = recorder()
  new StreamDriver(trends).observe([
    observedAt(startMs),
    observedAt(startMs + minuteMs),
    observedAt(startMs + 3 * minuteMs),
  ])
  expect(said).toEqual(['post 0', 'tick 1', 'post 1', 'tick 2', 'tick 3', 'post 3'])
})

test('a post from yesterday is observed and does not turn the clock back', () => {
  const { trends, said } = recorder()
  const driver = new StreamDriver(trends)
  driver.observe([observedAt(startMs + minuteMs)])
  driver.observe([observedAt(startMs - dayMs), observedAt(startMs + 2 * minuteMs)])
  expect(said.filter((line) => line.startsWith('tick'))).toEqual(['tick 2'])
})

test('quiet minutes pass too', () => {
  const { trends, said } = recorder()
  const driver = new StreamDriver(trends)
  driver.observe([observedAt(startMs)])
  driver.passTo(startMs + 3 * minuteMs)
  expect(said).toEqual(['post 0', 'tick 1', 'tick 2', 'tick 3'])
})

test('a pause of a year costs a day of ticks at most', () => {
  const { trends, said } = recorder()
  const driver = new StreamDriver(trends)
  driver.observe([observedAt(startMs)])
  driver.passTo(startMs + 365 * dayMs)
  expect(said.length).toBeLessThanOrEqual(24 * 60 + 3)
})
