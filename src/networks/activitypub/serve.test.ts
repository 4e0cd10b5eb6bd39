import { expect, test } from 'vitest'
import { federationRoutes, serveFederation } from '#networks/activitypub/serve.ts'
import { activitypubNetwork } from '#networks/activitypub/sender.ts'
import { testActor, testCredentials, testDesk, type TestDesk } from '#networks/activitypub/test-desk.ts'
import { wallClock } from '#kernel/time.ts'
import { textPart } from '#networks/test-sender-contract.ts'

const origin = 'https://social.havre-clair.example'

async function ask(
  path: string,
  o: { desk?: TestDesk; accept?: string; method?: string } = {},
): Promise<Response> {
  const { desk = testDesk(), accept = 'application/activity+json', method = 'GET' } = o
  return serveFederation(desk)(new Request(`${origin}${path}`, { method, headers: { accept } }))
}

/** A desk that said one thing. */
async function spoken(): Promise<TestDesk> {
  const desk = testDesk()
  const connection = { account: 'a1', handle: 'h', languages: ['en'], credentials: testCredentials() }
  const needs = { clock: wallClock, signal: new AbortController().signal }
  await activitypubNetwork(desk).open(connection).send(textPart('Water.'), needs)
  return desk
}

test('an actor tells its name, its key, where it is reached, and the sites that are ours too', async () => {
  const actors = [
    testActor({
      icon: { url: 'https://havre-clair.example/arms.png', mediaType: 'image/png' },
      fields: [
        { name: 'Website', value: 'https://havre-clair.example/?a=1&b="2"' },
        { name: 'Telephone', value: '311 <script>' },
        { name: 'Odd', value: 'javascript:alert(1)' },
      ],
    }),
  ]
  const response = await ask('/ap/actors/havre_clair', { desk: testDesk({ actors: async () => actors }) })
  const id = `${origin}/ap/actors/havre_clair`
  expect(response.headers.get('content-type')).toBe('application/activity+json')
  expect(await response.json()).toMatchObject({
    ...{ id, type: 'Organization', preferredUsername: 'havre_clair', inbox: `${id}/inbox` },
    ...{ endpoints: { sharedInbox: `${origin}/ap/inbox` }, icon: { type: 'Image', mediaType: 'image/png' } },
    publicKey: { id: `${id}#main-key`, owner: id, publicKeyPem: expect.stringContaining('BEGIN PUBLIC KEY') },
    attachment: [
      {
        type: 'PropertyValue',
        value:
          '<a href="https://havre-clair.example/?a=1&#38;b=%222%22" rel="me noopener noreferrer">https://havre-clair.example/?a=1&#38;b=&#34;2&#34;</a>',
      },
      { value: '311 &#60;script&#62;' },
      { value: 'javascript:alert(1)' },
    ],
  })
})

test('a browser is shown the page about the account, and a program the document', async () => {
  const desk = await spoken()
  for (const path of ['/ap/actors/havre_clair', '/ap/notes/havre_clair/d1-0']) {
    const page = await ask(path, { desk, accept: 'text/html,application/xhtml+xml,*/*;q=0.8' })
    expect([page.status, page.headers.get('location')]).toEqual([303, 'https://havre-clair.example/messages'])
    expect((await ask(path, { desk, accept: '*/*' })).status).toBe(200)
  }
})

test('how many follow and how much was said is told, and not who and what', async () => {
  const desk = await spoken()
  await desk.store.set('follower/havre_clair/x', { id: 'https://elsewhere.example/zoe' })
  const counts = { followers: 1, outbox: 1, following: 0 }
  for (const [part, totalItems] of Object.entries(counts)) {
    const text = await (await ask(`/ap/actors/havre_clair/${part}`, { desk })).text()
    expect(JSON.parse(text)).toMatchObject({ type: 'OrderedCollection', totalItems })
    expect(text).not.toMatch(/elsewhere|Water/)
  }
})

test('an actor is found by its handle, however it is written, and nobody else is', async () => {
  const found = [
    'acct:havre_clair@social.havre-clair.example',
    'havre_clair@social.havre-clair.example',
    'acct:@Havre_Clair@SOCIAL.havre-clair.example',
    `${origin}/ap/actors/havre_clair`,
  ]
  for (const resource of found) {
    const response = await ask(`/.well-known/webfinger?resource=${encodeURIComponent(resource)}`)
    expect(response.headers.get('content-type')).toBe('application/jrd+json')
    expect(await response.json()).toMatchObject({
      subject: 'acct:havre_clair@social.havre-clair.example',
      links: [
        { rel: 'self', type: 'application/activity+json', href: `${origin}/ap/actors/havre_clair` },
        {},
      ],
    })
  }
  const odd = [
    'acct:mallory@social.havre-clair.example',
    'acct:havre_clair@elsewhere.example',
    'x',
    '__proto__',
    '@@@',
  ]
  for (const resource of odd)
    expect((await ask(`/.well-known/webfinger?resource=${encodeURIComponent(resource)}`)).status).toBe(404)
  for (const query of ['', '?resource', `?resource=${'a'.repeat(2000)}`])
    expect((await ask(`/.well-known/webfinger${query}`)).status).toBeGreaterThanOrEqual(400)
})

test('the server describes itself', async () => {
  const links = (await (await ask('/.well-known/nodeinfo')).json()) as { links: { href: string }[] }
  expect(links.links[0]?.href).toBe(`${origin}/ap/nodeinfo/2.1`)
  const info = await (await ask('/ap/nodeinfo/2.1', { desk: await spoken() })).json()
  expect(info).toMatchObject({
    software: { name: 'bellwether' },
    usage: { users: { total: 1 }, localPosts: 1 },
  })
})

test('what is not there is not found, in whatever way it is asked for', async () => {
  const desk = await spoken()
  const paths = [
    '/ap',
    '/ap/actors/mallory',
    '/ap/actors/havre_clair/secrets',
    '/ap/actors/',
    '/ap/notes/havre_clair/d9-0',
  ]
  const odd = [
    '/ap/notes/havre_clair/../../x',
    '/ap/notes/%00/1',
    '/ap/notes/havre_clair/d1-0/x',
    '/ap/actors/%2e%2e',
    '/',
  ]
  for (const path of [...paths, ...odd])
    expect([path, (await ask(path, { desk })).status]).toEqual([path, 404])
  expect((await ask('/ap/notes/havre_clair/d1-0', { desk, method: 'POST' })).status).toBe(404)
  expect((await ask('/ap/actors/mallory/inbox', { desk, method: 'POST' })).status).toBe(404)
  expect((await ask('/ap/notes/havre_clair/d1-0', { desk, method: 'PUT' })).status).toBe(405)
})

test('every route that the app mounts leads somewhere', async () => {
  const desk = await spoken()
  const values: Readonly<Record<string, string>> = {
    name: 'havre_clair',
    part: 'outbox',
    actor: 'havre_clair',
    key: 'd1-0',
  }
  for (const { method, path } of federationRoutes) {
    const whole = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
    const query = path.endsWith('webfinger') ? `?resource=${origin}/ap/actors/havre_clair` : ''
    const { status } = await ask(`${whole}${query}`, { desk, method: method.toUpperCase() })
    expect([path, status]).toEqual([path, method === 'post' ? 415 : 200])
  }
})
