import { expect, test } from 'vitest'
import { emptyDraft } from '#roles/publishing/web/draft.ts'
import { rewritten, undoing } from '#roles/publishing/web/rewriting.ts'

const draft = {
  ...emptyDraft(['a', 'b']),
  shared: { en: 'See #oldtown now' },
  own: { b: { en: '#oldtown' } },
}
const tag = { language: 'en', was: '#oldtown', becomes: '#OldTown' }

test('a stretch of the common words is written otherwise, and back', () => {
  const how = { ...tag, account: 'a', from: 4 }
  const now = rewritten(draft, how)
  expect(now.shared).toEqual({ en: 'See #OldTown now' })
  expect(now.own).toEqual(draft.own)
  expect(rewritten(now, undoing(how))).toEqual(draft)
})

test('words of its own stay apart from the common ones', () => {
  const now = rewritten(draft, { ...tag, account: 'b', from: 0 })
  expect(now.own).toEqual({ b: { en: '#OldTown' } })
  expect(now.shared).toEqual(draft.shared)
})

test('where something else was written meanwhile nothing is changed', () => {
  expect(rewritten(draft, { ...tag, account: 'a', from: 3 })).toBe(draft)
  expect(rewritten(draft, { ...tag, account: 'a', from: 400 })).toBe(draft)
})
