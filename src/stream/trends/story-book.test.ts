import { expect, test } from 'vitest'
import type { Group } from '#stream/trends/groups.ts'
import { absorb, openStory } from '#stream/trends/story-book.ts'
import type { Heard } from '#stream/trends/heard.ts'

function heardAt(atMs: number): Heard {
  const post = { id: `p${atMs}`, network: 'n', source: 's', text: 'fire', atMs, heardAtMs: atMs }
  return {
    ...{ post, atMs, cluster: atMs, copy: false, rows: [1], words: [1] },
    ...{ concern: 0, places: [], watches: [] },
  }
}

const lately = { newestFirst: [], weights: new Map<Heard, number>() }

function groupOf(posts: readonly Heard[]): Group {
  return { seeds: [], scale: 0, posts, weights: new Map([[1, 1]]) }
}

test('a story of very many posts counts each of them once, however often its group brings them again', () => {
  const posts = Array.from({ length: 2500 }, (_, i) => heardAt(i + 1))
  const story = openStory('s', groupOf(posts.slice(0, 10)), 10, lately)
  for (let end = 500; end <= 2500; end += 500) absorb(story, groupOf(posts.slice(0, end)), end)
  expect(story.postsInAll).toBe(2500)
  expect(story.words.counts.get(1)).toBe(2500)
  expect(story.posts.length).toBe(1000)
  expect(story.posts.at(-1)?.atMs).toBe(2500)
})

test('a small story takes in what its group brings from before it', () => {
  const story = openStory('s', groupOf([heardAt(5), heardAt(6)]), 6, lately)
  absorb(story, groupOf([heardAt(2), heardAt(9)]), 9)
  expect(story.posts.map((heard) => heard.atMs)).toEqual([2, 5, 6, 9])
})
