import { z } from 'zod'
import type { KeyTable } from '#stream/trends/key-table.ts'
import { noWords } from '#stream/trends/word-counts.ts'
import { fullWeight, type OpenStory } from '#stream/trends/story-book.ts'
import type { Heard } from '#stream/trends/heard.ts'

/** Posts of a story saved at most: enough to show its course; 100 stories stay below 1 MB. */
const savedPostsMax = 60

/**
 * A story as saved between restarts: what it is about and when, never what people wrote, so that nothing that is taken back
 * while the desk stands still can come back with it.
 */
export const SavedStory = z.object({
  id: z.string(),
  /** low, high, weight for each key it is about. */
  about: z.array(z.tuple([z.number(), z.number(), z.number()])).max(60),
  /** Id, network, source and time of its newest posts. */
  posts: z.array(z.tuple([z.string(), z.string(), z.string(), z.number()])).max(savedPostsMax),
  before: z.object({ timesMs: z.array(z.number()), hours: z.number() }),
  postsInAll: z.number(),
  firstSeenMs: z.number(),
  openedAtMs: z.number(),
  hotAtMs: z.number(),
  foundIn: z.number().int(),
  watches: z.array(z.string()),
})
type SavedStory = z.infer<typeof SavedStory>

/** The stories that are going on, for saving. */
export function savedStories(stories: readonly OpenStory[], table: KeyTable): SavedStory[] {
  return stories
    .filter((story) => !story.isOver)
    .map((story) => ({
      id: story.id,
      about: [...story.about].map(([row, weight]) => [
        table.low(row),
        table.high(row),
        Number(weight.toPrecision(6)),
      ]),
      posts: story.posts
        .filter((heard) => !heard.copy)
        .slice(-savedPostsMax)
        .map(({ post, atMs }) => [post.id, post.network, post.source, atMs]),
      before: { timesMs: story.before.timesMs.slice(-200), hours: story.before.hours },
      postsInAll: story.postsInAll,
      firstSeenMs: story.firstSeenMs,
      openedAtMs: story.openedAtMs,
      hotAtMs: story.hotAtMs,
      foundIn: story.foundIn,
      watches: [...story.watches].slice(0, 50),
    }))
}

/** Saved stories, followed again: later posts about the same join them instead of opening new ones. */
export function readStories(saved: readonly SavedStory[], table: KeyTable): OpenStory[] {
  return saved.map((story) => {
    const about = new Map(
      story.about.flatMap(([low, high, weight]) => {
        const row = table.find(low, high)
        return row === -1 ? [] : [[row, weight] as const]
      }),
    )
    const posts = story.posts.map(wordless)
    return {
      ...story,
      about,
      full: fullWeight(about),
      posts,
      members: new Set(posts),
      ids: new Set(posts.map((heard) => heard.post.id)),
      words: noWords(),
      clusters: new Set<number>(),
      toldAtMs: story.hotAtMs,
      told: story.postsInAll,
      group: { seeds: [], scale: story.foundIn, posts: [], weights: about },
      isOver: false,
      overAtMs: 0,
      watches: new Set(story.watches),
    }
  })
}

function wordless([id, network, source, atMs]: SavedStory['posts'][number]): Heard {
  return {
    post: { id, network, source, text: '', atMs, heardAtMs: atMs },
    atMs,
    cluster: -1,
    copy: false,
    rows: [],
    words: [],
    concern: 0,
    places: [],
    watches: [],
    asks: false,
    lang: 'und',
    tellingAlone: -2,
    spelled: [],
  }
}
