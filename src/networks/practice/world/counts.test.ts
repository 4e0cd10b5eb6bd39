import { expect, test } from 'vitest'
import { dayMs, hourMs } from '#kernel/time.ts'
import { townCounts } from '#networks/practice/world/counts.ts'
import type { PostedInTown } from '#networks/practice/world/world.ts'

function post(nativeId: string, text = 'Out'): PostedInTown {
  return {
    ...{ nativeId, account: 'a', handle: 'h', text, language: 'en', media: [], edits: 0 },
    ...{ appearedMs: 1_000_000, claimedMs: 1_000_000 },
  }
}

test('counts begin at none, only grow, and come to rest; other words in the same post change none', () => {
  const at = (ms: number) => townCounts(post('desk-1'), 1_000_000 + ms)
  expect(at(0)).toEqual({ replies: 0, reposts: 0, likes: 0, quotes: 0 })
  expect(at(-hourMs).likes).toBe(0)
  let before = at(0)
  for (let hours = 1; hours < 60; hours += 1) {
    const now = at(hours * hourMs)
    for (const name of ['replies', 'reposts', 'likes', 'quotes'] as const)
      expect(now[name]).toBeGreaterThanOrEqual(before[name])
    before = now
  }
  expect(at(30 * dayMs).likes).toBeGreaterThanOrEqual(14)
  expect(townCounts(post('desk-1', 'Other words'), 5 * dayMs)).toEqual(townCounts(post('desk-1'), 5 * dayMs))
})

test('posts fare differently', () => {
  const likes = ['desk-1', 'desk-2', 'desk-3', 'desk-4'].map((id) => townCounts(post(id), 9 * dayMs).likes)
  expect(new Set(likes).size).toBeGreaterThan(2)
})
