import { expect, test } from 'vitest'
import { hourMs, minuteMs, secondMs } from '#kernel/time.ts'
import { practiceFaults, type TownCall } from '#networks/practice/world/faults.ts'
import { testTown } from '#networks/practice/world/test-town.ts'
import { worldPostsMax } from '#networks/practice/world/world.ts'
import type { PostedPart } from '#networks/sender.ts'
import { dot, textPart } from '#networks/test-sender-contract.ts'

const part = textPart('The bridge is closed.')

test('a slow town answers late, and one that is too slow has its effect after we gave up', async () => {
  const { world, sender, needs, clock } = testTown()
  const startMs = clock.nowMs()
  world.misbehave({ kind: 'slow', ms: 9 * secondMs })
  expect(await sender.send(part, needs)).toMatchObject({ kind: 'sent' })
  expect(clock.nowMs() - startMs).toBe(9 * secondMs)
  world.misbehave({ kind: 'slow', ms: minuteMs })
  const late = textPart('And the ferry.', { key: 'd2-0' })
  expect(await sender.send(late, needs)).toMatchObject({ kind: 'unknown', why: 'timeout' })
  expect(world.postsAt(clock.nowMs())).toHaveLength(1)
  await clock.sleep(30 * secondMs)
  expect(world.postsAt(clock.nowMs())).toHaveLength(2)
})

test('a line with nobody behind it ends when the caller gives up, and the post is there', async () => {
  const { world, sender, needs, clock } = testTown()
  const startMs = clock.nowMs()
  world.misbehave({ kind: 'half-closed' })
  expect(await sender.send(part, needs)).toMatchObject({ kind: 'unknown', why: 'timeout' })
  expect(clock.nowMs() - startMs).toBe(30 * secondMs)
  expect(await sender.readBack(part, needs)).toMatchObject({ kind: 'there' })
})

test.each(['key', 'record-key', 'none'] as const)(
  'with %s, a late effect is on its way until it is there',
  async (repeats) => {
    const { world, sender, needs, clock } = testTown(repeats)
    world.misbehave({ kind: 'late-effect', byMs: 4 * minuteMs })
    expect(await sender.send(part, needs)).toMatchObject({ kind: 'unknown' })
    expect(await sender.readBack(part, needs)).toMatchObject({
      kind: 'unanswered',
      why: 'processing',
      retryInMs: 4 * minuteMs,
    })
    await clock.sleep(4 * minuteMs)
    expect(await sender.readBack(part, needs)).toMatchObject({ kind: 'there' })
  },
)

test('a late effect does not double what was said again meanwhile, where the town has keys', async () => {
  const { world, sender, needs } = testTown('key')
  world.misbehave({ kind: 'late-effect', byMs: minuteMs })
  await sender.send(part, needs)
  await sender.send(part, needs)
  expect(world.postsAt(Infinity)).toHaveLength(1)
})

test.each(['key', 'record-key', 'none'] as const)(
  'with %s, the answer to an earlier call is not taken for ours',
  async (repeats) => {
    const { world, sender, needs } = testTown(repeats)
    const first = await sender.send(part, needs)
    for (const [n, hasEffect] of [false, true].entries()) {
      const other = textPart(`Other words ${n}.`, { key: `d2-${n}` })
      world.misbehave({ kind: 'duplicate-answer', hasEffect })
      expect(await sender.send(other, needs)).toMatchObject({ kind: 'unknown', why: 'unreadable' })
      expect((await sender.readBack(other, needs)).kind).toBe(hasEffect ? 'there' : 'not-there')
    }
    // The same words again: only the name of the post tells.
    world.misbehave({ kind: 'duplicate-answer', hasEffect: false })
    const same = textPart(part.text, { key: 'd3-0' })
    expect(await sender.send(same, needs)).toMatchObject({ kind: 'unknown' })
    expect(first.kind).toBe('sent')
  },
)

test('without keys, a wrong clock makes read-back unsure instead of wrong', async () => {
  const { world, sender, needs, clock } = testTown('none')
  const now = textPart('Late or early?', { atMs: clock.nowMs() })
  world.misbehave({ kind: 'wrong-clock', byMs: -5 * hourMs })
  const sent = await sender.send(now, needs)
  expect(sent).toMatchObject({ kind: 'sent' })
  expect(world.postsAt(Infinity)[0]).toMatchObject({ claimedMs: clock.nowMs() - 5 * hourMs })
  expect((await sender.readBack(now, needs)).kind).toBe('cannot-know')
})

test('a sign-in that ends in the middle of a thread stays ended until somebody reconnects', async () => {
  const { world, sender, needs } = testTown()
  world.misbehave({ kind: 'revoked', afterParts: 2 })
  const kinds: string[] = []
  let after: PostedPart | undefined
  for (let n = 0; n < 4; n++) {
    const outcome = await sender.send(
      textPart(`Part ${n}.`, { key: `d1-${n}`, ...(after && { after }) }),
      needs,
    )
    kinds.push(outcome.kind)
    if (outcome.kind === 'sent') after = outcome.posted
  }
  expect(kinds).toEqual(['sent', 'sent', 'refused', 'refused'])
  expect(await sender.health(needs)).toMatchObject({ ok: false, why: 'revoked', isTransient: false })
  world.reconnect('a1')
  expect(await sender.health(needs)).toMatchObject({ ok: true })
})

test('whoever stops waiting learns nothing, and hinders nothing', async () => {
  const { world, sender, clock } = testTown()
  const stop = new AbortController()
  world.misbehave({ kind: 'slow', ms: 5 * secondMs })
  const going = sender.send(part, { clock, signal: stop.signal })
  stop.abort()
  expect(await going).toMatchObject({ why: 'stopped' })
  expect(world.postsAt(Infinity).length).toBeLessThanOrEqual(1)
})

test('asking meets faults too, and then nothing is said about what is there', async () => {
  const { world, sender, needs } = testTown()
  await sender.send(part, needs)
  for (const kind of ['lost-before', 'cut-after', 'error-before', 'not-json', 'half-closed'] as const) {
    world.misbehave({ kind })
    expect((await sender.readBack(part, needs)).kind).toBe('unanswered')
    world.misbehave({ kind })
    expect(await sender.health(needs)).toMatchObject({ ok: false, isTransient: true })
  }
  world.misbehave({ kind: 'busy', retryInMs: 7000 })
  expect(await sender.readBack(part, needs)).toMatchObject({ why: 'rate-limited', retryInMs: 7000 })
})

test('the town refuses what nobody checked: too long, no words, another town, answers to what is gone', async () => {
  const { sender, needs } = testTown()
  const gone = await sender.send(part, needs)
  if (gone.kind !== 'sent') throw new Error('it should be there')
  await sender.remove?.(gone.posted, needs)
  const hopeless = [
    textPart('a'.repeat(501), { key: 'd2-0' }),
    textPart(' ', { key: 'd2-1' }),
    textPart('Hi.', { key: 'd2-2', replyTo: 'mastodon:1' }),
    textPart('Hi.', { key: 'd2-3', after: gone.posted }),
    textPart('Hi.', { key: 'd2-4', media: [{ ...dot, mediaType: 'application/x-thing' }] }),
    part,
  ]
  for (const one of hopeless) expect((await sender.send(one, needs)).kind).toBe('refused')
  expect(await sender.edit?.(gone.posted, part, needs)).toMatchObject({ kind: 'refused', why: 'not-found' })
})

test('an answer, a quote, a warning and an edit are kept as they were given', async () => {
  const { world, sender, needs } = testTown()
  const sent = await sender.send(
    textPart('As you said.', {
      replyTo: 'practice:1-x-0',
      quoteOf: 'practice:1-x-1',
      contentWarning: 'Flood',
    }),
    needs,
  )
  if (sent.kind !== 'sent') throw new Error('it should be there')
  await sender.edit?.(sent.posted, textPart('As we all said.'), needs)
  expect(world.postsAt(Infinity)).toMatchObject([
    { text: 'As we all said.', replyTo: 'practice:1-x-0', edits: 1, language: 'en' },
  ])
})

test('the town keeps the newest posts, so that it never outgrows its memory', async () => {
  const { world, sender, needs } = testTown()
  for (let n = 0; n <= worldPostsMax; n++) await sender.send(textPart(`${n}`, { key: `d${n}` }), needs)
  const posts = world.postsAt(Infinity)
  expect(posts).toHaveLength(worldPostsMax)
  expect(posts[0]?.text).toBe('1')
})

test('a plan meets the share it was asked for, and can leave faults out', () => {
  const plan = practiceFaults({ seed: 4, shareOf1: 0.25, kinds: ['busy'] })
  const calls = Array.from({ length: 2000 }, (_, n) =>
    plan.next((['post', 'find'] as TownCall[])[n % 2] ?? 'post'),
  )
  const faults = calls.filter((fault) => fault !== undefined)
  expect(faults.length).toBeGreaterThan(400)
  expect(faults.length).toBeLessThan(600)
  expect(new Set(faults.map(({ kind }) => kind))).toEqual(new Set(['busy']))
  const none = practiceFaults({ seed: 4, shareOf1: 1, kinds: [] })
  expect(none.next('post')).toBeUndefined()
})
