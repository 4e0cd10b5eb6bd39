import fc from 'fast-check'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { dayMs, minuteMs } from '#kernel/time.ts'
import type { VersionPoll } from '#kernel/version-content.ts'
import { practiceNetwork } from '#networks/practice/sender.ts'
import { keptWorld } from '#networks/practice/world/kept-world.ts'
import { testTown, townConnection } from '#networks/practice/world/test-town.ts'
import { townTally } from '#networks/practice/world/votes.ts'
import type { PostedInTown } from '#networks/practice/world/world.ts'
import { textPart } from '#networks/test-sender-contract.ts'

const poll: VersionPoll = { options: ['Morning', 'Evening', 'Never'], multiple: false, durationMin: 1440 }

function asked(more: Partial<VersionPoll> = {}, text = 'When?'): PostedInTown {
  return {
    ...{ nativeId: 'desk-1', account: 'a', handle: 'h', text, language: 'en', media: [] },
    ...{ appearedMs: 1_000_000, claimedMs: 1_000_000, edits: 0, poll: { ...poll, ...more } },
  }
}

test('the same poll gets the same votes, another one others', () => {
  const ends = (post: PostedInTown) => townTally(post, 1_000_000 + 2 * dayMs)?.votes
  expect(ends(asked())).toEqual(ends(asked()))
  expect(new Set(['When?', 'Where?', 'How?'].map((text) => String(ends(asked({}, text))))).size).toBe(3)
  expect(townTally({ ...asked(), poll: undefined }, 0)).toBeUndefined()
})

test('votes only grow, nobody votes before it is there or after its end, and some do at once', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 2 * dayMs }),
      fc.nat({ max: 2 * dayMs }),
      fc.boolean(),
      fc.string({ minLength: 1 }),
      (a, b, multiple, text) => {
        const post = asked({ multiple }, text)
        const [early, late] = [Math.min(a, b), Math.max(a, b)].map((ms) =>
          townTally(post, post.appearedMs + ms),
        )
        if (early === undefined || late === undefined) throw new Error('it asks something')
        expect(early.votes.every((count, at) => count <= (late.votes[at] ?? 0))).toBe(true)
        const sum = late.votes.reduce((all, one) => all + one, 0)
        if (multiple) expect(sum).toBeGreaterThanOrEqual(late.voters)
        else expect(sum).toBe(late.voters)
        const end = townTally(post, post.appearedMs + dayMs)
        expect(townTally(post, post.appearedMs + 9 * dayMs)?.votes).toEqual(end?.votes)
        expect(townTally(post, post.appearedMs - 1)?.voters).toBe(0)
      },
    ),
  )
  expect(townTally(asked(), 1_000_000 + minuteMs)?.voters).toBeGreaterThan(0)
})

test('a poll is posted, read, not edited, and gone when its post is', async () => {
  const { sender, clock, needs } = testTown()
  const outcome = await sender.send(textPart('When?', { poll }), needs)
  if (outcome.kind !== 'sent') throw new Error(outcome.kind)
  const { posted } = outcome
  await clock.sleep(2 * dayMs)
  const read = await sender.readPoll?.(posted, poll, needs)
  expect(read).toMatchObject({ kind: 'read', tally: { isOver: true } })
  expect(read?.kind === 'read' && (read.tally.voters ?? 0) >= 60).toBe(true)
  expect(await sender.edit?.(posted, textPart('Other.', { key: 'd2-0' }), needs)).toMatchObject({
    kind: 'refused',
  })
  expect(await sender.readPoll?.(posted, { ...poll, options: ['a', 'b'] }, needs)).toMatchObject({
    why: 'unreadable',
  })
  await sender.remove?.(posted, needs)
  expect(await sender.readPoll?.(posted, poll, needs)).toEqual({ kind: 'gone' })
})

test('on a bad day nothing is made up', async () => {
  const { world, sender, needs } = testTown()
  const outcome = await sender.send(textPart('When?', { poll }), needs)
  if (outcome.kind !== 'sent') throw new Error(outcome.kind)
  for (const kind of ['lost-before', 'not-json', 'error-before', 'busy-without-time', 'cut-after'] as const) {
    world.misbehave({ kind })
    expect(await sender.readPoll?.(outcome.posted, poll, needs)).toMatchObject({ kind: 'unanswered' })
  }
  world.misbehave({ kind: 'revoked' })
  expect(await sender.readPoll?.(outcome.posted, poll, needs)).toMatchObject({ why: 'revoked' })
})

test('a poll outlives the process, and stands as it stood', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bellwether-polls-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const open = () => practiceNetwork({ world: keptWorld(join(folder, 'town.jsonl')) }).open(townConnection())
  const { needs, clock } = testTown()
  const outcome = await open().send(textPart('When?', { poll }), needs)
  if (outcome.kind !== 'sent') throw new Error(outcome.kind)
  await clock.sleep(dayMs)
  const [before, after] = [open(), open()].map((sender) => sender.readPoll?.(outcome.posted, poll, needs))
  expect(await after).toEqual(await before)
  expect(await after).toMatchObject({ kind: 'read' })
})
