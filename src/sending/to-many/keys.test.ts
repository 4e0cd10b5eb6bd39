import { expect, test } from 'vitest'
import { keysFrom, SubscriberNotOpened } from '#sending/to-many/keys.ts'

const keys = keysFrom('one secret')

test('a token names one subscription, and no other text does', () => {
  const token = keys.token('ab12')
  expect(keys.idOf(token)).toBe('ab12')
  const wrong = [
    ...['', '.', 'ab12', 'ab12.', `${token}x`, token.slice(0, -1), ` ${token}`, `${token}\n`],
    ...[token.replace('ab12', 'ab13'), keysFrom('another secret').token('ab12'), 'a'.repeat(100_000)],
    ...['../../etc/passwd', `ab12.${'é'.repeat(27)}`, `AB12.${token.slice(5)}`],
  ]
  expect(wrong.filter((one) => keys.idOf(one) !== undefined)).toEqual([])
})

test('an address is read again by its own row only, and twice sealed it looks different', () => {
  const box = keys.seal('ab12', 'ana@people.example')
  expect(keys.open('ab12', box)).toBe('ana@people.example')
  expect(box.toString('latin1')).not.toContain('ana')
  expect(keys.seal('ab12', 'ana@people.example').equals(box)).toBe(false)
  expect(() => keys.open('ab13', box)).toThrow(SubscriberNotOpened)
  expect(() => keysFrom('another secret').open('ab12', box)).toThrow(SubscriberNotOpened)
})

test('the same address has the same hash, which says nothing without the key', () => {
  expect(keys.hash('a@b.example').equals(keys.hash('a@b.example'))).toBe(true)
  expect(keys.hash('a@b.example').equals(keysFrom('another secret').hash('a@b.example'))).toBe(false)
})
