import { expect, onTestFinished, test } from 'vitest'
import { searchMastodon, type MastodonSearch } from '#networks/mastodon/search.ts'
import { needs } from '#networks/mastodon/test-account.ts'
import { openTestServer, type TestServer } from '#networks/mastodon/test-server.ts'

async function open(): Promise<{ server: TestServer; search: MastodonSearch }> {
  const server = await openTestServer()
  onTestFinished(() => server.close())
  const credentials = {
    read: () => Promise.resolve({ accessToken: server.token }),
    write: () => Promise.resolve(),
  }
  return {
    server,
    search: { server: server.origin, credentials, query: 'water', allowPrivateNetworks: true },
  }
}

test('all pages are read, as far as is wanted', async () => {
  const { server, search } = await open()
  for (let n = 0; n < 95; n++) server.say(`Brown water ${n}`)
  server.say('Brown water, between us', { visibility: 'private' })
  server.say('A bridge')
  const all = await searchMastodon(search, needs)
  expect(all).toMatchObject({ kind: 'found', isWhole: true })
  expect(all.kind === 'found' && all.posts.length).toBe(95)
  const some = await searchMastodon({ ...search, countMax: 50 }, needs)
  expect(some.kind === 'found' && some.posts.length).toBe(50)
  expect(some).toMatchObject({ isWhole: false })
})

test('nothing found is an answer; refusals name their reason and no secret', async () => {
  const { server, search } = await open()
  expect(await searchMastodon(search, needs)).toEqual({ kind: 'found', posts: [], isWhole: true })
  server.world.closed.set('/api/v2/search', 429)
  expect(await searchMastodon(search, needs)).toMatchObject({
    kind: 'failed',
    why: 'rate-limited',
    retryInMs: expect.any(Number),
  })
  server.world.closed.set('/api/v2/search', 503)
  expect(await searchMastodon(search, needs)).toMatchObject({ kind: 'failed', why: 'http-503' })
  const credentials = { read: () => Promise.resolve(null), write: () => Promise.resolve() }
  expect(await searchMastodon({ ...search, credentials }, needs)).toMatchObject({ why: 'http-401' })
  expect(await searchMastodon({ ...search, allowPrivateNetworks: false }, needs)).toMatchObject({
    why: 'bad-url',
  })
})
