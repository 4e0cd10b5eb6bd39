import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AttentionSettings } from '#roles/early-warning/attention/contract.ts'
import { draftOf, faultsOf, settingsOf } from '#roles/early-warning/web/attention/budget-draft.ts'

const draft = { perWeek: '5', quiet: [], holidays: '', quietOnHolidays: false, breaks: 'grave' as const }

test('a holiday is a day and a name on a line of its own; empty lines are nothing', () => {
  const filled = { ...draft, holidays: '2027-07-01 Canada Day\n\n  2027-12-25, Noël ' }
  expect(faultsOf(filled)).toEqual([])
  expect(settingsOf(filled).holidays).toEqual([
    { on: '2027-07-01', name: 'Canada Day' },
    { on: '2027-12-25', name: 'Noël' },
  ])
})

test('what cannot be a holiday is said with its line', () => {
  for (const wrong of ['2027-02-30 No such day', '2027-07-01', 'Canada Day', '2027-13-01 Month thirteen'])
    expect(faultsOf({ ...draft, holidays: `2027-07-01 Canada Day\n${wrong}` })).toEqual([
      { field: 'holidays', key: 'holidaysWrong', line: 2 },
    ])
})

test('a budget is a whole number from 1 to 100, and quiet hours have days, a begin and another end', () => {
  for (const perWeek of ['0', '101', '2.5', '', 'many', '-3'])
    expect(faultsOf({ ...draft, perWeek })).toEqual([{ field: 'perWeek', key: 'perWeekWrong' }])
  const quiet = [
    { days: [], from: '22:00', to: '07:00' },
    { days: [1], from: '22:00', to: '22:00' },
    { days: [1], from: '', to: '07:00' },
  ]
  expect(faultsOf({ ...draft, quiet }).map(({ key }) => key)).toEqual(['noDay', 'sameTime', 'noTime'])
})

test('whatever settings there are, their form gives them back', () => {
  const clock = fc.constantFrom('00:00', '07:30', '22:15', '23:59')
  const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  const settings = fc.record({
    perWeek: fc.integer({ min: 1, max: 100 }),
    quiet: fc.array(
      fc
        .record({
          days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
          from: clock,
          to: clock,
        })
        .filter(({ from, to }) => from !== to),
      { maxLength: 3 },
    ),
    holidays: fc.array(
      fc.record({
        on: day.map((one) => one.toISOString().slice(0, 10)),
        name: fc.constantFrom('Noël', 'A day'),
      }),
      { maxLength: 4 },
    ),
    quietOnHolidays: fc.boolean(),
    breaks: fc.constantFrom('serious' as const, 'grave' as const, 'nothing' as const),
  })
  fc.assert(
    fc.property(settings, (wish) => {
      const back = draftOf(AttentionSettings.parse(wish))
      expect(faultsOf(back)).toEqual([])
      expect(settingsOf(back)).toEqual(wish)
    }),
  )
})
