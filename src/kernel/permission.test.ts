import { expect, test } from 'vitest'
import { mayDo, type Grant } from '#kernel/permission.ts'

const french: Grant = { verb: 'approve', account: 'city', language: 'fr', lane: 'normal' }
const everywhere: Grant = { verb: 'write', account: '*', language: '*', lane: '*' }

test('a grant holds for its account, language and lane only', () => {
  expect(mayDo([french], 'approve', { account: 'city', language: 'fr', lane: 'normal' })).toBe(true)
  expect(mayDo([french], 'approve', { account: 'city', language: 'en', lane: 'normal' })).toBe(false)
  expect(mayDo([french], 'approve', { account: 'water', language: 'fr', lane: 'normal' })).toBe(false)
  expect(mayDo([french], 'approve', { account: 'city', language: 'fr', lane: 'emergency' })).toBe(false)
  expect(mayDo([french], 'publish', { account: 'city', language: 'fr', lane: 'normal' })).toBe(false)
})

test('a star holds everywhere, and two grants do not add up to a third', () => {
  expect(mayDo([everywhere], 'write', { account: 'any', language: 'iu', lane: 'exercise' })).toBe(true)
  const english: Grant = { ...french, account: 'water', language: 'en' }
  expect(mayDo([french, english], 'approve', { account: 'city', language: 'en' })).toBe(false)
})

test('nobody without a grant may do anything', () => {
  expect(mayDo([], 'read')).toBe(false)
})
