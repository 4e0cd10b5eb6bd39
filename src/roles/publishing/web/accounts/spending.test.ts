import { expect, test } from 'vitest'
import { dollars, leftOf } from '#roles/publishing/web/accounts/spending.ts'

const month = { network: 'x', name: 'X', untilMs: 0, monthMillidollars: 50_000, reserveMillidollars: 10_000 }
const left = (spentMillidollars: number, more = {}) => leftOf({ ...month, spentMillidollars, ...more })

test('ordinary use ends where the reserve begins, and the reserve is used last', () => {
  expect(left(0)).toEqual({ ordinary: 40_000, emergency: 10_000, shareOf1: 0, isLow: false })
  expect(left(36_000)).toMatchObject({ ordinary: 4000, emergency: 10_000, isLow: false })
  expect(left(36_001)).toMatchObject({ isLow: true })
  expect(left(45_000)).toMatchObject({ ordinary: 0, emergency: 5000, isLow: true })
  expect(left(60_000)).toMatchObject({ ordinary: 0, emergency: 0, shareOf1: 1 })
})

test('a reserve as large as the month leaves nothing for ordinary days, and none leaves all', () => {
  expect(left(0, { reserveMillidollars: 99_000 })).toMatchObject({
    ordinary: 0,
    emergency: 50_000,
    isLow: true,
  })
  expect(left(0, { reserveMillidollars: 0 })).toMatchObject({ ordinary: 50_000, emergency: 0 })
})

test('amounts are written as each language writes US dollars', () => {
  expect(dollars(1250, 'en-CA')).toBe('US$1.25')
  expect(dollars(1_234_560, 'fr-CA').replaceAll(/\s/gu, ' ')).toBe('1 234,56 $ US')
  expect(dollars(0, 'en-CA')).toBe('US$0.00')
})
