import { createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import { hourMs } from '#kernel/time.ts'
import { federationLimits } from '#networks/activitypub/desk.ts'
import { digestOf } from '#networks/activitypub/sign.ts'
import { testKey } from '#networks/activitypub/test-keys.ts'
import { heardAt, met, question, type Met } from '#networks/activitypub/test-met.ts'
import { actorOf, post, postMessage, stranger, type Posting } from '#networks/activitypub/test-stranger.ts'

test('a question that is rightly signed is heard, in the older form and in the newer one', async () => {
  const one = await met()
  expect((await post(one.posting)).status).toBe(202)
  expect(await heardAt(one)).toEqual(['Is the water on?'])
  const two = await met()
  expect((await postMessage(two.posting)).status).toBe(202)
  expect(await heardAt(two)).toEqual(['Is the water on?'])
})

test('a delivery played again is harmless', async () => {
  const one = await met()
  for (let i = 0; i < 3; i += 1) expect((await post(one.posting)).status).toBe(202)
  expect(await heardAt(one)).toEqual(['Is the water on?'])
})

/** Ways in which a delivery is not what it has to be. */
const wrong: Readonly<Record<string, (o: Met) => Partial<Posting>>> = {
  'no signature': () => ({ spoil: ({ headers }) => delete headers['signature'] }),
  'an empty signature': () => ({ spoil: ({ headers }) => (headers['signature'] = '') }),
  'another body': () => ({ spoil: (request) => (request.body = request.body.replace('water', 'alarm')) }),
  'another body with its sum': () => ({
    spoil(request) {
      request.body = request.body.replace('water', 'alarm')
      request.headers['digest'] = digestOf(request.body)
    },
  }),
  'a wrong sum beside the right one': () => ({
    spoil: ({ headers }) => (headers['digest'] = `${headers['digest']},SHA-512=AAAA`),
  }),
  'the body not signed': () => ({ covers: ['(request-target)', 'host', 'date'] }),
  'the path not signed': () => ({ covers: ['host', 'date', 'digest'] }),
  'the host not signed': () => ({ covers: ['(request-target)', 'date', 'digest'] }),
  'no time signed': () => ({ covers: ['(request-target)', 'host', 'digest'] }),
  'signed two hours ago': () => ({ atMs: Date.now() - 2 * hourMs }),
  'signed in two hours': () => ({ atMs: Date.now() + 2 * hourMs }),
  'signed for another server': () => ({
    spoil: ({ headers }) => (headers['signature'] = (headers['signature'] ?? '').replace('host', 'date')),
  }),
  'another key': () => ({ privateKey: testKey('mallory').privateKey }),
  'a key id that is not listed': ({ zoe }) => ({ keyId: `${zoe.actorId}#other-key` }),
  'a key on another server': () => ({ keyId: 'http://127.0.0.1:9/key' }),
  'a key id that is no address': () => ({ keyId: 'zoe' }),
}

test.each(Object.keys(wrong))('%s: refused, and nothing is heard', async (name) => {
  const one = await met()
  const response = await post({ ...one.posting, ...wrong[name]?.(one) })
  expect(response.status).toBe(401)
  expect(await heardAt(one)).toEqual([])
  expect(one.city.desk.store.queue.size).toBe(0)
})

/** The same for the newer form. */
const wrongMessages: Readonly<Record<string, (o: Met) => Partial<Posting>>> = {
  'another body': () => ({ spoil: (request) => (request.body = request.body.replace('water', 'alarm')) }),
  'another body with its sum': () => ({
    spoil(request) {
      request.body = request.body.replace('water', 'alarm')
      const sum = digestOf(request.body).slice('SHA-256='.length)
      request.headers['content-digest'] = `sha-256=:${sum}:`
    },
  }),
  'a sum nobody knows, and one beside it that is not signed': () => ({
    spoil(request) {
      request.headers['digest'] = digestOf(request.body)
      delete request.headers['content-digest']
    },
  }),
  'the body not signed': () => ({ covers: ['@method', '@target-uri'] }),
  'the address not signed': () => ({ covers: ['@method', 'content-digest'] }),
  'the method not signed': () => ({ covers: ['@target-uri', 'content-digest'] }),
  'signed two hours ago': () => ({ atMs: Date.now() - 2 * hourMs }),
  'a newer time that is not signed': () => ({
    atMs: Date.now() - 2 * hourMs,
    spoil({ headers }) {
      const input = headers['signature-input'] ?? ''
      headers['signature-input'] = input.replace(/created=\d+/, `created=${Math.floor(Date.now() / 1000)}`)
    },
  }),
  'another key': () => ({ privateKey: testKey('mallory').privateKey }),
  'for another server': ({ zoe }) => ({
    spoil: ({ headers }) =>
      (headers['signature-input'] = (headers['signature-input'] ?? '').replace('@target-uri', '@authority')),
    keyId: `${zoe.actorId}#main-key`,
  }),
}

test.each(Object.keys(wrongMessages))(
  'in the newer form, %s: refused, and nothing is heard',
  async (name) => {
    const one = await met()
    const response = await postMessage({ ...one.posting, ...wrongMessages[name]?.(one) })
    expect(response.status).toBe(401)
    expect(await heardAt(one)).toEqual([])
  },
)

test('a sum beside the signed one does not stand in for it', async () => {
  const one = await met()
  const spoil: Posting['spoil'] = (request) => {
    const { headers } = request
    const text = [
      '(request-target): post /ap/inbox',
      `host: ${headers['host']}`,
      `date: ${headers['date']}`,
      'digest: md5=AAAA',
    ]
    const signature = sign('sha256', Buffer.from(text.join('\n')), one.zoe.privateKey).toString('base64')
    headers['digest'] = 'md5=AAAA'
    headers['signature'] = (headers['signature'] ?? '').replace(
      /signature="[^"]*"/,
      `signature="${signature}"`,
    )
    request.body = request.body.replace('water', 'alarm')
    headers['content-digest'] = `sha-256=:${digestOf(request.body).slice('SHA-256='.length)}:`
  }
  expect((await post({ ...one.posting, spoil })).status).toBe(401)
  expect(await heardAt(one)).toEqual([])
})

test('a server that answers slowly keeps nobody else out', async () => {
  const one = await met()
  const slow = await stranger('mallory')
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  slow.before = () => held
  onTestFinished(() => slow.close())
  const theirs = (at: number): Posting => ({
    ...{ to: one.posting.to, keyId: `${slow.actorId}#main-key`, privateKey: slow.privateKey },
    activity: { ...question(slow, one.cityId), id: `${slow.origin}/creates/${at}` },
  })
  const waiting = Array.from({ length: federationLimits.inboxPerServerMax + 3 }, (_, at) => post(theirs(at)))
  const first = await Promise.race(waiting)
  expect(first.status).toBe(503)
  expect((await post(one.posting)).status).toBe(202)
  release()
  const statuses = (await Promise.all(waiting)).map(({ status }) => status)
  expect(statuses.filter((status) => status === 202)).toHaveLength(federationLimits.inboxPerServerMax)
  expect(slow.asked).toEqual(['GET /users/zoe'])
})

test('a key whose document claims somebody else for its owner signs for nobody', async () => {
  const one = await met()
  const mallory = await stranger('mallory')
  onTestFinished(() => mallory.close())
  const { privateKey, pem } = testKey('mallory')
  const keyId = `${mallory.origin}/key`
  mallory.documents.set('/key', { body: { id: keyId, owner: one.zoe.actorId, publicKeyPem: pem } })
  expect((await post({ ...one.posting, keyId, privateKey })).status).toBe(401)
  expect(mallory.asked).toEqual([])
  expect(await heardAt(one)).toEqual([])
})

test('an actor is only who their own address says they are', async () => {
  const one = await met()
  const { privateKey, pem } = testKey('mallory')
  const { zoe } = one
  const max = `${zoe.origin}/users/max`
  const weak = testKey('weak', 1024)
  const cases: [string, object, KeyObject?][] = [
    ['another actor’s document', { body: actorOf(zoe.actorId, pem) }],
    ['a file somebody uploaded', { body: actorOf(max, pem), type: 'application/json' }],
    ['a page', { body: actorOf(max, pem), type: 'text/html' }],
    ['no actor', { body: { ...actorOf(max, pem), type: 'Note' } }],
    ['a foreign inbox', { body: { ...actorOf(max, pem), inbox: 'http://127.0.0.1:9/inbox' } }],
    [
      'a key of somebody else',
      {
        body: {
          ...actorOf(max, pem),
          publicKey: { id: `${max}#main-key`, owner: zoe.actorId, publicKeyPem: pem },
        },
      },
    ],
    ['a weak key', { body: actorOf(max, weak.pem) }, weak.privateKey],
    ['no key', { body: { ...actorOf(max, pem), publicKey: [[], null, 7, 'key'] } }],
    ['a redirect to themselves', { status: 302, body: {} }],
    ['something endless', { body: { ...actorOf(max, pem), name: 'a'.repeat(600_000) } }],
  ]
  for (const [name, document, key = privateKey] of cases) {
    zoe.documents.set('/users/max', document as { body: unknown })
    for (const kept of one.city.desk.store.entries.keys())
      if (kept.startsWith('actor/')) await one.city.desk.store.delete(kept)
    const activity = { ...question(zoe, one.cityId), actor: max, id: `${zoe.origin}/${encodeURI(name)}` }
    const response = await post({ ...one.posting, activity, keyId: `${max}#main-key`, privateKey: key })
    expect([name, response.status]).toEqual([name, response.status === 503 ? 503 : 401])
  }
  expect(await heardAt(one)).toEqual([])
})

test('an address that serves somebody else’s document lends nobody their name', async () => {
  const one = await met()
  const { zoe } = one
  const { privateKey, pem } = testKey('mallory')
  const max = `${zoe.origin}/users/max`
  zoe.documents.set('/users/max', { body: actorOf(zoe.actorId, pem) })
  const activity = { ...question(zoe, one.cityId), actor: max }
  const response = await post({ ...one.posting, activity, keyId: `${zoe.actorId}#main-key`, privateKey })
  expect(response.status).toBe(401)
  expect(await heardAt(one)).toEqual([])
})

test('a key on another server than its actor is refused before anybody is asked', async () => {
  const one = await met()
  expect((await post({ ...one.posting, keyId: 'http://127.0.0.1:9/key' })).status).toBe(401)
  expect(one.zoe.asked).toEqual([])
})

test('a new key is taken from their own server, and the old one is none any more', async () => {
  const one = await met()
  await post(one.posting)
  const { privateKey, pem } = testKey('mallory')
  one.zoe.documents.set('/users/zoe', { body: actorOf(one.zoe.actorId, pem) })
  const activity = { ...question(one.zoe, one.cityId), id: `${one.zoe.origin}/creates/2` }
  // What was read less than a minute ago is not asked again, whoever wants it.
  expect((await post({ ...one.posting, activity, privateKey })).status).toBe(401)
  const asked = one.zoe.asked.length
  await post({ ...one.posting, activity, privateKey })
  expect(one.zoe.asked.length).toBe(asked)
  for (const [key, value] of one.city.desk.store.entries)
    if (key.startsWith('actor/')) await one.city.desk.store.set(key, { ...(value as object), atMs: 0 })
  expect((await post({ ...one.posting, activity, privateKey })).status).toBe(202)
  expect((await post({ ...one.posting, activity })).status).toBe(401)
})

test('a signature by an Ed25519 key that the actor lists holds', async () => {
  const one = await met()
  const { privateKey } = generateKeyPairSync('ed25519')
  const pem = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString()
  one.zoe.documents.set('/users/zoe', { body: actorOf(one.zoe.actorId, pem) })
  const spoil: Posting['spoil'] = ({ headers }) => {
    const text = [
      '(request-target): post /ap/inbox',
      ...['host', 'date', 'digest'].map((name) => `${name}: ${headers[name]}`),
    ]
    const signature = sign(null, Buffer.from(text.join('\n')), privateKey).toString('base64')
    headers['signature'] = (headers['signature'] ?? '').replace(
      /signature="[^"]*"/,
      `signature="${signature}"`,
    )
  }
  expect((await post({ ...one.posting, spoil })).status).toBe(202)
})

test('an actor who cannot be reached is asked once, and the delivery may come again', async () => {
  const one = await met()
  one.zoe.documents.set('/users/zoe', { status: 500, body: {} })
  for (let i = 0; i < 5; i += 1) expect((await post(one.posting)).status).toBe(503)
  expect(one.zoe.asked).toEqual(['GET /users/zoe'])
})
