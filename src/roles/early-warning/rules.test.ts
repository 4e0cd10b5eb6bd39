import { expect, test } from 'vitest'
import { hourMs, minuteMs } from '#kernel/time.ts'
import { aheadMin, mutedTerms, rankStories, tellsStory, type Ranked } from '#roles/early-warning/rules.ts'
import type { RisingTerm } from '#stream/story.ts'

const nowMs = Date.UTC(2026, 5, 2, 14)

function story(change: Partial<Ranked>): Ranked {
  return { state: 'rising', surprise: 9, updatedAtMs: nowMs, authors: 10, ...change }
}

function term(text: string, kind: RisingTerm['kind'] = 'word'): RisingTerm {
  return { text, kind, posts: 5, lift: 10 }
}

test('what rises fast comes before what rises, and that before what is steady', () => {
  const order = rankStories([story({ state: 'steady' }), story({ state: 'rising-fast' }), story({})], nowMs)
  expect(order.map((one) => one.state)).toEqual(['rising-fast', 'rising', 'steady'])
})

test('of two that rise alike, the more surprising is first', () => {
  const order = rankStories([story({ surprise: 6 }), story({ surprise: 60 })], nowMs)
  expect(order[0]?.surprise).toBe(60)
})

test('a story nobody has added to for hours sinks', () => {
  const order = rankStories(
    [story({ surprise: 40, updatedAtMs: nowMs - 6 * hourMs }), story({ surprise: 12 })],
    nowMs,
  )
  expect(order[0]?.surprise).toBe(12)
})

test('a news item tells the story when it says three of its words', () => {
  const terms = [term('brown water', 'phrase'), term('mill'), term('tap')]
  expect(tellsStory(terms, 'City investigates brown water on Mill Street')).toBe(true)
  expect(tellsStory(terms, 'Water rates to rise next year')).toBe(false)
})

test('a story of one word is not found in the news by it', () => {
  expect(tellsStory([term('water')], 'Water rates to rise next year')).toBe(false)
})

test('ahead is positive when we were first', () => {
  expect(aheadMin(nowMs, nowMs + 40 * minuteMs)).toBe(40)
  expect(aheadMin(nowMs, nowMs - 5 * minuteMs)).toBe(-5)
})

test('calling a story not important never silences a whole place', () => {
  expect(mutedTerms({ terms: [term('parade'), term('mill st', 'place')] })).toEqual(['parade'])
})
