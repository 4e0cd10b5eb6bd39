import { expect, test } from 'vitest'
import { fieldOf } from '#roles/publishing/web/place-of.ts'

const words = { en: '', fr: '' }
const draft = {
  own: { b: { en: 'x' } },
  files: [{ sha256: 'f1', decorative: false, alts: {} }],
  accounts: ['a'],
  differs: { 'b en': { contentWarning: 'x', byline: null, card: null } },
}
const at = (why: string, more: { account?: string; file?: string } = {}) =>
  fieldOf(draft, { account: 'a', language: 'en', why, where: words, words, ...more })

test('each problem leads to the field in which it is put right', () => {
  expect(at('too-long')).toEqual({ name: 'text-en' })
  expect(at('unknown-mention', { account: 'b' })).toEqual({ name: 'own-b-en', account: 'b' })
  expect(at('alt-missing', { file: 'f1' })).toEqual({ name: 'alt-1-en' })
  expect(at('media-type', { file: 'f1' })).toEqual({ name: 'files' })
  expect(at('poll-too-long')).toEqual({ name: 'poll' })
  expect(at('content-warning-too-long')).toEqual({ name: 'warning-en' })
  expect(at('no-content-warning')).toEqual({ name: 'warning' })
  expect(at('card-title-missing')).toEqual({ name: 'card-en-title' })
  expect(at('card-address')).toEqual({ name: 'card-en-url' })
  expect(at('no-byline')).toEqual({ name: 'byline' })
  expect(at('something-new')).toEqual({ name: 'text-en' })
})

test('what one account has otherwise leads to its own fields', () => {
  const own = (why: string) => at(why, { account: 'b' })
  expect(own('content-warning-too-long')).toEqual({ name: 'own-b-warning-en', account: 'b' })
  expect(own('card-title-missing')).toEqual({ name: 'own-b-card-en-title', account: 'b' })
  expect(own('card-address')).toEqual({ name: 'own-b-card-en-url', account: 'b' })
  expect(own('no-byline')).toEqual({ name: 'own-b-byline', account: 'b' })
})

test('a warning that one of several networks does not have is left out there', () => {
  const problem = { account: 'a', language: 'en', why: 'no-content-warning', where: words, words }
  expect(fieldOf({ ...draft, accounts: ['a', 'b'] }, problem)).toEqual({
    name: 'own-a-warning',
    account: 'a',
  })
})
