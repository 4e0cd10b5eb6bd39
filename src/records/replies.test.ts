import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findEntries } from '#records/find.ts'
import { keepReplies, keepRepliesGone, replySubject, type Reply } from '#records/replies.ts'
import { Nights, startMs } from '#records/retention/test-nights.ts'

let nights: Nights
beforeEach(async () => {
  nights = await Nights.open()
})
afterEach(() => nights.close())

const answers = {
  message: 'message:m1',
  title: 'Brown water',
  url: 'https://town.example/1',
  account: 'city',
  language: 'fr',
}

function replyOf(id: string, more: Partial<Reply> = {}): Reply {
  return {
    id,
    network: 'bluesky',
    author: 'maria.example',
    text: 'L’eau est-elle potable ?',
    url: 'https://bsky.example/1',
    saidAtMs: startMs,
    isQuote: false,
    answers,
    ...more,
  }
}

const hear = (...replies: Reply[]) =>
  nights.archive.store.inTransaction((tx) => keepReplies(tx, replies, nights.nowMs))
const gone = (...ids: string[]) =>
  nights.archive.store.inTransaction((tx) => keepRepliesGone(tx, ids, nights.nowMs))
const kinds = async (id: string) =>
  (await findEntries(nights.archive.db, { subject: replySubject(id) })).entries.map(({ kind }) => kind)

test('a reply is on record with who said what, where, and which message of ours it answers', async () => {
  expect(await hear(replyOf('bluesky:1', { isQuote: true }))).toBe(1)
  const { entries } = await findEntries(nights.archive.db, { words: 'potable' })
  expect(entries).toMatchObject([
    {
      kind: 'reply-received',
      by: { kind: 'desk' },
      account: 'city',
      language: 'fr',
      facts: {
        network: 'bluesky',
        author: 'maria.example',
        text: 'L’eau est-elle potable ?',
        url: 'https://bsky.example/1',
        saidAt: new Date(startMs).toISOString(),
        isQuote: true,
        answers: 'message:m1',
        answersUrl: 'https://town.example/1',
        title: 'Brown water',
      },
    },
  ])
})

test('a reply heard twice, in one batch, in two or at the same moment, is one entry; another text is another one', async () => {
  expect(await hear(replyOf('bluesky:1'), replyOf('bluesky:1'))).toBe(1)
  expect(await hear(replyOf('bluesky:1'))).toBe(0)
  const all = await Promise.all(Array.from({ length: 5 }, () => hear(replyOf('bluesky:2'))))
  expect(all.toSorted((a, b) => a - b)).toEqual([0, 0, 0, 0, 1])
  expect(await hear(replyOf('bluesky:1', { text: 'Edited' }))).toBe(1)
  expect(await kinds('bluesky:1')).toHaveLength(2)
  expect((await nights.check()).finding).toBeUndefined()
})

test('a reply its network took back keeps its entry, and one more says so, once; one that comes back is heard anew', async () => {
  await hear(replyOf('bluesky:1'))
  expect(await gone('bluesky:other', 'bluesky:1')).toBe(1)
  expect(await gone('bluesky:1')).toBe(0)
  expect(await kinds('bluesky:1')).toEqual(['reply-deleted', 'reply-received'])
  const { entries } = await findEntries(nights.archive.db, { kind: 'reply-deleted' })
  expect(entries[0]).toMatchObject({
    account: 'city',
    language: 'fr',
    facts: { title: 'Brown water', seq: 2 },
  })
  expect(await hear(replyOf('bluesky:1'))).toBe(1)
  expect(await gone('bluesky:1')).toBe(1)
  expect(await kinds('bluesky:1')).toHaveLength(4)
})

test('thousands of deletions that are no business of ours leave nothing', async () => {
  const head = async () => (await sql`select seq from records_head`.execute(nights.archive.db)).rows
  const before = await head()
  expect(await gone(...Array.from({ length: 3000 }, (_, i) => `bluesky:${i}`))).toBe(0)
  expect(await head()).toEqual(before)
})

test('two thousand replies at once are all on record', async () => {
  expect(await hear(...Array.from({ length: 2000 }, (_, i) => replyOf(`bluesky:${i}`)))).toBe(2000)
  expect((await nights.check()).finding).toBeUndefined()
})

test.each([
  ['null characters and half pairs', { text: 'water \u0000 \uD800 end', author: 'a\u0000b' }],
  ['twenty thousand characters of the largest kind', { text: '😀'.repeat(10_000) }],
  ['an id longer than a mark', { id: `bluesky:at://did:web:${'x'.repeat(550)}` }],
  ['quotes for the database', { text: `'); drop table records_entries; --`, author: `"'` }],
  ['no text at all', { text: '' }],
  ['the names of an object', { text: '__proto__', author: 'constructor' }],
])('a reply with %s is kept once and stops nothing', async (_what, more) => {
  const one = replyOf('bluesky:1', more)
  expect(await hear(one)).toBe(1)
  expect(await hear(one)).toBe(0)
  expect(await gone(one.id)).toBe(1)
  expect((await nights.check()).finding).toBeUndefined()
})

test('two long ids that begin alike are two replies', async () => {
  const long = `bluesky:at://did:web:${'x'.repeat(400)}`
  expect(await hear(replyOf(`${long}1`), replyOf(`${long}2`))).toBe(2)
})

test('an entry somebody spoiled in the database does not stop what is heard', async () => {
  await hear(replyOf('bluesky:1'))
  await sql
    .raw(
      `alter table records_entries disable trigger all;
       update records_entries set body = left(body, 20) where seq = 2`,
    )
    .execute(nights.archive.db)
  expect(await hear(replyOf('bluesky:1'))).toBe(1)
})
