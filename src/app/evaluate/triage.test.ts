import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testFolder } from '#store/test-store.ts'
import { evaluateInformative } from '#app/evaluate/informative.ts'
import { evaluateTriage } from '#app/evaluate/triage.ts'

function file(lines: readonly unknown[]): string {
  const path = join(testFolder(), 'labelled.jsonl')
  writeFileSync(path, lines.map((line) => JSON.stringify(line)).join('\n'))
  return path
}

const progress = (): void => undefined

test('triage: figures over the classes in the data, with what could not be used counted', async () => {
  const data = file([
    { t: 'Two people killed and nine injured when the wall came down', y: 'injured_or_dead_people' },
    { t: 'We urgently need water and insulin, please help', y: 'requests_or_urgent_needs', extra: 1 },
    { t: 'The sun is out', y: 'a class nobody knows' },
    { t: 5, y: 'injured_or_dead_people' },
  ])
  expect(await evaluateTriage({ data, progress })).toMatchObject({
    suite: 'triage',
    n: 3,
    unreadable: 1,
    unknownLabels: 1,
    accuracy: 0.6667,
    macroF1: 0.6667,
    requestAuc: 1,
  })
})

test('informative: labels may be numbers or numbers as text', async () => {
  const data = file([
    {
      t: 'RT @county: Highway 12 closed by flood water, 300 homes evacuated https://county.example/a',
      y: '1',
    },
    { t: 'lol my cat hates this storm so much haha i love him', y: 0 },
    { t: 'neither', y: 2 },
  ])
  expect(await evaluateInformative({ data, progress })).toMatchObject({
    n: 2,
    unreadable: 1,
    macroF1: 1,
    auc: 1,
  })
})
