import fc from 'fast-check'
import { expect, test } from 'vitest'
import { minuteMs } from '#kernel/time.ts'
import { HeardPost } from '#stream/trends/heard.ts'
import { KeyTable, scaleCount, scalesMin } from '#stream/trends/key-table.ts'
import { entryOf } from '#stream/trends/post-rows.ts'
import { Window } from '#stream/trends/window.ts'

function heardAt(atMs: number): HeardPost {
  const post = { id: `p${atMs}`, network: 'n', source: 's', text: '', atMs, heardAtMs: atMs }
  return new HeardPost({ post, atMs, cluster: 0, copy: false, concern: 0, places: [], watches: [] })
}

/** Takes in one post with these rows and counts it by itself. */
function hear(
  window: Window,
  table: KeyTable,
  { atMs, rows }: { atMs: number; rows: readonly number[] },
): HeardPost {
  const heard = heardAt(atMs)
  const number = window.head
  window.push(heard)
  for (const row of rows) {
    table.add(row, 0, 1)
    window.tally(row)
  }
  window.close({
    entries: Int32Array.from(rows, (row) => entryOf(row, false)),
    ...{ count: rows.length, numbers: [number], firstKeys: [0], newestMs: atMs, units: 1 },
  })
  return heard
}

function rowsOfKeys(table: KeyTable, count: number): number[] {
  return Array.from({ length: count }, (_, at) =>
    table.rowOf(
      { low: Math.imul(at + 1, 0x9e3779b1), high: Math.imul(at + 7, 0x85ebca6b), kind: 0, prior: 1e-4 },
      1,
    ),
  )
}

test('every window counts the posts of its minutes and no other, whatever comes when', () => {
  const arrival = fc.record({
    minutes: fc.integer({ min: 0, max: 200 }),
    keys: fc.uniqueArray(fc.integer({ min: 0, max: 5 })),
  })
  fc.assert(
    fc.property(fc.array(arrival, { minLength: 1, maxLength: 30 }), (arrivals) => {
      const table = new KeyTable(1 << 10)
      const window = new Window(1000, table)
      const known = rowsOfKeys(table, 6)
      const posts: { minute: number; keys: number[] }[] = []
      let minute = 0
      for (const { minutes, keys } of arrivals) {
        minute += minutes
        posts.push({ minute, keys })
        hear(window, table, { atMs: minute * minuteMs, rows: keys.map((key) => known[key] ?? 0) })
        window.advance(minute * minuteMs)
        for (let scale = 0; scale < scaleCount; scale++) {
          const inside = posts.filter((post) => post.minute >= minute - (scalesMin[scale] ?? 0))
          expect(window.units[scale]).toBe(inside.length)
          for (const [key, row] of known.entries())
            expect(table.count(row, scale)).toBe(inside.filter((post) => post.keys.includes(key)).length)
        }
      }
    }),
    { numRuns: 60 },
  )
})

test('when it is full the oldest leave every window, and nothing of them stays behind in the counts', () => {
  const table = new KeyTable(1 << 10)
  const window = new Window(8, table)
  const rows = rowsOfKeys(table, 3)
  const posts = Array.from({ length: 50 }, (_, at) => hear(window, table, { atMs: at, rows }))
  expect(window.head - window.oldest).toBe(8)
  for (let scale = 0; scale < scaleCount; scale++) {
    expect(window.units[scale]).toBe(8)
    for (const row of rows) expect(table.count(row, scale)).toBe(8)
  }
  expect(posts[49]?.rows).toEqual(rows)
  expect(posts[3]?.rows).toEqual([])
})

test('a key that gets its row later is counted for the post that brought it first, also when its rows were asked for', () => {
  const table = new KeyTable(1 << 10)
  const window = new Window(100, table)
  const [first = 0, second = 0] = rowsOfKeys(table, 2)
  const slot = window.nextSlot
  const heard = hear(window, table, { atMs: 0, rows: [first] })
  hear(window, table, { atMs: 1, rows: [first] })
  expect(heard.rows).toEqual([first])
  window.tallyEarlier({ slot, row: second, isWord: false, weight: 1 })
  expect(heard.rows).toEqual([first, second])
  expect(table.count(second, 0)).toBe(1)
  window.advance(800 * minuteMs)
  for (let scale = 0; scale < scaleCount; scale++) expect(table.count(second, scale)).toBe(0)
})

test('a key whose first post has left is counted in no window', () => {
  const table = new KeyTable(1 << 10)
  const window = new Window(2, table)
  const [row = 0, other = 0] = rowsOfKeys(table, 2)
  const slot = window.nextSlot
  for (let at = 0; at < 5; at++) hear(window, table, { atMs: at, rows: [row] })
  window.tallyEarlier({ slot, row: other, isWord: false, weight: 1 })
  expect(table.count(other, scaleCount - 1)).toBe(0)
  expect(table.rawPast(other)).toBe(1)
})
