import { expect, test } from 'vitest'
import type { VersionPoll } from '#kernel/version-content.ts'
import { minuteMs } from '#kernel/time.ts'
import { needs, openAccount, postedBy } from '#networks/mastodon/test-account.ts'
import type { TestPoll } from '#networks/mastodon/test-statuses.ts'
import type { TestServer } from '#networks/mastodon/test-server.ts'
import { dot, textPart } from '#networks/test-sender-contract.ts'

const poll: VersionPoll = { options: ['Morning', 'Evening '], multiple: true, durationMin: 60 }
/** The server's clock says what the delivery does. */
const startMs = textPart('').atMs
const makes = ['mastodon', 'gotosocial', 'pleroma'] as const

/** The poll of the only post there. */
function thePoll({ world }: TestServer): TestPoll {
  const [status] = world.statuses
  if (status?.poll === undefined) throw new Error('there is no poll')
  return status.poll
}

test.each(makes)('%s: a poll goes out as it was approved, and its votes are read back', async (make) => {
  const { server, sender } = await openAccount({ make, startMs })
  const outcome = await sender.send(textPart('When?', { poll }), needs)
  const posted = postedBy(outcome)
  const there = thePoll(server)
  expect(there).toMatchObject({ options: ['Morning', 'Evening'], multiple: true })
  expect(there.endsMs - server.world.nowMs()).toBeGreaterThan(59 * minuteMs)
  expect(await sender.readBack(textPart('When?', { poll }), needs)).toMatchObject({ kind: 'there' })
  Object.assign(there, { votes: [3, 5], voters: 6 })
  const read = await sender.readPoll?.(posted, poll, needs)
  expect(read).toEqual({
    kind: 'read',
    tally: { votes: [3, 5], voters: 6, endsAtMs: there.endsMs, isOver: false },
  })
  expect(server.world.asked.at(-1)).toBe(`GET /api/v1/polls/${there.id}`)
  there.endsMs = server.world.nowMs() - 1
  expect(await sender.readPoll?.(posted, poll, needs)).toMatchObject({ tally: { isOver: true } })
})

test('a poll whose id was never told is found beside its post; one that is gone is said to be', async () => {
  const { server, sender } = await openAccount({ startMs })
  const { nativeId } = postedBy(await sender.send(textPart('When?', { poll }), needs))
  expect(await sender.readPoll?.({ nativeId }, poll, needs)).toMatchObject({ tally: { votes: [0, 0] } })
  server.world.statuses = []
  expect(await sender.readPoll?.({ nativeId }, poll, needs)).toEqual({ kind: 'gone' })
  const kept = { id: '1', poll: '7000' }
  expect(await sender.readPoll?.({ nativeId, kept }, poll, needs)).toEqual({ kind: 'gone' })
})

test('a server that hides votes, has other options, or is shut says nothing of how it stands', async () => {
  const { server, sender } = await openAccount({ startMs })
  const posted = postedBy(await sender.send(textPart('When?', { poll }), needs))
  const other = { ...poll, options: ['a', 'b', 'c'] }
  expect(await sender.readPoll?.(posted, other, needs)).toMatchObject({
    kind: 'unanswered',
    why: 'unreadable',
  })
  Object.assign(thePoll(server), { votes: [null, null] })
  server.world.closed.set('/api/v1/polls', 500)
  expect(await sender.readPoll?.(posted, poll, needs)).toMatchObject({ kind: 'unanswered' })
  server.world.closed.set('/api/v1/polls', 401)
  const refused = await sender.readPoll?.(posted, poll, needs)
  expect(refused).toMatchObject({ kind: 'unanswered', why: 'revoked' })
  expect(JSON.stringify(refused)).not.toContain(server.token)
})

test('a post with a poll is never edited: its votes would be lost, and nothing was called', async () => {
  const { server, sender } = await openAccount({ startMs })
  const posted = postedBy(await sender.send(textPart('When?', { poll }), needs))
  const before = server.world.asked.length
  for (const part of [textPart('When, then?', { key: 'd2-0' }), textPart('When?', { key: 'd3-0', poll })])
    expect(await sender.edit?.(posted, part, needs)).toMatchObject({ kind: 'refused', why: 'not-accepted' })
  expect(server.world.asked.length).toBe(before)
  expect(thePoll(server).options).toEqual(['Morning', 'Evening'])
})

test('the same words without the poll, or with another, are not taken for ours', async () => {
  const { server, sender } = await openAccount({ startMs })
  const part = textPart('When?', { poll })
  server.say('When?', { by: 'town' })
  expect(await sender.readBack(part, needs)).toMatchObject({ kind: 'cannot-know' })
  expect(await sender.readBack(textPart('When?'), needs)).toMatchObject({ kind: 'there' })
})

test('what a server does not take is refused before, and by the server if it comes to that', async () => {
  const { sender } = await openAccount({ startMs })
  const five = { ...poll, options: ['a', 'b', 'c', 'd', 'e'] }
  const content = { account: 'town', language: 'en', parts: ['When?'], media: [] }
  expect(sender.check({ ...content, poll: five })).toHaveLength(1)
  expect(await sender.send(textPart('When?', { poll: five }), needs)).toMatchObject({ kind: 'refused' })
  expect(await sender.send(textPart('When?', { key: 'd2-0', poll, media: [dot] }), needs)).toMatchObject({
    kind: 'refused',
  })
})
