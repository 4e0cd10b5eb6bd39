import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Post } from '#kernel/post.ts'
import { copiedIn } from '#stream/trends/copied.ts'

type Said = Parameters<typeof copiedIn>[0][number]

let made = 0
function said(cluster: number, atMs: number, more: Partial<Post> = {}, copy = false): Said {
  made++
  const post: Post = {
    id: `p:${made}`,
    network: 'p',
    source: 'p',
    text: 'the same words',
    atMs,
    heardAtMs: atMs,
    author: { id: `a${made}` },
    ...more,
  }
  return { atMs, cluster, copy, post }
}

test('the same text by four accounts within a minute is counted apart; three, or one account four times, are not', () => {
  const four = [0, 10_000, 20_000, 59_000].map((ms, i) => said(1, ms, {}, i > 0))
  expect(copiedIn(four)).toEqual({ reposts: 0, nearCopies: 3, together: { posts: 4, accounts: 4, texts: 1 } })
  expect(copiedIn(four.slice(0, 3)).together).toEqual({ posts: 0, accounts: 0, texts: 0 })
  const one = [0, 1000, 2000, 3000].map((ms) => said(1, ms, { author: { id: 'loud' } }))
  expect(copiedIn(one).together.posts).toBe(0)
})

test('a minute apart is not together, and reposts never are', () => {
  const slow = [0, 61_000, 122_000, 183_000].map((ms) => said(1, ms))
  expect(copiedIn(slow).together.posts).toBe(0)
  const reposts = [0, 1000, 2000, 3000].map((ms) => said(1, ms, { repostOf: 'p:0' }, true))
  expect(copiedIn(reposts)).toEqual({
    reposts: 4,
    nearCopies: 0,
    together: { posts: 0, accounts: 0, texts: 0 },
  })
})

test('posts without an author are no accounts', () => {
  const unnamed = [0, 1, 2, 3, 4].map((ms) => {
    const { author: _none, ...post } = said(1, ms).post
    return { ...said(1, ms), post }
  })
  expect(copiedIn(unnamed).together.accounts).toBe(0)
})

test('whatever is said, what is together is never more than what was said without reposts', () => {
  const any = fc.record({
    cluster: fc.nat({ max: 3 }),
    gapS: fc.nat({ max: 40 }),
    who: fc.nat({ max: 8 }),
    repost: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(any, { maxLength: 60 }), (all) => {
      let atMs = 0
      const posts = all.map(({ cluster, gapS, who, repost }) => {
        atMs += gapS * 1000
        return said(cluster, atMs, { author: { id: `w${who}` }, ...(repost ? { repostOf: 'x' } : {}) })
      })
      const { reposts, together } = copiedIn(posts)
      expect(together.posts).toBeLessThanOrEqual(posts.length - reposts)
      expect(together.accounts).toBeLessThanOrEqual(together.posts)
      expect(together.texts * 4).toBeLessThanOrEqual(together.posts)
    }),
  )
})
