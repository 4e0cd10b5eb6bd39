import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Post } from '#kernel/post.ts'
import { fingerprintOf, RecentPosts } from '#listening/recent-posts.ts'

function post(id: string, text = 'water', author?: string): Post {
  return {
    id,
    network: 'practice',
    source: 'town',
    text,
    atMs: 0,
    heardAtMs: 0,
    ...(author === undefined ? {} : { author: { id: author } }),
  }
}

test('a post is news once, and again when its words change', () => {
  const recent = new RecentPosts(10)
  expect([recent.add(post('a')), recent.add(post('a')), recent.add(post('a', 'clear water'))]).toEqual([
    'new',
    'heard-before',
    'edited',
  ])
  expect(recent.among(['a', 'b'])).toEqual([post('a', 'clear water')])
})

test('the oldest post makes room, and nothing grows past the limit', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(30), { maxLength: 100 }),
      fc.integer({ min: 1, max: 10 }),
      (ids, countMax) => {
        const recent = new RecentPosts(countMax)
        for (const id of ids) recent.add(post(String(id)))
        const all = Array.from({ length: 31 }, (_, id) => String(id))
        expect(recent.among(all).length).toBeLessThanOrEqual(countMax)
        const last = ids.at(-1)
        if (last !== undefined) expect(recent.among([String(last)])).toHaveLength(1)
      },
    ),
  )
})

test('what is taken back is forgotten: posts by id, and all posts of authors who are gone', () => {
  const recent = new RecentPosts(10)
  for (const one of [post('a'), post('b', 'water', 'x'), post('c', 'water', 'y'), post('d', 'water', 'x')])
    recent.add(one)
  recent.forget({ ids: ['a', 'never heard'], authorIds: ['x'] })
  expect(recent.among(['a', 'b', 'c', 'd']).map(({ id }) => id)).toEqual(['c'])
})

test('what an earlier run counted is no news, its edit is, and it is remembered whole for stories', () => {
  const recent = new RecentPosts(10)
  recent.restore([fingerprintOf(post('1')), fingerprintOf(post('2'))])
  expect(recent.add(post('1'))).toBe('heard-before')
  expect(recent.among([post('1').id])).toEqual([post('1')])
  expect(recent.add({ ...post('2'), text: 'something else' })).toBe('new')
  expect(recent.add(post('3'))).toBe('new')
})

test('what an earlier run counted is let go once it can no longer come again', () => {
  const recent = new RecentPosts(3)
  recent.restore([fingerprintOf(post('1'))])
  for (let n = 10; n < 20; n++) recent.add(post(String(n)))
  expect(recent.add(post('1'))).toBe('new')
})

test('what is remembered is whole until something had to make room', () => {
  const recent = new RecentPosts(2)
  recent.add({ ...post('a'), atMs: 1 })
  recent.add({ ...post('b'), atMs: 2 })
  recent.forget({ ids: ['a'], authorIds: [] })
  recent.add({ ...post('c'), atMs: 3 })
  expect(recent.wholeFromMs).toBeUndefined()
  recent.add({ ...post('d'), atMs: 4 })
  expect(recent.wholeFromMs).toBe(3)
})
