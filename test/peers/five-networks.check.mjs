// Issue 7 with Bluesky's own PDS: the story of promise 8 (a thread with a picture, in two languages, to five networks, then corrected),
// and what the PDS holds of it. Mastodon and X are servers of ours; our actors and our pages are the desk's own.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import { AtpAgent } from '@atproto/api'
import { openFiveNetworks } from '../support/five-networks/office.ts'
import { goesToFive, isPutRightOnFive } from '../support/five-networks/story.ts'
import { alts, languages, sentences, words } from '../support/five-networks/words.ts'
import { startBlueskyPeer } from './bluesky-peer.mjs'

const collection = 'app.bsky.feed.post'
const handle = 'town.test'
const patienceMs = 60_000
const askEveryMs = 100
const built = ['dist/server/main.js', 'dist/web/index.html'].map((path) =>
  fileURLToPath(new URL(`../../${path}`, import.meta.url)),
)

function cannotStart() {
  return built.every((path) => existsSync(path)) ? undefined : 'the desk is not built: `npm run build` first'
}

async function start() {
  const undo = []
  const stop = async () => {
    for (const step of undo.splice(0).toReversed()) await step()
  }
  try {
    const peer = await startBlueskyPeer()
    undo.push(() => peer.stop())
    const agent = new AtpAgent({ service: peer.pdsUrl })
    await agent.createAccount({ email: 'town@example.org', handle, password: 'account-password' })
    const { data } = await agent.com.atproto.server.createAppPassword({ name: 'bellwether' })
    const records = () => recordsOf(agent)
    const signIn = { handle, password: data.password, server: peer.pdsUrl }
    const five = await openFiveNetworks({ signIn, posts: async () => (await records()).map(seen) }, until)
    undo.push(() => five.close())
    return { five, agent, records, stop, story: {} }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Asks again and again until the answer is as wanted. */
async function until(ask, wanted) {
  const endMs = Date.now() + patienceMs
  let answer = await ask()
  while (!isDeepStrictEqual(answer, wanted) && Date.now() < endMs) {
    await new Promise((resolve) => setTimeout(resolve, askEveryMs))
    answer = await ask()
  }
  assert.deepEqual(answer, wanted)
}

/** What the PDS holds of our account, oldest first. */
async function recordsOf(agent) {
  const query = { repo: agent.assertDid, collection, limit: 100, reverse: true }
  return (await agent.com.atproto.repo.listRecords(query)).data.records
}

function seen({ value }) {
  return { text: value.text, alts: (value.embed?.images ?? []).map(({ alt }) => alt) }
}

function ref({ uri, cid }) {
  return { uri, cid }
}

/** The one record with exactly this text. */
function only(records, text) {
  const found = records.filter(({ value }) => value.text === text)
  assert.equal(found.length, 1, `“${text}” is there ${found.length} times`)
  return found[0]
}

/** Facets as the bytes of the text they stand on, and what they mean. */
function marks({ text, facets = [] }) {
  const bytes = Buffer.from(text)
  return facets.map(({ index, features: [feature] }) => [
    bytes.subarray(index.byteStart, index.byteEnd).toString('utf8'),
    feature.uri ?? feature.tag,
  ])
}

/** The checks, in order; each gets the open desk, the account at the PDS and what it holds. */
export const fiveNetworksChecks = {
  start,
  cannotStart,
  checks: {
    'a thread with a picture, in two languages, goes to five networks, and is on record': async ({
      five,
      story,
    }) => {
      Object.assign(story, await goesToFive(five))
    },

    'the PDS holds each part once, in its language, as one thread, with its link and hashtag': async ({
      records,
    }) => {
      const all = await records()
      assert.equal(all.length, 4)
      for (const language of languages) {
        const [first, second] = words[language].map((text) => only(all, text))
        assert.deepEqual([first.value.langs, second.value.langs], [[language], [language]])
        assert.equal(first.value.reply, undefined)
        assert.deepEqual(second.value.reply, { root: ref(first), parent: ref(first) })
        const [link] = /https:\S+/.exec(second.value.text) ?? []
        assert.deepEqual(marks(second.value), [
          [link, link],
          ['#HavreClair', 'HavreClair'],
        ])
      }
    },

    'the PDS gives back the picture that was approved, byte for byte, with its description': async ({
      agent,
      records,
      story,
    }) => {
      const all = await records()
      for (const language of languages) {
        const { images } = only(all, words[language][0]).value.embed
        assert.deepEqual(
          images.map(({ alt, aspectRatio }) => ({ alt, aspectRatio })),
          [{ alt: alts[language], aspectRatio: { width: 320, height: 200 } }],
        )
        const cid = images[0].image.ref.toString()
        const blob = await agent.com.atproto.sync.getBlob({ did: agent.assertDid, cid })
        assert.equal(createHash('sha256').update(blob.data).digest('hex'), story.sha256)
      }
    },

    'it is put right on all five, and on the PDS by one reply in each language, to the post that was wrong':
      async ({ five, records, story }) => {
        assert.ok(story.id, 'it went out')
        const before = await records()
        await isPutRightOnFive(five, story.id)
        const after = await records()
        assert.equal(after.length, before.length + languages.length)
        assert.deepEqual(after.slice(0, before.length), before, 'what was said stands as it was')
        for (const language of languages) {
          const wrong = ref(only(after, words[language][0]))
          const replies = after.filter(({ value }) => value.text.includes(sentences[language]))
          assert.deepEqual(
            replies.map(({ value: { langs, reply } }) => ({ langs, reply })),
            [{ langs: [language], reply: { root: wrong, parent: wrong } }],
          )
        }
      },

    'nothing on the way broke X’s own document': async ({ five }) =>
      assert.deepEqual(five.x.violations(), []),
  },
}
