import { expect, test } from 'vitest'
import { Post } from '#kernel/post.ts'
import type { Clock } from '#kernel/time.ts'
import { silentLog } from '#kernel/log.ts'
import type { Heard } from '#networks/contract.ts'
import { notificationsReader } from '#networks/bluesky/notifications-reader.ts'
import { readNotificationsCursor } from '#networks/bluesky/notifications-cursor.ts'
import type { Given } from '#networks/bluesky/test-pds.ts'
import { opened, testSettings, times } from '#networks/bluesky/test-sender.ts'

const startMs = Date.UTC(2026, 10, 28, 12)
const river = { did: 'did:plc:river22222222222222222222', handle: 'River.test', displayName: 'River' }

/** A notification as an AppView tells it, filed so many seconds after noon. */
function notification(n: number, more: object = {}): object {
  const indexedAt = new Date(startMs + n * 1000).toISOString()
  const uri = `at://${river.did}/app.bsky.feed.post/3k${String(n + 1e6)}`
  const record = { $type: 'app.bsky.feed.post', text: `Number ${n}`, createdAt: indexedAt, langs: ['en'] }
  return { uri, cid: 'bafy', author: river, reason: 'mention', record, isRead: false, indexedAt, ...more }
}

/** A clock that jumps over every wait, and ends the reading after so many. */
function jumping(waitsMax: number): { clock: Clock; signal: AbortSignal; waits: number[] } {
  const stop = new AbortController()
  const waits: number[] = []
  let nowMs = startMs + 3_600_000
  const sleep = (ms: number, signal?: AbortSignal): Promise<void> => {
    // The waits of the reader itself are told by the signal they are given: calls have one of their own.
    if (signal !== stop.signal)
      return new Promise((resolve) => signal?.addEventListener('abort', () => resolve()))
    nowMs += ms
    if (waits.push(ms) >= waitsMax) stop.abort()
    return Promise.resolve()
  }
  return { clock: { nowMs: () => nowMs, sleep }, signal: stop.signal, waits }
}

/** Listens until the reader has waited so often; each question gets the next answer, the last for ever. */
async function hear(
  answers: (Given | object[])[],
  { polls = 1, cursor }: { polls?: number; cursor?: string } = {},
) {
  const { pds, connection } = await opened()
  const given = answers.map((one) =>
    Array.isArray(one) ? { status: 200, body: { notifications: one } } : one,
  )
  pds.answers.set('app.bsky.notification.listNotifications', () =>
    given.length > 1 ? given.shift() : given[0],
  )
  const { clock, signal, waits } = jumping(polls)
  const reader = notificationsReader(connection, { settings: testSettings, chance: () => 0 })
  const heard: Heard[] = []
  const needs = { clock, signal, log: silentLog, ...(cursor !== undefined && { cursor }) }
  for await (const event of reader.read(needs)) heard.push(event)
  return { heard, waits, pds, texts: textsOf(heard), cursor: lastCursor(heard) }
}

function textsOf(heard: readonly Heard[]): string[] {
  return heard.flatMap((event) => (event.kind === 'posts' ? event.posts.map(({ text }) => text) : []))
}

function lastCursor(heard: readonly Heard[]): string {
  return (
    heard
      .flatMap((event) => ('cursor' in event && event.cursor !== undefined ? [event.cursor] : []))
      .at(-1) ?? ''
  )
}

test('what is said to the account is told as posts, oldest first, with who said it', async () => {
  const reply = {
    parent: { uri: 'at://did:plc:ours2222222222222222222a/app.bsky.feed.post/3kours', cid: 'bafy' },
  }
  const record = { text: 'When?', createdAt: new Date(startMs + 2000).toISOString(), reply }
  const { heard, pds } = await hear([[notification(2, { reason: 'reply', record }), notification(1)]])
  expect(heard.map(({ kind }) => kind)).toEqual(['state', 'state', 'posts', 'clock'])
  const posts = heard.flatMap((event) => (event.kind === 'posts' ? event.posts : []))
  expect(posts.map((post) => Post.parse(post).text)).toEqual(['Number 1', 'When?'])
  expect(posts[1]).toMatchObject({
    replyTo: `bluesky:${reply.parent.uri}`,
    author: { id: river.did, handle: 'river.test', name: 'River' },
    atMs: startMs + 2000,
    source: 'bluesky:notifications:city.test',
  })
  expect(pds.asked.at(-1)?.query.getAll('reasons')).toEqual(['mention', 'reply', 'quote'])
})

test('each is told once, also across a restart, and what is filed late is not lost', async () => {
  const first = await hear([[notification(1)], [notification(3), notification(1)]], { polls: 3 })
  expect(first.texts).toEqual(['Number 1', 'Number 3'])
  const late = [notification(4), notification(3), notification(2), notification(1)]
  const second = await hear([late], { polls: 2, cursor: first.cursor })
  expect(second.texts).toEqual(['Number 2', 'Number 4'])
})

test('likes and follows are not told, although an older server lists them', async () => {
  const others = ['like', 'repost', 'follow'].map((reason, n) => notification(n, { reason }))
  expect((await hear([others])).texts).toEqual([])
})

test('it reads as far back as it was, page by page, and not for ever: what lies between is told as a gap', async () => {
  const page = (from: number, cursor?: string): Given => ({
    status: 200,
    body: {
      notifications: [notification(from), notification(from - 1)],
      ...(cursor !== undefined && { cursor }),
    },
  })
  const cursor = (await hear([[notification(-3000)]])).cursor
  const short = await hear([page(10, 'a'), page(8, 'b'), page(-3700, 'c')], { cursor })
  expect(short.texts).toEqual(['Number 7', 'Number 8', 'Number 9', 'Number 10'])
  expect(times(short.pds, 'listNotifications')).toBe(3)
  let n = 5000
  const endless = await hear([page(100, 'x')], { cursor })
  expect(times(endless.pds, 'listNotifications')).toBe(2) // the same page again leads nowhere
  const many = Array.from({ length: 30 }, () => page((n -= 2), `c${n}`))
  const long = await hear(many, { cursor })
  expect(times(long.pds, 'listNotifications')).toBe(10)
  expect(long.heard.find(({ kind }) => kind === 'gap')).toMatchObject({
    fromMs: startMs - 3_000_000,
    why: 'too-long',
  })
})

test('what cannot be read is counted once, however often it is seen, and nothing is thrown', async () => {
  const odd = [
    { reason: 'mention' },
    notification(1, { uri: 'at://x' }),
    notification(2, { author: { did: 'did:plc:somebodyelse' } }),
    notification(3, { record: { text: 7 } }),
    notification(4, { record: { text: 'a'.repeat(30_000) } }),
    notification(5, { author: { ...river, handle: 'handle.invalid' }, indexedAt: '2999-01-01T00:00:00Z' }),
    7 as never,
    null as never,
  ]
  const { heard, texts } = await hear([odd], { polls: 3 })
  expect(heard.filter(({ kind }) => kind === 'refused')).toMatchObject([
    { why: 'not-a-post', count: 3 },
    { why: 'no-text', count: 1 },
    { why: 'too-long', count: 1 },
  ])
  expect(texts).toEqual(['Number 5'])
})

test('a sign-in that is over needs a person; everything else is waited out, and told', async () => {
  const error = (status: number, name: string): Given => ({ status, body: { error: name } })
  const answers = [
    error(500, 'InternalServerError'),
    error(429, 'RateLimitExceeded'),
    { status: 200, body: [] },
  ]
  const { heard, waits } = await hear([...answers, [notification(1)]], { polls: 4 })
  const states = heard.flatMap((event) => (event.kind === 'state' ? [[event.state, event.why]] : []))
  expect(states).toEqual([
    ['connecting', undefined],
    ['waiting', 'http-500'],
    ['waiting', 'rate-limited'],
    ['waiting', 'unreadable'],
    ['hearing', undefined],
  ])
  // How long a busy server asks for is kept to, up to half an hour.
  expect(waits.slice(0, 3)).toEqual([5000, 1_800_000, 10_000])
  const refused = await hear([error(403, 'Forbidden')], { polls: 2 })
  expect(refused.heard.at(-1)).toMatchObject({ state: 'failed', why: 'refused', retryInMs: 1_800_000 })
})

test('a cursor of something else is told as a gap, and what a cursor may hold is bounded', async () => {
  for (const cursor of ['v1:17', 'n1:{}', 'n1:[', `n1:${'x'.repeat(5000)}`, '']) {
    const { heard, texts } = await hear([[notification(1)]], { cursor })
    expect(heard[0]).toMatchObject({ kind: 'gap', why: 'cursor-unreadable' })
    expect(texts).toEqual(['Number 1'])
  }
  const flood = Array.from({ length: 200 }, (_, n) => notification(n))
  const { cursor, texts } = await hear([flood])
  expect(texts).toHaveLength(200)
  expect(cursor.length).toBeLessThan(2000)
  expect(readNotificationsCursor(cursor)).toMatchObject({ atMs: startMs + 199_000 })
})
