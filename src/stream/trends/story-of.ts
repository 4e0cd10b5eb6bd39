import type { RisingTerm, Story } from '#stream/story.ts'
import {
  countsOf,
  type Explained,
  headlineOf,
  samplesOf,
  stateOf,
  windowMinOf,
} from '#stream/trends/explain.ts'
import { weightOf } from '#stream/trends/groups.ts'
import type { Prior } from '#stream/trends/prior.ts'
import { keysOf } from '#stream/trends/reading.ts'
import type { OpenStory } from '#stream/trends/story-book.ts'
import { type Belief, upper95Of } from '#stream/trends/surprise.ts'
import { keyKinds, termsOf } from '#stream/trends/terms.ts'

/** Posts read again to say a story's terms in the words people used. */
const postsReread = 30

/** What is needed to explain a story to a person. */
export type StoryNeeds = {
  story: OpenStory
  nowMs: number
  prior: Prior
  /** The row of a key, or -1. */
  rowOf: (low: number, high: number) => number
  /** Posts in the story's window, in all. */
  units: number
  belief: Belief
  hoursLearned: number
}

/** The story as everybody else sees it. */
export function storyOf(needs: StoryNeeds): Story {
  const { story, nowMs, belief, units } = needs
  const explained: Explained = {
    posts: story.posts,
    weightOf: (heard) => weightOf(heard, story.about),
    nowMs,
    windowMin: windowMinOf(story.group.scale),
  }
  const counts = countsOf(explained)
  const samples = samplesOf(explained)
  const terms = termsOfStory(needs)
  const mean = (units * belief.shape) / belief.rate
  const lang = samples[0]?.lang
  return {
    id: story.id,
    state: story.isOver ? 'over' : stateOf(explained),
    headline: headlineOf(samples, terms),
    ...(lang === undefined ? {} : { headlineLang: lang }),
    firstSeenMs: story.firstSeenMs,
    openedAtMs: story.openedAtMs,
    updatedAtMs: nowMs,
    windowMin: explained.windowMin,
    ...counts,
    postsInAll: story.postsInAll,
    usual: {
      mean,
      upper95: upper95Of(belief, units),
      basis: needs.hoursLearned >= 24 ? 'learned' : 'prior',
      hoursLearned: needs.hoursLearned,
    },
    lift: counts.posts / Math.max(0.01, mean),
    surprise: Math.max(0, story.group.seeds[0]?.surprise ?? 0),
    terms,
    samples,
    watches: [...story.watches].slice(0, 50),
  }
}

function termsOfStory(needs: StoryNeeds): RisingTerm[] {
  const { story } = needs
  const spellings = new Map<number, Map<string, number>>()
  const distinct = story.posts.filter((heard) => !heard.copy).slice(-postsReread)
  for (const heard of distinct) {
    for (const key of keysOf(termsOf(heard.post.text), heard.places, needs.prior, {
      phrases: true,
      pairs: false,
      concern: 0,
    })) {
      const row = needs.rowOf(key.low, key.high)
      if (!story.about.has(row)) continue
      const counts = spellings.get(row) ?? new Map<string, number>()
      spellings.set(row, counts.set(key.text, (counts.get(key.text) ?? 0) + 1))
    }
  }
  const seeds = new Map(story.group.seeds.map((seed) => [seed.row, seed]))
  const terms = [...spellings].map(([row, counts]) => {
    const seed = seeds.get(row)
    const kind = seed === undefined ? 'word' : (keyKinds[seed.kind] ?? 'word')
    const posts = [...counts.values()].reduce((sum, count) => sum + count, 0)
    const text = [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? ''
    return {
      kind,
      text,
      posts,
      lift: seed === undefined ? 1 : seed.count / Math.max(0.001, seed.mean),
      weight: story.about.get(row) ?? 0,
    }
  })
  const shown = terms
    .sort((a, b) => b.weight - a.weight)
    .flatMap((term) => (term.kind === 'topic' ? [] : [shownTerm(term)]))
  return withoutRepeats(shown).slice(0, 12)
}

function shownTerm(term: { kind: string; text: string; posts: number; lift: number }): RisingTerm {
  const kind = term.kind === 'topic' ? 'word' : (term.kind as RisingTerm['kind'])
  return { text: term.text, kind, posts: term.posts, lift: Math.round(term.lift * 10) / 10 }
}

/** A pair whose two words already stand in the list, or a phrase said as a pair, adds nothing for a reader. */
function withoutRepeats(terms: readonly RisingTerm[]): RisingTerm[] {
  const said = new Set<string>()
  return terms.filter((term) => {
    const words = term.text.split(' ')
    const isNew = words.some((word) => !said.has(word)) || term.kind === 'phrase'
    for (const word of words) said.add(word)
    return isNew && term.kind !== 'pair'
  })
}
