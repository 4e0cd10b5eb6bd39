import { expect, onTestFinished, test } from 'vitest'
import { hear, hears, listenTo, postsOf, textsOf } from '#networks/mastodon/test-listening.ts'
import { openTestServer, type TestHabits, type TestServer } from '#networks/mastodon/test-server.ts'
import { uriOf } from '#networks/mastodon/test-statuses.ts'

async function open(habits: TestHabits = {}): Promise<TestServer> {
  const server = await openTestServer(habits)
  onTestFinished(() => server.close())
  return server
}

test('the token is shown in a header and stands in no address, where the server takes that', async () => {
  for (const tokenBy of ['header', undefined] as const) {
    const server = await open({ make: 'gotosocial' })
    if (tokenBy !== undefined) server.habits.tokenBy = tokenBy
    await hear(server, hears())
    expect(server.streams.asked.map(String)).toEqual(['stream=public'])
  }
})

test('a server that takes it only in the address gets it there', async () => {
  const server = await open({ make: 'pleroma' })
  const reader = listenTo(server)
  await reader.until(hears())
  server.say('Heard.')
  await reader.until((heard) => textsOf(heard).length === 1)
  await reader.stop()
  expect(server.streams.asked.map(String)).toEqual([`stream=public&access_token=${server.token}`])
})

test.each(['mastodon', 'gotosocial', 'pleroma'] as const)(
  '%s: what was missed is caught up with by its own ids',
  async (make) => {
    const server = await open({ make })
    const reader = listenTo(server)
    await reader.until(hears())
    server.say('One.')
    await reader.until((heard) => textsOf(heard).length === 1)
    server.streams.drop()
    server.say('Two.')
    server.say('Three.')
    await reader.until((heard) => textsOf(heard).length === 3)
    await reader.stop()
    expect(textsOf(reader.heard)).toEqual(['One.', 'Two.', 'Three.'])
  },
)

test.each([404, 501, 200, 401])(
  'a server that answers %i to whoever wants a stream is asked again and again',
  async (status) => {
    const server = await open()
    server.habits.status = status
    server.say('Long ago.')
    const reader = listenTo(server)
    await reader.until(hears())
    for (const text of ['One.', 'Two.', 'Three.']) {
      server.say(text)
      await reader.until((heard) => textsOf(heard).includes(text))
    }
    await reader.stop()
    expect(textsOf(reader.heard)).toEqual(['One.', 'Two.', 'Three.'])
  },
)

test('a server that opens the line and then says that it will not stream this is asked instead', async () => {
  const server = await open()
  const reader = listenTo(server)
  await reader.until(hears())
  server.streams.raw('{"error":"Access token does not have the required scopes","status":401}')
  await reader.until(hears(2))
  while (server.streams.listening() > 0) await new Promise((resolve) => setImmediate(resolve))
  server.say('One.')
  await reader.until((heard) => textsOf(heard).length === 1)
  await reader.stop()
  expect(reader.heard.some((one) => one.kind === 'state' && one.state === 'waiting')).toBe(false)
})

test('after a while of asking the stream is tried again', async () => {
  const server = await open()
  server.habits.status = 404
  const reader = listenTo(server, { limits: { streamAgainMs: 30 } })
  await reader.until(hears())
  delete server.habits.status
  while (server.streams.listening() === 0) await new Promise((resolve) => setImmediate(resolve))
  await reader.stop()
  expect(server.streams.asked).toHaveLength(1)
})

test.each([
  [503, 'http-503', 'waiting'],
  [429, 'rate-limited', 'waiting'],
] as const)('a stream refused with %i is waited for', async (status, why, state) => {
  const server = await open()
  server.habits.status = status
  const reader = listenTo(server)
  await reader.until((heard) =>
    heard.some((one) => one.kind === 'state' && one.why === why && one.state === state),
  )
  delete server.habits.status
  await reader.until(hears())
  await reader.stop()
})

test('mentions are heard as answers to what we said, and what was told us alone is not', async () => {
  const server = await open()
  const ours = server.say('Water is back.', { by: 'town' })
  server.mention('Old.', { answers: ours.id })
  const reader = listenTo(server, { timeline: { kind: 'mentions' } })
  await reader.until(hears())
  server.say('Not to us.')
  server.mention('Thank you!', { answers: ours.id })
  server.mention('My address is…', { visibility: 'direct' })
  await reader.until((heard) => textsOf(heard).length === 1)
  server.streams.drop()
  server.mention('And the bridge?', { answers: ours.id })
  server.mention('My number is…', { visibility: 'private' })
  server.mention('Hello town.')
  await reader.until((heard) => textsOf(heard).includes('Hello town.'))
  await reader.stop()
  expect(textsOf(reader.heard)).toEqual(['Thank you!', 'And the bridge?', 'Hello town.'])
  const replyTo = `mastodon:${uriOf(server.origin, ours)}`
  expect(postsOf(reader.heard).map((post) => post.replyTo)).toEqual([replyTo, replyTo, undefined])
  expect(JSON.stringify(reader.heard)).not.toMatch(/My (?:address|number)/)
  expect(server.streams.asked[0]?.get('stream')).toBe('user:notification')
})

test('a server that tells favourites among the mentions does not end the reading', async () => {
  const server = await open({ make: 'pleroma' })
  server.world.notifications.push({ id: '000000', type: 'favourite' })
  server.habits.status = 404
  const reader = listenTo(server, { timeline: { kind: 'mentions' } })
  await reader.until(hears())
  for (let n = 1; n < 60; n++)
    server.world.notifications.push({ id: String(n).padStart(6, '0'), type: 'favourite' })
  server.world.count = 100
  server.mention('Hello.')
  await reader.until((heard) => textsOf(heard).length === 1)
  await reader.stop()
  expect(textsOf(reader.heard)).toEqual(['Hello.'])
})

test('a hashtag and the server’s own timeline are streams of their own', async () => {
  const server = await open()
  const tagged = listenTo(server, { timeline: { kind: 'hashtag', tag: '#water' } })
  const local = listenTo(server, { timeline: { kind: 'local' } })
  await Promise.all([tagged.until(hears()), local.until(hears())])
  server.say('About #bridges.')
  server.say('About #water.')
  await Promise.all([
    tagged.until((heard) => textsOf(heard).length === 1),
    local.until((heard) => textsOf(heard).length === 2),
  ])
  await Promise.all([tagged.stop(), local.stop()])
  expect(textsOf(tagged.heard)).toEqual(['About #water.'])
})

test('a sign-in that ended needs a person, and no secret is told', async () => {
  const server = await open()
  server.habits.status = 401
  const token = `${server.token}-of-yesterday`
  const heard = await hear(
    server,
    (all) => all.some((one) => one.kind === 'state' && one.state === 'failed'),
    { token },
  )
  expect(heard.find((one) => one.kind === 'state' && one.state === 'failed')).toMatchObject({
    why: 'http-401',
  })
  expect(JSON.stringify(heard)).not.toContain(server.token)
})

test('a timeline that is closed to us still streams; what was missed is told as a gap', async () => {
  const server = await open()
  server.world.closed.set('/api/v1/timelines', 422)
  const reader = listenTo(server)
  await reader.until(hears())
  server.say('One.')
  await reader.until((heard) => textsOf(heard).length === 1)
  server.streams.drop()
  await reader.until(hears(2))
  await reader.stop()
  expect(reader.heard.filter((one) => one.kind === 'gap')).toMatchObject([{ why: 'closed' }])
})

test('while what was missed cannot be read, hearing does not go on over it', async () => {
  const server = await open()
  const reader = listenTo(server)
  await reader.until(hears())
  server.world.closed.set('/api/v1/timelines', 503)
  server.streams.drop()
  server.say('Missed?')
  await reader.until((heard) => heard.some((one) => one.kind === 'state' && one.why === 'http-503'))
  server.world.closed.clear()
  await reader.until((heard) => textsOf(heard).length === 1)
  await reader.stop()
  expect(textsOf(reader.heard)).toEqual(['Missed?'])
})

test('what cannot be called is said at once', async () => {
  const bad = await hear({ origin: 'ftp://town.example', token: '' }, (heard) => heard.length > 0)
  expect(bad).toMatchObject([{ state: 'failed', why: 'bad-url' }])
  const tag = await hear({ origin: 'https://town.example', token: '' }, (heard) => heard.length > 0, {
    timeline: { kind: 'hashtag', tag: 'no/tag' },
  })
  expect(tag).toMatchObject([{ state: 'failed', why: 'bad-url' }])
})

test('stopped while it connects, it stops', async () => {
  const server = await open()
  const reader = listenTo(server)
  await reader.stop()
  expect(postsOf(reader.heard)).toEqual([])
})
