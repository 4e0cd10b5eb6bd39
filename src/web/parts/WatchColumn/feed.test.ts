import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PostView } from '#listening/contract.ts'
import { append, arrive, emptyFeed, refresh, release, withdraw } from '#web/parts/WatchColumn/feed.ts'

function post(id: number, minute = id): PostView {
  return {
    id: `practice:${id}`,
    network: 'practice',
    networkName: 'Practice',
    source: 'practice:town',
    text: `post ${id}`,
    at: new Date(Date.UTC(2026, 4, 5, 12, minute)).toISOString(),
    isReply: false,
    isRepost: false,
    isQuestion: false,
    media: 0,
  }
}

const ids = (posts: readonly PostView[]): string[] => posts.map((one) => one.id)

test('posts that come while somebody reads wait, and come in at their place in time', () => {
  const reading = arrive(arrive(emptyFeed, [post(2)], false), [post(3), post(1)], true)
  expect(ids(reading.shown)).toEqual(['practice:2'])
  expect(reading.waiting).toHaveLength(2)
  expect(ids(release(reading).shown)).toEqual(['practice:3', 'practice:2', 'practice:1'])
})

test('a post taken back goes, whether it waits or is shown', () => {
  const reading = arrive(arrive(emptyFeed, [post(1), post(2)], false), [post(3), post(4)], true)
  const left = withdraw(reading, ['practice:2', 'practice:3', 'practice:9'])
  expect(ids(left.shown)).toEqual(['practice:1'])
  expect(ids(left.waiting)).toEqual(['practice:4'])
})

test('a post heard twice is shown once, whether it waits or is shown', () => {
  const once = arrive(emptyFeed, [post(1), post(1)], true)
  expect(once.waiting).toHaveLength(1)
  expect(arrive(release(once), [post(1)], false).shown).toHaveLength(1)
})

test('an older page follows without repeating what is there', () => {
  const feed = append(arrive(emptyFeed, [post(5), post(4)], false), [post(4), post(3)], 'more')
  expect(ids(feed.shown)).toEqual(['practice:5', 'practice:4', 'practice:3'])
  expect(feed.next).toBe('more')
})

test('after a long absence a column begins anew instead of hiding a hole, after a short one it goes on', () => {
  const feed = append(arrive(emptyFeed, [post(5), post(4)], false), [post(3)], 'older')
  const short = refresh(feed, { posts: [post(6), post(5)], next: 'page' }, true)
  expect([ids(short.shown).length, short.waiting.length, short.next]).toEqual([3, 1, 'older'])
  const long = refresh(feed, { posts: [post(40), post(39)], next: 'page' }, false)
  expect([ids(long.shown), long.next]).toEqual([['practice:40', 'practice:39'], 'page'])
  expect(refresh(feed, { posts: [], next: undefined }, false)).toBe(feed)
})

test('a column neither loses nor repeats a post, and is strictly by time', () => {
  const step = fc.record({ ids: fc.array(fc.nat(59)), held: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const feed = release(
        steps.reduce(
          (now, one) =>
            arrive(
              now,
              one.ids.map((id) => post(id)),
              one.held,
            ),
          emptyFeed,
        ),
      )
      const told = [...new Set(steps.flatMap((one) => one.ids))].toSorted((a, b) => b - a)
      expect(ids(feed.shown)).toEqual(told.map((id) => `practice:${id}`))
    }),
  )
})
