import { expect, test } from 'vitest'
import type { Post } from '#kernel/post.ts'
import { hourMs, minuteMs } from '#kernel/time.ts'
import type { Story } from '#stream/story.ts'
import type { TrendEvent, Trends } from '#stream/trends-contract.ts'
import { createTrends } from '#stream/trends/trends.ts'

const startMs = Date.UTC(2031, 2, 3, 6)
const chat = [
  'coffee first then everything else',
  'the cat sat on my keyboard again',
  'does anybody want two tickets for the quiz night',
  'long walk with the dog along the fields',
  'new bread at the bakery and it is so good',
  'my bike has a flat tyre once more',
  'reading a novel about lighthouses in the garden',
  'choir practice moved to thursday evening',
  'grandma sent me a photo of her roses',
  'homework about volcanoes is taking all evening',
  'the quiz team came third which is fine',
  'tried to cook lentil soup and it worked',
]
const brown = [
  'Brown water from every tap on Mill St, is it safe to drink?',
  'our tap water is brown this morning near Mill St',
  'the water here came out brown and smells of metal, Mill St',
  'anyone else with brown tap water? we are by the old mill',
  'brown water again in the kitchen, called the waterworks',
  'school kitchen closed, brown water from the taps',
]
const fire = [
  'huge fire at the sawmill, black smoke over the east side',
  'firefighters at the sawmill, flames above the roof',
  'sawmill fire: the road is closed and smoke everywhere',
  'explosion heard near the sawmill, fire is spreading',
  'they evacuate the houses behind the sawmill because of the fire',
  'sawmill burning, so much smoke, windows shut',
]

let made = 0
function post(text: string, atMs: number, more: Partial<Post> = {}): Post {
  made++
  return {
    id: `practice:${made}`,
    network: 'practice',
    source: 'practice:test',
    text,
    atMs,
    heardAtMs: atMs,
    author: { id: `person-${made}` },
    ...more,
  }
}

/** A quiet town: `perHour` posts an hour, each by another person, for that many hours. */
function quiet(hours: number, perHour: number, fromMs = startMs): Post[] {
  return Array.from({ length: hours * perHour }, (_, i) =>
    post(
      `${chat[i % chat.length] ?? ''} ${['today', 'tonight', 'again', 'hm', 'now'][i % 5] ?? ''} n${i * 7919}`,
      fromMs + (i * hourMs) / perHour,
    ),
  )
}

function spread(texts: readonly string[], fromMs: number, gapMs: number): Post[] {
  return texts.map((text, i) => post(text, fromMs + i * gapMs))
}

/** Drives the engine as the worker does: posts in order, a tick each minute. */
function run(trends: Trends, posts: readonly Post[], watches: readonly string[] = []): TrendEvent[] {
  const ordered = [...posts].sort((a, b) => a.heardAtMs - b.heardAtMs)
  const events: TrendEvent[] = []
  let tickMs = Math.floor((ordered[0]?.heardAtMs ?? 0) / minuteMs) * minuteMs + minuteMs
  for (const one of ordered) {
    for (; one.heardAtMs >= tickMs; tickMs += minuteMs) events.push(...trends.tick(tickMs))
    trends.observe([{ post: one, watches }])
  }
  events.push(...trends.tick(tickMs))
  return events
}

function opened(events: readonly TrendEvent[]): Story[] {
  return events.flatMap((event) => (event.kind === 'story' && event.change === 'opened' ? [event.story] : []))
}

const small = { keysMax: 1 << 16, postsMax: 4096 }

test('in a town of three posts an hour, six people writing about brown water become one story', () => {
  const stories = opened(
    run(createTrends(small), [...quiet(30, 3), ...spread(brown, startMs + 30 * hourMs, 6 * minuteMs)]),
  )
  expect(stories.length).toBe(1)
  const story = stories[0]
  expect(story?.samples.length).toBeGreaterThanOrEqual(3)
  expect(story?.samples.every((sample) => brown.includes(sample.text))).toBe(true)
  expect(story?.terms.map((term) => term.text).join(' ')).toMatch(/brown|water/u)
  expect(story?.headline.length).toBeLessThanOrEqual(120)
  expect(story?.questions).toBeGreaterThanOrEqual(1)
  expect(story?.places.map((place) => place.name)).toContain('Mill St')
})

test('twice the usual volume at breakfast raises nothing', () => {
  const posts = [...quiet(24, 10), ...quiet(2, 60, startMs + 24 * hourMs)]
  expect(opened(run(createTrends(small), posts))).toEqual([])
})

test('one person shouting a hundred times raises nothing', () => {
  const shout = Array.from({ length: 100 }, (_, i) =>
    post(`${brown[i % brown.length] ?? ''} shout ${i * 31} ${i * 17}`, startMs + 30 * hourMs + i * minuteMs, {
      author: { id: 'loud' },
    }),
  )
  expect(opened(run(createTrends(small), [...quiet(30, 5), ...shout]))).toEqual([])
})

test('the same text five hundred times over is one voice, not a story', () => {
  const copies = Array.from({ length: 500 }, (_, i) =>
    post(`RT @herald: ${fire[0] ?? ''}`, startMs + 30 * hourMs + i * 5000),
  )
  expect(opened(run(createTrends(small), [...quiet(30, 5), ...copies]))).toEqual([])
})

test('copies are counted as copies in the story they belong to', () => {
  const firstMs = startMs + 30 * hourMs
  const copies = Array.from({ length: 40 }, (_, i) =>
    post(`RT @herald: ${fire[0] ?? ''}`, firstMs + 20 * minuteMs + i * 20_000),
  )
  const events = run(createTrends(small), [
    ...quiet(30, 5),
    ...spread(fire, firstMs, 3 * minuteMs),
    ...copies,
    ...quiet(1, 5, firstMs + hourMs),
  ])
  const last = events.findLast((event) => event.kind === 'story')
  expect(last?.kind === 'story' && last.story.copiesShareOf1).toBeGreaterThan(0.5)
  expect(last?.kind === 'story' && last.story.posts).toBeLessThanOrEqual(fire.length)
})

test('what somebody called not important stays away until it is undone', () => {
  const trends = createTrends(small)
  trends.setMuted([{ id: 'm1', terms: ['sawmill'] }])
  const firstMs = startMs + 30 * hourMs
  expect(opened(run(trends, [...quiet(30, 5), ...spread(fire, firstMs, 3 * minuteMs)]))).toEqual([])
  trends.setMuted([])
  const more = spread(
    ['sawmill fire still burning, smoke over the school', 'second explosion at the sawmill fire'],
    firstMs + 30 * minuteMs,
    minuteMs,
  )
  expect(opened(run(trends, more)).length).toBe(1)
})

test.each([1, 2, 3] as const)(
  'at shed level %i an incident is still found by its words, and exact copies are still one voice',
  (level) => {
    const trends = createTrends(small)
    trends.setShed(level)
    const firstMs = startMs + 30 * hourMs
    const copies = Array.from({ length: 200 }, (_, i) =>
      post('new bread at the bakery, all of it burnt to ash in the fire', firstMs + hourMs + i * 5000),
    )
    const events = run(trends, [...quiet(30, 5), ...spread(fire, firstMs, 3 * minuteMs), ...copies])
    const stories = opened(events)
    expect(stories.some((one) => one.samples.every((sample) => fire.includes(sample.text)))).toBe(true)
    // Without the search for near-copies talk that differs by a word may rise too; a text said over and over never does.
    expect(
      stories.flatMap((one) => one.samples).filter((sample) => sample.text.includes('bakery, all')).length,
    ).toBeLessThanOrEqual(1)
    expect(stories.length).toBeLessThanOrEqual(2)
  },
)

test('two incidents at once are two stories', () => {
  const firstMs = startMs + 30 * hourMs
  const posts = [
    ...quiet(30, 5),
    ...spread(brown, firstMs, 4 * minuteMs),
    ...spread(fire, firstMs + minuteMs, 4 * minuteMs),
  ]
  const stories = opened(run(createTrends(small), posts))
  expect(stories.length).toBe(2)
  const texts = stories.map((story) => story.samples.map((sample) => sample.text))
  expect(texts.some((list) => list.every((text) => fire.includes(text)))).toBe(true)
  expect(texts.some((list) => list.every((text) => brown.includes(text)))).toBe(true)
})

test('a second wave of the same incident comes back to its story', () => {
  const firstMs = startMs + 30 * hourMs
  const wave = [
    'the sawmill fire is back, flames in the yard',
    'firefighters return to the sawmill, fire again',
    'smoke over the east side once more, sawmill fire',
    'sawmill fire flares up, road closed again',
    'second night of fire at the sawmill',
  ]
  const events = run(createTrends(small), [
    ...quiet(30, 5),
    ...spread(fire, firstMs, 4 * minuteMs),
    ...quiet(10, 5, firstMs + hourMs),
    ...spread(wave, firstMs + 11 * hourMs, 4 * minuteMs),
  ])
  expect(opened(events).length).toBe(1)
})

test('a story is over when nothing about it stands out any more', () => {
  const firstMs = startMs + 30 * hourMs
  const events = run(createTrends(small), [
    ...quiet(30, 5),
    ...spread(fire, firstMs, 4 * minuteMs),
    ...quiet(20, 5, firstMs + hourMs),
  ])
  const last = events.findLast((event) => event.kind === 'story')
  expect(last?.kind === 'story' && last.change).toBe('over')
  expect(last?.kind === 'story' && last.story.state).toBe('over')
})

test('posts out of order, without an author, from 1970 and from 2099 neither stop it nor raise anything', () => {
  const odd = [
    post('from the distant past', 0, { heardAtMs: startMs + 20 * hourMs }),
    post('from the far future', Date.UTC(2099, 0, 1), { heardAtMs: startMs + 21 * hourMs }),
    post('a day late', startMs - 24 * hourMs, { heardAtMs: startMs + 22 * hourMs }),
  ]
  const late = fire.map((text) => post(text, startMs + hourMs, { heardAtMs: startMs + 25 * hourMs }))
  expect(opened(run(createTrends(small), [...quiet(30, 5), ...odd, ...late]))).toEqual([])
})

test('empty, null-byte, emoji-only and very long texts are heard without harm', () => {
  const hostile = ['', '\u0000\u0000', '🌊🌊🌊', 'a '.repeat(50_000), '\uD800', '水'.repeat(500)]
  const posts = hostile.flatMap((text, i) =>
    Array.from({ length: 5 }, (_, j) => post(text, startMs + (i * 5 + j) * minuteMs)),
  )
  expect(() => run(createTrends(small), posts)).not.toThrow()
})

test('a restart forgets nothing of what is usual', () => {
  const before = createTrends(small)
  run(before, quiet(30, 8))
  const after = createTrends(small)
  after.load(before.save())
  expect(JSON.parse(after.save())).toEqual(JSON.parse(before.save()))
  const next = [...quiet(1, 8, startMs + 30 * hourMs), ...spread(fire, startMs + 31 * hourMs, 4 * minuteMs)]
  expect(opened(run(after, next)).length).toBe(1)
})

test('saved state of another version, or damaged, is left aside', () => {
  const trends = createTrends(small)
  trends.load('{"version":99}')
  trends.load('not json')
  expect(opened(run(trends, quiet(3, 5)))).toEqual([])
})

test('minutes tell distinct posts and authors per watch', () => {
  const posts = [
    post('one thing', startMs + 1000),
    post('another thing', startMs + 2000),
    post('RT @a: one thing', startMs + 3000),
  ]
  const minutes = run(createTrends(small), posts, ['water']).flatMap((event) =>
    event.kind === 'minute' ? [event] : [],
  )
  expect(minutes).toEqual([
    { kind: 'minute', minuteMs: startMs, watches: [{ watch: 'water', posts: 2, authors: 3 }] },
  ])
})

test('a watch alarms once for an incident', () => {
  const trends = createTrends(small)
  const ordinary = quiet(40, 1)
  const rush = Array.from({ length: 24 }, (_, i) =>
    post(
      `pool p${i * 101} q${i * 3} x${i * 5} y${i * 7} z${i * 11}`,
      startMs + 40 * hourMs + i * 2 * minuteMs,
    ),
  )
  const stories = opened(run(trends, [...ordinary, ...rush], ['pool']))
  expect(stories.length).toBe(1)
  expect(stories[0]?.watches).toEqual(['pool'])
})

test('a story is told against what was heard before it: a usual that is not nothing, and a picture that begins in the quiet', () => {
  const firstMs = startMs + 30 * hourMs
  const story = opened(run(createTrends(small), [...quiet(30, 5), ...spread(fire, firstMs, 4 * minuteMs)]))[0]
  expect(story?.usual.mean).toBeGreaterThan(0.005)
  expect(story?.lift).toBeCloseTo((story?.posts ?? 0) / (story?.usual.mean ?? 1), 5)
  expect(story?.surprise).toBeGreaterThan(1)
  expect(story?.usual).toMatchObject({ basis: 'learned' })
  expect(story?.usual.hoursLearned).toBeGreaterThan(29.5)
  expect(story?.usual.hoursLearned).toBeLessThan(31.5)
  const course = story?.course.posts ?? []
  expect(course.length).toBeGreaterThanOrEqual(20)
  expect(course.slice(0, 20).reduce((sum, count) => sum + count, 0)).toBe(0)
})

test('the headline is a sentence by somebody who lives there, not by the town hall or the newspaper', () => {
  const firstMs = startMs + 30 * hourMs
  const notice = (text: string, kind: 'official' | 'media', atMs: number): Post =>
    post(text, atMs, { author: { id: `desk-${kind}`, kind } })
  const events = run(createTrends(small), [
    ...quiet(30, 5),
    notice('Fire at the sawmill: people evacuated, fire and smoke over the east side', 'official', firstMs),
    ...spread(fire, firstMs + minuteMs, 4 * minuteMs),
    notice('Sawmill fire: explosion, smoke and fire, houses evacuated', 'media', firstMs + 9 * minuteMs),
  ])
  for (const event of events) if (event.kind === 'story') expect(fire).toContain(event.story.headline)
  expect(opened(events).length).toBe(1)
})

test('a story nobody adds to is over within a few hours even when copies of it still come', () => {
  const firstMs = startMs + 30 * hourMs
  const copies = Array.from({ length: 30 }, (_, i) =>
    post(`RT @herald: ${fire[0] ?? ''}`, firstMs + hourMs + i * 10 * minuteMs),
  )
  const events = run(createTrends(small), [
    ...quiet(30, 5),
    ...spread(fire, firstMs, 4 * minuteMs),
    ...quiet(6, 5, firstMs + hourMs),
    ...copies,
  ])
  const over = events.find((event) => event.kind === 'story' && event.change === 'over')
  expect(over?.kind === 'story' && over.story.updatedAtMs - firstMs).toBeLessThan(4 * hourMs)
})

test('a story that is going on survives a restart: what follows joins it, and nothing people wrote is kept in the saved text', () => {
  const firstMs = startMs + 30 * hourMs
  const before = createTrends(small)
  const [story] = opened(run(before, [...quiet(30, 5), ...spread(fire, firstMs, 4 * minuteMs)]))
  const saved = before.save()
  for (const text of fire) expect(saved).not.toContain(text)
  const after = createTrends(small)
  after.load(saved)
  const more = [
    'sawmill fire still burning, smoke over the school',
    'firefighters say the sawmill fire will last all night',
    'the road to the sawmill stays closed because of the fire',
    'flames again at the sawmill, so much smoke',
  ]
  const events = run(after, [
    ...quiet(1, 5, firstMs + 30 * minuteMs),
    ...spread(more, firstMs + 60 * minuteMs, 4 * minuteMs),
  ])
  expect(opened(events)).toEqual([])
  const grown = events.findLast((event) => event.kind === 'story')
  expect(grown?.kind === 'story' && grown.story.id).toBe(story?.id)
  expect(grown?.kind === 'story' && grown.story.samples.every((sample) => more.includes(sample.text))).toBe(
    true,
  )
})

test('a story that goes on slowly is told by a window that still holds some of it', () => {
  const firstMs = startMs + 30 * hourMs
  const slow = Array.from({ length: 6 }, (_, i) =>
    post(`still smoke at the sawmill, fire crews are there, hour ${i}`, firstMs + (i + 1) * 2 * hourMs),
  )
  const told = run(createTrends(small), [
    ...quiet(45, 5),
    ...spread(fire, firstMs, 4 * minuteMs),
    ...spread(fire, firstMs + 30 * minuteMs, 4 * minuteMs),
    ...slow,
  ])
  const grew = told.filter((event) => event.kind === 'story' && event.change === 'grew')
  expect(grew.length).toBeGreaterThan(2)
  for (const event of grew) if (event.kind === 'story') expect(event.story.posts).toBeGreaterThanOrEqual(3)
})

test('what is held back is counted, each post once, by the word, the place or the source it was held back for', () => {
  const lessons: Partial<Parameters<Trends['setMuted']>[0][number]>[] = [
    { terms: ['brown'] },
    { places: ['Mill St'] },
    { sources: ['practice:test'] },
  ]
  const told = lessons.map((lesson) => {
    const trends = createTrends({ places: [{ name: 'Mill St' }] })
    trends.setMuted([{ id: 'l', terms: [], ...lesson }])
    const events = run(trends, [...quiet(20, 3), ...spread(brown, startMs + 20 * hourMs, 4 * minuteMs)])
    const held = events.flatMap((event) => (event.kind === 'held' ? event.held : []))
    return { stories: opened(events).length, held }
  })
  const [word, place, source] = told
  expect(word).toMatchObject({ stories: 0 })
  expect(new Set(word?.held.map(({ why }) => why.value))).toEqual(new Set(['brown']))
  const brownPosts = brown.filter((text) => /\bbrown\b/iu.test(text)).length
  const posts = word?.held.reduce((sum, one) => sum + one.posts, 0) ?? 0
  expect(posts).toBeGreaterThanOrEqual(3)
  expect(posts).toBeLessThanOrEqual(brownPosts)
  expect(source?.stories).toBe(0)
  expect(place?.held.every(({ why }) => why.kind === 'place' && why.value === 'Mill St')).toBe(true)
})

test('taken back, nothing is held back any more and nothing is counted', () => {
  const trends = createTrends()
  trends.setMuted([{ id: 'l', terms: ['brown'] }])
  trends.setMuted([])
  const events = run(trends, [...quiet(20, 3), ...spread(brown, startMs + 20 * hourMs, 4 * minuteMs)])
  expect(events.some((event) => event.kind === 'held')).toBe(false)
  expect(opened(events)).toHaveLength(1)
})

test('a story says how many speak of harm, and counts what was posted together apart', () => {
  const trends = createTrends()
  const beginMs = startMs + 20 * hourMs
  const together = Array.from({ length: 6 }, (_, i) =>
    post('Urgent: sawmill on fire, everybody share this now please', beginMs + 30 * minuteMs + i * 2000),
  )
  const events = run(trends, [...quiet(20, 3), ...spread(fire, beginMs, 3 * minuteMs), ...together])
  const last = events.flatMap((event) => (event.kind === 'story' ? [event.story] : [])).at(-1)
  expect(last?.harm).toBeGreaterThan(0)
  expect(last?.copied?.together).toEqual({ posts: 6, accounts: 6, texts: 1 })
  expect(last?.copied?.nearCopies).toBe(5)
})

test('a watch hears people, not posts: one account that goes on and on raises no alarm', () => {
  const beginMs = startMs + 30 * hourMs
  const loud = Array.from({ length: 30 }, (_, i) =>
    post(`${chat[i % chat.length] ?? ''} and then number ${i * 31} happened`, beginMs + i * minuteMs, {
      author: { id: 'loud' },
    }),
  )
  const alarms = (posts: readonly Post[]): number => {
    const trends = createTrends()
    run(trends, quiet(30, 3))
    return opened(run(trends, posts, ['watch'])).length
  }
  expect(alarms(loud)).toBe(0)
  expect(alarms(loud.map((one, i) => ({ ...one, author: { id: `many-${i}` } })))).toBeGreaterThan(0)
})
