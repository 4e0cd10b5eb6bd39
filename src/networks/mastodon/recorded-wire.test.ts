import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { Post } from '#kernel/post.ts'
import { cassetteBodies } from '#networks/cassette.ts'
import { decodeWire } from '#networks/mastodon/wire.ts'

const folder = new URL('../../../../shared/data/wire/mastodon/', import.meta.url)
const recorded = existsSync(folder)
if (!recorded) console.warn(`SKIPPED: recorded Mastodon exchanges, ${folder.pathname} is not there`)

test.skipIf(!recorded)('every recorded exchange is read: public posts come out, private ones never', () => {
  const figures = { files: 0, bodies: 0, posts: 0, replies: 0, boosts: 0, withMedia: 0 }
  for (const name of readdirSync(folder).filter((name) => name.endsWith('.yaml'))) {
    const yaml = readFileSync(new URL(encodeURIComponent(name), folder))
    const posts = decodeWire(yaml)
    figures.files += 1
    figures.bodies += cassetteBodies(yaml.toString('utf8')).length
    figures.posts += posts.length
    figures.replies += posts.filter(({ replyTo }) => replyTo !== undefined).length
    figures.boosts += posts.filter(({ repostOf }) => repostOf !== undefined).length
    figures.withMedia += posts.filter(({ media }) => media !== undefined).length
    for (const post of posts) {
      Post.parse(post)
      expect(post.text).not.toContain('</')
      expect(post.author?.handle).toMatch(/^\S+@\S+$/)
    }
  }
  expect(figures).toEqual({ files: 57, bodies: 213, posts: 55, replies: 1, boosts: 2, withMedia: 1 })
})
