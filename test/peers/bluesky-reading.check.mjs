// What must hold between our reading for an account (notifications, search, threads) and a real AppView behind a real PDS.
import assert from 'node:assert/strict'
import { AtpAgent } from '@atproto/api'
import { silentLog } from '../../src/kernel/log.ts'
import { Post } from '../../src/kernel/post.ts'
import { wallClock } from '../../src/kernel/time.ts'
import { openAccount } from '../../src/networks/bluesky/account.ts'
import { notificationsReader } from '../../src/networks/bluesky/notifications-reader.ts'
import { searchPosts } from '../../src/networks/bluesky/search-posts.ts'
import { blueskySender } from '../../src/networks/bluesky/sender.ts'
import { blueskySettings } from '../../src/networks/bluesky/settings.ts'
import { threadOf } from '../../src/networks/bluesky/thread-of.ts'
import { cannotStartNetwork, startBlueskyNetwork } from './bluesky-network.mjs'

const settings = { ...blueskySettings, videoService: undefined }

function needs() {
  return { clock: wallClock, signal: new AbortController().signal }
}

/** The network with a city, which is ours, and a river, which is somebody. */
async function start() {
  const network = await startBlueskyNetwork()
  const join = async (name) => {
    const agent = new AtpAgent({ service: network.pdsUrl })
    await agent.createAccount({
      email: `${name}@example.org`,
      handle: `${name}.test`,
      password: `${name}-password`,
    })
    return agent
  }
  const [city, river] = [await join('city'), await join('river')]
  const { data } = await city.com.atproto.server.createAppPassword({ name: 'bellwether' })
  const kept = { value: { password: data.password } }
  const connection = {
    ...{
      account: 'a1',
      server: network.pdsUrl,
      handle: 'city.test',
      languages: ['en'],
      allowPrivateNetworks: true,
    },
    credentials: { read: async () => kept.value, write: async (value) => (kept.value = value) },
  }
  const sender = blueskySender(connection, settings)
  const said = await sender.send(
    { key: 'd1-0', atMs: Date.now(), text: 'The east bridge is closed.', language: 'en', media: [] },
    needs(),
  )
  await network.settle()
  return { network, city, river, connection, sender, said: said.posted, stop: () => network.stop() }
}

/** Reads once, as far as the first quiet moment. */
async function hearOnce(connection, cursor) {
  const stop = new AbortController()
  const heard = []
  const reader = notificationsReader(connection, { settings })
  const facts = {
    clock: wallClock,
    log: silentLog,
    signal: stop.signal,
    ...(cursor !== undefined && { cursor }),
  }
  for await (const event of reader.read(facts)) {
    heard.push(event)
    if (
      event.kind === 'clock' ||
      (event.kind === 'state' && event.state !== 'connecting' && event.state !== 'hearing')
    )
      stop.abort()
  }
  const posts = heard.flatMap((event) => (event.kind === 'posts' ? event.posts : []))
  return { heard, posts, cursor: heard.findLast((event) => event.cursor !== undefined)?.cursor ?? cursor }
}

/** The checks, in order; each gets the running peer. */
export const blueskyReadingChecks = {
  cannotStart: cannotStartNetwork,
  start,
  checks: {
    'an answer, a mention and a quote are heard once, as posts, and a like is not': async (peer) => {
      const { river, city, connection, said, network } = peer
      const ref = { uri: said.nativeId, cid: said.kept.cid }
      const createdAt = new Date().toISOString()
      peer.answer = await river.post({ text: 'Until when?', reply: { root: ref, parent: ref }, createdAt })
      const facets = [
        {
          index: { byteStart: 0, byteEnd: 10 },
          features: [{ $type: 'app.bsky.richtext.facet#mention', did: city.assertDid }],
        },
      ]
      await river.post({ text: '@city.test thank you', facets, createdAt })
      await river.post({ text: 'Look', embed: { $type: 'app.bsky.embed.record', record: ref }, createdAt })
      await river.like(ref.uri, ref.cid)
      await network.settle()
      const first = await hearOnce(connection)
      for (const post of first.posts) Post.parse(post)
      assert.deepEqual(first.posts.map(({ text }) => text).toSorted(), [
        '@city.test thank you',
        'Look',
        'Until when?',
      ])
      const answer = first.posts.find(({ text }) => text === 'Until when?')
      assert.equal(answer.id, `bluesky:${peer.answer.uri}`)
      assert.equal(answer.replyTo, `bluesky:${said.nativeId}`)
      assert.equal(answer.author.handle, 'river.test')
      assert.equal(first.posts.find(({ text }) => text === 'Look').quoteOf, `bluesky:${said.nativeId}`)
      await river.post({ text: '@city.test and now?', facets, createdAt: new Date().toISOString() })
      await network.settle()
      const second = await hearOnce(connection, first.cursor)
      assert.deepEqual(
        second.posts.map(({ text }) => text),
        ['@city.test and now?'],
      )
      assert.deepEqual((await hearOnce(connection, second.cursor)).posts, [])
    },

    'what was heard is answered, and the thread is read whole, from either end': async (peer) => {
      const { sender, connection, network, answer } = peer
      const reply = { key: 'd2-0', atMs: Date.now(), text: 'Until six.', language: 'en', media: [] }
      const outcome = await sender.send({ ...reply, replyTo: `bluesky:${answer.uri}` }, needs())
      assert.equal(outcome.kind, 'sent', JSON.stringify(outcome))
      await network.settle()
      const account = openAccount(connection, settings)
      for (const id of [peer.said.nativeId, outcome.posted.nativeId]) {
        const thread = await threadOf(`bluesky:${id}`, account, needs())
        assert.deepEqual(
          [thread.kind, thread.missing, thread.isWhole],
          ['thread', 0, true],
          JSON.stringify(thread),
        )
        const texts = new Set(thread.posts.map(({ text }) => text))
        for (const text of ['The east bridge is closed.', 'Until when?', 'Until six.'])
          assert.ok(texts.has(text), text)
      }
      const gone = await threadOf(peer.said.nativeId.replace(/.$/, '7'), account, needs())
      assert.equal(gone.kind, 'gone', JSON.stringify(gone))
    },

    'a search finds what was said, since a time': async ({ connection }) => {
      const account = openAccount(connection, settings)
      const found = async (search) => {
        const all = []
        for await (const one of searchPosts(search, account, needs())) all.push(one)
        assert.ok(
          all.every(({ kind }) => kind === 'posts'),
          JSON.stringify(all),
        )
        return all.flatMap(({ posts }) => posts.map(({ text }) => text))
      }
      assert.deepEqual(await found({ query: 'bridge', sinceMs: Date.now() - 3_600_000 }), [
        'The east bridge is closed.',
      ])
      assert.deepEqual(await found({ query: 'nobodysaidthis' }), [])
    },
  },
}
