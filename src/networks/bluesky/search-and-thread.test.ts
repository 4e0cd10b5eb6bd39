import { expect, test } from 'vitest'
import { Post } from '#kernel/post.ts'
import { openAccount } from '#networks/bluesky/account.ts'
import { searchPosts, type Found } from '#networks/bluesky/search-posts.ts'
import { threadOf } from '#networks/bluesky/thread-of.ts'
import type { Asked, Given } from '#networks/bluesky/test-pds.ts'
import { needs, opened, testSettings, times } from '#networks/bluesky/test-sender.ts'

const author = { did: 'did:plc:river22222222222222222222', handle: 'river.test' }
const uriOf = (n: number): string => `at://${author.did}/app.bsky.feed.post/3k${n}`

function view(n: number): object {
  const indexedAt = new Date(Date.UTC(2026, 10, 1) + n * 60_000).toISOString()
  return {
    uri: uriOf(n),
    cid: 'bafy',
    author,
    record: { text: `Number ${n}`, createdAt: indexedAt },
    indexedAt,
  }
}

async function asked(method: string, given: (asked: Asked) => Given) {
  const { pds, connection } = await opened()
  pds.answers.set(method, given)
  return { pds, account: openAccount(connection, testSettings) }
}

const searching = 'app.bsky.feed.searchPosts'

async function found(given: (asked: Asked) => Given, more: object = {}) {
  const { pds, account } = await asked(searching, given)
  const all: Found[] = []
  const search = { query: 'water "rue Principale"', sinceMs: Date.UTC(2026, 10, 1), language: 'fr', ...more }
  for await (const one of searchPosts(search, account, needs())) all.push(one)
  const texts = all.flatMap((one) =>
    one.kind === 'posts' ? one.posts.map((post) => Post.parse(post).text) : [],
  )
  return { all, texts, pds }
}

test('a search brings every page of it, each post once', async () => {
  const pages: Record<string, object> = {
    '': { posts: [view(5), view(4)], cursor: '2' },
    '2': { posts: [view(4), view(3)], cursor: '4' },
    '4': { posts: [view(2)] },
  }
  const { texts, pds, all } = await found(({ query }) => ({
    status: 200,
    body: pages[query.get('cursor') ?? ''],
  }))
  expect(texts).toEqual(['Number 5', 'Number 4', 'Number 3', 'Number 2'])
  expect(all.every(({ kind }) => kind === 'posts')).toBe(true)
  const first = pds.asked.find(({ method }) => method === searching)
  expect(Object.fromEntries(first?.query ?? [])).toEqual({
    ...{ q: 'water "rue Principale"', sort: 'latest', limit: '100', lang: 'fr' },
    since: '2026-11-01T00:00:00.000Z',
  })
})

test('a search ends: at its limit, told, and where a page leads nowhere', async () => {
  let n = 0
  const endless = await found(() => ({ status: 200, body: { posts: [view((n += 1))], cursor: `c${n}` } }), {
    pagesMax: 4,
  })
  expect(endless.texts).toHaveLength(4)
  expect(endless.all.at(-1)).toEqual({ kind: 'more' })
  const same = await found(() => ({ status: 200, body: { posts: [view(1)], cursor: 'same' } }))
  expect(times(same.pds, 'searchPosts')).toBe(2)
  const nothing = await found(() => ({ status: 200, body: { posts: [], cursor: `c${(n += 1)}` } }))
  expect(times(nothing.pds, 'searchPosts')).toBe(1)
})

test('a search that fails says so, after what it found; what cannot be read is counted', async () => {
  const bodies: Given[] = [
    { status: 200, body: { posts: [view(1), 7, { uri: 'x' }, { ...view(2), record: {} }], cursor: '1' } },
    { status: 429, body: { error: 'RateLimitExceeded' }, headers: { 'retry-after': '9' } },
  ]
  const { all } = await found(() => bodies.shift())
  expect(all).toMatchObject([
    { kind: 'posts' },
    { kind: 'refused', why: 'not-a-post', count: 2 },
    { kind: 'refused', why: 'no-text', count: 1 },
    { kind: 'failed', why: 'rate-limited', retryInMs: 9000 },
  ])
  for (const body of ['<html>', { posts: 7 }, []])
    expect((await found(() => ({ status: 200, body }))).all).toMatchObject([
      { kind: 'failed', why: 'unreadable' },
    ])
})

const threading = 'app.bsky.feed.getPostThread'

async function thread(given: Given, id = `bluesky:${uriOf(2)}`) {
  const { pds, account } = await asked(threading, () => given)
  return { answer: await threadOf(id, account, needs()), pds }
}

test('a thread is read up to its beginning and down to its last answers, in the order of time', async () => {
  const answers = [
    { post: view(4), replies: [{ post: view(6), replies: [] }] },
    { $type: 'app.bsky.feed.defs#notFoundPost', uri: uriOf(9), notFound: true },
    { post: view(3) },
  ]
  const body = { thread: { post: view(2), parent: { post: view(1) }, replies: answers } }
  const { answer } = await thread({ status: 200, body })
  expect(answer).toMatchObject({ kind: 'thread', missing: 1, isWhole: true })
  const texts = answer.kind === 'thread' ? answer.posts.map((post) => Post.parse(post).text) : []
  expect(texts).toEqual([1, 2, 3, 4, 6].map((n) => `Number ${n}`))
})

test('a thread without end is read as far as a thousand posts, and said not to be whole', async () => {
  const replies = Array.from({ length: 400 }, (_, n) => ({
    ...{ post: view(10 + n) },
    replies: Array.from({ length: 5 }, (_, m) => ({ post: view(1000 + 10 * n + m) })),
  }))
  const { answer } = await thread({ status: 200, body: { thread: { post: view(2), replies } } })
  expect(answer).toMatchObject({ kind: 'thread', isWhole: false })
  expect(answer.kind === 'thread' && answer.posts.length).toBe(1000)
})

test('a thread that is not there is gone; one that cannot be read is not', async () => {
  const notFound = { status: 400, body: { error: 'NotFound', message: 'Post not found' } }
  expect((await thread(notFound)).answer).toEqual({ kind: 'gone' })
  const elsewhere = await thread(notFound, 'mastodon:1')
  expect(elsewhere.answer).toEqual({ kind: 'gone' })
  expect(elsewhere.pds.asked).toEqual([])
  expect((await thread({ status: 502, body: '' })).answer).toMatchObject({
    kind: 'failed',
    why: 'server-error',
  })
  expect((await thread({ status: 200, body: { thread: 7 } })).answer).toMatchObject({ kind: 'failed' })
})
