import { expect, test } from 'vitest'
import type { Post } from '#kernel/post.ts'
import { hourMs, minuteMs } from '#kernel/time.ts'
import { answering, type SpokenTo } from '#networks/practice/answers.ts'
import { ordinaryHour } from '#networks/practice/ordinary.ts'
import { foundTown } from '#networks/practice/town.ts'
import type { Timed } from '#networks/replay/pace.ts'

const town = foundTown(7)
const startMs = Date.UTC(2026, 5, 2, 13)
const usual = (): Timed[] =>
  ordinaryHour(town, startMs).map((post) => ({ kind: 'post', post, atMs: post.atMs }))

/** Lets an hour pass in which this is said after so many posts. */
function hourWith(said: SpokenTo['posts'], after = 20): Post[] {
  const spokenTo: SpokenTo = { posts: [] }
  const heard: Post[] = []
  for (const item of answering(usual(), town, spokenTo)) {
    if (item.kind === 'post') heard.push(item.post)
    if (heard.length === after) spokenTo.posts.push(...said)
  }
  return heard
}

const to = (id: string) => (post: Post) => post.replyTo === id

test('the town answers what is said to it, in its language, soon after and not before', () => {
  for (const lang of ['en', 'fr'] as const) {
    const heard = hourWith([{ id: 'practice:ours', lang }])
    const answers = heard.filter(to('practice:ours'))
    expect(answers).toHaveLength(3)
    const spokenMs = heard[19]?.atMs ?? expect.fail('an hour has more than twenty posts')
    for (const one of answers) {
      expect(one).toMatchObject({ lang, network: 'practice', author: { kind: 'person' } })
      expect(one.atMs).toBeGreaterThan(spokenMs)
      expect(one.atMs).toBeLessThan(spokenMs + 10 * minuteMs)
    }
    expect(new Set(answers.map(({ author }) => author?.id)).size).toBe(3)
  }
})

test('time never runs back for an answer, and the same post is answered alike', () => {
  const said = [{ id: 'practice:ours', lang: 'en' as const }]
  const heard = hourWith(said)
  expect(heard.map(({ atMs }) => atMs)).toEqual(heard.map(({ atMs }) => atMs).toSorted((a, b) => a - b))
  expect(hourWith(said)).toEqual(heard)
  expect(new Set(heard.map(({ id }) => id)).size).toBe(heard.length)
})

test('nobody answers when nothing was said, and ten thousand posts at once are not all answered', () => {
  expect(hourWith([])).toHaveLength(usual().length)
  const many = Array.from({ length: 10_000 }, (_, n) => ({ id: `practice:${n}`, lang: 'en' as const }))
  expect(hourWith(many).length - usual().length).toBeLessThanOrEqual(300)
  expect(usual().at(-1)?.atMs).toBeLessThan(startMs + hourMs)
})

test('a post that the town is told of twice is answered once', () => {
  const one = { id: 'practice:ours', lang: 'en' as const }
  expect(hourWith([one, one])).toEqual(hourWith([one]))
})

test('no answer leaves a blank behind', () => {
  const said = Array.from({ length: 90 }, (_, n) => ({
    id: `practice:${n}`,
    lang: n % 2 ? ('en' as const) : ('fr' as const),
  }))
  for (const { text, replyTo } of hourWith(said))
    if (replyTo !== undefined) expect(text).not.toMatch(/[{}[\]|]| {2}|\bde les?\b/)
})
