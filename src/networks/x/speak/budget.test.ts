import { expect, test } from 'vitest'
import { textPart } from '#networks/test-sender-contract.ts'
import type { Meter, SpendKind } from '#networks/x/price.ts'
import { notTaken } from '#networks/x/wire/problems.ts'
import { needs, xAndSender } from '#networks/x/emulator/test-connection.ts'
import { addPost } from '#networks/x/emulator/test-emulator-state.ts'

/** A meter that allows so many uses, and remembers them. */
function meterOf(usesMax: number): Meter & { spent: SpendKind[] } {
  const spent: SpendKind[] = []
  return {
    spent,
    spend(kind) {
      if (spent.length >= usesMax) return Promise.resolve('over-budget')
      spent.push(kind)
      return Promise.resolve('ok')
    },
    giveBack(kind) {
      spent.splice(spent.lastIndexOf(kind), 1)
      return Promise.resolve()
    },
  }
}

test('each post is counted as what X charges for it', async () => {
  const meter = meterOf(100)
  const { x, sender } = await xAndSender({ meter })
  const asked = addPost(x.state, { authorId: '1100000000000000001', text: 'Hi @HavreClair', files: [] })
  await sender.send(textPart('Plain.'), needs())
  await sender.send(textPart('See https://havre-clair.example/eau', { key: 'd2-0' }), needs())
  await sender.send(textPart('Hello.', { key: 'd3-0', replyTo: `x:${asked.id}` }), needs())
  expect(meter.spent).toEqual([
    'post-create',
    'post-create-with-link',
    'owned-read',
    'post-read',
    'reply-summoned',
  ])
})

test('what goes out in an emergency is asked for as that, with every question on its way', async () => {
  const lanes: (string | undefined)[] = []
  const meter: Meter = {
    spend: (_kind, _count, lane) => Promise.resolve(lanes.push(lane) > 0 ? 'ok' : 'over-budget'),
  }
  const { x, sender } = await xAndSender({ meter })
  const asked = addPost(x.state, { authorId: '1100000000000000001', text: 'Hi @HavreClair', files: [] })
  const part = textPart('Get out.', { replyTo: `x:${asked.id}`, lane: 'emergency' })
  await sender.send(part, needs())
  await sender.readBack(part, needs())
  expect(new Set(lanes)).toEqual(new Set(['emergency']))
  await sender.health(needs())
  expect(lanes.at(-1)).toBe('normal')
})

test('when the budget is used up nothing is called, and it waits', async () => {
  const { x, sender } = await xAndSender({ meter: meterOf(0) })
  expect(await sender.send(textPart('Dear.'), needs())).toMatchObject({ kind: 'wait', why: 'over-budget' })
  expect(await sender.health(needs())).toMatchObject({ ok: false, why: 'over-budget', isTransient: true })
  expect(x.calls).toEqual([])
})

test('a try that certainly came to nothing is given back; one that is not known is not', async () => {
  const meter = meterOf(100)
  const { x, sender } = await xAndSender({ meter })
  await x.misbehave('busy')
  await sender.send(textPart('One.'), needs())
  expect(meter.spent).toEqual([])
  await x.misbehave('lost-before')
  await sender.send(textPart('One.'), needs())
  expect(meter.spent).toEqual(['post-create'])
})

test('credits that are used up at X wait as a budget does', () => {
  const answer = { kind: 'answer', status: 402, headers: {}, body: Buffer.from('{}'), url: 'x' } as const
  expect(notTaken(answer, 0)).toMatchObject({ kind: 'wait', why: 'over-budget' })
})
