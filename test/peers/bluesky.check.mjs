// What must hold between our Bluesky reader and a real AT Protocol server. Relative imports, because this folder is a package
// of its own and `#` would mean its own sources.
import assert from 'node:assert/strict'
import { jetstreamReader } from '../../src/networks/bluesky/jetstream-reader.ts'
import { probeJetstream } from '../../src/networks/bluesky/probe-jetstream.ts'
import { blueskyStillThere } from '../../src/networks/bluesky/still-there.ts'
import { silentLog } from '../../src/kernel/log.ts'
import { Post } from '../../src/kernel/post.ts'
import { wallClock } from '../../src/kernel/time.ts'
import { startBlueskyPeer } from './bluesky-peer.mjs'

const patienceMs = 15_000

/** Listens in the background and lets a check wait for something to be heard. */
function listen(peer, cursor) {
  const stop = new AbortController()
  const heard = []
  const wakes = new Set()
  const reader = jetstreamReader({ url: peer.jetstreamUrl })
  const ended = (async () => {
    const needs = {
      clock: wallClock,
      log: silentLog,
      signal: stop.signal,
      ...(cursor !== undefined && { cursor }),
    }
    for await (const event of reader.read(needs)) {
      heard.push(event)
      for (const wake of wakes) wake()
    }
  })()
  const until = (what, matches) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => end(reject, new Error(`not heard: ${what}; heard ${JSON.stringify(heard).slice(-500)}`)),
        patienceMs,
      )
      const end = (settle, value) => {
        clearTimeout(timer)
        wakes.delete(look)
        settle(value)
      }
      const look = () => {
        const found = heard.find(matches)
        if (found !== undefined) end(resolve, found)
      }
      wakes.add(look)
      look()
    })
  return {
    heard,
    until,
    post: async (text) => {
      const event = await until(
        `the post "${text}"`,
        (told) => told.kind === 'posts' && told.posts.some((post) => post.text === text),
      )
      return { cursor: event.cursor, post: event.posts.find((post) => post.text === text) }
    },
    state: (state) => until(`state ${state}`, (told) => told.kind === 'state' && told.state === state),
    stop: async () => {
      stop.abort()
      await ended
    },
  }
}

/** The checks, in order; each gets the running peer. */
export const blueskyChecks = {
  start: startBlueskyPeer,
  checks: {
    'the probe finds a Jetstream within four seconds': async (peer) => {
      assert.equal((await probeJetstream(peer.jetstreamUrl, 4000)).reachable, true)
    },

    'a post published through the real API is heard, whole and fast': async (peer) => {
      const listener = listen(peer)
      await listener.state('hearing')
      const startMs = Date.now()
      const { uri } = await peer.createPost('The high street is under water again', ['en'])
      const { post, cursor } = await listener.post('The high street is under water again')
      console.log(`    heard ${Date.now() - startMs} ms after the call`)
      Post.parse(post)
      assert.equal(post.id, `bluesky:${uri}`)
      assert.equal(post.lang, 'en')
      assert.match(post.author.id, /^did:plc:/)
      assert.ok(Math.abs(post.atMs - Date.now()) < patienceMs)
      assert.match(cursor, /^v1:\d{16}$/)
      await listener.stop()
    },

    'a reply points at the post it answers, and a like is not a post': async (peer) => {
      const listener = listen(peer)
      await listener.state('hearing')
      const question = await peer.createPost('Is the east bridge open?')
      await peer.like(question)
      await peer.reply('It closed an hour ago', question)
      const { post } = await listener.post('It closed an hour ago')
      assert.equal(post.replyTo, `bluesky:${question.uri}`)
      assert.equal(
        listener.heard.some((event) => event.kind === 'refused'),
        false,
      )
      await listener.stop()
    },

    'a deletion on the network is told under the id of the post': async (peer) => {
      const listener = listen(peer)
      await listener.state('hearing')
      const { uri } = await peer.createPost('Sorry, wrong street')
      await listener.post('Sorry, wrong street')
      await peer.deletePost(uri)
      await listener.until(
        'the deletion',
        (event) => event.kind === 'deleted' && event.ids.includes(`bluesky:${uri}`),
      )
      await listener.stop()
    },

    'the PDS, asked later, says which of two posts is gone': async (peer) => {
      const [stays, goes] = [
        await peer.createPost('Asked about and there'),
        await peer.createPost('Said too soon'),
      ]
      await peer.deletePost(goes.uri)
      const check = blueskyStillThere({ api: peer.pdsUrl, allowPrivateNetworks: true })
      const posts = [stays, goes].map(({ uri }) => ({ id: `bluesky:${uri}` }))
      const answer = await check.ask(posts, { clock: wallClock, signal: new AbortController().signal })
      assert.deepEqual(answer, { kind: 'answered', gone: [posts[1].id], unanswered: 0 })
    },

    'what was said while the Jetstream was down is heard when it is back, without a gap': async (peer) => {
      const listener = listen(peer)
      await listener.state('hearing')
      await peer.createPost('Before the fall')
      await listener.post('Before the fall')
      await peer.closeBridge()
      await listener.state('waiting')
      await peer.createPost('During the fall')
      await peer.openBridge()
      await listener.post('During the fall')
      assert.equal(
        listener.heard.some((event) => event.kind === 'gap'),
        false,
      )
      await listener.stop()
    },

    'a reader started again with its cursor hears what it missed': async (peer) => {
      const first = listen(peer)
      await first.state('hearing')
      await peer.createPost('Heard by the first')
      const { cursor } = await first.post('Heard by the first')
      await first.stop()
      await peer.createPost('Said while nobody listened')
      const second = listen(peer, cursor)
      await second.post('Said while nobody listened')
      await second.stop()
    },

    'a cursor from last year is told as a gap, all that is left is played, and authors have their handles':
      async (peer) => {
        await peer.createPost('Older than the listener')
        const listener = listen(peer, `v1:${(Date.now() - 365 * 24 * 3_600_000) * 1000}`)
        const { post } = await listener.post('Older than the listener')
        assert.equal(post.author.handle, peer.handle)
        assert.equal(listener.heard.find((event) => event.kind === 'gap')?.why, 'cursor-too-old')
        await listener.stop()
      },
  },
}
