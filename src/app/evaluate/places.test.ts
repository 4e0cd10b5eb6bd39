import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testFolder } from '#store/test-store.ts'
import { evaluatePlaces } from '#app/evaluate/places.ts'

function given(lines: object[]): { data: string; progress: () => void } {
  const data = join(testFolder(), 'places.jsonl')
  writeFileSync(data, lines.map((line) => JSON.stringify(line)).join('\n'))
  return { data, progress: () => undefined }
}

test('exact spans count, by type too, whether the file counts code points or UTF-16 units', async () => {
  const calgary = { text: 'Calgary', type: 'City/town' }
  const figures = await evaluatePlaces(
    given([
      { text: 'Flooding in Calgary, stay home', places: [{ ...calgary, start: 12, end: 19 }] },
      { text: '😀😀 Flooding in Calgary, stay home', places: [{ ...calgary, start: '15', end: '22' }] },
      {
        text: '😀😀 Flooding in Calgary, stay home',
        places: [{ ...calgary, start: 17, end: 24 }],
        event: 'x',
      },
      { text: 'Nothing here', places: [{ type: 'Street', start: 0, end: 7 }] },
      { text: 'Good morning' },
    ]),
  )
  expect(figures).toMatchObject({
    suite: 'places',
    n: 5,
    unreadable: 0,
    gold: 4,
    found: 3,
    precision: 1,
    recall: 0.75,
    recallByType: { 'City/town': { gold: 3, recall: 1 }, Street: { gold: 1, recall: 0 } },
  })
})

test('a line whose spans point nowhere lowers recall and breaks nothing', async () => {
  const figures = await evaluatePlaces(given([{ text: 'short', places: [{ start: 900, end: 950 }] }]))
  expect(figures).toMatchObject({ n: 1, gold: 1, found: 0, precision: null, recall: 0, f1: 0 })
})
