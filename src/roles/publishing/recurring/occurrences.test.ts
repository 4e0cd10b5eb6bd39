import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Rule } from '#roles/publishing/recurring/contract.ts'
import { timesAfter } from '#roles/publishing/recurring/occurrences.ts'

const base = { every: 1, from: '2026-03-02', time: '09:00', zone: 'America/Toronto' } as const

function walls(rule: Rule, limit = 5): string[] {
  return timesAfter(rule, -Infinity, limit).map(({ wall }) => wall.slice(0, 10))
}

test('every so many days, weeks on some days, and months on a day', () => {
  expect(walls({ ...base, unit: 'day', every: 3 })).toEqual([
    ...['2026-03-02', '2026-03-05', '2026-03-08', '2026-03-11', '2026-03-14'],
  ])
  expect(walls({ ...base, unit: 'week', weekdays: [1, 4] })).toEqual([
    ...['2026-03-02', '2026-03-05', '2026-03-09', '2026-03-12', '2026-03-16'],
  ])
  // It begins on a Wednesday: the Monday of that week is over, the week counts all the same.
  expect(walls({ ...base, from: '2026-03-04', unit: 'week', every: 2, weekdays: [1, 5] })).toEqual([
    ...['2026-03-06', '2026-03-16', '2026-03-20', '2026-03-30', '2026-04-03'],
  ])
  expect(walls({ ...base, from: '2026-01-31', unit: 'month' }, 4)).toEqual([
    ...['2026-01-31', '2026-03-31', '2026-05-31', '2026-07-31'],
  ])
  expect(walls({ ...base, from: '2028-02-29', unit: 'month', every: 12 }, 2)).toEqual([
    '2028-02-29',
    '2032-02-29',
  ])
})

test('it ends with its last day, or after so many times', () => {
  expect(walls({ ...base, unit: 'day', until: '2026-03-03' })).toEqual(['2026-03-02', '2026-03-03'])
  expect(walls({ ...base, unit: 'day', count: 1 })).toEqual(['2026-03-02'])
  // What is past counts too.
  expect(timesAfter({ ...base, unit: 'day', count: 3 }, Date.UTC(2026, 2, 3, 15), 9)).toHaveLength(1)
})

test('it keeps its wall time when clocks change; a time that is none is the jump, of two the first', () => {
  const hours = (rule: Rule): string[] =>
    timesAfter(rule, -Infinity, 3).map(({ atMs }) => new Date(atMs).toISOString().slice(5, 16))
  expect(hours({ ...base, from: '2026-03-07', unit: 'day' })).toEqual([
    ...['03-07T14:00', '03-08T13:00', '03-09T13:00'],
  ])
  expect(hours({ ...base, from: '2026-03-07', time: '02:30', unit: 'day' })).toEqual([
    ...['03-07T07:30', '03-08T07:00', '03-09T06:30'],
  ])
  expect(hours({ ...base, from: '2026-10-31', time: '01:30', unit: 'day' })).toEqual([
    ...['10-31T05:30', '11-01T05:30', '11-02T06:30'],
  ])
})

test('whatever the rule, times come in order, each once, and on days it names', () => {
  const rules = fc.record({
    unit: fc.constantFrom('day' as const, 'week' as const, 'month' as const),
    every: fc.integer({ min: 1, max: 366 }),
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
    days: fc.integer({ min: 0, max: 15_000 }),
    minute: fc.integer({ min: 0, max: 1439 }),
    zone: fc.constantFrom('America/Toronto', 'Asia/Beirut', 'Australia/Lord_Howe', 'UTC', 'Pacific/Apia'),
  })
  fc.assert(
    fc.property(rules, ({ unit, every, weekdays, days, minute, zone }) => {
      const from = new Date(Date.UTC(2000, 0, 1) + days * 86_400_000).toISOString().slice(0, 10)
      const time = new Date(minute * 60_000).toISOString().slice(11, 16)
      const rule = Rule.parse({ unit, every, from, time, zone, ...(unit === 'week' && { weekdays }) })
      const times = timesAfter(rule, -Infinity, 6)
      expect(times).toHaveLength(6)
      for (const [i, { wall, atMs }] of times.entries()) {
        expect(wall >= `${from}T${time}`).toBe(true)
        if (i > 0) expect(atMs).toBeGreaterThan(times[i - 1]?.atMs ?? Infinity)
        if (unit === 'month') expect(wall.slice(8, 10)).toBe(from.slice(8))
      }
    }),
    { numRuns: 60 },
  )
})

test('rules that are none are refused, and one that names no day ends', () => {
  for (const odd of [
    { ...base, unit: 'week' },
    { ...base, unit: 'day', weekdays: [1] },
    { ...base, unit: 'day', every: 0 },
    { ...base, unit: 'day', time: '24:00' },
    { ...base, unit: 'day', zone: 'America/Nowhere' },
    { ...base, unit: 'day', from: '2026-02-30' },
    { ...base, unit: 'day', until: '2026-03-01' },
    { ...base, unit: 'year' },
    { ...base, unit: 'day', from: '9999-12-30' },
  ])
    expect(Rule.safeParse(odd).success).toBe(false)
  expect(walls({ ...base, from: '2026-03-03', unit: 'week', weekdays: [1], until: '2026-03-08' })).toEqual([])
})
