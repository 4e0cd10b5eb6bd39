import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LiveHub } from '#api/live.ts'
import { liveHub, liveLimits } from '#api/live.ts'
import { tabLimits } from '#api/live-tab.ts'

type Events = {
  story: { id: string }
  posts: { watchId: string; posts: number[] }
  coverage: { heard: number }
}

function testHub(run = 'r1'): { hub: LiveHub<Events>; time: { nowMs: number } } {
  const time = { nowMs: 1_000_000 }
  const hub = liveHub<Events>({
    run,
    nowMs: () => time.nowMs,
    kinds: {
      story: {},
      posts: {
        batch: {
          everyMs: 250,
          keyOf: (d) => d.watchId,
          merge: (a, b) => ({ ...b, posts: [...a.posts, ...b.posts] }),
        },
      },
      coverage: { isState: true },
    },
  })
  return { hub, time }
}

type Tab = { next: () => Promise<string>; leave: () => Promise<void> }

function open(hub: LiveHub<Events>, guest: Parameters<LiveHub<Events>['connect']>[0] = {}): Tab {
  const reader = hub.connect(guest)?.body?.getReader()
  if (!reader) throw new Error('no stream')
  return {
    next: async () => {
      const read = await reader.read()
      return read.done ? 'ended' : new TextDecoder().decode(read.value)
    },
    leave: () => reader.cancel(),
  }
}

test('an open tab hears a story at once', async () => {
  const { hub } = testHub()
  const tab = open(hub)
  expect(await tab.next()).toBe('retry: 2000\n\n')
  hub.publish('story', { id: 's1' })
  expect(await tab.next()).toBe('event: story\nid: r1-1\ndata: {"id":"s1"}\n\n')
})

test('a tab that comes back gets exactly what it missed', async () => {
  const { hub } = testHub()
  for (const id of ['a', 'b', 'c']) hub.publish('story', { id })
  const text = await open(hub, { lastEventId: 'r1-1' }).next()
  expect(text).not.toContain('"a"')
  expect(text).toContain('data: {"id":"b"}')
  expect(text).toContain('id: r1-3')
  expect(text).not.toContain('resync')
})

test('a tab from an earlier run, with a made-up id, or away too long is told to ask anew', async () => {
  const { hub } = testHub()
  for (let i = 0; i <= liveLimits.ringFramesMax + 1; i++) hub.publish('story', { id: String(i) })
  for (const lastEventId of ['r0-1', 'r1-1', 'r1-99999999', "'; drop table", 'r1--5']) {
    expect(await open(hub, { lastEventId }).next()).toContain('event: resync')
  }
})

test('coverage is a state: a new tab gets the latest only, and it is never replayed', async () => {
  const { hub } = testHub()
  hub.publish('coverage', { heard: 1 })
  hub.publish('coverage', { heard: 2 })
  const text = await open(hub).next()
  expect(text).toContain('data: {"heard":2}')
  expect(text).not.toContain('"heard":1')
  expect(hub.health().ringFrames).toBe(0)
})

test('posts of one watch come at most four times a second, merged, and none is lost', async () => {
  const { hub, time } = testHub()
  const tab = open(hub)
  await tab.next()
  for (let i = 0; i < 1000; i++) {
    hub.publish('posts', { watchId: 'w', posts: [i] })
    time.nowMs += 1
    hub.tick()
  }
  time.nowMs += 250
  hub.tick()
  const text = await tab.next()
  const batches = [...text.matchAll(/data: (.*)/g)].map(
    (found) => JSON.parse(found[1] ?? '') as Events['posts'],
  )
  expect(batches.length).toBeLessThanOrEqual(6)
  expect(batches.flatMap((batch) => batch.posts)).toEqual(Array.from({ length: 1000 }, (_, i) => i))
})

test('a tab that never reads costs bounded memory and is told to ask anew', async () => {
  const { hub } = testHub()
  const slow = open(hub)
  for (let i = 0; i < 100_000; i++) hub.publish('story', { id: `${i} ${'x'.repeat(200)}` })
  const health = hub.health()
  expect(health.bytesWaiting).toBeLessThanOrEqual(tabLimits.bytesMax)
  expect(health.ringBytes).toBeLessThanOrEqual(liveLimits.ringBytesMax)
  expect(health.ringFrames).toBeLessThanOrEqual(liveLimits.ringFramesMax)
  expect(await slow.next()).toContain('event: resync')
})

test('a tab that stays stuck is let go', async () => {
  const { hub, time } = testHub()
  open(hub)
  hub.publish('story', { id: 'a' })
  time.nowMs += tabLimits.stuckMs + 1
  hub.tick()
  expect(hub.health().clients).toBe(0)
})

test('a quiet stream is kept alive, and ends when its session ended', async () => {
  const { hub, time } = testHub()
  const answers = [true, false]
  const tab = open(hub, { isStillWelcome: async () => answers.shift() ?? false })
  await tab.next()
  time.nowMs += tabLimits.heartbeatMs
  hub.tick()
  expect(await tab.next()).toBe(': still here\n\n')
  time.nowMs += tabLimits.heartbeatMs
  hub.tick()
  expect(await tab.next()).toBe(': still here\n\n')
  expect(await tab.next()).toBe('ended')
})

test('leaving, being cut off and closing the hub all forget the tab', async () => {
  const { hub } = testHub()
  const cut = new AbortController()
  const tab = open(hub)
  open(hub, { signal: cut.signal })
  open(hub)
  expect(hub.health().clients).toBe(3)
  await tab.leave()
  cut.abort()
  expect(hub.health().clients).toBe(1)
  hub.close()
  expect(hub.health().clients).toBe(0)
})

test('a tab that was gone before it was let in leaves nothing behind', () => {
  const { hub } = testHub()
  expect(hub.connect({ signal: AbortSignal.abort() })).toBeUndefined()
  expect(hub.health().clients).toBe(0)
})

test('there is an end to how many tabs may be open', () => {
  const { hub } = testHub()
  for (let i = 0; i < liveLimits.tabsMax; i++) hub.connect({})
  expect(hub.connect({})).toBeUndefined()
})

test('whenever a tab breaks off and comes back, it hears every story once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom('story', 'break'), { maxLength: 60 }), async (steps) => {
      const { hub } = testHub()
      let heard = ''
      let tab = open(hub)
      let sent = 0
      for (const step of [...steps, 'break']) {
        if (step === 'story') hub.publish('story', { id: String(sent++) })
        else {
          heard += await tab.next()
          await tab.leave()
          const lastEventId = [...heard.matchAll(/id: (.*)/g)].at(-1)?.[1]
          tab = open(hub, { lastEventId: lastEventId ?? 'r1-0' })
        }
      }
      heard += await tab.next()
      const ids = [...heard.matchAll(/data: \{"id":"(\d+)"\}/g)].map((found) => Number(found[1]))
      expect(ids).toEqual(Array.from({ length: sent }, (_, i) => i))
    }),
    { numRuns: 60 },
  )
})
