import { expect, test } from 'vitest'
import { entryOf, noRow, PostRows } from '#stream/trends/post-rows.ts'

/** Posts of these rows each, -1 for a key that has none. */
function rowsOf(posts: readonly (readonly number[])[], slots = 64): PostRows {
  const rows = new PostRows({ posts: 1 << 12, slots, rows: 1 << 10 })
  for (const [post, keys] of posts.entries()) {
    rows.place(post, rows.next, keys.length)
    const entries = keys.map((row) => (row === noRow ? noRow : entryOf(row, row % 2 === 0)))
    rows.add(Int32Array.from(entries), keys.length)
  }
  return rows
}

function told(rows: PostRows, wanted: number[], span: { firstPost: number; end: number }): string[] {
  const found: string[] = []
  rows.each(wanted, span, (post, row) => void found.push(`${post}:${row}`))
  return found
}

test('who carries a row is told, oldest first, in the posts asked for and for no other row', () => {
  const rows = rowsOf([[1, 7], [2], [7, noRow, 3], [7]])
  expect(told(rows, [7], { firstPost: 1, end: 4 })).toEqual(['2:7', '3:7'])
  expect(told(rows, [7], { firstPost: 0, end: 3 })).toEqual(['0:7', '2:7'])
  expect(told(rows, [9], { firstPost: 0, end: 4 })).toEqual([])
})

test('a key without a row gets one later, and its post is found by its slot', () => {
  const rows = rowsOf([[1], [], [2, noRow, 3]])
  expect(rows.postOf(2, 0, 3)).toBe(2)
  rows.set(2, entryOf(9, false))
  expect(rows.of(2, false)).toEqual([2, 9, 3])
  expect(rows.of(2, true)).toEqual([2])
  expect(told(rows, [9], { firstPost: 0, end: 3 })).toEqual(['2:9'])
})

test('when posts have more keys than there are slots, the newest are still known and the oldest have none', () => {
  const rows = rowsOf(Array.from({ length: 100 }, (_, post) => [post, post + 1]))
  expect(rows.of(99, false)).toEqual([99, 100])
  expect(rows.of(70, false)).toEqual([70, 71])
  expect(rows.of(3, false)).toEqual([])
  expect(rows.has(5)).toBe(false)
  expect(told(rows, [3, 4, 99], { firstPost: 0, end: 100 })).toEqual(['98:99', '99:99'])
})
