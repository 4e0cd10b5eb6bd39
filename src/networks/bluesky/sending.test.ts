import { expect, test } from 'vitest'
import { dot, textPart } from '#networks/test-sender-contract.ts'
import type { OutgoingMedia, OutgoingPart, PostedPart, Sender } from '#networks/sender.ts'
import { ourKey } from '#networks/bluesky/record-key.ts'
import { fakeCid, ours, type TestPds } from '#networks/bluesky/test-pds.ts'
import { needs, opened, times } from '#networks/bluesky/test-sender.ts'

const other = 'at://did:plc:river22222222222222222222/app.bsky.feed.post'

/** A post of somebody else, which the server knows from the network. */
function heard(pds: TestPds, key: string, reply?: unknown): { uri: string; cid: string } {
  const [uri, value] = [
    `${other}/${key}`,
    { text: 'Is the bridge open?', ...(reply !== undefined && { reply }) },
  ]
  const cid = fakeCid({ uri })
  pds.records.set(uri, { cid, value })
  return { uri, cid }
}

async function sent(sender: Sender, part: OutgoingPart): Promise<PostedPart> {
  const outcome = await sender.send(part, needs())
  if (outcome.kind !== 'sent') throw new Error(JSON.stringify(outcome))
  return outcome.posted
}

const recordOf = (pds: TestPds, { nativeId }: PostedPart): unknown => pds.records.get(nativeId)?.value

test('a post is named as the reader of the network names it, and can be opened', async () => {
  const { sender } = await opened()
  const part = textPart('Said.')
  const { rkey } = ourKey(part)
  const outcome = await sender.send(part, needs())
  expect(outcome).toMatchObject({
    posted: {
      nativeId: `at://${ours.did}/app.bsky.feed.post/${rkey}`,
      url: `https://bsky.app/profile/${ours.did}/post/${rkey}`,
    },
    returned: { validationStatus: 'valid' },
  })
})

test('an answer to a post we heard hangs below it, and below the beginning of its conversation', async () => {
  const { pds, sender } = await opened()
  const root = heard(pds, '3kroot2222222')
  const parent = heard(pds, '3kparent22222', { root, parent: root })
  const first = await sent(sender, textPart('Yes.', { replyTo: `bluesky:${parent.uri}` }))
  const second = await sent(sender, textPart('Until six.', { key: 'd1-1', after: first, root: first }))
  expect(recordOf(pds, first)).toMatchObject({ reply: { root, parent } })
  expect(recordOf(pds, second)).toMatchObject({ reply: { root, parent: { uri: first.nativeId } } })
  const toRoot = await sent(sender, textPart('We see it.', { key: 'd2-0', replyTo: `bluesky:${root.uri}` }))
  expect(recordOf(pds, toRoot)).toMatchObject({ reply: { root, parent: root } })
})

test('a thread goes on where what was kept of it is lost', async () => {
  const { pds, sender } = await opened()
  const { nativeId } = await sent(sender, textPart('One.'))
  const two = await sent(sender, textPart('Two.', { key: 'd1-1', after: { nativeId }, root: { nativeId } }))
  const three = { key: 'd1-2', after: { nativeId: two.nativeId, kept: 7 }, root: { nativeId } }
  const posted = await sent(sender, textPart('Three.', three))
  expect(recordOf(pds, posted)).toMatchObject({
    reply: { root: { uri: nativeId }, parent: { uri: two.nativeId } },
  })
})

test('what is answered or quoted and is not there is refused; where nobody knows, it waits', async () => {
  const { pds, sender } = await opened()
  for (const id of [
    `bluesky:${other}/3kgone2222222`,
    'mastodon:1',
    'bluesky:at://x',
    'bluesky:https://x.org',
    '',
  ])
    for (const part of [textPart('To whom?', { replyTo: id }), textPart('What?', { quoteOf: id })])
      expect(await sender.send(part, needs())).toMatchObject({ kind: 'refused', why: 'not-found' })
  pds.answers.set('com.atproto.repo.getRecord', () => ({ status: 502, body: { error: 'UpstreamFailure' } }))
  const answer = textPart('To whom?', { replyTo: `bluesky:${other}/3kgone2222222` })
  expect(await sender.send(answer, needs())).toMatchObject({ kind: 'wait', why: 'server-error' })
  expect(times(pds, 'createRecord')).toBe(0)
})

test('a quote, pictures, and both at once are laid into the post', async () => {
  const { pds, sender } = await opened()
  const record = heard(pds, '3kquoted22222')
  const quoteOf = `bluesky:${record.uri}`
  const quote = await sent(sender, textPart('They ask:', { quoteOf }))
  expect(recordOf(pds, quote)).toMatchObject({ embed: { $type: 'app.bsky.embed.record', record } })
  const both = await sent(sender, textPart('They ask:', { key: 'd2-0', quoteOf, media: [dot, dot] }))
  const image = {
    alt: dot.alt,
    aspectRatio: { width: 1, height: 1 },
    image: { mimeType: 'image/png', size: 70 },
  }
  expect(recordOf(pds, both)).toMatchObject({
    embed: { media: { images: [image, image] }, record: { record }, $type: 'app.bsky.embed.recordWithMedia' },
  })
})

test('a picture the server does not take is refused; one that is lost on the way waits, for no post is there yet', async () => {
  const { pds, sender } = await opened()
  const part = textPart('A dot.', { media: [dot] })
  const upload = 'com.atproto.repo.uploadBlob'
  pds.answers.set(upload, () => ({
    status: 413,
    body: { error: 'BlobTooLarge', message: 'This file is too large' },
  }))
  expect(await sender.send(part, needs())).toMatchObject({ kind: 'refused', why: 'not-accepted' })
  for (const given of [undefined, { status: 500, body: {} }, { status: 200, body: { blob: 7 } }]) {
    pds.answers.set(upload, () => given)
    expect(await sender.send(part, needs())).toMatchObject({ kind: 'wait' })
  }
  pds.answers.clear()
  expect(await sender.send(part, needs())).toMatchObject({ kind: 'sent' })
})

test('what the lexicon does not allow is refused by name, with the reason of the server', async () => {
  const { pds, sender } = await opened()
  const outcome = await sender.send(textPart('a'.repeat(301)), needs())
  expect(outcome).toMatchObject({ kind: 'refused', why: 'not-accepted' })
  expect(JSON.stringify(outcome)).toContain('300 graphemes')
  expect(outcome).not.toHaveProperty('error')
  expect(pds.posts()).toEqual([])
})

test('something else under our key is never taken for ours and never written over: a person looks', async () => {
  const { pds, sender } = await opened()
  const part = textPart('Until six.')
  const uri = `at://${ours.did}/app.bsky.feed.post/${ourKey(part).rkey}`
  const { createdAt } = ourKey(part)
  for (const value of [
    { text: 'Until seven.', createdAt },
    { text: part.text, createdAt: '2020-01-01T00:00:00.000Z' },
    { text: part.text, createdAt, reply: { parent: { uri: `${other}/x`, cid: 'x' } } },
    {},
  ]) {
    pds.records.set(uri, { cid: fakeCid(value), value })
    expect(await sender.send(part, needs())).toMatchObject({ kind: 'unknown', why: 'duplicate' })
    expect(await sender.readBack(part, needs())).toMatchObject({ kind: 'cannot-know' })
    expect(pds.records.get(uri)?.value).toEqual(value)
  }
})

test('the same part is the same post although a name in it belongs to somebody else today', async () => {
  const { pds, sender } = await opened()
  pds.handles.set('river.test', 'did:plc:river22222222222222222222')
  const first = await sent(sender, textPart('Thanks @river.test!'))
  pds.handles.set('river.test', 'did:plc:other22222222222222222222')
  expect((await sent(sender, textPart('Thanks @river.test!'))).nativeId).toBe(first.nativeId)
  expect(pds.posts()).toHaveLength(1)
})

test.each([
  [
    'a gateway’s page',
    { status: 403, body: '<html>denied</html>' },
    { kind: 'unknown', why: 'server-error' },
  ],
  ['a gateway that wants a sign-in', { status: 401, body: 'who?' }, { kind: 'unknown', why: 'server-error' }],
  ['writes at once', { status: 400, body: { error: 'ConcurrentWrites' } }, { kind: 'wait', retryInMs: 1000 }],
  ['an odd success', { status: 200, body: [] }, { kind: 'unknown', why: 'unreadable' }],
])('%s instead of an answer is told for what it is', async (_, given, expected) => {
  const { pds, sender } = await opened()
  pds.answers.set('com.atproto.repo.createRecord', () => given)
  expect(await sender.send(textPart('Said?'), needs())).toMatchObject(expected)
})

test('reading back says not there only where the server says so', async () => {
  const { pds, sender } = await opened()
  const part = textPart('Was it?')
  expect(await sender.readBack(part, needs())).toEqual({ kind: 'not-there' })
  for (const given of [
    { status: 404, body: '<html>' },
    { status: 400, body: { error: 'RepoDeactivated', message: 'gone for now' } },
    { status: 400, body: { error: 'InvalidRequest' } },
    { status: 500, body: {} },
    { status: 200, body: { uri: 'x' } },
  ]) {
    pds.answers.set('com.atproto.repo.getRecord', () => given)
    expect(await sender.readBack(part, needs())).toMatchObject({ kind: 'unanswered' })
  }
  pds.answers.set('com.atproto.repo.getRecord', () => ({
    ...{ status: 400, body: { error: 'InvalidRequest', message: 'Could not locate record: at://x' } },
  }))
  expect(await sender.readBack(part, needs())).toEqual({ kind: 'not-there' })
})

test('only posts of the account are deleted', async () => {
  const { pds, sender } = await opened()
  for (const nativeId of [`${other}/3kaaaaaaaaa22`, `at://${ours.did}/app.bsky.feed.like/3k`, 'nonsense', ''])
    expect(await sender.remove?.({ nativeId }, needs())).toMatchObject({ kind: 'refused', why: 'forbidden' })
  expect(times(pds, 'deleteRecord')).toBe(0)
})

test('a delete whose answer is lost is unknown', async () => {
  const { pds, sender } = await opened()
  const posted = await sent(sender, textPart('To be deleted.'))
  await pds.misbehave('lost-after')
  expect(await sender.remove?.(posted, needs())).toMatchObject({ kind: 'unknown', why: 'timeout' })
  expect(await sender.remove?.(posted, needs())).toEqual({ kind: 'gone' })
})

test('health tells the budget, an account that is switched off, and when a sign-in without a password ends', async () => {
  const { pds, sender, connection } = await opened()
  const health = await sender.health(needs())
  expect(health).toMatchObject({ ok: true, handle: ours.handle, budget: { left: 2991, of: 3000 } })
  expect(health).not.toHaveProperty('expiresAtMs')
  const kept = (await connection.credentials.read()) as object
  await connection.credentials.write({ ...kept, password: undefined })
  const later = await sender.health(needs())
  expect(
    later.ok && later.expiresAtMs !== undefined && later.expiresAtMs > Date.now() + 80 * 86_400_000,
  ).toBe(true)
  const body = { did: ours.did, handle: ours.handle, active: false, status: 'deactivated' }
  pds.answers.set('com.atproto.server.getSession', () => ({ status: 200, body }))
  expect(await sender.health(needs())).toEqual({
    ...{ ok: false, why: 'forbidden', detail: 'deactivated', isTransient: false },
  })
})

test('content is measured in characters as people see them, and a video goes out alone', async () => {
  const { sender } = await opened()
  const content = { account: 'a', language: 'en', parts: ['👩‍👩‍👧'.repeat(300)], media: [] }
  expect(sender.measure('👩‍👩‍👧é')).toBe(2)
  expect(sender.check(content)).toMatchObject([{ why: 'too-many-bytes', limit: 3000, actual: 5400 }])
  const file = (more: Partial<OutgoingMedia>) => ({ ...dot, decorative: false, ...more })
  const video = file({ mediaType: 'video/mp4', alt: 'a'.repeat(1001) })
  const found = sender.check({ ...content, parts: ['Fine.'], media: [video, file({})] })
  expect(found.map(({ why }) => why)).toEqual(['too-many-files', 'alt-too-long'])
  const large = file({ bytes: 2_000_001 })
  expect(
    sender.check({ ...content, parts: ['Fine.'], media: [large, file({ mediaType: 'image/heic' })] }),
  ).toMatchObject([{ why: 'media-too-large' }, { why: 'media-type' }])
  expect(sender.check({ ...content, parts: ['Fine.'], contentWarning: 'Flood' })).toMatchObject([
    { why: 'no-content-warning' },
  ])
})
