import { expect, test } from 'vitest'
import type { Coverage } from '#listening/contract.ts'
import { hearingFinding } from '#app/commands/doctor-hearing.ts'

const well: Coverage = {
  mode: 'live',
  streamNow: '2026-05-05T18:22:00.000Z',
  heardLastHour: 10,
  lagS: 0.2,
  sources: [],
}

test('a desk that keeps up is fine', () => {
  expect(hearingFinding(well, 1000)).toMatchObject({
    state: 'fine',
    said: { en: 'posts are counted 0.2 s after they are heard' },
  })
})

test('a desk that is late, or leaves something out, is to be looked at, in both languages', () => {
  expect(hearingFinding({ ...well, lagS: 9 }, 1000).state).toBe('look')
  const shed = {
    level: 1,
    since: '2026-05-05T18:03:00.000Z',
    leftOut: ['pairs'],
    en: 'word pairs',
    fr: 'paires de mots',
    posts: 812,
  }
  const { state, said } = hearingFinding({ ...well, lagS: 2.4, shed }, 1000)
  expect(state).toBe('look')
  expect(said.en).toContain('without word pairs since 2026-05-05 18:03 UTC (812 posts)')
  expect(said.fr).toContain('sans paires de mots depuis 2026-05-05 18:03 UTC')
})

test('what was written down long ago is no news of now', () => {
  expect(hearingFinding(well, 60_000).said.en).toContain('nothing was heard here since 2026-05-05 18:22')
})
