import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { isRemoteId } from '#networks/activitypub/fetch-document.ts'
import { readActor } from '#networks/activitypub/remote-actor.ts'
import { serveFederation } from '#networks/activitypub/serve.ts'
import { readSignature } from '#networks/activitypub/signature-claim.ts'
import { hearNow } from '#networks/activitypub/test-hearing.ts'
import { testDesk, testServer } from '#networks/activitypub/test-desk.ts'
import { actorOf, post, stranger } from '#networks/activitypub/test-stranger.ts'
import { testKey } from '#networks/activitypub/test-keys.ts'

/** JSON with one part of it put elsewhere, doubled, left out or made into something else. */
function spoiled(whole: object): fc.Arbitrary<object> {
  const keys = [
    'id',
    'type',
    'actor',
    'object',
    'attributedTo',
    'content',
    'tag',
    'to',
    'cc',
    'inReplyTo',
    'contentMap',
  ]
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constant(whole),
    fc.constantFrom(...Object.values(whole)),
  )
  return fc
    .record({
      outer: fc.dictionary(fc.constantFrom(...keys), value),
      inner: fc.dictionary(fc.constantFrom(...keys), value),
    })
    .map(({ outer, inner }) => {
      const object: unknown = Reflect.get(whole, 'object')
      return { ...whole, object: { ...(object as object), ...inner }, ...outer }
    })
}

test('rightly signed nonsense is answered, breaks nothing, and is heard only where it is theirs and for us', async () => {
  const [city, zoe] = [await testServer(), await stranger()]
  onTestFinished(() => city.close())
  onTestFinished(() => zoe.close())
  const cityId = `${city.desk.origin}/ap/actors/havre_clair`
  const whole = {
    ...{ id: `${zoe.origin}/c/1`, type: 'Create', actor: zoe.actorId, to: ['as:Public'], tag: [] },
    object: {
      ...{ id: `${zoe.origin}/n/1`, type: 'Note', attributedTo: zoe.actorId, content: 'Hello' },
      ...{ to: ['as:Public'], tag: [{ type: 'Mention', href: cityId }] },
    },
  }
  const types = fc.constantFrom('Create', 'Update', 'Delete', 'Follow', 'Undo', 'Accept', 'Announce')
  let at = 0
  await fc.assert(
    fc.asyncProperty(spoiled(whole), types, async (activity, type) => {
      at += 1
      const body = Object.hasOwn(activity, 'type') ? { ...activity, type } : activity
      const one = Reflect.get(activity, 'id') === whole.id ? { ...body, id: `${zoe.origin}/c/${at}` } : body
      const signed = { keyId: `${zoe.actorId}#main-key`, privateKey: zoe.privateKey }
      const response = await post({ to: `${city.desk.origin}/ap/inbox`, activity: one, ...signed })
      expect([202, 400, 401]).toContain(response.status)
    }),
    { numRuns: 150 },
  )
  const heard = await hearNow(city.desk)
  const posts = heard.flatMap((one) => (one.kind === 'posts' ? one.posts : []))
  for (const one of posts)
    expect([one.author?.id, one.id.startsWith(`activitypub:${zoe.origin}/`)]).toEqual([zoe.actorId, true])
  expect(heard.filter(({ kind }) => kind === 'refused')).toEqual([])
})

test('signature headers of any kind are read or not, and never throw', () => {
  const url = new URL('https://social.havre-clair.example/ap/inbox')
  const piece = fc.constantFrom(
    ...'keyId="a",signature="b",headers="(request-target) host",sig1=("@method");created=1;keyid="a",:;()'.split(
      /(?=[,;(])/,
    ),
  )
  const header = fc.oneof(
    fc.array(piece).map((pieces) => pieces.join('')),
    fc.stringMatching(/^[\x20-\x7e]{0,80}$/),
  )
  fc.assert(
    fc.property(header, fc.option(header, { nil: undefined }), (signature, input) => {
      const headers = new Headers({ signature: signature.trim() })
      if (input !== undefined) headers.set('signature-input', input.trim())
      expect(() => readSignature({ method: 'POST', url, headers })).not.toThrow()
    }),
  )
})

test('a signature that says a thing twice, or covers what is not there, is none', () => {
  const url = new URL('https://social.havre-clair.example/ap/inbox')
  const read = (signature: string, input?: string): unknown =>
    readSignature({
      method: 'POST',
      url,
      headers: new Headers({ signature, ...(input && { 'signature-input': input }) }),
    })
  const fine = 'keyId="k",headers="(request-target) host",signature="AAAA"'
  expect(read(fine)).toMatchObject({
    keyId: 'k',
    text: '(request-target): post /ap/inbox\nhost: social.havre-clair.example',
  })
  for (const odd of [
    `${fine},keyId="l"`,
    fine.replace('host', 'host host'),
    fine.replace('host', 'x-odd'),
    fine.replace('keyId', 'k'),
  ])
    expect(read(odd)).toBeUndefined()
  const input = 'sig1=("@method" "@path");created=1700000000;keyid="k"'
  expect(read('sig1=:AAAA:', input)).toMatchObject({
    ...{ keyId: 'k', atMs: 1_700_000_000_000 },
    text: '"@method": POST\n"@path": /ap/inbox\n"@signature-params": ("@method" "@path");created=1700000000;keyid="k"',
  })
  for (const odd of [
    'sig2=("@method");keyid="k"',
    'sig1=("@method";req);keyid="k"',
    'sig1=("@method" "@method");keyid="k"',
    'sig1=("@method")',
    'sig1=("x-odd");keyid="k"',
  ])
    expect(read('sig1=:AAAA:', odd)).toBeUndefined()
})

test('actors of any kind are read or not, and never point us at somebody else’s door', () => {
  const desk = testDesk()
  const id = 'https://a.example/users/zoe'
  const whole = { ...actorOf(id, testKey('zoe').pem), endpoints: { sharedInbox: 'https://a.example/inbox' } }
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.webUrl(),
    fc.constantFrom<unknown>(...Object.values(whole)),
  )
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...Object.keys(whole)), value), (fields) => {
      const actor = readActor({ ...whole, ...fields }, desk)
      if (actor === undefined) return
      for (const url of [actor.inbox, actor.sharedInbox ?? actor.inbox])
        expect(new URL(url).origin).toBe(new URL(actor.id).origin)
      expect(actor.keys.every((key) => key.id.startsWith(new URL(actor.id).origin))).toBe(true)
    }),
  )
  expect(readActor(whole, desk)).toMatchObject({
    id,
    handle: 'zoe@a.example',
    sharedInbox: 'https://a.example/inbox',
  })
})

test('only addresses of the web, elsewhere, without a password, are asked', () => {
  const desk = testDesk()
  const odd = [
    'http://a.example/',
    'ftp://a.example/',
    'https://u:p@a.example/',
    'https://u@a.example/',
    'data:application/json,{}',
    'https://a.example/ x',
    '',
    'https:',
  ]
  for (const id of [...odd, `${desk.origin}/ap/actors/x`, `https://a.example/${'a'.repeat(600)}`])
    expect([id, isRemoteId(id, desk)]).toEqual([id, false])
  expect(isRemoteId('https://a.example/users/zoe', desk)).toBe(true)
})

test('a path and query of any kind are answered', async () => {
  const answer = serveFederation(testDesk())
  await fc.assert(
    fc.asyncProperty(
      fc.webUrl({ withQueryParameters: true }),
      fc.constantFrom('/ap/', '/ap/notes/', '/.well-known/webfinger?resource='),
      async (url, start) => {
        const response = await answer(
          new Request(`https://social.havre-clair.example${start}${encodeURIComponent(url)}`),
        )
        expect([404, 400]).toContain(response.status)
      },
    ),
  )
})
