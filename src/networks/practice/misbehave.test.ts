import { expect, test } from 'vitest'
import { Post } from '#kernel/post.ts'
import { hourMs, minuteMs } from '#kernel/time.ts'
import type { Heard } from '#networks/contract.ts'
import { localClockMs } from '#networks/practice/local-time.ts'
import type { Misbehaviour } from '#networks/practice/misbehave.ts'
import { practiceReader } from '#networks/practice/practice.ts'
import { hearAll, postsIn, refusalsIn } from '#networks/replay/test-clock.ts'

const startMs = localClockMs(Date.UTC(2026, 4, 12, 17), 13, 0)

function hear(...misbehave: Misbehaviour[]): Promise<Heard[]> {
  return hearAll(
    practiceReader({
      seed: 7,
      day: 'quiet',
      speed: 'max',
      startMs,
      untilMs: startMs + 4 * hourMs,
      misbehave,
    }),
  )
}

const wellBehaved = (): Promise<Heard[]> => hear()
const ids = (heard: readonly Heard[]): string[] => postsIn(heard).map((post) => post.id)

test('a dropped line says so, names what was missed, and comes back', async () => {
  const heard = await hear({ kind: 'disconnect', everyMin: 60, forMin: 10 })
  const states = heard.flatMap((one) => (one.kind === 'state' ? [one.state] : []))
  expect(states).toEqual([
    'hearing',
    'waiting',
    'connecting',
    'hearing',
    'waiting',
    'connecting',
    'hearing',
    'waiting',
    'connecting',
    'hearing',
    'ended',
  ])
  const gaps = heard.flatMap((one) => (one.kind === 'gap' ? [one] : []))
  expect(gaps.map((gap) => [gap.fromMs - startMs, gap.toMs - gap.fromMs])).toEqual(
    [60, 120, 180].map((min) => [min * minuteMs, 10 * minuteMs]),
  )
  const missed = postsIn(await wellBehaved()).filter((post) =>
    gaps.some((gap) => post.atMs >= gap.fromMs && post.atMs < gap.toMs),
  )
  expect(ids(heard)).toHaveLength(ids(await wellBehaved()).length - missed.length)
})

test('duplicates repeat posts under the same id and lose none', async () => {
  const heard = await hear({ kind: 'duplicates', shareOf1: 0.2 })
  const normal = ids(await wellBehaved())
  expect(new Set(ids(heard))).toEqual(new Set(normal))
  expect(ids(heard).length).toBeGreaterThan(normal.length * 1.12)
})

test('late posts come out of order with their own time, and none is lost', async () => {
  const heard = await hear({ kind: 'late', shareOf1: 0.3, byMin: 45 })
  expect(ids(heard).toSorted()).toEqual(ids(await wellBehaved()).toSorted())
  const times = postsIn(heard).map((post) => post.atMs)
  expect(times).not.toEqual(times.toSorted((a, b) => a - b))
  const ticks = heard.flatMap((one) => (one.kind === 'clock' ? [one.atMs] : []))
  expect(ticks).toEqual(ticks.toSorted((a, b) => a - b))
})

test('silence is hours without a post while the clock goes on', async () => {
  const heard = await hear({ kind: 'silence', fromMin: 60, hours: 2 })
  const silent = (atMs: number): boolean => atMs > startMs + 60 * minuteMs && atMs < startMs + 180 * minuteMs
  expect(postsIn(heard).filter((post) => silent(post.atMs))).toEqual([])
  expect(heard.filter((one) => one.kind === 'clock' && silent(one.atMs)).length).toBeGreaterThan(110)
})

test('garbage is told as refused, by reason, and stops nothing', async () => {
  const heard = await hear({ kind: 'garbage', everyMin: 60, frames: 12 })
  const refused = refusalsIn(heard)
  expect(Object.keys(refused).toSorted()).toEqual([
    'bad-encoding',
    'no-text',
    'not-a-post',
    'not-json',
    'too-long',
    'truncated',
  ])
  expect(Object.values(refused).reduce((sum, count) => sum + count, 0)).toBe(36)
  expect(ids(heard)).toEqual(ids(await wellBehaved()))
})

test('wrong clocks show in what posts claim, never in when they count', async () => {
  const posts = postsIn(await hear({ kind: 'skewed', shareOf1: 0.25 }))
  expect(posts.map((post) => post.atMs)).toEqual(postsIn(await wellBehaved()).map((post) => post.atMs))
  expect(posts.filter((post) => post.claimedAtMs !== post.atMs).length).toBeGreaterThan(posts.length * 0.18)
  expect(posts.some((post) => post.claimedAtMs === 0)).toBe(true)
})

test('a burst of 50,000 posts in one second arrives whole, in small batches', async () => {
  const heard = await hear({ kind: 'burst', atMin: 90, posts: 50_000 })
  const sudden = postsIn(heard).filter((post) => post.id.startsWith('practice:burst-'))
  expect(sudden).toHaveLength(50_000)
  expect(
    Math.max(...sudden.map((post) => post.atMs)) - Math.min(...sudden.map((post) => post.atMs)),
  ).toBeLessThan(1000)
  expect(new Set(sudden.map((post) => post.id)).size).toBe(50_000)
  for (const one of heard) if (one.kind === 'posts') expect(one.posts.length).toBeLessThanOrEqual(256)
})

test('hostile texts are among the posts, as they come', async () => {
  const texts = postsIn(await hear({ kind: 'hostile', everyMin: 2 })).flatMap((post) =>
    post.id.includes(':hostile-') ? [post.text] : [],
  )
  for (const mark of [/\u202E/, /\u200B/, /\u0000/, /<script>/, /^x{20000}$/])
    expect(texts.some((text) => mark.test(text))).toBe(true)
})

test('all knobs at once still make valid posts, the same for a seed', async () => {
  const all: Misbehaviour[] = [
    { kind: 'hostile', everyMin: 10 },
    { kind: 'skewed', shareOf1: 0.1 },
    { kind: 'late', shareOf1: 0.1, byMin: 20 },
    { kind: 'duplicates', shareOf1: 0.1 },
    { kind: 'garbage', everyMin: 30, frames: 3 },
    { kind: 'disconnect', everyMin: 50, forMin: 5 },
    { kind: 'silence', fromMin: 100, hours: 1 },
    { kind: 'burst', atMin: 200, posts: 1000 },
  ]
  const heard = await hear(...all)
  for (const post of postsIn(heard)) Post.parse(post)
  expect(await hear(...all)).toEqual(heard)
})
