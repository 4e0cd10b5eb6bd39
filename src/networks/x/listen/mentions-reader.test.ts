import { expect, test } from 'vitest'
import { xMentionsReader } from '#networks/x/listen/mentions-reader.ts'
import { emulatedX, type EmulatedX } from '#networks/x/emulator/test-emulator.ts'
import { addPost } from '#networks/x/emulator/test-emulator-state.ts'
import { lastCursor, listen, posts, statesOf, testClock, textsOf } from '#networks/x/listen/test-listening.ts'

function readerOf(x: EmulatedX, more = {}): ReturnType<typeof xMentionsReader> {
  const bearerToken = x.state.keys.bearerToken
  const options = {
    bearerToken,
    server: x.url,
    allowPrivateNetworks: true,
    userId: x.state.me.id,
    chance: () => 1,
  }
  return xMentionsReader({ ...options, ...more })
}

function mention(x: EmulatedX, n: number): void {
  addPost(x.state, { authorId: '1100000000000000001', text: `@HavreClair question ${n}`, files: [] })
}

test('mentions are told once, oldest first, and go on where they stopped', async () => {
  const x = await emulatedX()
  const clock = testClock()
  for (const n of [1, 2, 3]) mention(x, n)
  addPost(x.state, { authorId: '1100000000000000001', text: 'not about anybody', files: [] })
  const heard = await listen(readerOf(x), {
    clock,
    steps: [{ when: posts(3), act: () => mention(x, 4) }, { when: posts(4) }],
  })
  expect(textsOf(heard).map((text) => text.at(-1))).toEqual(['1', '2', '3', '4'])
  expect(clock.waits).toEqual([60_000])
  mention(x, 5)
  const cursor = lastCursor(heard) ?? ''
  const again = await listen(readerOf(x), { clock, cursor, steps: [{ when: posts(1) }] })
  expect(textsOf(again)).toEqual(['@HavreClair question 5'])
})

test('more than X gives in one page is read page by page', async () => {
  const x = await emulatedX()
  const clock = testClock()
  mention(x, 0)
  const first = await listen(readerOf(x), { clock, steps: [{ when: posts(1) }] })
  for (let n = 1; n <= 250; n += 1) mention(x, n)
  const heard = await listen(readerOf(x), {
    clock,
    cursor: lastCursor(first) ?? '',
    steps: [{ when: posts(250) }],
  })
  expect(new Set(textsOf(heard)).size).toBe(250)
  expect(heard.some(({ kind }) => kind === 'gap')).toBe(false)
})

test('a refusal is told, waited out longer each time, and healed', async () => {
  const x = await emulatedX()
  const clock = testClock()
  const good = x.state.keys.bearerToken
  const reader = readerOf(x)
  x.state.keys.bearerToken = 'another'
  const heard = await listen(reader, {
    clock,
    steps: [
      { when: (all) => statesOf(all).length === 3, act: () => (x.state.keys.bearerToken = good) },
      { when: (all) => statesOf(all).includes('hearing') },
    ],
  })
  expect(statesOf(heard)).toEqual(['connecting', 'failed http-401', 'failed http-401', 'hearing'])
  expect(clock.waits).toEqual([60_000, 120_000])
  expect(JSON.stringify(heard)).not.toContain(good)
})

test('a cursor nobody understands is told, and reading begins with the newest', async () => {
  const x = await emulatedX()
  mention(x, 1)
  const heard = await listen(readerOf(x), {
    clock: testClock(),
    cursor: 'v1:none',
    steps: [{ when: posts(1) }],
  })
  expect(heard[0]).toMatchObject({ kind: 'gap', why: 'cursor-unreadable' })
})

test('a budget that is used up is waited out, and asks for a person', async () => {
  const x = await emulatedX()
  const clock = testClock()
  mention(x, 1)
  const meter = { spend: () => Promise.resolve('over-budget' as const) }
  const heard = await listen(readerOf(x, { meter }), {
    clock,
    steps: [{ when: (all) => statesOf(all).includes('failed refused') }],
  })
  expect(textsOf(heard)).toHaveLength(1)
})
