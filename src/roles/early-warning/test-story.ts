import { minuteMs } from '#kernel/time.ts'
import type { Story } from '#stream/story.ts'

/** A story as the engine tells it at that moment, for tests: five people on the water of Ferry Street. */
export function testStory(nowMs: number, change: Partial<Story> = {}): Story {
  return {
    id: 's1',
    state: 'rising',
    headline: 'The water on Ferry Street is brown',
    firstSeenMs: nowMs - 20 * minuteMs,
    openedAtMs: nowMs - 15 * minuteMs,
    updatedAtMs: nowMs,
    windowMin: 15,
    posts: 5,
    authors: 5,
    copiesShareOf1: 0,
    postsInAll: 5,
    usual: { mean: 1, upper95: 2, basis: 'learned', hoursLearned: 30 },
    lift: 5,
    surprise: 6,
    terms: [
      { text: 'brown water', kind: 'phrase', posts: 5, lift: 30 },
      { text: 'ferry street', kind: 'place', posts: 5, lift: 10 },
    ],
    languages: [],
    places: [],
    networks: [],
    questions: 0,
    samples: [],
    postIds: [],
    course: { bucketMin: 5, startMs: nowMs, posts: [5] },
    watches: [],
    ...change,
  }
}
