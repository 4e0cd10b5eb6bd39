import type { RisingTerm, Story } from '#stream/story.ts'
import {
  countsOf,
  type Explained,
  headlineOf,
  langOf,
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
import type { Heard, SpelledKey } from '#stream/trends/window.ts'

/** Posts read again to say a story's terms in the words people used. */
const postsReread = 30

/** What is needed to explain a story to a person. */
type StoryNeeds = {
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
  const teller = story.posts.find((heard) => heard.post === samples[0])
  const lang = teller === undefined ? undefined : langOf(teller)
  return {
    id: story.id,
    state: story.isOver ? 'over' : stateOf(explained),
    headline: headlineOf(samples, terms),
    ...(lang === undefined || lang === 'und' ? {} : { headlineLang: lang }),
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

type Spelled = { kind: number; counts: Map<string, number>; posts: number; prior: number }

/** Keys of the story's newest posts, as people wrote them. */
function spelledKeys(needs: StoryNeeds): Map<number, Spelled> {
  const spelled = new Map<number, Spelled>()
  const distinct = needs.story.posts.filter((heard) => !heard.copy).slice(-postsReread)
  for (const heard of distinct) {
    heard.spelled ??= spell(heard, needs)
    for (const key of heard.spelled) {
      const entry = spelled.get(key.row) ?? {
        kind: key.kind,
        counts: new Map<string, number>(),
        posts: 0,
        prior: key.prior,
      }
      entry.posts++
      entry.counts.set(key.text, (entry.counts.get(key.text) ?? 0) + 1)
      spelled.set(key.row, entry)
    }
  }
  return spelled
}

/** Reads a post again for its spellings; done once a post, because a long story is told often. */
function spell(heard: Heard, needs: StoryNeeds): SpelledKey[] {
  const keys = keysOf(termsOf(heard.post.text), heard.places, needs.prior, {
    phrases: true,
    pairs: false,
    concern: 0,
  })
  return keys.flatMap(({ low, high, kind, text, prior }) => {
    const row = needs.rowOf(low, high)
    return row === -1 ? [] : [{ row, kind, text, prior }]
  })
}

function termsOfStory(needs: StoryNeeds): RisingTerm[] {
  const { story } = needs
  const spelled = spelledKeys(needs)
  const seeds = new Map(story.group.seeds.map((seed) => [seed.row, seed]))
  const terms = [...spelled].map(([row, entry]) => {
    const seed = seeds.get(row)
    const usual = seed?.mean ?? needs.units * entry.prior
    return {
      entry,
      lift: (seed?.count ?? entry.posts) / Math.max(0.01, usual),
      weight: story.about.get(row) ?? 0,
    }
  })
  const about = terms.filter((term) => term.weight > 0).sort((a, b) => b.weight - a.weight)
  const shown = withoutRepeats(about.map(shownTerm).filter(isShown))
  if (shown.length > 0) return shown.slice(0, 12)
  // Only topics hold it together: say the words its posts share most beyond general language.
  const common = terms
    .filter((term) => term.entry.posts >= 2)
    .sort((a, b) => b.lift * b.entry.posts - a.lift * a.entry.posts)
  return withoutRepeats(common.map(shownTerm).filter(isShown)).slice(0, 5)
}

type ShownKind = RisingTerm['kind'] | 'hidden'

function shownTerm(term: { entry: Spelled; lift: number }): Omit<RisingTerm, 'kind'> & { kind: ShownKind } {
  const kind = keyKinds[term.entry.kind] ?? 'word'
  const text = [...term.entry.counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? ''
  const lift = Math.round(term.lift * 10) / 10
  return {
    text,
    kind: kind === 'topic' || kind === 'concern' ? 'hidden' : kind,
    posts: term.entry.posts,
    lift,
  }
}

function isShown(term: Omit<RisingTerm, 'kind'> & { kind: ShownKind }): term is RisingTerm {
  return term.kind !== 'hidden' && term.kind !== 'pair'
}

/** A word at a place says nothing new when the place and the word already stand in the list; a phrase of known words still does. */
function withoutRepeats(terms: readonly RisingTerm[]): RisingTerm[] {
  const said = new Set<string>()
  const places = new Set(
    terms.filter((term) => term.kind === 'place').flatMap((term) => term.text.split(' ')),
  )
  return terms.filter((term) => {
    const words = term.text.split(' ')
    if (term.kind === 'at-place' && words.every((word) => said.has(word) || places.has(word))) return false
    const isNew = words.some((word) => !said.has(word)) || term.kind === 'phrase'
    for (const word of words) said.add(word)
    return isNew
  })
}
