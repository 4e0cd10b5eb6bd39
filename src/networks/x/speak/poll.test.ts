import { expect, onTestFinished, test } from 'vitest'
import type { VersionPoll } from '#kernel/version-content.ts'
import { textPart } from '#networks/test-sender-contract.ts'
import type { PostedPart, Sender } from '#networks/sender.ts'
import type { SpendKind } from '#networks/x/price.ts'
import { needs, xAndSender } from '#networks/x/emulator/test-connection.ts'
import type { EmulatedPoll } from '#networks/x/emulator/test-emulator-posts.ts'
import type { EmulatedX } from '#networks/x/emulator/test-emulator.ts'
import type { XOptions } from '#networks/x/sender.ts'

// Every call and answer here is held against X's own document by the emulator, where that is there.

const poll: VersionPoll = { options: ['Morning', 'Evening'], multiple: false, durationMin: 60 }

type Asked = { x: EmulatedX; sender: Sender; posted: PostedPart; there: EmulatedPoll }

async function asked(options: XOptions = {}): Promise<Asked> {
  const { x, sender } = await xAndSender(options)
  onTestFinished(() => x.close())
  const outcome = await sender.send(textPart('When?', { poll }), needs())
  const there = x.state.posts[0]?.poll
  if (outcome.kind !== 'sent' || there === undefined) throw new Error(JSON.stringify(outcome))
  return { x, sender, posted: outcome.posted, there }
}

test('a poll goes out as it was approved, and its votes are read back', async () => {
  const { sender, posted, there } = await asked()
  expect(there).toMatchObject({ options: ['Morning', 'Evening'], minutes: 60 })
  there.votes = [41, 7]
  expect(await sender.readPoll?.(posted, poll, needs())).toEqual({
    kind: 'read',
    tally: { votes: [41, 7], voters: 48, endsAtMs: there.endsMs, isOver: expect.any(Boolean) },
  })
})

test('by the names of its guides X tells the same', async () => {
  const { x, sender, posted } = await asked()
  x.state.byGuides = true
  expect(await sender.readPoll?.(posted, poll, needs())).toMatchObject({ tally: { votes: [0, 0] } })
})

test('a poll that ended is over, one whose post is gone is gone', async () => {
  const { x, sender, posted, there } = await asked()
  x.state.postMs = there.endsMs + 1
  expect(await sender.readPoll?.(posted, poll, needs())).toMatchObject({ tally: { isOver: true } })
  x.state.posts = []
  expect(await sender.readPoll?.(posted, poll, needs())).toEqual({ kind: 'gone' })
  expect(await sender.readPoll?.({ nativeId: 'none' }, poll, needs())).toEqual({ kind: 'gone' })
})

test('an answer without the poll, or with other options, says nothing', async () => {
  const { sender, posted, there } = await asked()
  there.options = ['a', 'b', 'c']
  expect(await sender.readPoll?.(posted, poll, needs())).toMatchObject({ why: 'unreadable' })
  there.options = ['Morning', 'Evening']
  there.votes = [-1, 2]
  expect(await sender.readPoll?.(posted, poll, needs())).toMatchObject({ why: 'unreadable' })
})

test('reading is paid for, and a budget that is used up ends it', async () => {
  const spent: SpendKind[] = []
  const { sender, posted } = await asked({
    meter: { spend: async (kind) => (spent.push(kind) > 2 ? 'over-budget' : 'ok') },
  })
  expect(await sender.readPoll?.(posted, poll, needs())).toMatchObject({ kind: 'read' })
  expect(spent).toEqual(['post-create', 'owned-read'])
  expect(await sender.readPoll?.(posted, poll, needs())).toMatchObject({ why: 'over-budget' })
})
