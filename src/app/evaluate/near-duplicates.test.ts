import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { evaluateNearDuplicates } from '#app/evaluate/near-duplicates.ts'
import { testFolder } from '#store/test-store.ts'

const text = 'The lower quay is under water and the bus to the old market turns back'

test('pairs are counted by what the stream would say of them, and odd lines are left out', async () => {
  const lines = [
    { a: text, b: `RT @river: ${text} https://a.example/1`, y: 1 },
    { a: text, b: `${text.toUpperCase().slice(0, 50)}…`, y: '1', more: 1 },
    { a: text, b: 'Nobody has told the school about it yet', y: 1 },
    { a: text, b: 'Fresh bread at the market this morning', y: false },
    { a: '', b: '\0\ud800', y: 0 },
    { a: text, b: text, y: 0 },
    { a: text, y: 1 },
  ]
  const data = join(testFolder(), 'pairs.jsonl')
  writeFileSync(data, lines.map((line) => JSON.stringify(line)).join('\n'))
  const figures = await evaluateNearDuplicates({ data, progress: () => undefined })
  expect(figures).toMatchObject({
    n: 6,
    unreadable: 1,
    copies: 3,
    precision: 66.67,
    recall: 66.67,
    f1: 66.67,
  })
})
