import { expect, test } from 'vitest'
import type { Account } from '#networks/bluesky/account.ts'
import { readCountsOnBluesky } from '#networks/bluesky/read-counts.ts'
import { needs, opened } from '#networks/bluesky/test-sender.ts'
import { textPart } from '#networks/test-sender-contract.ts'

const uri = 'at://did:plc:53iucmf5ldftgqyf2ac7hmhd/app.bsky.feed.post/3lqcnvhqk622d'

/** An account whose questions are answered with these bodies, by method. */
function answering(bodies: Readonly<Record<string, unknown>>): Account {
  const ask: Account['ask'] = async ({ method }) => {
    const body = bodies[method]
    if (body === undefined)
      return { kind: 'refused', why: 'not-found', detail: 'not there', error: 'RecordNotFound' }
    return { kind: 'answer', status: 200, headers: {}, body: Buffer.from(JSON.stringify(body)), url: '' }
  }
  // Only what reading counts uses of an account.
  return { ask } as Account
}

const read = (bodies: Readonly<Record<string, unknown>>) =>
  readCountsOnBluesky({ nativeId: uri }, answering(bodies), needs())

test('counts of the AppView are read by its names; what is no count is not told', async () => {
  const post = { uri, replyCount: 2, repostCount: 5, likeCount: 30, quoteCount: -1 }
  expect(await read({ 'app.bsky.feed.getPosts': { posts: [post] } })).toEqual({
    kind: 'read',
    counts: { replies: 2, reposts: 5, likes: 30 },
  })
})

test('what the AppView does not show is gone only where our own server does not have it either', async () => {
  const none = { 'app.bsky.feed.getPosts': { posts: [] } }
  expect(await read(none)).toEqual({ kind: 'gone' })
  const record = { uri, cid: 'bafyreiabcdefghij', value: { text: 'There.' } }
  expect(await read({ ...none, 'com.atproto.repo.getRecord': record })).toMatchObject({ why: 'unreadable' })
  const other = { uri: 'at://did:plc:other/app.bsky.feed.post/1', likeCount: 9 }
  expect(await read({ 'app.bsky.feed.getPosts': { posts: [other] } })).toEqual({ kind: 'gone' })
})

test('a server without an AppView behind it tells nothing', async () => {
  const { sender } = await opened()
  const sent = await sender.send(textPart('Out.'), needs())
  if (sent.kind !== 'sent') throw new Error(JSON.stringify(sent))
  expect(await sender.readCounts?.(sent.posted, needs())).toMatchObject({ kind: 'unanswered' })
})
