import { expect, test } from 'vitest'
import { dayMs, hourMs, minuteMs, wallClock, weekMs } from './time.ts'

test('lengths of time are what their names say', () => {
  expect([minuteMs, hourMs, dayMs, weekMs]).toEqual([60_000, 3_600_000, 86_400_000, 604_800_000])
})

test('the wall clock waits, and is never early', async () => {
  const startMs = performance.now()
  await wallClock.sleep(5)
  expect(performance.now() - startMs).toBeGreaterThan(3.9)
})

test('waiting ends at once when it is called off, before or meanwhile', async () => {
  await wallClock.sleep(3_600_000, AbortSignal.abort())
  const calledOff = new AbortController()
  const waiting = wallClock.sleep(3_600_000, calledOff.signal)
  calledOff.abort()
  await waiting
})
