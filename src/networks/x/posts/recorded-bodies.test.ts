import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { Post } from '#kernel/post.ts'
import { jsonOf } from '#kernel/json.ts'
import { decodeXBody } from '#networks/x/posts/decode.ts'
import { fieldsOf, listOf, textOf } from '#networks/unknown-fields.ts'
import { openApi } from '#networks/x/emulator/test-openapi.ts'

const file = new URL('../../../../../shared/data/wire/x/postman_collection.json', import.meta.url)
const recorded = existsSync(file)
if (!recorded) console.warn(`SKIPPED: recorded answers of X, ${file.pathname} is not there`)

/** Every body of an answer in X's own collection. */
function bodiesIn(value: unknown): string[] {
  const fields = fieldsOf(value)
  if (Array.isArray(value)) return value.flatMap(bodiesIn)
  if (fields === undefined) return []
  const own = listOf(fields, 'response', 1000).flatMap((one) => textOf(fieldsOf(one), 'body') ?? [])
  return [
    ...own,
    ...Object.entries(fields).flatMap(([name, one]) => (name === 'response' ? [] : bodiesIn(one))),
  ]
}

test.skipIf(!recorded)('every answer X recorded is read, and none breaks anything', () => {
  const bodies = bodiesIn(jsonOf(readFileSync(file, 'utf8')))
  const posts = bodies.flatMap((body) => decodeXBody(jsonOf(body)))
  for (const post of posts) Post.parse(post)
  expect(bodies.length).toBe(75)
  expect(posts.length).toBeGreaterThan(100)
  // Posts with an author, a place and a description are among them; a decoder that reads nothing would pass otherwise.
  expect(posts.some(({ author }) => author?.handle !== undefined)).toBe(true)
  expect(posts.some(({ place }) => place !== undefined)).toBe(true)
  expect(posts.some(({ links }) => links !== undefined)).toBe(true)
})

test.skipIf(openApi === undefined)('the check against X’s document sees what is wrong', () => {
  const call = (method: string, path: string, body?: unknown, answer?: unknown): string[] =>
    openApi?.violations({
      ...{ method, url: new URL(path, 'http://x'), contentType: 'application/json' },
      body: Buffer.from(body === undefined ? '' : JSON.stringify(body)),
      ...(answer !== undefined && { answer: { status: 200, contentType: 'application/json', json: answer } }),
    }) ?? []
  expect(call('POST', '/2/tweets', { text: 'fine' })).toEqual([])
  expect(call('POST', '/2/tweets', { text: 7, more: true })).toHaveLength(2)
  expect(call('GET', '/2/users/me?made_up=1')).toHaveLength(1)
  expect(call('GET', '/2/users/1/tweets?max_results=500')).toHaveLength(1)
  expect(call('GET', '/2/tweets/search/recent')).toHaveLength(1)
  expect(call('GET', '/2/nowhere')).toHaveLength(1)
  expect(call('GET', '/2/users/me', undefined, { data: { id: 7 } })).toHaveLength(1)
})
