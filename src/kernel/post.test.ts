import { expect, test } from 'vitest'
import fc from 'fast-check'
import { Post } from './post.ts'

const least = {
  id: 'practice:1',
  network: 'practice',
  source: 'practice:town',
  text: '',
  atMs: 0,
  heardAtMs: 0,
}

test('a post needs little more than where it came from and when', () => {
  expect(Post.parse(least)).toEqual(least)
})

test('any text is a post, whatever letters it is in', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(Post.parse({ ...least, text }).text).toBe(text)
    }),
  )
})

test('what is no post is refused: no id, no time, a time that is no number, a handle without end', () => {
  const refused = [
    { ...least, id: '' },
    { ...least, atMs: undefined },
    { ...least, atMs: Number.NaN },
    { ...least, heardAtMs: '2026-01-01' },
    { ...least, author: { id: 'a', handle: 'h'.repeat(301) } },
    null,
    'practice:1',
  ]
  expect(refused.filter((one) => Post.safeParse(one).success)).toEqual([])
})

test('fields of the wire that we do not know stay in raw', () => {
  expect(Post.parse({ ...least, raw: { odd: [1] } }).raw).toEqual({ odd: [1] })
})
