import { hourMs, minuteMs } from '#kernel/time.ts'
import { tokens } from '#language/tokens.ts'
import type { Story } from '#stream/story.ts'
import type { Gone } from '#stream/trends-contract.ts'
import { headlineOf } from '#stream/trends/explain.ts'

/** What ranking looks at. */
export type Ranked = Pick<Story, 'state' | 'surprise' | 'updatedAtMs' | 'authors'>

const stateWeight: Readonly<Record<Story['state'], number>> = {
  'rising-fast': 3,
  rising: 2,
  steady: 1,
  over: 0,
}
const freshForMs = 3 * hourMs

/**
 * How near the top of Now a story belongs, higher first: what rises fastest, then what surprises most, fading as it ages.
 *
 * The surprise enters as its square root, because a long story's surprise grows without end.
 */
export function urgency(story: Ranked, nowMs: number): number {
  const age = Math.max(0, nowMs - story.updatedAtMs) / freshForMs
  return (
    (stateWeight[story.state] * 10 + Math.sqrt(Math.max(0, story.surprise)) + Math.log2(1 + story.authors)) /
    (1 + age)
  )
}

/** Stories in the order a tired person should read them. Ties keep their order. */
export function rankStories<T extends Ranked>(stories: readonly T[], nowMs: number): T[] {
  return [...stories].sort((a, b) => urgency(b, nowMs) - urgency(a, nowMs))
}

function wordsOf(text: string): Set<string> {
  return new Set(tokens(text).map((token) => token.text))
}

const sharedWordsMin = 3

/**
 * Whether a news item tells this story: it says at least three of the words the story rose on, or all of them when
 * there are fewer. Two words alone ("water", "street") are any story's.
 */
export function tellsStory(terms: Story['terms'], newsText: string): boolean {
  const rising = new Set(terms.flatMap((term) => [...wordsOf(term.text)]).filter((word) => word.length > 2))
  if (rising.size < 2) return false
  const said = wordsOf(newsText)
  let shared = 0
  for (const word of rising) if (said.has(word)) shared += 1
  return shared >= Math.min(sharedWordsMin, rising.size)
}

/** Minutes by which our alert came before the news item; negative when the news was first. */
export function aheadMin(openedAtMs: number, newsAtMs: number): number {
  return Math.round((newsAtMs - openedAtMs) / minuteMs)
}

/** The words held back when a story is called not important: its rising terms, places left out. */
export function mutedTerms(story: Pick<Story, 'terms'>): string[] {
  return story.terms.filter((term) => term.kind !== 'place' && term.kind !== 'watch').map((term) => term.text)
}

/**
 * The story without what these posts and authors said. Its counts stay, since they were heard; a headline of theirs gives
 * way to the next sample's, or to the words that rose. The language goes with the headline it was of.
 */
export function withoutGone(story: Story, { ids, authorIds }: Gone): Story {
  const isGone = (post: Story['samples'][number]): boolean =>
    ids.includes(post.id) || authorIds.includes(post.author?.id ?? '')
  const removed = story.samples.filter(isGone)
  const samples = story.samples.filter((post) => !isGone(post))
  const kept = { ...story, samples, postIds: story.postIds.filter((id) => !ids.includes(id)) }
  if (!removed.some((post) => headlineOf([post], []) === story.headline)) return kept
  const { headlineLang: _gone, ...unsaid } = kept
  return { ...unsaid, headline: headlineOf(samples, story.terms) }
}
