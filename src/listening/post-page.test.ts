import { expect, test } from 'vitest'
import type { Post } from '#kernel/post.ts'
import { pageFrom, pageSize } from '#listening/post-page.ts'
import { readPageMark } from '#listening/post-view.ts'
import type { Listening } from '#listening/listening.ts'

// Only the note beside a page comes from the service.
const listening = {
  note: () => ({ since: '2026-06-02T13:00:00.000Z', sources: 1, missing: [] }),
} as unknown as Listening

function post(n: number): Post {
  const atMs = Date.UTC(2026, 5, 2, 13) + Math.floor(n / 3)
  return {
    id: `practice:${String(n).padStart(4, '0')}`,
    network: 'practice',
    source: 'town',
    text: `post ${n}`,
    atMs,
    heardAtMs: atMs,
  }
}

test('pages that follow their marks tell every post once, in order, even where times are equal', () => {
  const all = Array.from({ length: pageSize * 2 + 7 }, (_, n) => post(n)).toReversed()
  const told: string[] = []
  let mark: string | undefined
  for (let pages = 0; pages < 10; pages += 1) {
    const page = pageFrom(all, readPageMark(mark), listening)
    told.push(...page.posts.map((one) => one.id))
    mark = page.next
    if (mark === undefined) break
  }
  expect(told).toEqual(all.map((one) => one.id))
})

test('a mark that is not ours begins at the top', () => {
  expect(readPageMark('yesterday')).toBeUndefined()
  expect(pageFrom([post(1)], readPageMark('~'), listening).posts).toHaveLength(1)
})
