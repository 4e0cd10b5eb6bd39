import { expect, test } from 'vitest'
import { Post } from '#kernel/post.ts'
import { dayMs, hourMs, minuteMs } from '#kernel/time.ts'
import type { Heard, Reader } from '#networks/contract.ts'
import { localClockMs, localTime } from '#networks/practice/local-time.ts'
import { usualPerHour } from '#networks/practice/ordinary.ts'
import {
  practiceHistory,
  practiceNewsReader,
  practiceReader,
  type PracticeOptions,
} from '#networks/practice/practice.ts'
import { dayScripts, type PracticeDay } from '#networks/practice/scripts/days.ts'
import { hearAll, postsIn, skippingClock, testNeeds } from '#networks/replay/test-clock.ts'

// A Tuesday, 13:36 in the town.
const startMs = localClockMs(Date.UTC(2026, 10, 24, 17), 13, 36)
const storyMs = startMs + 15 * minuteMs

function options(day: PracticeDay, hours: number, more: Partial<PracticeOptions> = {}): PracticeOptions {
  return { seed: 1, day, speed: 'max', startMs, untilMs: startMs + hours * hourMs, ...more }
}

async function live(day: PracticeDay, hours: number, more: Partial<PracticeOptions> = {}): Promise<Post[]> {
  return postsIn(await hearAll(practiceReader(options(day, hours, more))))
}

const isScripted = (post: Post): boolean =>
  /^practice:(?:brown-water|flood|road-closure|council)-/.test(post.id)
const plain = (text: string): string => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')

test('the same seed lives the same day, another seed another one', async () => {
  const [once, again, other] = await Promise.all([
    live('brown-water', 3),
    live('brown-water', 3),
    live('brown-water', 3, { seed: 2 }),
  ])
  expect(again).toEqual(once)
  expect(other?.map((post) => post.text)).not.toEqual(once?.map((post) => post.text))
})

test('at any speed the same posts are told, only sooner', async () => {
  const clock = skippingClock()
  const slow = await hearAll(practiceReader(options('brown-water', 1, { speed: 20 })), testNeeds({ clock }))
  expect(postsIn(slow)).toEqual(await live('brown-water', 1))
  expect(clock.sleptMs.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThan(hourMs / 20 - 10_000)
  expect(Math.max(...clock.sleptMs)).toBeLessThanOrEqual(1000)
})

test('every post is valid, stands in the order of its time, and has an id of its own', async () => {
  for (const day of Object.keys(dayScripts) as PracticeDay[]) {
    const posts = await live(day, 8)
    for (const post of posts) Post.parse(post)
    expect(posts.map((post) => post.atMs)).toEqual(posts.map((post) => post.atMs).toSorted((a, b) => a - b))
    expect(new Set(posts.map((post) => post.id)).size).toBe(posts.length)
  }
})

test('a day has as many posts as a town of that size: few at night, some hundreds an hour by day', () => {
  const midnightMs = localClockMs(startMs, 0, 0)
  const posts = practiceHistory({ seed: 3, untilMs: midnightMs + dayMs, hours: 24 })
  const perHour = Array.from(
    { length: 24 },
    (_, hour) => posts.filter((post) => localTime(post.atMs).hour === hour).length,
  )
  for (const [hour, count] of perHour.entries()) {
    const usual = usualPerHour[hour] ?? 0
    expect(count).toBeGreaterThan(usual * 0.8 - 4)
    expect(count).toBeLessThan(usual * 1.2 + 8)
  }
  expect(new Set(posts.map((post) => post.author?.id)).size).toBeGreaterThan(350)
  const french = posts.filter((post) => post.lang === 'fr').length / posts.length
  expect(french).toBeGreaterThan(0.33)
  expect(french).toBeLessThan(0.47)
})

test('history and stream tell the same posts for the same hours', async () => {
  const history = practiceHistory({ seed: 1, untilMs: startMs + 2 * hourMs, hours: 2 })
  expect(history).toEqual(await live('quiet', 2))
})

test('nothing on a quiet day is alarming, in winter as in summer', () => {
  const alarming =
    /\b(?:brown|rusty|flood\w*|fire|smoke|evacuat\w*|explo\w*|dead|died|killed|crash\w*|accident|dam|sirens?|gas leak|poison\w*|inond\w*|incendie|fumee|barrage|mort|accidents?|brune|evacu\w*|explos\w*)\b/
  for (const month of [0, 7]) {
    const posts = practiceHistory({ seed: month, untilMs: Date.UTC(2026, month, 20), hours: 48 })
    expect(posts.filter((post) => alarming.test(plain(post.text))).map((post) => post.text)).toEqual([])
  }
})

/** Words said in a quarter of an hour by at least 7 different sentences and 8 times as often as in the two days before. */
function risen(past: readonly Post[], today: readonly Post[]): string[] {
  const perQuarter = new Map<string, number>()
  for (const [word] of words(past)) perQuarter.set(word, (perQuarter.get(word) ?? 0) + 1 / 192)
  const now = new Map<string, Set<string>>()
  for (const [word, post] of words(today)) {
    const key = `${Math.floor(post.atMs / (15 * minuteMs))} ${word}`
    now.set(key, (now.get(key) ?? new Set()).add(plain(post.text)))
  }
  return [...now].flatMap(([key, texts]) => {
    const word = key.split(' ')[1] ?? ''
    return texts.size >= 7 && texts.size > 8 * Math.max(perQuarter.get(word) ?? 0, 0.1) ? [word] : []
  })
}

test('no word of a quiet day rises, on weekdays and weekends; on the brown-water day water does', async () => {
  for (const seed of [5]) {
    for (const day of [1, 5]) {
      const fromMs = localClockMs(startMs + day * dayMs, 0, 0)
      const past = practiceHistory({ seed, untilMs: fromMs, hours: 48 })
      expect(risen(past, practiceHistory({ seed, untilMs: fromMs + dayMs, hours: 24 }))).toEqual([])
    }
  }
  const past = practiceHistory({ seed: 1, untilMs: startMs, hours: 48 })
  expect(risen(past, await live('brown-water', 3))).toEqual(
    expect.arrayContaining(['water', 'brown', 'tanneurs']),
  )
})

function words(posts: readonly Post[]): [string, Post][] {
  return posts.flatMap((post) => {
    if (post.repostOf || post.author?.kind === 'bot') return []
    return [...new Set(plain(post.text).match(/[\p{L}\d]{4,}/gu) ?? [])].map((word): [string, Post] => [
      word,
      post,
    ])
  })
}

test('brown water is reported from the Old Town in both languages, in many wordings, before anyone official speaks', async () => {
  const posts = (await live('brown-water', 4)).filter(isScripted)
  const reports = posts.filter((post) => post.atMs < storyMs + 90 * minuteMs && !post.repostOf)
  expect(Math.min(...posts.map((post) => post.atMs))).toBe(storyMs)
  expect(reports.filter((post) => post.atMs < storyMs + 20 * minuteMs).length).toBeGreaterThanOrEqual(6)
  const placed = /mill|tanneurs|old town|vieille-ville|cooper|tonneliers/
  for (const [lang, wet] of [
    ['en', /water|tap|kettle|coffee|bath|sink/],
    ['fr', /eau|robinet|bain|evier|cafe/],
  ] as const) {
    const said = reports.filter((post) => post.lang === lang).map((post) => plain(post.text))
    expect(new Set(said).size).toBeGreaterThan(50)
    expect(said.filter((text) => wet.test(text)).length / said.length).toBeGreaterThan(0.85)
    expect(said.filter((text) => placed.test(text)).length / said.length).toBeGreaterThan(0.7)
  }
  expect(new Set(reports.map((post) => post.author?.id)).size).toBeGreaterThan(120)
  expect(reports.filter((post) => post.text.includes('?')).length).toBeGreaterThan(40)
  expect(posts.find((post) => post.author?.kind === 'official')?.atMs).toBe(storyMs + 90 * minuteMs)
  const patterns = dayScripts['brown-water']?.phases.flatMap((phase) => [...phase.en, ...phase.fr]) ?? []
  expect(new Set(patterns).size).toBeGreaterThanOrEqual(60)
})

test('brown water grows for an hour and a half, fades after the answer, and leaves a quiet town that never runs dry', async () => {
  const posts = await live('brown-water', 30)
  const scripted = (fromMin: number, toMin: number): number =>
    posts.filter(
      (post) =>
        isScripted(post) &&
        post.atMs >= storyMs + fromMin * minuteMs &&
        post.atMs < storyMs + toMin * minuteMs,
    ).length
  expect(scripted(0, 20)).toBeLessThan(scripted(20, 40))
  expect(scripted(20, 40)).toBeLessThan(scripted(60, 80))
  expect(scripted(250, 300)).toBeLessThan(scripted(90, 140) / 3)
  expect(scripted(500, 1800)).toBe(0)
  expect(posts.filter((post) => post.atMs > startMs + 26 * hourMs).length).toBeGreaterThan(300)
})

test('the newsroom has the brown water 40 minutes after the people, as media', async () => {
  const reader = practiceNewsReader(options('brown-water', 4))
  const news = postsIn(await hearAll(reader))
  expect(reader.capabilities.reads.media).toBe(true)
  expect(news.every((post) => post.author?.kind === 'media' && post.source === 'practice:herald')).toBe(true)
  const first = news.find((post) => /brown tap water/.test(post.text))
  expect(first?.atMs).toBe(storyMs + 40 * minuteMs)
  expect(news.some((post) => /eau brune/.test(post.text))).toBe(true)
  expect(news.some((post) => !isScripted(post))).toBe(true)
})

test('the flood names its streets, asks for help, carries a false rumour and its correction', async () => {
  const posts = (await live('flood', 8)).filter(isScripted)
  const minuteOf = (pattern: RegExp): number => {
    const found = posts.find((post) => pattern.test(plain(post.text)))
    return found ? (found.atMs - storyMs) / minuteMs : NaN
  }
  for (const street of [/quai ouest/, /ferry st/, /rue du bac/, /willow walk/, /pont neuf/])
    expect(minuteOf(street)).toBeLessThan(140)
  expect(minuteOf(/sandbags|sacs de sable/)).toBeLessThan(130)
  expect(minuteOf(/college saint-anne/)).toBeLessThan(190)
  const rumour = minuteOf(/dam broke|barrage .*a cede/)
  const correction = minuteOf(/dam has not broken/)
  expect(rumour).toBeGreaterThan(160)
  expect(correction).toBeGreaterThan(rumour)
  expect(correction).toBeLessThan(rumour + 30)
})

test.each([
  ['road-closure', /station r(?:oa)?d/, /chemin de la gare/],
  ['council', /parking/, /stationnement/],
] as const)('the %s day speaks of its subject in both languages', async (day, english, french) => {
  const posts = (await live(day, 5)).filter((post) => isScripted(post))
  expect(posts.length).toBeGreaterThan(100)
  for (const [lang, subject] of [
    ['en', english],
    ['fr', french],
  ] as const) {
    const said = posts.filter((post) => post.lang === lang)
    expect(said.filter((post) => subject.test(plain(post.text))).length).toBeGreaterThan(20)
  }
})

test('no pattern leaves a blank, a double space or a clumsy article behind', async () => {
  for (const day of Object.keys(dayScripts) as PracticeDay[]) {
    for (const post of await live(day, 24))
      expect(post.text).not.toMatch(/[{}[\]|]|undefined| {2}|\b[dD]e le \p{L}|\bà le \p{L}|\bque une?\b/u)
  }
})

test('a stopped reader goes on from its cursor without losing or repeating', async () => {
  const make = (): Reader => practiceReader(options('brown-water', 2))
  const stop = new AbortController()
  const first: Heard[] = []
  for await (const one of make().read(testNeeds({ signal: stop.signal }))) {
    first.push(one)
    if (postsIn(first).length > 100) stop.abort()
  }
  const cursor = first.flatMap((one) => (one.kind === 'posts' && one.cursor ? [one.cursor] : [])).at(-1)
  const rest = await hearAll(make(), testNeeds(cursor ? { cursor } : {}))
  expect([...postsIn(first), ...postsIn(rest)]).toEqual(await live('brown-water', 2))
})
