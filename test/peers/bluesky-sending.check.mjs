// What must hold between our Bluesky sender and a real PDS, on good days and through a line that loses, cuts and delays.
import assert from 'node:assert/strict'
import { AtpAgent } from '@atproto/api'
import { wallClock } from '../../src/kernel/time.ts'
import { blueskyNetwork, blueskySender } from '../../src/networks/bluesky/sender.ts'
import { blueskySettings } from '../../src/networks/bluesky/settings.ts'
import { startBlueskyPeer } from './bluesky-peer.mjs'
import { faults, startFaultyProxy } from './faulty-proxy.mjs'

const posts = 'app.bsky.feed.post'
const create = 'com.atproto.repo.createRecord'
const handle = 'city.test'
const atMs = Date.UTC(2026, 10, 28, 12)
const messages = 60
const attemptsMax = 20

/** A picture of one black dot. */
const dot = {
  sha256: '497790947d4666760ce38f3c00e852c71fdb66cae849bae8e9ede352719e1581',
  mediaType: 'image/png',
  bytes: 70,
  alt: 'A black dot',
  read: async () =>
    Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
      'base64',
    ),
}

function needs() {
  return { clock: wallClock, signal: new AbortController().signal }
}

let lastKey = 0
function part(text, more = {}) {
  return { key: `p${(lastKey += 1)}-0`, atMs, text, language: 'en', media: [], ...more }
}

/** The network, an account of ours on it with an app password, and a sender that speaks through a line that can be spoiled. */
async function start() {
  const peer = await startBlueskyPeer()
  const proxy = await startFaultyProxy(peer.pdsUrl)
  const agent = new AtpAgent({ service: peer.pdsUrl })
  await agent.createAccount({ email: 'city@example.org', handle, password: 'account-password' })
  const { data } = await agent.com.atproto.server.createAppPassword({ name: 'bellwether' })
  const connected = (kept, server = proxy.url) => ({
    connection: {
      ...{ account: 'a1', server, handle, languages: ['en', 'fr'], allowPrivateNetworks: true },
      credentials: { read: async () => kept.value, write: async (value) => (kept.value = value) },
    },
    kept,
  })
  const { connection, kept } = connected({ value: { password: data.password } })
  const sender = blueskySender(connection, { ...blueskySettings, videoService: undefined, changeMs: 1000 })
  const records = async () => {
    const query = { repo: agent.assertDid, collection: posts, limit: 100, reverse: true }
    return (await agent.com.atproto.repo.listRecords(query)).data.records
  }
  const clear = async () => {
    for (const { uri } of await records())
      await agent.com.atproto.repo.deleteRecord({
        repo: agent.assertDid,
        collection: posts,
        rkey: uri.split('/').at(-1),
      })
  }
  return {
    ...{ peer, proxy, agent, sender, kept, connected, records, clear, password: data.password },
    stop: async () => {
      await proxy.close()
      await peer.stop()
    },
  }
}

async function sent(sender, outgoing) {
  const outcome = await sender.send(outgoing, needs())
  assert.equal(outcome.kind, 'sent', JSON.stringify(outcome))
  return outcome.posted
}

/** Speaks as the outbox does: what is not known is read back before it is said again. */
async function deliver(sender, outgoing, spoil) {
  for (let attempts = 1; attempts <= attemptsMax; attempts += 1) {
    spoil()
    const outcome = await sender.send(outgoing, needs())
    if (outcome.kind === 'sent') return { attempts, posted: outcome.posted }
    assert.notEqual(outcome.kind, 'refused', JSON.stringify(outcome))
    if (outcome.kind === 'wait') continue
    const answer = await sender.readBack(outgoing, needs())
    if (answer.kind === 'there') return { attempts, posted: answer.posted }
    assert.ok(['not-there', 'unanswered'].includes(answer.kind), JSON.stringify(answer))
  }
  throw new Error(`not delivered in ${attemptsMax} attempts`)
}

/** The same chances in every run. */
function dice(seed) {
  let state = seed
  return (sides) => {
    state = (state * 1103515245 + 12345) % 2147483648
    return Math.floor((state / 2147483648) * sides)
  }
}

/** The checks, in order; each gets the running peer. */
export const blueskySendingChecks = {
  start,
  checks: {
    'a post is there once, as it was given, in its language, with links, a mention and a hashtag': async ({
      agent,
      sender,
      peer,
      records,
    }) => {
      const text = `🚰 L’eau est coupée : https://ville.example.org/eau, @${peer.handle} le sait. #EauPotable`
      const outgoing = part(text, { language: 'fr' })
      const posted = await sent(sender, outgoing)
      const { data } = await agent.com.atproto.repo.getRecord({
        ...{ repo: agent.assertDid, collection: posts },
        rkey: posted.nativeId.split('/').at(-1),
      })
      assert.equal(data.value.text, text)
      assert.deepEqual(data.value.langs, ['fr'])
      assert.equal(data.cid, posted.kept.cid)
      const bytes = Buffer.from(text)
      const said = data.value.facets.map(({ index, features: [feature] }) => [
        bytes.subarray(index.byteStart, index.byteEnd).toString('utf8'),
        feature.uri ?? feature.did ?? feature.tag,
      ])
      assert.deepEqual(said, [
        ['https://ville.example.org/eau', 'https://ville.example.org/eau'],
        [`@${peer.handle}`, peer.did],
        ['#EauPotable', 'EauPotable'],
      ])
      assert.deepEqual(await sender.readBack(outgoing, needs()), { kind: 'there', posted })
      assert.equal((await records()).length, 1)
    },

    'the same part twice is one record; what was never sent is not there': async ({
      agent,
      sender,
      records,
      clear,
    }) => {
      await clear()
      const outgoing = part('Said once.')
      const [first, second] = [await sent(sender, outgoing), await sent(sender, outgoing)]
      assert.deepEqual(second, first)
      assert.equal((await records()).length, 1)
      assert.deepEqual(await sender.readBack(part('Never sent.'), needs()), { kind: 'not-there' })
      // What `test-pds.ts` pretends, and why our sender looks before it believes an error.
      const record = { $type: posts, text: 'Said once.', createdAt: new Date().toISOString() }
      const again = {
        repo: agent.assertDid,
        collection: posts,
        rkey: first.nativeId.split('/').at(-1),
        record,
      }
      await assert.rejects(agent.com.atproto.repo.createRecord(again), { status: 500 })
    },

    'the same part five times at once is one record': async ({ sender, records, clear }) => {
      await clear()
      const outgoing = part('Said once, by five.')
      const told = await Promise.all([1, 2, 3, 4, 5].map(() => deliver(sender, outgoing, () => undefined)))
      assert.equal(new Set(told.map(({ posted }) => posted.nativeId)).size, 1)
      assert.equal((await records()).length, 1)
    },

    'a thread, an answer to somebody’s post and a quote hang where they belong': async ({
      sender,
      peer,
      records,
      clear,
    }) => {
      await clear()
      const question = await peer.createPost('Is the east bridge open?')
      const key = (n) => ({ key: `thread-${n}` })
      const first = await sent(sender, part('No.', { ...key(0), replyTo: `bluesky:${question.uri}` }))
      const second = await sent(sender, part('It opens at six.', { ...key(1), after: first, root: first }))
      await sent(sender, part('They ask:', { quoteOf: `bluesky:${question.uri}` }))
      await sent(sender, part('One.', { key: 'own-0' })).then((root) =>
        sent(sender, part('Two.', { key: 'own-1', after: root, root })),
      )
      const byText = Object.fromEntries(
        (await records()).map(({ uri, cid, value }) => [value.text, { uri, cid, ...value }]),
      )
      const parent = { uri: question.uri, cid: question.cid }
      assert.deepEqual(byText['No.'].reply, { root: parent, parent })
      assert.deepEqual(byText['It opens at six.'].reply, {
        root: parent,
        parent: { uri: first.nativeId, cid: first.kept.cid },
      })
      assert.deepEqual(byText['They ask:'].embed.record, parent)
      assert.equal(byText['Two.'].reply.root.uri, byText['One.'].uri)
      assert.equal(second.kept.root.uri, question.uri)
      const gone = part('To whom?', { replyTo: `bluesky:at://${peer.did}/${posts}/3kgone2222222` })
      assert.equal((await sender.send(gone, needs())).why, 'not-found')
    },

    'pictures and a video go out with their descriptions': async ({
      agent,
      sender,
      records,
      clear,
      connected,
      kept,
      peer,
    }) => {
      await clear()
      await sent(sender, part('Dots.', { media: [dot, { ...dot, alt: 'The same dot' }] }))
      const film = { ...dot, sha256: 'f'.repeat(64), mediaType: 'video/mp4', alt: 'Water on the quay' }
      await sent(
        sender,
        part('See.', { media: [{ ...film, read: async () => Buffer.from('no real film') }] }),
      )
      const found = Object.fromEntries((await records()).map(({ value }) => [value.text, value.embed]))
      const shown = found['Dots.'].images.map(({ alt, aspectRatio, image }) => [
        alt,
        aspectRatio,
        image.mimeType,
      ])
      const ratio = { width: 1, height: 1 }
      assert.deepEqual(shown, [
        ['A black dot', ratio, 'image/png'],
        ['The same dot', ratio, 'image/png'],
      ])
      assert.equal(found['See.'].alt, film.alt)
      const cid = found['Dots.'].images[0].image.ref.toString()
      const blob = await agent.com.atproto.sync.getBlob({ did: agent.assertDid, cid })
      assert.deepEqual(Buffer.from(blob.data), await dot.read())
      const large = { ...dot, read: async () => Buffer.alloc(6_000_000), bytes: 6_000_000 }
      const direct = blueskyNetwork.open(connected(kept, peer.pdsUrl).connection)
      // The server says no before it has read the file, and now and then its answer is lost with the line: then we wait.
      let outcome
      for (let attempts = 0; attempts < attemptsMax && outcome?.kind !== 'refused'; attempts += 1)
        outcome = await direct.send(part('Too large.', { media: [large] }), needs())
      assert.deepEqual([outcome.kind, outcome.why], ['refused', 'not-accepted'], JSON.stringify(outcome))
    },

    'what is deleted is gone, also twice, and is not there when read back': async ({
      sender,
      records,
      clear,
    }) => {
      await clear()
      const outgoing = part('To be deleted.')
      const posted = await sent(sender, outgoing)
      assert.deepEqual(await sender.remove(posted, needs()), { kind: 'gone' })
      assert.deepEqual(await sender.remove(posted, needs()), { kind: 'gone' })
      assert.deepEqual(await sender.readBack(outgoing, needs()), { kind: 'not-there' })
      assert.deepEqual(await records(), [])
    },

    'the server refuses what our own check refuses': async ({ sender, records }) => {
      for (const text of ['a'.repeat(301), '👩‍👩‍👧'.repeat(170)]) {
        const content = { account: 'a', language: 'en', parts: [text], media: [] }
        assert.equal(sender.check(content).length, 1)
        const outcome = await sender.send(part(text), needs())
        assert.deepEqual([outcome.kind, outcome.why], ['refused', 'not-accepted'], JSON.stringify(outcome))
      }
      await sent(sender, part('👩‍👩‍👧'.repeat(166)))
      assert.equal((await records()).length, 1)
    },

    'a token the server will not take is renewed, once, and kept; a revoked app password needs a person':
      async ({ agent, sender, kept, connected, password, clear, records }) => {
        await clear()
        const before = kept.value.session
        kept.value = { ...kept.value, session: { ...before, accessJwt: before.refreshJwt } }
        await Promise.all([1, 2, 3].map((n) => sent(sender, part(`Number ${n}`))))
        assert.equal((await records()).length, 3)
        assert.notEqual(kept.value.session.refreshJwt, before.refreshJwt)
        const health = await sender.health(needs())
        assert.deepEqual([health.ok, health.handle], [true, handle])
        kept.value = {
          password,
          session: { ...kept.value.session, accessJwt: 'eyJhbGciOiJub25lIn0.e30.', refreshJwt: 'eyJ.e30.' },
        }
        await sent(sender, part('Signed in anew.'))
        const { data } = await agent.com.atproto.server.createAppPassword({ name: 'other' })
        const theirs = connected({ value: { password: data.password } })
        const other = blueskyNetwork.open(theirs.connection)
        await sent(other, part('While it lasts.'))
        await agent.com.atproto.server.revokeAppPassword({ name: 'other' })
        const { session, ...rest } = theirs.kept.value
        theirs.kept.value = { ...rest, session: { ...session, accessJwt: session.refreshJwt } }
        const outcome = await other.send(part('Never.'), needs())
        assert.deepEqual([outcome.kind, outcome.why], ['refused', 'revoked'], JSON.stringify(outcome))
      },

    ...Object.fromEntries(
      Object.keys(faults).map((fault) => [
        `${fault}: only what is known is said, and the part is there once in the end`,
        async ({ sender, proxy, records, clear }) => {
          await clear()
          const outgoing = part(`Is it there? (${fault})`)
          proxy.misbehave(fault, create)
          const outcome = await sender.send(outgoing, needs())
          const isThere = (await records()).length === 1
          if (outcome.kind === 'sent') assert.ok(isThere)
          else
            assert.ok(
              outcome.kind === 'unknown' || (outcome.kind === 'wait' && !isThere),
              JSON.stringify(outcome),
            )
          console.log(
            `    ${outcome.kind}${outcome.why === undefined ? '' : `, ${outcome.why}`}; there: ${isThere}`,
          )
          await deliver(sender, outgoing, () => undefined)
          await proxy.settled()
          assert.equal((await records()).length, 1)
        },
      ]),
    ),

    [`${messages} messages through a line that fails half of the time: none twice, none lost`]: async ({
      sender,
      proxy,
      records,
      clear,
    }) => {
      await clear()
      const roll = dice(20261128)
      const names = Object.keys(faults)
      const spoil = () => (roll(2) === 0 ? proxy.misbehave(names[roll(names.length)], create) : undefined)
      const before = proxy.delivered(create)
      let attempts = 0
      for (let n = 0; n < messages; n += 1)
        attempts += (await deliver(sender, part(`Message ${n}`), spoil)).attempts
      await proxy.settled()
      const texts = (await records()).map(({ value }) => value.text).toSorted()
      console.log(
        `    ${messages} messages in ${attempts} attempts, ${proxy.delivered(create) - before} of which reached the server`,
      )
      assert.deepEqual(texts, Array.from({ length: messages }, (_, n) => `Message ${n}`).toSorted())
    },
  },
}
