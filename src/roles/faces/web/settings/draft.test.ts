import { expect, test } from 'vitest'
import { draftOf, faultsIn, readHours, settingsOf } from '#roles/faces/web/settings/draft.ts'

test('hours to cover are read as people write them, in both languages', () => {
  const monday = [{ weekday: 1, starts: '08:30', ends: '16:30' }]
  for (const line of ['mon 08:30-16:30', 'Monday 8:30 – 16:30', 'lun 8 h 30 - 16 h 30', 'lundi: 8h30-16h30'])
    expect(readHours(line)).toEqual(monday)
  expect(readHours('mon-fri 08:30-16:30')?.map(({ weekday }) => weekday)).toEqual([1, 2, 3, 4, 5])
  for (const line of [
    'fri-mon 08:00-09:00',
    'mon 25:00-26:00',
    'someday 08:00-09:00',
    'mon',
    '',
    'mon 08:00',
  ])
    expect(readHours(line)).toBeUndefined()
})

test('what was kept comes back the same, and what is wrong is named by its line', () => {
  const kept = {
    cover: [{ weekday: 6, starts: '22:00', ends: '06:00' }],
    away: { en: 'Back {next}.', fr: 'Retour {next}.' },
    embedHosts: ['https://www.ville.example'],
  }
  expect(settingsOf(draftOf(kept))).toEqual(kept)
  expect(settingsOf(draftOf(kept, 'fr'))).toEqual(kept)
  expect(faultsIn(draftOf(kept))).toEqual([])
  const wrong = {
    cover: 'mon 08:30-16:30\nnever',
    away: { en: 'Closed', fr: '' },
    embedHosts: 'http://a.example',
  }
  expect(faultsIn(wrong)).toEqual([
    { field: 'cover', why: 'cover', line: 2 },
    { field: 'away.fr', why: 'away', line: 0 },
    { field: 'embedHosts', why: 'host', line: 1 },
  ])
  expect(faultsIn({ ...wrong, cover: 'mon 08:00-08:00' })[0]).toMatchObject({ why: 'sameTime' })
})
