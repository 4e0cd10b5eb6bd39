import { expect, test } from 'vitest'
import { fieldOf } from '#roles/publishing/web/place-of.ts'

const words = { en: '', fr: '' }
const draft = {
  own: { b: { en: 'x' } },
  files: [{ sha256: 'f1', decorative: false, alts: {} }],
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
