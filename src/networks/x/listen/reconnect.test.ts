import { expect, test } from 'vitest'
import { nextWait, noFailures, type Ended, type Failures } from '#networks/x/listen/reconnect.ts'

function waits(ended: Ended, times: number): number[] {
  let failures: Failures = noFailures
  return Array.from({ length: times }, () => {
    const next = nextWait(failures, ended)
    failures = next.failures
    return next.waitMs
  })
}

test('after network errors a quarter of a second more each time, up to 16 s', () => {
  const all = waits({ kind: 'network', heard: false }, 70)
  expect(all.slice(0, 3)).toEqual([250, 500, 750])
  expect(all.slice(62, 66)).toEqual([15_750, 16_000, 16_000, 16_000])
})

test('after HTTP errors twice as long each time, from 5 s to 320 s', () => {
  expect(waits({ kind: 'http' }, 8)).toEqual([
    5000, 10_000, 20_000, 40_000, 80_000, 160_000, 320_000, 320_000,
  ])
})

test('after 429 twice as long from a minute, and never before the time it names', () => {
  expect(waits({ kind: 'limited', forMs: undefined }, 6)).toEqual([
    60_000, 120_000, 240_000, 480_000, 960_000, 960_000,
  ])
  expect(nextWait(noFailures, { kind: 'limited', forMs: 900_000 }).waitMs).toBe(900_000)
})

test('a connection that was good starts all counts anew', () => {
  const failures = { network: 9, http: 4, limited: 3 }
  expect(nextWait(failures, { kind: 'network', heard: true })).toEqual({
    failures: { network: 1, http: 0, limited: 0 },
    waitMs: 250,
  })
  expect(nextWait(failures, { kind: 'http' }).waitMs).toBe(80_000)
})
