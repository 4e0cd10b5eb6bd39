import { expect, test } from 'vitest'
import { questionIn, wallAt, zonesListed } from '#roles/publishing/web/send/wall.ts'
import { ProblemError } from '#web/client.ts'

const zone = 'America/Toronto'

test('a moment is what clocks show there, before and after they change', () => {
  expect(wallAt(Date.UTC(2026, 2, 8, 6, 59), zone)).toBe('2026-03-08T01:59')
  expect(wallAt(Date.UTC(2026, 2, 8, 7), zone)).toBe('2026-03-08T03:00')
  expect([5, 6].map((hour) => wallAt(Date.UTC(2026, 10, 1, hour, 30), zone))).toEqual([
    ...['2026-11-01T01:30', '2026-11-01T01:30'],
  ])
})

test('the likely zones come first, and none twice', () => {
  const zones = zonesListed([zone, 'America/Halifax', zone])
  expect(zones.slice(0, 3)).toEqual([zone, 'America/Halifax', 'UTC'])
  expect(new Set(zones).size).toBe(zones.length)
  expect(zones.length).toBeGreaterThan(100)
})

const refusal = (error: string, answer: unknown) =>
  new ProblemError(422, { error, en: 'Which one?', fr: 'Laquelle ?' }, { answer })

test('the question of the server is read out of its refusal; anything else is no question', () => {
  const times = ['2026-11-01T05:30:00.000Z', '2026-11-01T06:30:00.000Z']
  expect(questionIn(refusal('time-twice', { times }))).toEqual({ kind: 'twice', times })
  expect(questionIn(refusal('time-jumped-over', { times: times.slice(1) }))?.kind).toBe('jumped')
  expect(questionIn(refusal('time-past', { times: [] }))).toBeUndefined()
  for (const answer of [undefined, null, 'no', { times: 'no' }, { times: [] }, { times: [7, 'never'] }])
    expect(questionIn(refusal('time-twice', answer))?.times).not.toEqual(expect.arrayContaining(['never']))
  expect(questionIn(new Error('offline'))).toBeUndefined()
})
