import { expect, test } from 'vitest'
import { stories } from '#web/fixtures/town.ts'
import en from '#web/messages/en.json' with { type: 'json' }
import fr from '#web/messages/fr.json' with { type: 'json' }
import { makeWords } from '#web/words.tsx'
import type { StoryCard } from '#roles/early-warning/contract.ts'
import {
  keepOrder,
  lede,
  markedTerms,
  newsWords,
  sureness,
  termTimes,
  timesUsual,
  usualPerBucket,
} from '#roles/early-warning/web/story-words.ts'
import { withStory } from '#roles/early-warning/web/data.ts'

const english = makeWords('en', en, 'America/Toronto')
const french = makeWords('fr', fr, 'America/Toronto')
const [water, bus, library] = stories as [StoryCard, StoryCard, StoryCard]

function say(list: StoryCard[], words = english): string {
  const { key, values } = lede(list)
  return words.say(key, values)
}

test('the first line says what matters now', () => {
  const plain = (list: StoryCard[]): [string, unknown] => [lede(list).key, lede(list).values]
  expect(plain([water, bus, library])).toEqual(['now.lede.fast', { count: 1, news: 'none', more: 2 }])
  expect(plain([bus])).toEqual(['now.lede.rising', { count: 1, news: 'all', more: 0 }])
  expect(plain([library])).toEqual(['now.lede.steady', { count: 1 }])
  expect(plain([{ ...water, state: 'over' }])).toEqual(['now.lede.none', { count: 0 }])
})

test('of several rising stories it is said when the news has only some', () => {
  expect(lede([bus, { ...bus, id: 'other', news: undefined }]).values['news']).toBe('some')
})

test('how sure we are is said as odds, never as a logarithm', () => {
  const odds = (surprise: number, words = english): string => {
    const { key, values } = sureness(surprise, words)
    return words.say(key, values)
  }
  expect(odds(7.2)).toContain('less than 1 in a million')
  expect(odds(3.4)).toContain('1 in 2,000')
  expect(odds(3.4, french)).toMatch(/1 sur 2\s000/)
  expect(odds(0.4)).toContain('ordinary day')
})

test('a ratio against almost nothing is not made to look exact, and a story nobody speaks of is not called 0 times the usual', () => {
  const times = (part: Partial<StoryCard>): string => {
    const { key, values } = timesUsual({ ...water, ...part }, english)
    return english.say(key, values)
  }
  expect(times({ lift: 3.64 })).toBe('3.6 times the usual.')
  expect(times({ lift: 4100 })).toBe('More than 100 times the usual.')
  expect(times({ posts: 0, lift: 0 })).toBe('Back to the usual for now.')
})

test('a word that no longer stands above its usual is not given a factor that says nothing', () => {
  const told = (lift: number) => termTimes({ lift }, english)
  expect(told(212.4)).toEqual({ key: 'terms.times', values: { times: '212' } })
  expect(told(9.9)).toEqual({ key: 'terms.times', values: { times: '9.9' } })
  expect(told(1.1)).toEqual({ key: 'terms.times', values: { times: '1.1' } })
  for (const lift of [1.04, 1, 0.3, 0]) expect(told(lift)).toEqual({ key: 'terms.noMore', values: {} })
})

test('it is said who was first, we or the news', () => {
  const at = Date.parse('2026-05-05T18:22:00Z')
  const behind = newsWords(
    { ...bus, news: { at: new Date(at).toISOString(), label: 'Herald', aheadMin: -7 } },
    at,
    english,
  )
  expect(english.say(behind.key, behind.values)).toMatch(
    /^In the news at 14:22 \(Herald\): 7\smin before us\.$/,
  )
  const ahead = newsWords(water, at, english)
  expect(english.say(ahead.key, ahead.values)).toMatch(/26\smin ahead so far/)
  const over = newsWords({ ...water, state: 'over' }, at, english)
  expect(over.key).toBe('news.never')
})

test('the usual band of a short bucket is narrower than that of the window, but not by as much as the mean', () => {
  const perBucket = usualPerBucket({
    ...water,
    usual: { ...water.usual, mean: 3, upper95: 6 },
    windowMin: 15,
  })
  expect(perBucket).toBeGreaterThan(6 / 3)
  expect(perBucket).toBeLessThan(6)
})

test('cards stay where they are while somebody is among them, and new ones come last', () => {
  const ids = (list: { id: string }[]): string[] => list.map((one) => one.id)
  const now = [{ id: 'new' }, { id: 'b' }, { id: 'a' }]
  expect(ids(keepOrder(['a', 'b'], now, true))).toEqual(['a', 'b', 'new'])
  expect(ids(keepOrder(['a', 'b'], now, false))).toEqual(['new', 'b', 'a'])
})

test('a hashtag is marked by its word, a watch is not marked', () => {
  const terms: StoryCard['terms'] = [
    { text: '#eaubrune', kind: 'tag', posts: 1, lift: 2 },
    { text: 'Mentions', kind: 'watch', posts: 1, lift: 2 },
  ]
  expect(markedTerms({ terms })).toEqual(['eaubrune'])
})

test('a story told live is replaced, added or taken away, and the others stay', () => {
  const list = { stories: [water, bus], muted: 0, over: 0 }
  const ids = (change: Parameters<typeof withStory>[1]): string[] =>
    withStory(list, change).stories.map((one) => one.id)
  expect(ids({ change: 'opened', story: library })).toEqual(['s-water', 's-bus', 's-library'])
  expect(ids({ change: 'over', story: water })).toEqual(['s-bus'])
  expect(ids({ change: 'changed', story: { ...bus, muted: true } })).toEqual(['s-water'])
  expect(withStory(list, { change: 'grew', story: { ...water, posts: 99 } }).stories[0]?.posts).toBe(99)
})

test('the whole first line can be said in both languages', () => {
  expect(say([library])).toContain('Nothing is rising')
  expect(say([library], french)).toContain('Rien ne monte')
})
