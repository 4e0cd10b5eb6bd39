import { expect, test } from 'vitest'
import { textPart } from '#networks/test-sender-contract.ts'
import { needs, xAndSender } from '#networks/x/emulator/test-connection.ts'
import { xMentionsReader } from '#networks/x/listen/mentions-reader.ts'
import { emulatedX, type EmulatedX } from '#networks/x/emulator/test-emulator.ts'
import { addPost } from '#networks/x/emulator/test-emulator-state.ts'
import {
  hearings,
  lastCursor,
  listen,
  posts,
  statesOf,
  testClock,
  textsOf,
} from '#networks/x/listen/test-listening.ts'

function readerOf(x: EmulatedX, more = {}): ReturnType<typeof xMentionsReader> {
  const bearerToken = x.state.keys.bearerToken
  const options = {
    bearerToken,
    server: x.url,
    allowPrivateNetworks: true,
    handle: '@HavreClair',
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
  const meter = {
    spend: (kind: string) =>
      Promise.resolve(kind === 'user-read' ? ('ok' as const) : ('over-budget' as const)),
  }
  const heard = await listen(readerOf(x, { meter }), {
    clock,
    steps: [{ when: (all) => statesOf(all).includes('failed refused') }],
  })
  expect(textsOf(heard)).toEqual([])
  expect(statesOf(heard)).toEqual(['connecting', 'failed refused'])
  expect(x.calls.filter((call) => call.endsWith('/mentions'))).toEqual([])
})

test('the account is looked up once, its number is kept, and each read is paid for as what it is', async () => {
  const x = await emulatedX()
  const clock = testClock()
  mention(x, 1)
  const spent = new Map<string, number>()
  const note = (kind: string, count: number): void => void spent.set(kind, (spent.get(kind) ?? 0) + count)
  const meter = {
    spend: async (kind: string, count: number) => (note(kind, count), 'ok' as const),
    giveBack: async (kind: string, count: number) => note(kind, -count),
  }
  const reader = readerOf(x, { meter })
  expect(reader.source).toMatch(/^x:mentions:havreclair/)
  const heard = await listen(reader, {
    clock,
    steps: [{ when: posts(1), act: () => mention(x, 2) }, { when: posts(2) }],
  })
  await listen(reader, { clock, cursor: lastCursor(heard) ?? '', steps: [{ when: hearings(1) }] })
  expect(x.calls.filter((call) => call.includes('/by/username/'))).toHaveLength(1)
  expect([...spent]).toEqual([
    ['user-read', 1],
    ['owned-read', 2],
  ])
})

test.each(['nobody_here', 'not a handle', '', 'x'.repeat(40), '../tweets'])(
  'an account X does not know asks for a person, and nothing else is asked of X: %j',
  async (handle) => {
    const x = await emulatedX()
    const heard = await listen(readerOf(x, { handle }), {
      clock: testClock(),
      steps: [{ when: (all) => statesOf(all).includes('failed gone') }],
    })
    expect(textsOf(heard)).toEqual([])
    expect(x.calls.filter((call) => !call.endsWith('/by/username/nobody_here'))).toEqual([])
  },
)

test('a budget that is used up buys no look at who the account is', async () => {
  const x = await emulatedX()
  const meter = { spend: () => Promise.resolve('over-budget' as const) }
  await listen(readerOf(x, { meter }), {
    clock: testClock(),
    steps: [{ when: (all) => statesOf(all).includes('failed refused') }],
  })
  expect(x.calls).toEqual([])
})

test('who was heard mentioning the account may be answered: the rule of February 2026 reads the same post', async () => {
  const { x, sender } = await xAndSender()
  mention(x, 1)
  const heard = await listen(readerOf(x), { clock: testClock(), steps: [{ when: posts(1) }] })
  const [asked] = heard.flatMap((event) => (event.kind === 'posts' ? event.posts : []))
  expect(await sender.send(textPart('Thank you.', { replyTo: asked?.id ?? '' }), needs())).toMatchObject({
    kind: 'sent',
  })
  const answer = addPost(x.state, {
    ...{ authorId: '1100000000000000001', text: '@HavreClair thanks', files: [] },
    replyTo: x.state.posts.at(-1)?.id ?? '',
  })
  const again = await listen(readerOf(x), {
    clock: testClock(),
    cursor: lastCursor(heard) ?? '',
    steps: [{ when: posts(1) }],
  })
  expect(again.flatMap((event) => (event.kind === 'posts' ? event.posts : []))).toMatchObject([
    { id: `x:${answer.id}`, replyTo: `x:${answer.replyTo}` },
  ])
})
