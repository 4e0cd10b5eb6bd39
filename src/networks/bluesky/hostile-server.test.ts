import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { dot, textPart } from '#networks/test-sender-contract.ts'
import { openAccount } from '#networks/bluesky/account.ts'
import { searchPosts } from '#networks/bluesky/search-posts.ts'
import { threadOf } from '#networks/bluesky/thread-of.ts'
import { ours, type Given } from '#networks/bluesky/test-pds.ts'
import { needs, opened, testSettings } from '#networks/bluesky/test-sender.ts'

const methods = [
  ...[
    'server.createSession',
    'server.refreshSession',
    'server.getSession',
    'repo.createRecord',
    'repo.deleteRecord',
  ],
  ...['repo.getRecord', 'repo.uploadBlob', 'identity.resolveHandle'],
].map((name) => `com.atproto.${name}`)
const asking = ['app.bsky.feed.searchPosts', 'app.bsky.feed.getPostThread']

const uri = `at://${ours.did}/app.bsky.feed.post/3kaaaaaaaaa22`
const word = fc.constantFrom(
  'ExpiredToken',
  'InvalidToken',
  'RecordNotFound',
  'ConcurrentWrites',
  'NotFound',
  'x',
)
const body = fc.oneof(
  fc.json({ maxDepth: 3 }),
  fc.record({ error: word, message: fc.string() }),
  fc.record({
    uri: fc.constantFrom(uri, 'at://', 7),
    cid: fc.constantFrom('bafyreicid2222222', 7),
    value: fc.jsonValue(),
  }),
  fc.record({
    did: fc.constantFrom(ours.did, 'x'),
    handle: fc.string(),
    accessJwt: fc.string(),
    refreshJwt: fc.string(),
  }),
  fc.record({ thread: fc.jsonValue(), posts: fc.array(fc.jsonValue()), cursor: fc.string() }),
)
const given: fc.Arbitrary<Given> = fc.record({
  status: fc.constantFrom(200, 201, 204, 400, 401, 403, 404, 409, 413, 429, 500, 502, 503),
  body,
  headers: fc.constantFrom(
    {},
    { 'ratelimit-reset': 'soon' },
    { 'retry-after': '-1' },
    { 'content-encoding': 'gzip' },
  ),
})

test('whatever a server answers, nothing is thrown, and nothing is called sent, gone or there that it did not say', async () => {
  const { pds, sender, connection } = await opened()
  const account = openAccount(connection, testSettings)
  const part = textPart('See https://x.org @river.test', { media: [dot], replyTo: `bluesky:${uri}` })
  const answers = fc.dictionary(fc.constantFrom(...methods, ...asking), given, { maxKeys: 4 })
  await fc.assert(
    fc.asyncProperty(answers, async (answers) => {
      pds.answers.clear()
      for (const [method, given] of Object.entries(answers)) pds.answers.set(method, () => given)
      const outcome = await sender.send(part, needs())
      expect(['sent', 'refused', 'wait', 'unknown']).toContain(outcome.kind)
      if (outcome.kind === 'sent') expect(outcome.posted.nativeId).not.toBe('')
      const posted = { nativeId: uri }
      expect(['gone', 'refused', 'wait', 'unknown']).toContain((await sender.remove?.(posted, needs()))?.kind)
      expect(await sender.readBack(part, needs())).toHaveProperty('kind')
      expect(await sender.health(needs())).toHaveProperty('ok')
      expect(await threadOf(`bluesky:${uri}`, account, needs())).toHaveProperty('kind')
      for await (const found of searchPosts({ query: 'x', pagesMax: 2 }, account, needs()))
        expect(found).toHaveProperty('kind')
    }),
    { numRuns: 40 },
  )
})
