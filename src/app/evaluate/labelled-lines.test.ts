import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { testFolder } from '#store/test-store.ts'
import { labelledLines } from '#app/evaluate/labelled-lines.ts'

const schema = z.object({ t: z.string(), y: z.number() })

function file(name: string, content: string | Buffer): string {
  const path = join(testFolder(), name)
  writeFileSync(path, content)
  return path
}

test('gzip and plain lines are read alike, and what does not fit is counted', async () => {
  const text = '{"t":"a","y":1}\n\nnot json\n{"t":2,"y":1}\n{"t":"b","y":0}'
  const expected = {
    lines: [
      { t: 'a', y: 1 },
      { t: 'b', y: 0 },
    ],
    unreadable: 2,
  }
  expect(await labelledLines(file('a.jsonl', text), schema)).toEqual(expected)
  expect(await labelledLines(file('a.jsonl.gz', gzipSync(text)), schema)).toEqual(expected)
})

test.each([
  ['missing.jsonl', undefined, 'There is no file'],
  ['empty.jsonl', '', 'is empty'],
  ['wrong.jsonl', '{"t":1}\n', 'Line 1: t:'],
  ['broken.jsonl', '\n{', 'Line 2: not JSON'],
])('%s is refused in plain words', async (name, content, words) => {
  const path = content === undefined ? join(testFolder(), name) : file(name, content)
  await expect(labelledLines(path, schema)).rejects.toThrow(words)
})
