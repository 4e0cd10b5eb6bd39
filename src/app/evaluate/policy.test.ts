import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { testFolder } from '#store/test-store.ts'
import { evaluatePolicy } from '#app/evaluate/policy.ts'

test('policy: precision, recall and each kind of mistake, with unreadable lines and rules told apart', async () => {
  const rows = [
    { rule: 'protest', y: 'refuse' },
    { rule: 'flood', y: 'allow' },
    { rule: 'muslims', y: 'allow' },
    { rule: 'water', y: 'refuse' },
    { rule: '(', y: 'refuse' },
    { rule: 'x', y: 'maybe' },
  ]
  const data = join(testFolder(), 'rules.jsonl.gz')
  writeFileSync(data, gzipSync(rows.map((row) => JSON.stringify(row)).join('\n')))
  expect(await evaluatePolicy({ data, progress: () => undefined })).toEqual({
    suite: 'policy',
    n: 5,
    unreadable: 1,
    precision: 0.6667,
    recall: 0.6667,
    f1: 0.6667,
    mistakes: { missed: 1, wronglyRefused: 1, wronglyRefusedBy: { 'trait-religion': 1 } },
    notRules: 1,
  })
})
