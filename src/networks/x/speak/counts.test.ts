import { expect, onTestFinished, test } from 'vitest'
import { needs, xAndSender } from '#networks/x/emulator/test-connection.ts'
import type { SpendKind } from '#networks/x/price.ts'
import { readCountsOnX } from '#networks/x/speak/read-counts.ts'
import type { Speaking } from '#networks/x/speak/speaking.ts'

/** An account whose reads are answered with this body. */
function answering(body: unknown, spent: SpendKind[] = [], max = 9): Speaking {
  const answer = { kind: 'answer', status: 200, headers: {}, body: Buffer.from(JSON.stringify(body)) }
  const read = async () => answer
  const meter = { spend: async (kind: SpendKind) => (spent.push(kind) > max ? 'over-budget' : 'ok') }
  // Only what reading counts uses of an account.
  return { read, meter } as unknown as Speaking
}

const posted = { nativeId: '1050118621198921728' }

test('counts of X are read by its names, what is not told stays out, and nonsense is no count', async () => {
  const public_metrics = {
    retweet_count: 8,
    reply_count: 2,
    like_count: 39,
    quote_count: 1,
    impression_count: 30,
  }
  expect(await readCountsOnX(answering({ data: { id: '1', public_metrics } }), posted, needs())).toEqual({
    kind: 'read',
    counts: { replies: 2, reposts: 8, likes: 39, quotes: 1 },
  })
  const odd = { like_count: -1, reply_count: '7', retweet_count: 1e300, quote_count: 0 }
  expect(await readCountsOnX(answering({ data: { public_metrics: odd } }), posted, needs())).toEqual({
    ...{ kind: 'read', counts: { quotes: 0 } },
  })
})

test('a post that is gone is gone, and an answer without counts says nothing', async () => {
  const errors = [{ type: 'https://api.twitter.com/2/problems/resource-not-found' }]
  expect(await readCountsOnX(answering({ errors }), posted, needs())).toEqual({ kind: 'gone' })
  expect(await readCountsOnX(answering({ data: {} }), posted, needs())).toMatchObject({ why: 'unreadable' })
  expect(await readCountsOnX(answering('no object'), posted, needs())).toMatchObject({ why: 'unreadable' })
  expect(await readCountsOnX(answering({}), { nativeId: 'none' }, needs())).toEqual({ kind: 'gone' })
})

test('each reading is paid for, a budget that is used up ends it, and nothing is spent on what is none of X', async () => {
  const spent: SpendKind[] = []
  const speaking = answering({ data: { public_metrics: { like_count: 1 } } }, spent, 1)
  expect(await readCountsOnX(speaking, posted, needs())).toMatchObject({ kind: 'read' })
  expect(spent).toEqual(['owned-read'])
  expect(await readCountsOnX(speaking, posted, needs())).toMatchObject({ why: 'over-budget' })
  await readCountsOnX(speaking, { nativeId: 'none' }, needs())
  expect(spent).toHaveLength(2)
})

test('by the emulator a post that was never there is gone', async () => {
  const { x, sender } = await xAndSender()
  onTestFinished(() => x.close())
  expect(await sender.readCounts?.(posted, needs())).toEqual({ kind: 'gone' })
})
