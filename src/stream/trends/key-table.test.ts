import { expect, test } from 'vitest'
import { KeyTable, scaleCount } from '#stream/trends/key-table.ts'
import { hash32 } from '#stream/trends/terms.ts'

function keyOf(text: string): { low: number; high: number; kind: number; prior: number } {
  return { low: hash32(text, 1), high: hash32(text, 2), kind: 0, prior: 1e-5 }
}

test('four hundred thousand words that come once each do not push out what is usual, nor close the door to what is new', () => {
  const table = new KeyTable(1 << 16)
  const weight = 1
  const usual = Array.from({ length: 500 }, (_, i) => keyOf(`usual${i}`))
  for (const key of usual) for (let i = 0; i < 5; i++) table.add(table.rowOf(key, weight), i, weight)
  for (const key of usual)
    for (let i = 0; i < 5; i++)
      for (let scale = 0; scale < scaleCount; scale++) table.drop(table.find(key.low, key.high), scale, scale)
  const live: number[] = []
  let refused = 0
  for (let i = 0; i < 400_000; i++) {
    const row = table.rowOf(keyOf(`once${i}`), weight)
    if (row === -1) refused++
    else {
      table.add(row, i, weight)
      live.push(row)
    }
    if (live.length > 10_000) {
      for (const old of live.splice(0, 5000))
        for (let scale = 0; scale < scaleCount; scale++) table.drop(old, scale, scale)
    }
  }
  expect(refused / 400_000).toBeLessThan(0.001)
  expect(usual.filter((key) => table.find(key.low, key.high) !== -1).length).toBe(500)
  table.countSpare(weight)
  expect(table.hasRoomFor('pair')).toBe(true)
}, 30_000)

test('a word inside a window never gives way', () => {
  const table = new KeyTable(1 << 8)
  const rows = new Map<string, number>()
  for (let i = 0; i < 5000; i++) {
    const row = table.rowOf(keyOf(`word${i}`), 1)
    if (row === -1) continue
    table.add(row, 0, 1)
    rows.set(`word${i}`, row)
  }
  for (const [text, row] of rows) expect(table.find(keyOf(text).low, keyOf(text).high)).toBe(row)
  expect(table.hasRoomFor('phrase')).toBe(false)
})
