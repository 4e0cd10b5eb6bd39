import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { UsageError } from '#cli/words.ts'
import { hourMs, minuteMs } from '#kernel/time.ts'
import { evaluateLeadTime, leadFigures } from '#app/evaluate/lead-time.ts'

const startMs = Date.UTC(2031, 5, 1)
const undo: (() => void)[] = []
afterEach(() => undo.splice(0).forEach((step) => step()))

function fileOf(lines: readonly object[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'bellwether-lead-'))
  undo.push(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'event.jsonl')
  writeFileSync(file, lines.map((line) => JSON.stringify(line)).join('\n'))
  return file
}

const line = (id: string, atMs: number, text: string, info_source?: string) => ({
  ...{ id, created_at: new Date(atMs).toISOString(), text },
  ...(info_source === undefined ? {} : { info_source }),
})

/** A day and more of small talk, then a flood people tell first, then a newsroom. */
function floodLines(newsAfterMin: number): object[] {
  const talk = Array.from({ length: 300 }, (_, i) =>
    line(
      `o${i}`,
      startMs + i * 6 * minuteMs,
      `evening a${i * 13} b${i * 17} c${i * 19} d${i * 23}`,
      'Outsiders',
    ),
  )
  const said = [
    'the quay is flooded',
    'flood water in the cellar by the quay',
    'they put sandbags along the quay, flood is rising',
    'quay closed, flooding',
    'flood reached our street from the quay',
    'river flood over the quay wall',
    'flood at the quay is worse now',
    'whole quay under flood water',
  ]
  const onset = startMs + 28 * hourMs
  const flood = said.map((text, i) => line(`e${i}`, onset + i * 5 * minuteMs, text, 'Eyewitness'))
  const news = line(
    'n',
    onset + newsAfterMin * minuteMs,
    'Flood: river over the quay wall, quay closed',
    'Media',
  )
  return [...talk, ...flood, news].toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))
}

const run = (lines: readonly object[]) => evaluateLeadTime({ data: fileOf(lines), progress: () => undefined })

test('a flood people told first is ahead of the newsroom by the minutes between, whatever the order of the file', async () => {
  const figures = await run(floodLines(60))
  expect(figures).toMatchObject({ suite: 'lead-time', posts: 309, mediaPosts: 1, storiesWithNoLead: 0 })
  expect(figures.storiesWithLead).toBe(1)
  expect(figures.medianLeadMin).toBeGreaterThan(20)
  expect(figures.medianLeadMin).toBeLessThan(60)
})

test('the engine never sees who a post is from: other labels give the same stories', async () => {
  const lines = floodLines(60)
  const relabelled = lines.map((one) => ({ ...one, info_source: 'Media' }))
  const [one, other] = [await run(lines), await run(relabelled)]
  expect(other.stories).toBe(one.stories)
  expect(other).toMatchObject({ mediaPosts: 309, storiesWithLead: 0, storiesWithNoLead: one.stories })
})

test('a file without labels is refused in words, and an empty run gives no zeros that look like an answer', async () => {
  await expect(run([line('a', startMs, 'x')])).rejects.toThrow(UsageError)
  expect(leadFigures([], [])).toMatchObject({
    stories: 0,
    medianLeadMin: null,
    medianLeadWhereAheadMin: null,
  })
})
