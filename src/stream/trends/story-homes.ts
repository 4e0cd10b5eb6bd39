import { hourMs } from '#kernel/time.ts'
import { langOf } from '#stream/trends/explain.ts'
import { type Group, likeness } from '#stream/trends/groups.ts'
import type { Heard } from '#stream/trends/heard.ts'
import type { OpenStory } from '#stream/trends/story-book.ts'
import { countWords, noWords, type WordCounts, wordsLikeness } from '#stream/trends/word-counts.ts'

/** A group is a story's own when it is at least this like it, or half of its posts are already in it and it is not another matter. */
const sameLikeness = 0.5
const otherMatterLikeness = 0.25
/** From this likeness of all their words on, two groups tell the same story. */
const sameWordsLikeness = 0.65
/** The same while the story is still going on. */
const freshWordsLikeness = 0.5
const freshMs = 2 * hourMs
/** Share of a group's posts that must name the places a story is about, when no word can be compared. */
const samePlacesShare = 0.5
/** Newest posts of a story that say where and in which language it is told. */
const recentPosts = 60

/** What a group is compared by; read once, and then held against a hundred stories. */
type Compared = { group: Group; words: WordCounts; newestMs: number; namesPlaces: boolean }

function compared(group: Group): Compared {
  const { posts } = group
  let newestMs = -Infinity
  let placed = 0
  for (const heard of posts) {
    newestMs = Math.max(newestMs, heard.atMs)
    if (heard.places.length > 0) placed++
  }
  const namesPlaces = posts.length > 0 && placed >= posts.length * samePlacesShare
  return { group, words: countWords(noWords(), posts), newestMs, namesPlaces }
}

/** The story a group is part of, or nothing when it is a new matter. */
export function homeOf(stories: Iterable<OpenStory>, group: Group): OpenStory | undefined {
  let best: OpenStory | undefined
  let bestScore = 0
  const all = compared(group)
  for (const story of stories) {
    const alike = likeness(story.about, group.weights)
    const shared = sharedOf1(story, group.posts)
    const isSame =
      alike >= sameLikeness ||
      (shared >= 0.5 && alike >= otherMatterLikeness) ||
      shared >= 0.8 ||
      (alike + shared > bestScore && tellsTheSame(story, all))
    if (isSame && alike + shared > bestScore) [best, bestScore] = [story, alike + shared]
  }
  return best
}

/** Share of posts that are a story's already. */
function sharedOf1({ members }: OpenStory, posts: readonly Heard[]): number {
  let shared = 0
  for (const heard of posts) if (members.has(heard)) shared++
  return shared / Math.max(1, posts.length)
}

/** Whether a group is a story's own by its words, though it stands out for others. */
function tellsTheSame(story: OpenStory, all: Compared): boolean {
  const alike = wordsLikeness(all.words, story.words)
  if (alike >= sameWordsLikeness) return true
  const isFresh = !story.isOver && all.newestMs - story.hotAtMs <= freshMs
  return (
    isFresh && (alike >= freshWordsLikeness || (all.namesPlaces && isInAnotherLanguage(story, all.group)))
  )
}

/** Whether a group speaks of a story's places in a language the story is not told in: no word of theirs can be alike. */
function isInAnotherLanguage(story: OpenStory, group: Group): boolean {
  const recent = story.posts.slice(-recentPosts)
  const places = new Set(
    [...new Set(recent.flatMap((heard) => heard.places))].filter(
      (place) => recent.filter((heard) => heard.places.includes(place)).length * 4 >= recent.length,
    ),
  )
  const naming = group.posts.filter((heard) => heard.places.some((place) => places.has(place)))
  if (naming.length < group.posts.length * samePlacesShare) return false
  return mainLanguage(recent) !== mainLanguage(group.posts)
}

function mainLanguage(posts: readonly Heard[]): string {
  const counts = new Map<string, number>()
  for (const heard of posts.slice(0, 30)) counts.set(langOf(heard), (counts.get(langOf(heard)) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'und'
}
