import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Post } from '#kernel/post.ts'
import { decodeXBody } from '#networks/x/posts/decode.ts'
import { idTimeMs } from '#networks/x/posts/snowflake.ts'

const atMs = Date.UTC(2026, 7, 1, 12)
const id = String(BigInt(atMs - 1_288_834_974_657) << 22n)

/** One item of the stream with everything in it that is read. */
function item(): Record<string, unknown> {
  return {
    data: {
      ...{ id, author_id: '2', lang: 'fr', created_at: new Date(atMs).toISOString() },
      text: 'L’eau monte &amp; vite https://t.co/a https://t.co/b',
      edit_history_tweet_ids: ['5', id],
      attachments: { media_keys: ['3_1', '3_9'] },
      geo: { place_id: 'p1' },
      entities: {
        urls: [
          { url: 'https://t.co/a', expanded_url: 'https://havre-clair.example/eau' },
          { url: 'https://t.co/b', expanded_url: 'https://x.com/a/status/1/photo/1', media_key: '3_1' },
        ],
      },
      referenced_tweets: [
        { type: 'quoted', id: '7' },
        { type: 'replied_to', id: '8' },
      ],
    },
    includes: {
      users: [{ id: '2', username: 'ana', name: 'Ana' }],
      media: [{ media_key: '3_1', type: 'photo', alt_text: 'La rue Principale' }],
      places: [
        { id: 'p1', full_name: 'Havre-Clair', country_code: 'CA', geo: { bbox: [-71.2, 46.8, -71, 47] } },
      ],
      tweets: [{ id: '7', text: 'Alerte de crue' }],
    },
    matching_rules: [{ id: '1' }],
  }
}

test('a stream item becomes a post with all that is known of it', () => {
  const [post] = decodeXBody(item(), { source: 'x:stream', heardMs: atMs + 4000 })
  expect(Post.parse(post)).toEqual({
    ...{
      id: `x:${id}`,
      network: 'x',
      source: 'x:stream',
      lang: 'fr',
      atMs,
      claimedAtMs: atMs,
      heardAtMs: atMs + 4000,
    },
    text: 'L’eau monte & vite https://havre-clair.example/eau',
    author: { id: '2', handle: 'ana', name: 'Ana' },
    url: `https://x.com/ana/status/${id}`,
    ...{ replyTo: 'x:8', quoteOf: 'x:7', quotedText: 'Alerte de crue', place: 'Havre-Clair', country: 'CA' },
    geo: { lat: expect.closeTo(46.9, 5) as number, lon: expect.closeTo(-71.1, 5) as number },
    links: ['https://havre-clair.example/eau'],
    media: [{ kind: 'image', alt: 'La rue Principale' }],
    raw: { edit_history: ['5', id] },
  })
})

test('the names of the newer document mean the same', () => {
  const body = item()
  const renamed = JSON.parse(
    JSON.stringify(body)
      .replaceAll('"referenced_tweets"', '"referenced_posts"')
      .replaceAll('"tweets"', '"posts"')
      .replaceAll('edit_history_tweet_ids', 'edit_history_post_ids'),
  ) as unknown
  expect(decodeXBody(renamed)).toEqual(decodeXBody(body))
})

test('a repost says what it repeats, whole', () => {
  const body = {
    data: { id, text: 'RT @a: The water is…', referenced_tweets: [{ type: 'retweeted', id: '9' }] },
    includes: { tweets: [{ id: '9', text: 'The water is safe again.' }] },
  }
  expect(decodeXBody(body)).toMatchObject([{ repostOf: 'x:9', text: 'The water is safe again.' }])
})

test('a date that cannot be true is not believed, because the id carries its own', () => {
  const body = { data: { id, text: 'Hello', created_at: '2099-01-01T00:00:00Z' } }
  expect(decodeXBody(body)).toMatchObject([{ atMs }])
  expect(decodeXBody({ data: { id, text: 'Hello', created_at: 'x'.repeat(100_000) } })).toMatchObject([
    { atMs },
  ])
  expect(idTimeMs('20')).toBe(undefined)
})

test('users, rules, messages and errors are no posts', () => {
  for (const body of [
    { data: { id: '2', username: 'ana', name: 'Ana' } },
    { data: [{ id: '1', value: 'flood', tag: 't' }] },
    { data: [{ id: '1', text: 'hi', event_type: 'MessageCreate' }] },
    { errors: [{ title: 'Not Found Error' }] },
    ...[undefined, null, 7, 'x', [], {}, { data: null }],
  ])
    expect(decodeXBody(body)).toEqual([])
})

/** Spoils a body in some places: other types, nothing, far too much. */
const spoils = fc.oneof(
  fc.constant(null),
  fc.integer(),
  fc.string(),
  fc.constant([]),
  fc.constant({}),
  fc.double(),
  fc.boolean(),
)

function spoiled(value: unknown, chance: () => boolean, other: () => unknown): unknown {
  if (chance()) return other()
  if (Array.isArray(value)) return value.map((one) => spoiled(one, chance, other))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, spoiled(one, chance, other)]))
}

test('however a body is spoiled, what comes out is posts or nothing', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(9), { minLength: 1, maxLength: 40 }),
      fc.array(spoils, { minLength: 1 }),
      (dice, others) => {
        let thrown = 0
        let used = 0
        const chance = (): boolean => dice[thrown++ % dice.length] === 0
        const other = (): unknown => others[used++ % others.length]
        for (const post of decodeXBody(spoiled(item(), chance, other), { source: 'x:t', heardMs: atMs }))
          Post.parse(post)
      },
    ),
  )
  fc.assert(fc.property(fc.jsonValue(), (json) => void decodeXBody({ data: json, includes: json })))
})
