import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wallTime } from '#kernel/wall-time.ts'
import { zoneOffsetMs } from '#kernel/zones.ts'

const utc = (text: string): number => Date.parse(`${text}Z`)

test('an ordinary time is one moment, in winter and in summer', () => {
  expect(wallTime('2026-01-15T09:00', 'America/Toronto')).toEqual({
    kind: 'once',
    atMs: utc('2026-01-15T14:00'),
  })
  expect(wallTime('2026-07-15T09:00', 'America/Toronto')).toEqual({
    kind: 'once',
    atMs: utc('2026-07-15T13:00'),
  })
  expect(wallTime('2026-07-15T09:00', 'Asia/Kathmandu')).toEqual({
    kind: 'once',
    atMs: utc('2026-07-15T03:15'),
  })
  expect(wallTime('2026-07-15T09:00', 'Pacific/Kiritimati')).toEqual({
    kind: 'once',
    atMs: utc('2026-07-14T19:00'),
  })
})

test('a time that clocks jump over is never', () => {
  const afterMs = utc('2026-03-08T07:00')
  expect(wallTime('2026-03-08T02:30', 'America/Toronto')).toEqual({ kind: 'never', afterMs })
  expect(wallTime('2026-03-08T02:00', 'America/Toronto')).toEqual({ kind: 'never', afterMs })
  expect(wallTime('2026-03-08T03:00', 'America/Toronto')).toEqual({ kind: 'once', atMs: afterMs })
  expect(wallTime('2026-03-29T02:30', 'Europe/Paris')).toEqual({
    kind: 'never',
    afterMs: utc('2026-03-29T01:00'),
  })
  // Half an hour only.
  expect(wallTime('2026-10-04T02:15', 'Australia/Lord_Howe')).toMatchObject({ kind: 'never' })
})

test('a time that clocks show twice is two moments', () => {
  expect(wallTime('2026-11-01T01:30', 'America/Toronto')).toEqual({
    ...{ kind: 'twice', firstMs: utc('2026-11-01T05:30'), secondMs: utc('2026-11-01T06:30') },
  })
  expect(wallTime('2026-11-01T02:00', 'America/Toronto')).toMatchObject({ kind: 'once' })
})

test('what is no time is refused', () => {
  for (const wall of [
    '',
    '2026-04-31T10:00',
    '2026-01-01T24:00',
    '2026-1-1T1:00',
    '2026-01-01T10:00:00',
    'noon',
  ])
    expect(wallTime(wall, 'America/Toronto')).toBeUndefined()
  expect(wallTime('2026-01-01T10:00', 'America/Nowhere')).toBeUndefined()
})

test('whatever moment is meant, its wall time leads back to it', () => {
  const zones = fc.constantFrom(
    'America/Toronto',
    'Europe/Paris',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'UTC',
    'Pacific/Apia',
  )
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60_000_000 }), zones, (minutes, zone) => {
      const atMs = Date.UTC(1990, 0, 1) + minutes * 60_000
      const wall = new Date(atMs + zoneOffsetMs(atMs, zone)).toISOString().slice(0, 16)
      const found = wallTime(wall, zone)
      const moments = Object.values(found ?? {}).filter((one) => typeof one === 'number')
      expect(moments).toContain(atMs)
    }),
  )
})
