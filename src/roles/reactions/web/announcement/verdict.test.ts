import { expect, test } from 'vitest'
import type { Tones } from '#roles/reactions/analysis/contract.ts'
import { changeOf, feelingOf, newsOf } from '#roles/reactions/web/announcement/verdict.ts'

const share = (shareOf1: number, halfOf1: number) => ({
  posts: Math.round(shareOf1 * 100),
  shareOf1,
  lowOf1: shareOf1 - halfOf1,
  highOf1: shareOf1 + halfOf1,
})

function tones(positive: number, negative: number, halfOf1 = 0.05): Tones {
  return {
    n: 120,
    sure: 100,
    authors: 90,
    positive: share(positive, halfOf1),
    negative: share(negative, halfOf1),
    neutral: share(1 - positive - negative, halfOf1),
    unsure: share(0.16, halfOf1),
    enough: true,
  }
}

test('people are called glad or unhappy only when the intervals lie apart', () => {
  expect(feelingOf(tones(0.6, 0.2))).toBe('glad')
  expect(feelingOf(tones(0.2, 0.5))).toBe('unhappy')
  expect(feelingOf(tones(0.4, 0.35))).toBe('mixed')
  expect(feelingOf(tones(0.6, 0.3, 0.2))).toBe('mixed')
  expect(feelingOf(tones(0.1, 0.1))).toBe('neither')
})

test('too few posts say nothing, however clear they look', () => {
  expect(feelingOf({ ...tones(0.9, 0), enough: false })).toBe('too-little')
})

test('silence of the news is told from nobody listening to it', () => {
  const media = { heard: true, items: [], outlets: 0 }
  const first = { label: 'Gazette', at: '2026-11-24T21:00:00.000Z', afterMin: 27 }
  expect(newsOf({ ...media, trace: undefined as never })).toBe('none')
  expect(newsOf({ ...media, heard: false, trace: undefined as never })).toBe('unheard')
  expect(newsOf({ ...media, first, trace: undefined as never })).toBe('after')
  expect(newsOf({ ...media, first: { ...first, afterMin: -3 }, trace: undefined as never })).toBe('before')
})

test('a change is told only when its interval holds no nought', () => {
  expect(changeOf({ lowOf1: 0.02, highOf1: 0.2 })).toBe('up')
  expect(changeOf({ lowOf1: -0.2, highOf1: -0.01 })).toBe('down')
  expect(changeOf({ lowOf1: -0.05, highOf1: 0.2 })).toBe('level')
})
