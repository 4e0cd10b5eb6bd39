import { expect, test } from 'vitest'
import { RowLog } from '#stream/trends/row-log.ts'

function told(log: RowLog, rows: number[], firstPost: number): string[] {
  const found: string[] = []
  log.each(rows, firstPost, (post, row) => void found.push(`${post}:${row}`))
  return found
}

test('who carries a row is told, oldest first, from a post on and for no other row', () => {
  const log = new RowLog(1 << 10)
  for (let post = 0; post < 30; post++) for (const row of [post, 500 + (post % 3)]) log.add(post, row)
  expect(told(log, [501], 20)).toEqual(['22:501', '25:501', '28:501'])
  expect(told(log, [501], 29)).toEqual([])
  expect(told(log, [502, 29], 28)).toEqual(['29:29', '29:502'])
})

test('a row that an earlier post is given later is told with that post', () => {
  const log = new RowLog(1 << 10)
  for (let post = 0; post < 20_000; post++) log.add(post, post & 511)
  log.add(12_000, 777)
  expect(told(log, [777], 11_000)).toEqual(['12000:777'])
  expect(told(log, [777], 12_001)).toEqual([])
})

test('when more was counted than it holds, the newest is still told', () => {
  const log = new RowLog(1 << 4)
  for (let post = 0; post < 1_200_000; post++) log.add(post, post & 15)
  expect(told(log, [3], 1_199_980)).toEqual(['1199987:3'])
})
