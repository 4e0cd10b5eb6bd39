import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Post } from '#kernel/post.ts'
import { minuteMs } from '#kernel/time.ts'
import { countsOf, firstOf, readPosts } from '#roles/early-warning/explaining/explain.ts'

const nowMs = Date.UTC(2031, 2, 3, 12)
let made = 0
function post(text: string, more: Partial<Post> = {}): Post {
  made++
  return {
    id: `p:${made}`,
    network: 'p',
    source: 'p',
    text,
    atMs: nowMs + made * 1000,
    heardAtMs: nowMs,
    ...more,
  }
}

test('each text is read once, and a repost says nothing of its own', () => {
  const posts = [
    post('We need water and blankets, please help us'),
    post('WE NEED water and blankets, please help us'),
    post('RT @town: the bridge is closed'),
    post('the bridge is closed', { repostOf: 'p:0' }),
    post('what a terrible mess, I hate this'),
  ]
  expect(readPosts(posts)).toHaveLength(2)
})

test('what the machine cannot tell is counted apart from no', () => {
  const read = [0.9, 0.61, 0.5, 0.41, 0.1].map((request) => ({ request, tone: 'unsure' as const }))
  expect(countsOf([...read, { request: undefined, tone: 'negative' }])).toMatchObject({
    read: 6,
    help: 2,
    helpUnsure: 2,
    helpRead: 5,
    unsure: 5,
    negative: 1,
  })
})

test('tones add up to what was read, whatever was read', () => {
  const one = fc.record({
    tone: fc.constantFrom('negative' as const, 'neutral' as const, 'positive' as const, 'unsure' as const),
    request: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }),
  })
  fc.assert(
    fc.property(fc.array(one), (read) => {
      const counts = countsOf(read)
      expect(counts.negative + counts.neutral + counts.positive + counts.unsure).toBe(counts.read)
      expect(counts.help + counts.helpUnsure).toBeLessThanOrEqual(counts.helpRead)
      expect(counts.helpRead).toBeLessThanOrEqual(counts.read)
    }),
  )
})

test('the oldest kept post is called the first only when the story began with it', () => {
  const old = post('first', { atMs: nowMs })
  const later = post('second', { atMs: nowMs + 30 * minuteMs })
  const long = { firstSeenMs: nowMs, postIds: [old.id, later.id], postsInAll: 900 }
  expect(firstOf([later, old], long)).toBe(old)
  expect(firstOf([later], long)).toBeUndefined()
  expect(firstOf([], long)).toBeUndefined()
  const whole = { ...long, postsInAll: 2 }
  expect(firstOf([old, later], whole)).toBe(old)
  expect(firstOf([later], whole)).toBeUndefined()
})

test('empty, odd and foreign texts are read without harm', () => {
  expect(() =>
    readPosts([post(''), post('\u0000'), post('😀😀'), post('水が茶色い'), post('x'.repeat(5000))]),
  ).not.toThrow()
})
