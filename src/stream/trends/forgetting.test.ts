import { expect, test } from 'vitest'
import type { Post } from '#kernel/post.ts'
import { minuteMs } from '#kernel/time.ts'
import type { Gone } from '#stream/trends-contract.ts'
import type { Story } from '#stream/story.ts'
import { createTrends } from '#stream/trends/trends.ts'

const startMs = Date.UTC(2026, 5, 2, 13)
const lines = [
  'Brown water from the tap on Ferry Street since this morning',
  'Is the water brown for everyone on Ferry Street or is it our tap',
  'Our tap on Ferry Street gives brown water, do not drink it',
  'Ferry Street here too, the tap water is brown and smells',
  'Nobody on Ferry Street should drink the brown water from the tap',
  'The water on Ferry Street is brown again, tap was fine last night',
]

function post(n: number): Post {
  const atMs = startMs + n * 20_000
  const text = lines[n % lines.length] ?? ''
  return {
    id: `practice:${n}`,
    network: 'practice',
    source: 'town',
    text,
    atMs,
    heardAtMs: atMs,
    author: { id: `person-${n}` },
  }
}

/** The last telling of the one story of six posts, after these were forgotten and some more came. */
function storyAfter(gone: Gone, later: readonly Post[]): Story | undefined {
  const trends = createTrends()
  trends.observe(lines.map((_line, n) => ({ post: post(n), watches: [] })))
  const [opened] = trends.tick(startMs + 3 * minuteMs)
  expect(opened).toMatchObject({ kind: 'story', change: 'opened' })
  trends.forget(gone)
  trends.observe(later.map((one) => ({ post: one, watches: [] })))
  const told = trends.tick(startMs + 12 * minuteMs)
  return told.flatMap((event) => (event.kind === 'story' ? [event.story] : [])).at(-1)
}

const news: Post = {
  ...post(20),
  text: 'Still brown water on Ferry Street, the tap is no better',
  atMs: startMs + 10 * minuteMs,
}

test('a post that was taken back is not told again, and stays counted', () => {
  const before = storyAfter({ ids: [], authorIds: [] }, [news])
  const after = storyAfter({ ids: ['practice:0'], authorIds: ['person-1'] }, [news])
  const told = JSON.stringify(after)
  for (const trace of [
    'practice:0',
    'practice:1',
    'person-0',
    'person-1',
    'since this morning',
    'for everyone',
  ])
    expect(told).not.toContain(`"${trace}"`)
  expect(after?.samples.map((one) => one.text)).not.toContain(lines[0])
  expect(after?.samples.map((one) => one.text)).not.toContain(lines[1])
  expect(after?.postsInAll).toBe(before?.postsInAll)
})

test('a headline that was taken back is never said again', () => {
  const before = storyAfter({ ids: [], authorIds: [] }, [news])
  const whose = before?.samples[0]
  expect(whose?.text.startsWith(before?.headline.slice(0, 20) ?? '?')).toBe(true)
  const after = storyAfter({ ids: [whose?.id ?? ''], authorIds: [] }, [news])
  expect(after?.headline).not.toBe(before?.headline)
  expect(after?.headline).not.toBe('')
})
