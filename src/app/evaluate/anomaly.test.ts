import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { UsageError } from '#cli/words.ts'
import { evaluateAnomaly } from '#app/evaluate/anomaly.ts'
import { nabFolder } from '#app/evaluate/nab-folder.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bellwether-nab-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true })
})

const stamp = (row: number): string =>
  new Date(Date.UTC(2026, 0, 1) + row * 300_000).toISOString().slice(0, 19).replace('T', ' ')
const rows = (valueAt: (row: number) => number): string =>
  ['timestamp,value', ...Array.from({ length: 1200 }, (_, row) => `${stamp(row)},${valueAt(row)}`)].join('\n')
const spike = (row: number): number => (row >= 800 && row < 810 ? 900 : 20 + ((row * 7919) % 13))

async function lay(path: string, text: string | Buffer): Promise<void> {
  await mkdir(join(folder, path, '..'), { recursive: true })
  await writeFile(join(folder, path), text)
}

test('a folder in the layout of NAB is scored, overall and per folder', async () => {
  await lay('data/real/spike.csv', rows(spike))
  await lay('data/real/zipped.csv.gz', gzipSync(rows(spike)))
  await lay(
    'data/none/flat.csv',
    rows(() => 7),
  )
  await lay(
    'data/none/unknown.csv',
    rows(() => 7),
  )
  const window = [[`${stamp(795)}.000000`, `${stamp(850)}.000000`]]
  const labels = { 'real/spike.csv': window, 'real/zipped.csv': window, 'none/flat.csv': [] }
  await lay('labels/combined_windows.json', JSON.stringify(labels))

  const figures = await evaluateAnomaly({ data: folder, progress: () => undefined })
  expect(figures).toMatchObject({
    n: 3600,
    series: 3,
    windows: 2,
    detections: 2,
    unlabelled: ['none/unknown.csv'],
    perFolder: { none: { series: 1, standard: null, falsePositives: 0 }, real: { windows: 2 } },
  })
  expect(figures).toHaveProperty('standard', expect.closeTo(90, -1.5))
})

test('labels at the top, CSV beside them, columns in any order, broken rows counted', async () => {
  const text =
    'value,timestamp\n3,2026-01-01T00:00:00Z\nx,2026-01-01T00:05:00Z\n\n4,"2026-01-01 00:10:00"\n5,soon\n,2026-01-01 00:15:00'
  await lay('one.csv', text)
  await lay('combined_windows.json', '{"one.csv": [["2026-01-01 00:05:00", "2026-01-01 00:20:00"]]}')
  const { series } = await nabFolder(folder)
  expect(series).toHaveLength(1)
  expect([...(series[0]?.values ?? [])]).toEqual([3, 4])
  expect(series[0]).toMatchObject({ folder: '.', unreadable: 3 })
})

test('without labels, with broken ones, or without data it says what is missing', async () => {
  await expect(nabFolder(folder)).rejects.toThrow(UsageError)
  await lay('labels/combined_windows.json', '[1, 2]')
  await expect(nabFolder(folder)).rejects.toThrow(/needed for each file/u)
  await lay('labels/combined_windows.json', '{"a.csv": []}')
  await expect(nabFolder(folder)).rejects.toThrow(/No CSV file/u)
  await expect(nabFolder(join(folder, 'nowhere'))).rejects.toThrow(UsageError)
})
