import { expect, test } from 'vitest'
import type { OutgoingPart, PostedPart } from '#networks/sender.ts'
import { practiceFaults } from '#networks/practice/world/faults.ts'
import { testTown, type TestTown } from '#networks/practice/world/test-town.ts'
import { textPart } from '#networks/test-sender-contract.ts'

type End = { kind: 'sent'; posted: PostedPart } | { kind: 'person' } | { kind: 'revoked' }
type Repeats = 'key' | 'record-key' | 'none'

/** The smallest loop that keeps the promise: what is unknown is asked about before anything is said again. */
async function deliver({ sender, clock, needs }: TestTown, part: OutgoingPart): Promise<End> {
  for (let round = 0; round < 200; round++) {
    const outcome = await sender.send(part, needs)
    if (outcome.kind === 'sent') return outcome
    if (outcome.kind === 'refused')
      return outcome.why === 'revoked' ? { kind: 'revoked' } : { kind: 'person' }
    if (outcome.kind === 'wait') {
      await clock.sleep(outcome.retryInMs ?? 5000)
      continue
    }
    for (let asks = 0; ; asks++) {
      const back = await sender.readBack(part, needs)
      if (back.kind === 'there') return { kind: 'sent', posted: back.posted }
      if (back.kind === 'cannot-know' || asks > 200) return { kind: 'person' }
      if (back.kind === 'not-there') break
      if (back.why === 'revoked') return { kind: 'revoked' }
      await clock.sleep(back.retryInMs ?? 5000)
    }
  }
  return { kind: 'person' }
}

/** A thread of three in a town where many calls go wrong; gives what was told and what is there in the end. */
async function oneRun(
  seed: number,
  repeats: Repeats,
): Promise<{ ends: End[]; texts: string[]; ids: string[] }> {
  const town = testTown(repeats)
  town.world.follow(practiceFaults({ seed, shareOf1: 0.4 }))
  const ends: End[] = []
  let before: PostedPart | undefined
  for (const [n, text] of ['One.', 'Two.', 'Three.'].entries()) {
    const after = before === undefined ? {} : { after: before }
    const end = await deliver(town, textPart(text, { key: `d1-${n}`, atMs: town.clock.nowMs(), ...after }))
    ends.push(end)
    if (end.kind !== 'sent') break
    before = end.posted
  }
  const posts = town.world.postsAt(Infinity)
  return { ends, texts: posts.map(({ text }) => text), ids: posts.map(({ nativeId }) => nativeId) }
}

const runs = { key: 4000, 'record-key': 3000, none: 3000 }

test.each(Object.keys(runs) as Repeats[])(
  'with %s, thousands of bad days: what is called sent is there once, and nothing is there twice',
  async (repeats) => {
    const kinds = new Map<string, number>()
    const wrong: string[] = []
    for (let seed = 0; seed < runs[repeats]; seed++) {
      const { ends, texts, ids } = await oneRun(seed, repeats)
      if (new Set(texts).size < texts.length) wrong.push(`${seed}: there twice`)
      for (const end of ends) {
        kinds.set(end.kind, (kinds.get(end.kind) ?? 0) + 1)
        if (end.kind === 'sent' && !ids.includes(end.posted.nativeId))
          wrong.push(`${seed}: called sent, not there`)
      }
    }
    expect(wrong).toEqual([])
    // The days were bad enough to mean something, and not so bad that nothing went out.
    expect(kinds.get('sent') ?? 0).toBeGreaterThan(runs[repeats])
    expect(kinds.get('revoked') ?? 0).toBeGreaterThan(10)
    if (repeats === 'none') expect(kinds.get('person') ?? 0).toBeGreaterThan(0)
    else expect(kinds.get('person') ?? 0).toBe(0)
  },
  60_000,
)

test('without keys, whoever sends again without asking says it twice', async () => {
  const { world, sender, needs } = testTown('none')
  world.misbehave({ kind: 'lost-after' })
  await sender.send(textPart('Once?'), needs)
  await sender.send(textPart('Once?'), needs)
  expect(world.postsAt(Infinity)).toHaveLength(2)
})

test('the same seed has the same bad day', async () => {
  for (const seed of [1, 2, 3]) expect(await oneRun(seed, 'key')).toEqual(await oneRun(seed, 'key'))
  const days = await Promise.all([1, 2, 3, 4, 5, 6].map((seed) => oneRun(seed, 'key')))
  expect(new Set(days.map((day) => JSON.stringify(day))).size).toBeGreaterThan(1)
})
