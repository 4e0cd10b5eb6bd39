import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { mastodonNetwork } from '#networks/mastodon/sender.ts'
import { needs, openAccount, postedBy, senderOf } from '#networks/mastodon/test-account.ts'
import { openTestServer, type TestHabits } from '#networks/mastodon/test-server.ts'
import { uriOf } from '#networks/mastodon/test-statuses.ts'
import {
  dot,
  film,
  sendingContract,
  textPart,
  type Fault,
  type Peer,
} from '#networks/test-sender-contract.ts'

const firstMs = Date.UTC(2031, 3, 7, 12)

async function openPeer(habits: TestHabits = {}): Promise<Peer> {
  const server = await openTestServer({ startMs: firstMs, ...habits })
  return {
    sender: senderOf(server),
    posts: () =>
      Promise.resolve(
        server.world.statuses.map((status) => ({
          nativeId: uriOf(server.origin, status),
          text: status.text,
          ...(status.language !== undefined && { language: status.language }),
          ...(status.answers !== undefined && {
            replyTo: uriOf(server.origin, { by: 'town', id: status.answers }),
          }),
          alts: status.files.map(({ alt }) => alt),
        })),
      ),
    misbehave: (fault) => server.misbehave(fault),
    close: () => server.close(),
  }
}

sendingContract('mastodon', () => openPeer())
sendingContract('pleroma-like', () => openPeer({ make: 'pleroma' }))

test('what connecting asks for: a server, and a token that is kept secret', () => {
  expect(mastodonNetwork.connectFields.map(({ name, isSecret }) => [name, isSecret])).toEqual([
    ['server', false],
    ['accessToken', true],
  ])
  expect(mastodonNetwork.capabilities).toMatchObject({ network: 'mastodon', repeats: 'key', readsBack: true })
})

test('a part goes out in public, in its language, with its warning and the key of its delivery', async () => {
  const { server, sender } = await openAccount()
  await sender.send(
    textPart('L’eau est brune.', { key: 'd7-2', language: 'fr', contentWarning: 'Eau' }),
    needs,
  )
  expect(server.world.statuses).toMatchObject([{ visibility: 'public', language: 'fr', spoiler: 'Eau' }])
  expect([...server.world.keys.keys()]).toEqual(['bellwether-d7-2'])
})

test('no secret comes back, whatever the server repeats', async () => {
  const { server, sender } = await openAccount()
  const faults: Fault[] = ['error-before', 'revoked', 'busy', 'not-json', 'error-after', 'cut-after']
  const said: unknown[] = []
  for (const fault of faults) {
    await server.misbehave(fault)
    said.push(await sender.send(textPart(`After ${fault}.`, { key: `d-${faults.indexOf(fault)}` }), needs))
  }
  const stranger = senderOf({ ...server, token: `${server.token}-of-yesterday` })
  said.push(await stranger.send(textPart('Who am I?'), needs), await stranger.health(needs))
  expect(JSON.stringify(said)).not.toContain(server.token)
  expect(JSON.stringify(said)).toContain('[secret]')
})

test('a post that was heard is answered where it is, and one nobody finds is not', async () => {
  const { server, sender } = await openAccount()
  const heard = server.say('Is the bridge open?')
  const replyTo = `mastodon:${uriOf(server.origin, heard)}`
  expect(await sender.send(textPart('Yes, since nine.', { replyTo }), needs)).toMatchObject({ kind: 'sent' })
  expect(server.world.statuses.at(-1)).toMatchObject({ text: 'Yes, since nine.', answers: heard.id })
  for (const replyTo of [
    'mastodon:https://elsewhere.example/1',
    'bluesky:at://did:plc:a/app.bsky.feed.post/1',
  ])
    expect(await sender.send(textPart('And?', { key: 'd2-0', replyTo }), needs)).toMatchObject({
      ...{ kind: 'refused', why: 'not-found' },
    })
  // Only what has this very name is answered, not a post that links to it.
  server.world.asked = []
  server.say(`See https://elsewhere.example/1`)
  const linked = { key: 'd4-0', replyTo: 'mastodon:https://elsewhere.example/1' }
  expect(await sender.send(textPart('And?', linked), needs)).toMatchObject({
    kind: 'refused',
    why: 'not-found',
  })
  expect(server.world.asked).toEqual(['GET /api/v2/search'])
  server.world.closed.set('/api/v2/search', 503)
  expect(await sender.send(textPart('And?', { ...linked, key: 'd3-0' }), needs)).toMatchObject({
    kind: 'wait',
  })
  expect(server.world.statuses.map(({ by }) => by)).toEqual(['ana', 'town', 'ana'])
})

test('a post of another server, and one of a server whose URIs hold no ids, is found by searching', async () => {
  const { server, sender } = await openAccount({ make: 'pleroma' })
  const heard = server.say('Is the bridge open?')
  server.world.closed.set(`/api/v1/statuses/${heard.id}`, 404)
  const replyTo = `mastodon:${uriOf(server.origin, heard)}`
  expect(await sender.send(textPart('Yes, since nine.', { replyTo }), needs)).toMatchObject({ kind: 'sent' })
  expect(server.world.statuses.at(-1)).toMatchObject({ answers: heard.id })
})

test('a file that is worked on makes the part wait, and is not uploaded a second time', async () => {
  const { server, sender } = await openAccount()
  server.world.processing = 8
  const part = textPart('A film.', { media: [dot] })
  expect(await sender.send(part, needs)).toMatchObject({ kind: 'wait', why: 'processing' })
  expect(server.world.statuses).toEqual([])
  expect(await sender.send(part, needs)).toMatchObject({ kind: 'sent' })
  expect(server.world.uploads).toBe(1)
  expect(server.world.statuses).toMatchObject([{ files: [{ alt: dot.alt }] }])
})

test('a file the server forgot in between is uploaded again; one it does not take is refused', async () => {
  const { server, sender } = await openAccount()
  server.world.processing = 100
  const part = textPart('A film.', { media: [dot] })
  await sender.send(part, needs)
  server.world.files.clear()
  server.world.processing = 0
  expect(await sender.send(part, needs)).toMatchObject({ kind: 'sent' })
  server.world.closed.set('/api/v2/media', 422)
  expect(await sender.send(textPart('Broken.', { key: 'd2-0', media: [dot] }), needs)).toMatchObject({
    ...{ kind: 'refused', why: 'not-accepted' },
  })
  server.world.closed.set('/api/v2/media', 502)
  expect(await sender.send(textPart('Broken.', { key: 'd3-0', media: [dot] }), needs)).toMatchObject({
    kind: 'wait',
  })
  expect(server.world.statuses).toHaveLength(1)
})

test('an edit keeps the files that are there, with new descriptions', async () => {
  const { server, sender } = await openAccount()
  const posted = postedBy(await sender.send(textPart('A dot.', { media: [dot] }), needs))
  const [before] = server.world.statuses[0]?.files ?? []
  const edited = textPart('A dot, black.', { key: 'd2-0', media: [{ ...dot, alt: 'Black' }] })
  expect(await sender.edit?.(posted, edited, needs)).toMatchObject({ kind: 'sent' })
  expect(server.world.uploads).toBe(1)
  expect(server.world.statuses).toMatchObject([
    { text: 'A dot, black.', files: [{ id: before?.id, alt: 'Black' }] },
  ])
  await server.misbehave('lost-after')
  expect(await sender.edit?.(posted, edited, needs)).toMatchObject({ kind: 'unknown' })
})

test('a post of which only its name is known is found by it, to edit and delete it', async () => {
  const { server, sender } = await openAccount()
  const { nativeId } = postedBy(await sender.send(textPart('Until six.'), needs))
  expect(await sender.edit?.({ nativeId }, textPart('Until seven.', { key: 'd2-0' }), needs)).toMatchObject({
    kind: 'sent',
  })
  expect(await sender.remove?.({ nativeId }, needs)).toEqual({ kind: 'gone' })
  expect(server.world.statuses).toEqual([])
})

test('a page that says 404 is not the API saying that a post is gone', async () => {
  const server = createServer((_, response) => response.writeHead(404).end('<html>Moved house'))
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()))
  onTestFinished(() => void server.close())
  const sender = senderOf({
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token: 'some-token',
  })
  const answer = await sender.remove?.({ nativeId: 'https://x/1', kept: { id: '1' } }, needs)
  expect(answer).toMatchObject({ kind: 'refused', why: 'not-found' })
})

test('without a token, or with one that would go over an open line, nobody is called', async () => {
  const { server } = await openAccount()
  const unsigned = senderOf(server, {
    credentials: { read: () => Promise.resolve({}), write: () => Promise.resolve() },
  })
  expect(await unsigned.send(textPart('Hm.'), needs)).toMatchObject({ kind: 'refused', why: 'revoked' })
  expect(await unsigned.readBack(textPart('Hm.'), needs)).toMatchObject({
    kind: 'unanswered',
    why: 'revoked',
  })
  const open = senderOf(server, { allowPrivateNetworks: false })
  expect(await open.send(textPart('Hm.'), needs)).toMatchObject({ kind: 'refused', why: 'bad-url' })
  expect(await open.health(needs)).toMatchObject({ ok: false, isTransient: false })
  const inside = senderOf(server, {
    allowPrivateNetworks: false,
    server: server.origin.replace('http:', 'https:'),
  })
  expect(await inside.send(textPart('Hm.'), needs)).toMatchObject({ kind: 'refused', why: 'private-address' })
  expect(server.world.asked).toEqual([])
})

test('the point of a picture that stays in sight goes along, and an edit moves it', async () => {
  const { server, sender } = await openAccount()
  const picture = { ...dot, focus: { x: -0.5, y: 0.25 } }
  const posted = postedBy(await sender.send(textPart('The bridge.', { media: [picture] }), needs))
  expect(server.world.statuses[0]?.files).toMatchObject([{ alt: dot.alt, focus: '-0.5,0.25' }])
  const moved = textPart('The bridge.', { key: 'd2-0', media: [{ ...dot, focus: { x: 0.1, y: -1 } }] })
  await sender.edit?.(posted, moved, needs)
  expect(server.world.statuses[0]?.files).toMatchObject([{ alt: dot.alt, focus: '0.1,-1' }])
  await sender.edit?.(posted, textPart('The bridge.', { key: 'd3-0', media: [dot] }), needs)
  expect(server.world.statuses[0]?.files).toMatchObject([{ focus: '0,0' }])
})

test('captions do not go out, and nothing of them is tried', async () => {
  const { server, sender } = await openAccount()
  expect(await sender.send(textPart('The quay.', { media: [film] }), needs)).toMatchObject({ kind: 'sent' })
  expect(server.world.uploads).toBe(1)
})
