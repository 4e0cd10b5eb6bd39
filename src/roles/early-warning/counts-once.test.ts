import { expect, test } from 'vitest'
import type { Post } from '#kernel/post.ts'
import { hourMs, minuteMs } from '#kernel/time.ts'
import { StreamDriver } from '#stream/drive.ts'
import type { Story } from '#stream/story.ts'
import { createTrends } from '#stream/trends/trends.ts'

const startMs = Date.UTC(2031, 2, 3, 6)
const onsetMs = startMs + 12 * hourMs
const said = [
  'Brown water from every tap on Mill St, is it safe to drink?',
  'our tap water is brown this morning near Mill St',
  'the water here came out brown and smells of metal, Mill St',
  'anyone else with brown tap water? we are by the old mill',
  'brown water again in the kitchen, called the waterworks',
  'school kitchen closed, brown water from the taps',
]

function post(id: string, text: string, atMs: number, more: Partial<Post> = {}): Post {
  const author = { id: `author of ${id}` }
  return { id, network: 'practice', source: 'test', text, atMs, heardAtMs: atMs, author, ...more }
}

const quiet = Array.from({ length: 120 }, (_, i) =>
  post(`q:${i}`, `evening a${i * 13} b${i * 17} c${i * 19} d${i * 23}`, startMs + i * 6 * minuteMs),
)
const brown = said.map((text, i) => post(`practice:${i}`, text, onsetMs + i * 2 * minuteMs))

/** The newest form of the one story that these posts bring, each also heard after the six that began it. */
function storyWith(more: readonly Post[]): Story | undefined {
  const driver = new StreamDriver(createTrends({}))
  const posts = [...quiet, ...brown, ...more].sort((a, b) => a.heardAtMs - b.heardAtMs)
  const events = driver.observe(posts.map((one) => ({ post: one, watches: [] })))
  return [...events, ...driver.passTo(onsetMs + 16 * minuteMs)]
    .flatMap((event) => (event.kind === 'story' ? [event.story] : []))
    .at(-1)
}

const counts = (story: Story | undefined) => story && { posts: story.posts, authors: story.authors }
const alone = storyWith([])
const laterMs = onsetMs + 13 * minuteMs

test('six people are a story of six posts', () => {
  expect(counts(alone)).toEqual({ posts: 6, authors: 6 })
})

test('boosts count once, whoever boosts', () => {
  const boosts = brown.map(({ id, text }, i) => post(`practice:boost-${i}`, text, laterMs, { repostOf: id }))
  const story = storyWith(boosts)
  expect(counts(story)).toEqual(counts(alone))
  expect(story?.postsInAll).toBe(12)
  expect(story?.copiesShareOf1).toBe(0.5)
})

test('the same post bridged to other networks counts once', () => {
  const bridged = brown.flatMap(({ text }, i) =>
    ['mastodon', 'bluesky'].map((network) => post(`${network}:${i}`, text, laterMs, { network })),
  )
  const story = storyWith(bridged)
  expect(counts(story)).toEqual(counts(alone))
  expect(story?.postsInAll).toBe(18)
})

test('an edited post or news item is the same one said otherwise: neither the counts nor the samples have it twice', () => {
  const edits = [
    post(
      'practice:0',
      'Brown water from every tap on Mill St, is it safe? Edit: the city says do not drink it',
      laterMs,
    ),
    post('practice:1', 'our tap water is brown this morning near Mill St and in Cooper Lane', laterMs),
  ]
  const story = storyWith(edits)
  expect(counts(story)).toEqual(counts(alone))
  expect(story?.postsInAll).toBe(alone?.postsInAll)
  const shown = story?.samples.map(({ id }) => id) ?? []
  expect(shown).toHaveLength(new Set(shown).size)
})
