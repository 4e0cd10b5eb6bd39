import { expect, test } from 'vitest'
import { countsOf, type Explained } from '#stream/trends/explain.ts'
import type { Heard } from '#stream/trends/heard.ts'

function heardAt(atMs: number, lang?: string): Heard {
  const post = {
    id: `p${atMs}`,
    network: 'n',
    source: 's',
    text: 'the water is over the road',
    atMs,
    heardAtMs: atMs,
  }
  return {
    ...{ post, atMs, cluster: atMs, copy: false, rows: [], words: [] },
    ...{ concern: 0, places: [], watches: [], lang },
  }
}

function languagesOf(posts: readonly Heard[]): ReturnType<typeof countsOf>['languages'] {
  const story: Explained = { posts, beforeMs: [], weightOf: () => 1, nowMs: posts.length, windowMin: 5 }
  return countsOf(story).languages
}

test('the newest posts of a story are read for their language, older ones count as they were read before', () => {
  const read = Array.from({ length: 100 }, (_, at) => heardAt(at, 'fr'))
  const unread = Array.from({ length: 100 }, (_, at) => heardAt(100 + at))
  expect(languagesOf([...read, ...unread])).toEqual([
    { lang: 'fr', posts: 100 },
    { lang: 'en', posts: 60 },
  ])
})

test('a language that cannot be told is not shown', () => {
  expect(languagesOf([heardAt(1, 'und')])).toEqual([])
})
