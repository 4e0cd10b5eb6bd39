import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { Post } from '#kernel/post.ts'
import type { FileCounts } from '#networks/replay/replay.ts'
import { readAllPosts } from '#networks/replay/replay.ts'

const folder = resolve(import.meta.dirname, '../../../../shared/data/replay')

test('every recorded event of the shared data is read to its last line', async (context) => {
  if (!existsSync(folder)) {
    console.warn(`Skipped: no recorded events at ${folder}`)
    context.skip()
  }
  const figures: Record<string, FileCounts> = {}
  for (const name of readdirSync(folder).toSorted()) {
    const counts: FileCounts = { posts: 0, undated: 0, misdated: 0, refused: {} }
    for await (const post of readAllPosts(join(folder, name), counts)) {
      if (counts.posts % 500 === 1) Post.parse(post)
    }
    figures[name] = counts
  }
  for (const [name, counts] of Object.entries(figures)) {
    if (name.includes('.ids.')) expect(counts).toMatchObject({ posts: 0, refused: { 'no-text': 5887 } })
    else expect(counts).toMatchObject({ undated: 0, misdated: 0, refused: {} })
  }
  expect(figures['t6_2013_Alberta_Floods.jsonl.gz']?.posts).toBe(10_031)
  expect(figures['geo_texas_storm.jsonl.gz']?.posts).toBe(4761)
  expect(Object.values(figures).reduce((sum, counts) => sum + counts.posts, 0)).toBe(43_095)
})
