import { expect, test } from 'vitest'
import { ScheduleInput } from '#roles/reactions/reports/contract.ts'
import { inputOf, newPlan, toggled, withEvery } from '#roles/reactions/web/reports/plan-draft.ts'
import { weekDays } from '#roles/reactions/web/reports/rhythm-words.ts'

const draft = { ...newPlan({ timeZone: 'America/Toronto' }, 'fr'), people: ['ana'] }

test('a new plan is every Monday morning, in the language of the screen, to nobody yet', () => {
  const fresh = newPlan({ timeZone: 'America/Toronto' }, 'fr')
  expect(inputOf(fresh)).toEqual({
    ...{ every: 'week', onDay: 1, atTime: '07:30', timeZone: 'America/Toronto', language: 'fr' },
    ...{ people: [], addresses: [] },
  })
})

test('what is sent is what the contract takes, for every rhythm', () => {
  for (const every of ['day', 'week', 'month'] as const) {
    const input = inputOf(withEvery({ ...draft, onDay: '5' }, every))
    expect(ScheduleInput.safeParse(input).success).toBe(true)
    expect('onDay' in input).toBe(every !== 'day')
  }
  expect(ScheduleInput.safeParse({ ...inputOf(draft), onDay: 9 }).success).toBe(false)
})

test('another rhythm begins with its first day, the same keeps what was chosen', () => {
  expect(withEvery({ ...draft, onDay: '5' }, 'month').onDay).toBe('1')
  expect(withEvery({ ...draft, onDay: '5' }, 'week').onDay).toBe('5')
})

test('an answer about odd times is sent only when it was given', () => {
  expect(inputOf({ ...draft, ifSkipped: 'after', ifTwice: '' })).toMatchObject({ ifSkipped: 'after' })
  expect(inputOf(draft)).not.toHaveProperty('ifTwice')
})

test('somebody is chosen once, and let go', () => {
  expect(toggled(['a'], 'a', true)).toEqual(['a'])
  expect(toggled(['a', 'b'], 'a', false)).toEqual(['b'])
})

test('a week begins on Monday in both languages', () => {
  expect([weekDays('en-CA')[0], weekDays('fr-CA')[0], weekDays('fr-CA').length]).toEqual([
    'Monday',
    'lundi',
    7,
  ])
})
