import { expect, test } from 'vitest'
import { assert, BrokenInvariant } from './assert.ts'

test('what holds passes in silence', () => {
  expect(() => assert(1 === 1, 'one is one')).not.toThrow()
})

test('what does not hold is said in the words given', () => {
  expect(() => assert('', 'a name is never empty')).toThrow(BrokenInvariant)
  expect(() => assert(null, 'a name is never empty')).toThrow('a name is never empty')
})
