import type { StoryCard } from '#roles/early-warning/contract.ts'
import type { WatchKey } from '#roles/early-warning/web/own-words.ts'
import type { MessageKey, Values, Words } from '#web/words.tsx'

/** A sentence and what goes into its gaps. */
export type Sentence = { key: MessageKey; values: Values }

/** What matters now, as one sentence: the first line of the screen. */
export function lede(stories: readonly StoryCard[]): Sentence {
  const open = stories.filter((story) => story.state !== 'over')
  const fast = open.filter((story) => story.state === 'rising-fast')
  const rising = open.filter((story) => story.state === 'rising')
  const first = fast.length > 0 ? fast : rising
  if (first.length === 0)
    return { key: open.length === 0 ? 'now.lede.none' : 'now.lede.steady', values: { count: open.length } }
  return {
    key: fast.length > 0 ? 'now.lede.fast' : 'now.lede.rising',
    values: { count: first.length, news: newsOf(first), more: open.length - first.length },
  }
}

/** Whether the news has these stories; `unheard` when no newsroom is listened to, so nothing can be said. */
function newsOf(stories: readonly StoryCard[]): 'unheard' | 'none' | 'some' | 'all' {
  const inNews = stories.filter((story) => story.news !== undefined).length
  if (inNews === 0) return stories.some((story) => story.newsHeard) ? 'none' : 'unheard'
  return inNews === stories.length ? 'all' : 'some'
}

/** A length of time as people say it: minutes up to an hour and a half, hours up to two days, then days. */
export function span(minutes: number, words: Words): string {
  if (minutes < 90 && minutes % 60 !== 0) return words.say('span.minutes', { count: Math.round(minutes) })
  const hours = Math.round(minutes / 60)
  return hours < 48
    ? words.say('span.hours', { count: hours })
    : words.say('span.days', { count: Math.round(hours / 24) })
}

/**
 * How sure we are, as odds a person can picture.
 *
 * @param surprise -log10 of the chance of seeing this in an ordinary window
 */
export function sureness(surprise: number, words: Words): Sentence {
  if (surprise >= 6) return { key: 'sure.million', values: {} }
  if (surprise < 1) return { key: 'sure.ordinary', values: {} }
  const odds = 10 ** surprise
  const size = 10 ** Math.floor(Math.log10(odds))
  return { key: 'sure.odds', values: { odds: words.number(Math.floor(odds / size) * size) } }
}

/** Whether the news has it, and who was first. Minutes so far are counted from when we alerted. */
export function newsWords(story: StoryCard, nowMs: number, words: Words): Sentence {
  const { news } = story
  if (!news && !story.newsHeard) return { key: 'news.unheard', values: {} }
  if (!news) {
    const minutes = Math.max(0, Math.round((nowMs - story.openedAtMs) / 60_000))
    return story.state === 'over'
      ? { key: 'news.never', values: {} }
      : { key: 'news.notYet', values: { minutes, span: span(minutes, words) } }
  }
  const values = {
    time: words.when(news.at, nowMs),
    label: news.label,
    span: span(Math.abs(Math.round(news.aheadMin)), words),
  }
  return { key: news.aheadMin >= 0 ? 'news.ahead' : 'news.behind', values }
}

/** Ratios above this are said as "more than". */
const timesMax = 100

/** How far above its usual, worded; large numbers without a false decimal. */
export function timesUsual(story: StoryCard, words: Words): Sentence {
  if (story.posts === 0) return { key: 'story.quietAgain', values: { times: '' } }
  // Against an usual of almost nothing the exact ratio says little, and would look more certain than it is.
  if (story.lift > timesMax) return { key: 'story.manyTimes', values: { times: words.number(timesMax) } }
  const digits = story.lift < 10 ? 1 : 0
  return { key: 'story.times', values: { times: words.number(story.lift, digits) } }
}

/** How far above its usual a word stands now, as it is shown. A story told late still has words that rose when it began: × 1 says nothing of them. */
export function termTimes(
  { lift }: Pick<StoryCard['terms'][number], 'lift'>,
  words: Words,
): { key: WatchKey; values: Values } {
  if (Math.round(lift * 10) <= 10) return { key: 'terms.noMore', values: {} }
  return { key: 'terms.times', values: { times: words.number(lift, lift < 10 ? 1 : 0) } }
}

/**
 * Top of the usual band for one bucket of the course, from the band of the story's window.
 * The mean scales with the length, its spread with the root of it.
 */
export function usualPerBucket({
  usual,
  windowMin,
  course,
}: Pick<StoryCard, 'usual' | 'windowMin' | 'course'>): number {
  const share = course.bucketMin / windowMin
  return usual.mean * share + (usual.upper95 - usual.mean) * Math.sqrt(share)
}

/** The words worth marking in posts of a story. */
export function markedTerms(story: Pick<StoryCard, 'terms'>): string[] {
  return story.terms.filter((term) => term.kind !== 'watch').map((term) => term.text.replace(/^#/, ''))
}

/** The order people see: what they have before them stays where it is while `held`; new ones come last. */
export function keepOrder<S extends { id: string }>(
  shownIds: readonly string[],
  stories: readonly S[],
  held: boolean,
): S[] {
  if (!held) return [...stories]
  const place = new Map(shownIds.map((id, at) => [id, at]))
  return stories.toSorted((a, b) => (place.get(a.id) ?? Infinity) - (place.get(b.id) ?? Infinity) || 0)
}
