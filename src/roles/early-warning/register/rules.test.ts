import fc from 'fast-check'
import { expect, test } from 'vitest'
import { severities } from '#roles/early-warning/contract.ts'
import { firstReviewMs, mayChangeFact, nextToTell } from '#roles/early-warning/register/rules.ts'

const here = new Set(['ada', 'bea', 'cleo'])

test('the owner is told first, then the rota in its order, then nobody', () => {
  const overdue = { ownerId: 'ada', rota: ['bea', 'cleo'], here }
  expect(nextToTell({ ...overdue, told: [] })).toBe('ada')
  expect(nextToTell({ ...overdue, told: ['ada'] })).toBe('bea')
  expect(nextToTell({ ...overdue, told: ['ada', 'bea'] })).toBe('cleo')
  expect(nextToTell({ ...overdue, told: ['ada', 'bea', 'cleo'] })).toBeUndefined()
})

test('an owner who left, or who is only a name, is stepped over at once', () => {
  expect(nextToTell({ ownerId: 'gone', rota: ['bea'], told: [], here })).toBe('bea')
  expect(nextToTell({ ownerId: undefined, rota: ['bea'], told: [], here })).toBe('bea')
  expect(nextToTell({ ownerId: 'gone', rota: [], told: [], here })).toBeUndefined()
})

test('whoever is told next was not told before, is here, and everybody is told in the end', () => {
  const ids = fc.constantFrom('a', 'b', 'c', 'd')
  fc.assert(
    fc.property(ids, fc.uniqueArray(ids), fc.uniqueArray(ids), (ownerId, rota, present) => {
      const told: string[] = []
      const overdue = { ownerId, rota, here: new Set(present) }
      for (let next = nextToTell({ ...overdue, told }); next; next = nextToTell({ ...overdue, told })) {
        expect(told).not.toContain(next)
        expect(present).toContain(next)
        told.push(next)
      }
      expect(new Set(told)).toEqual(new Set([ownerId, ...rota].filter((id) => present.includes(id))))
    }),
  )
})

test('the worse it is, the sooner it is looked at again', () => {
  const reviews = severities.map((severity) => firstReviewMs(severity, 0))
  expect(reviews).toEqual(reviews.toSorted((a, b) => b - a))
  expect(reviews.every((ms) => ms > 0)).toBe(true)
})

test('only an unknown becomes known; what is withdrawn stays withdrawn', () => {
  expect(mayChangeFact('unknown', 'known')).toBe(true)
  expect(mayChangeFact('known', 'known')).toBe(false)
  expect(mayChangeFact('known', 'withdrawn')).toBe(true)
  expect(mayChangeFact('withdrawn', 'known')).toBe(false)
  expect(mayChangeFact('withdrawn', 'withdrawn')).toBe(false)
})
