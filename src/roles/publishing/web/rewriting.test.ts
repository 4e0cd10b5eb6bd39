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

test('all words of a language are said otherwise as they are by then: the common ones, or those of one account alone', () => {
  const reword = (text: string): string => text.toUpperCase()
  const said = {
    ...emptyDraft(['a', 'b']),
    shared: { en: 'common' },
    own: { b: { en: 'own', fr: 'à part' } },
  }
  expect(rewritten(said, { language: 'en', reword }).shared).toEqual({ en: 'COMMON' })
  const alone = rewritten(said, { account: 'b', language: 'en', reword })
  expect([alone.shared, alone.own]).toEqual([{ en: 'common' }, { b: { en: 'OWN', fr: 'à part' } }])
  // It has no words of its own any more: nothing else is touched.
  expect(rewritten(said, { account: 'a', language: 'en', reword })).toBe(said)
})
