import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import {
  evaluateEarlyWarning,
  figuresOf,
  isOnTopic,
  type Labelled,
  type Opened,
} from '#roles/early-warning/evaluate.ts'
import type { Story } from '#stream/story.ts'

const startMs = Date.UTC(2031, 5, 1)
const hourMs = 3_600_000

function labelled(hour: number, onTopic: boolean): Labelled {
  const atMs = startMs + hour * hourMs
  return { onTopic, post: { id: `p:${hour}`, network: 'p', source: 'p', text: 'x', atMs, heardAtMs: atMs } }
}

function opened(hour: number, onTopic: boolean): Opened {
  return { atMs: startMs + hour * hourMs, onTopic, onTopicSamples: 0, story: {} as Story }
}

test('labels of all three kinds of recordings are read', () => {
  expect(isOnTopic({ label: 'on-topic' })).toBe(true)
  expect(isOnTopic({ label: 'off-topic' })).toBe(false)
  expect(isOnTopic({ informativeness: 'Related - but not informative' })).toBe(true)
  expect(isOnTopic({ informativeness: 'Not related' })).toBe(false)
  expect(isOnTopic({ area: 'affected' })).toBe(true)
  expect(isOnTopic(undefined)).toBe(false)
})

test('the alert is the first on-topic story after the onset, and earlier stories count as before it', () => {
  const posts = [
    labelled(0, false),
    labelled(24, true),
    labelled(25, true),
    labelled(26, true),
    labelled(48, true),
  ]
  const figures = figuresOf(
    posts,
    [opened(10, false), opened(25.5, false), opened(26.5, true)],
    startMs + 24 * hourMs,
  )
  expect(figures.onTopicPostsToAlert).toBe(3)
  expect(figures.minutesFromOnset).toBe(150)
  expect(figures.onTopicShare).toBe(0.333)
  expect(figures.storiesPerDayBeforeOnset).toBe(1)
})

test('no story at all gives empty figures instead of zeros that look like an answer', () => {
  const figures = figuresOf([labelled(0, true)], [])
  expect(figures.firstOnTopicAlertAt).toBeNull()
  expect(figures.onTopicShare).toBeNull()
  expect(figures.storiesPerDayBeforeOnset).toBeNull()
})

test('a recorded file with an invented flood is found, labels unseen', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bellwether-evaluate-'))
  const file = join(folder, 'event.jsonl.gz')
  const lines = Array.from({ length: 300 }, (_, i) => {
    const text = `good evening all a${i * 13} b${i * 17} c${i * 19} d${i * 23} e${i * 29}`
    return {
      id: `o${i}`,
      created_at: new Date(startMs + i * 6 * 60_000).toISOString(),
      text,
      label: 'off-topic',
    }
  })
  const flood = [
    'the quay is flooded',
    'flood water in the cellar by the quay',
    'they put sandbags along the quay, flood is rising',
    'quay closed, flooding',
    'flood reached our street from the quay',
    'river flood over the quay wall',
  ]
  flood.forEach((text, i) =>
    lines.push({
      id: `e${i}`,
      created_at: new Date(startMs + 28 * hourMs + i * 5 * 60_000).toISOString(),
      text,
      label: 'on-topic',
    }),
  )
  lines.sort((a, b) => a.created_at.localeCompare(b.created_at))
  writeFileSync(file, gzipSync(lines.map((line) => JSON.stringify(line)).join('\n')))
  const figures = await evaluateEarlyWarning({ file })
  rmSync(folder, { recursive: true })
  expect(figures.posts).toBe(306)
  expect(figures.onTopicPostsToAlert).toBeLessThanOrEqual(6)
  expect(figures.onTopicShare).toBe(1)
})

const glasgow = new URL(
  '../../../../shared/data/replay/t26_2013_Glasgow_helicopter_crash.jsonl.gz',
  import.meta.url,
).pathname

test('a real recorded crash is alerted by the tenth on-topic post', async (context) => {
  if (!existsSync(glasgow)) {
    console.warn(`Skipped: ${glasgow} is not there.`)
    return context.skip()
  }
  const figures = await evaluateEarlyWarning({ file: glasgow })
  expect(figures.onTopicPostsToAlert).toBeLessThanOrEqual(10)
  expect(figures.onTopicShare).toBeGreaterThanOrEqual(0.7)
})
