import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { Post } from '#kernel/post.ts'
import {
  dropAll,
  hear,
  hears,
  listenTo,
  postsOf,
  refusalsOf,
  textsOf,
  type Listening,
} from '#networks/mastodon/test-listening.ts'
import { openTestServer, type TestHabits, type TestServer } from '#networks/mastodon/test-server.ts'
import { statusJson, uriOf } from '#networks/mastodon/test-statuses.ts'

async function open(habits: TestHabits = {}): Promise<TestServer> {
  const server = await openTestServer(habits)
  onTestFinished(() => server.close())
  return server
}

/** Listens to a new server from now on. */
async function listening(
  habits: TestHabits = {},
  more: Parameters<typeof listenTo>[1] = {},
): Promise<Listening & { server: TestServer }> {
  const server = await open(habits)
  const reader = listenTo(server, more)
  onTestFinished(() => reader.stop())
  await reader.until(hears())
  return { ...reader, server }
}

test('what is said is heard in order, with the cursor that goes on after it; the past is not', async () => {
  const server = await open()
  server.say('Long ago.')
  const reader = listenTo(server)
  await reader.until(hears())
  const said = ['One.', 'Two.', 'Three.'].map((text) => server.say(text))
  await reader.until((heard) => textsOf(heard).length === 3)
  await reader.stop()
  expect(textsOf(reader.heard)).toEqual(['One.', 'Two.', 'Three.'])
  expect(reader.heard.findLast((one) => one.kind === 'posts')).toMatchObject({
    cursor: `v1:public:${said[2]?.id}`,
  })
  const [post] = postsOf(reader.heard)
  expect(Post.parse(post)).toMatchObject({
    id: `mastodon:${uriOf(server.origin, said[0] ?? { by: '', id: '' })}`,
    author: { name: 'ana of town' },
  })
  expect(reader.heard.some((one) => one.kind === 'clock')).toBe(true)
})

test('an edit is told under the same id, a deletion by the id of the post, a private post never', async () => {
  const { server, heard, until } = await listening()
  const status = server.say('Brown water.')
  server.say('Between us.', { visibility: 'private' })
  server.say('Only for you.', { visibility: 'direct' })
  server.edit(status.id, 'Clear water.')
  server.erase(status.id)
  server.erase('never-heard')
  server.say('Last.')
  await until((all) => textsOf(all).includes('Last.'))
  expect(textsOf(heard)).toEqual(['Brown water.', 'Clear water.', 'Last.'])
  const [first, second] = postsOf(heard)
  expect(second?.id).toBe(first?.id)
  expect(heard.filter((one) => one.kind === 'deleted')).toMatchObject([{ ids: [first?.id] }])
})

test('what was said while the line was down is heard after it, once, and in order', async () => {
  const { server, heard, until } = await listening()
  server.say('Before.')
  await until((all) => textsOf(all).length === 1)
  await dropAll(server)
  for (let n = 0; n < 100; n++) server.say(`Meanwhile ${n}.`)
  await until(hears(2))
  server.say('After.')
  await until((all) => textsOf(all).includes('After.'))
  expect(textsOf(heard)).toEqual([
    'Before.',
    ...Array.from({ length: 100 }, (_, n) => `Meanwhile ${n}.`),
    'After.',
  ])
  expect(heard.some((one) => one.kind === 'gap')).toBe(false)
})

test('whenever the line breaks, nothing is missed and nothing told twice', { timeout: 60_000 }, async () => {
  const lines = fc.array(fc.constantFrom('say', 'say', 'drop'), { minLength: 5, maxLength: 15 })
  await fc.assert(
    fc.asyncProperty(lines, async (acts) => {
      const server = await openTestServer()
      const reader = listenTo(server)
      await reader.until(hears())
      let count = 0
      for (const act of acts) {
        if (act === 'drop') server.streams.drop()
        else server.say(`Number ${(count += 1)}`)
        await new Promise((resolve) => setImmediate(resolve))
      }
      const all = Array.from({ length: count }, (_, n) => `Number ${n + 1}`)
      await reader.until((heard) => new Set(textsOf(heard)).size === count)
      await reader.stop()
      await server.close()
      expect(textsOf(reader.heard).toSorted()).toEqual(all.toSorted())
    }),
    { numRuns: 12 },
  )
})

test('a cursor goes on where it stopped; one of another timeline is said to be a gap', async () => {
  const server = await open()
  const said = ['One.', 'Two.', 'Three.'].map((text, n) =>
    server.say(text, { atMs: Date.now() + (n - 3) * 60_000 }),
  )
  const cursor = `v1:public:${said[1]?.id}`
  expect(textsOf(await hear(server, (heard) => textsOf(heard).length === 1, { cursor }))).toEqual(['Three.'])
  const strange = await hear(server, hears(), { cursor: `v1:local:${said[1]?.id}` })
  expect(strange[0]).toMatchObject({ kind: 'gap', why: 'cursor-unreadable' })
})

test('more than can be caught up with is a gap with its edges, and then the newest', async () => {
  const server = await open()
  const atMs = Date.now() - 3_600_000
  const said = Array.from({ length: 200 }, (_, n) => server.say(`Post ${n}.`, { atMs: atMs + n * 1000 }))
  const cursor = `v1:public:${said[0]?.id}`
  const heard = await hear(server, hears(), { cursor, limits: { pagesMax: 2, rewindMs: 0 } })
  expect(heard.find((one) => one.kind === 'gap')).toEqual({
    ...{ kind: 'gap', why: 'cursor-too-old', fromMs: said[80]?.atMs, toMs: said[160]?.atMs },
  })
  expect(textsOf(heard)).toHaveLength(120)
  expect(postsOf(heard).at(-1)).toMatchObject({ text: 'Post 199.', atMs: said[199]?.atMs })
})

test('frames of garbage are counted, and the posts between them heard', async () => {
  const { server, heard, until } = await listening({}, { limits: { frameBytesMax: 50_000 } })
  const bad = ['', '{', 'null', '[]', '{"event":7}', '{"event":"update"}', '{"event":"update","payload":"{"}']
  for (const frame of bad) server.streams.raw(frame)
  server.streams.raw(Buffer.from([0xff, 0xfe, 0x00, 0x80]))
  server.streams.raw('{"event":"update","payload":"{\\"id\\":\\"1\\",\\"uri\\":\\"not an address\\"}"}')
  server.streams.raw('{"event":"delete","payload":{"id":["1"]}}')
  server.streams.raw('{"event":"announcement","payload":"{}"}')
  server.streams.raw(`{"event":"${'x'.repeat(60_000)}"}`)
  server.say('Fine.')
  await until((all) => textsOf(all).includes('Fine.') && refusalsOf(all)['too-long'] === 1)
  expect(refusalsOf(heard)).toEqual({ 'not-json': 5, 'not-a-post': 5, 'too-long': 1 })
  expect(heard.filter((one) => one.kind === 'state')).toHaveLength(2)
})

test('what the server says twice is told once, and a deletion only of what was told', async () => {
  const { server, heard, until } = await listening()
  const status = server.say('Once.')
  for (let n = 0; n < 3; n++)
    server.streams.tell('public', 'update', statusJson(status, server.origin, 'mastodon'))
  server.erase(status.id)
  server.erase(status.id)
  server.say('Last.')
  await until((all) => textsOf(all).includes('Last.'))
  expect(textsOf(heard)).toEqual(['Once.', 'Last.'])
  const deleted = heard.flatMap((one) => (one.kind === 'deleted' ? one.ids : []))
  expect(deleted).toEqual([`mastodon:${uriOf(server.origin, status)}`])
})

test('a line that opens and breaks at once is called at longer intervals', async () => {
  const { server, heard, until } = await listening({}, { limits: { backoff: { startMs: 1, maxMs: 64 } } })
  const waits = (): number[] =>
    heard.flatMap((one) => (one.kind === 'state' && one.state === 'waiting' ? [one.retryInMs ?? 0] : []))
  for (let times = 2; waits().length < 5; times++) {
    await dropAll(server)
    await until(hears(times))
  }
  expect(waits()).toEqual([1, 1, 2, 4, 8])
})

test('a frame too long for any memory ends the line, and hearing goes on', async () => {
  const { server, heard, until } = await listening({}, { limits: { socketBytesMax: 100_000 } })
  server.streams.raw('x'.repeat(200_000))
  await until(hears(2))
  expect(heard).toContainEqual(expect.objectContaining({ kind: 'state', state: 'waiting', why: 'too-long' }))
})

test('a server that gives no sign of life is left and called again', async () => {
  const { server, heard, until } = await listening({}, { limits: { pingMs: 10, silenceMs: 60 } })
  server.say('Alive.')
  server.habits.isDeaf = true
  await until(hears(2))
  expect(heard).toContainEqual(expect.objectContaining({ kind: 'state', state: 'waiting', why: 'silence' }))
})
