import { expect, test } from 'vitest'
import { dayMs } from '#kernel/time.ts'
import { eventKey, forgetEventsOf, keepEvent } from '#networks/activitypub/events.ts'
import { hearNow, inShort } from '#networks/activitypub/test-hearing.ts'
import { testDesk, type TestDesk } from '#networks/activitypub/test-desk.ts'
import { skippingClock } from '#networks/replay/test-clock.ts'

const startMs = Date.UTC(2031, 3, 7)

function heardDesk(): {
  desk: TestDesk
  say: (text: string, author?: string) => Promise<string>
  pass: (ms: number) => Promise<void>
} {
  const clock = skippingClock(startMs)
  const desk = testDesk({ clock })
  const say = (text: string, author = 'https://a.example/zoe'): Promise<string> => {
    const id = `activitypub:https://a.example/${text}`
    const times = { atMs: clock.nowMs(), heardAtMs: clock.nowMs() }
    const post = { id, network: 'activitypub', source: 's', text, ...times, author: { id: author } }
    return keepEvent({ kind: 'post', post }, text, desk)
  }
  return { desk, say, pass: (ms) => clock.sleep(ms) }
}

function cursorOf(heard: readonly object[]): string {
  const cursors = heard.flatMap((one) =>
    'cursor' in one && typeof one.cursor === 'string' ? [one.cursor] : [],
  )
  return cursors.at(-1) ?? ''
}

test('what came is told in order, and after a stop from where it was', async () => {
  const { desk, say, pass } = heardDesk()
  for (const text of ['one', 'two', 'three']) {
    await say(text)
    await pass(1000)
  }
  const first = await hearNow(desk)
  expect(inShort(first)).toEqual(['one', 'two', 'three'])
  await pass(60_000)
  await say('four')
  const second = await hearNow(desk, cursorOf(first))
  // Seconds before the cursor are told again: machines have clocks of their own, and twice is harmless.
  expect(inShort(second)).toEqual(['one', 'two', 'three', 'four'])
  await pass(60_000)
  await say('five')
  expect(inShort(await hearNow(desk, cursorOf(second)))).toEqual(['four', 'five'])
})

test('more than a batch is told in batches, each event once', async () => {
  const { desk, say } = heardDesk()
  for (let at = 0; at < 700; at += 1) await say(String(at))
  const heard = await hearNow(desk)
  const sizes = heard.flatMap((one) => (one.kind === 'posts' ? [one.posts.length] : []))
  expect(sizes).toEqual([256, 256, 188])
  expect(new Set(inShort(heard)).size).toBe(700)
})

test('a cursor too old is a gap, and one nobody can read is too', async () => {
  const { desk, say } = heardDesk()
  await say('one')
  const old = await hearNow(desk, `v1:${startMs - 10 * dayMs}`)
  expect(old[0]).toMatchObject({ kind: 'gap', why: 'cursor-too-old' })
  const odd = await hearNow(desk, 'v9:what')
  expect(odd[0]).toMatchObject({ kind: 'gap', why: 'cursor-unreadable' })
  expect([inShort(old), inShort(odd)]).toEqual([['one'], ['one']])
})

test('what cannot be read is counted, and a store that is away is told as a state', async () => {
  const { desk, say } = heardDesk()
  await desk.store.set(eventKey(startMs, 'odd'), { kind: 'odd' })
  await say('one')
  const heard = await hearNow(desk)
  expect(heard.filter(({ kind }) => kind === 'refused')).toEqual([
    { kind: 'refused', why: 'not-a-post', count: 1 },
  ])
  expect(inShort(heard)).toEqual(['one'])
  desk.store.list = () => Promise.reject(new Error('planted'))
  expect(await hearNow(desk)).toMatchObject([{ kind: 'state', state: 'waiting', why: 'unreachable' }])
})

test('what waits of an author who is gone is forgotten, and nobody else’s', async () => {
  const { desk, say } = heardDesk()
  for (let at = 0; at < 600; at += 1) await say(`zoe ${at}`)
  await say('max', 'https://a.example/max')
  await forgetEventsOf('https://a.example/zoe', desk)
  expect(inShort(await hearNow(desk))).toEqual(['max'])
})
