import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { wallClock } from '#kernel/time.ts'
import { blueskyProfiles } from '#networks/bluesky/profiles.ts'
import { connectionTo, testSettings } from '#networks/bluesky/test-sender.ts'
import { ours, startTestPds } from '#networks/bluesky/test-pds.ts'
import { mastodonProfiles } from '#networks/mastodon/profiles.ts'
import { avatarAt, liesAt } from '#networks/profile-avatar.ts'
import type { NetworkProfile } from '#networks/profile.ts'

const needs = { clock: wallClock, signal: new AbortController().signal }

/** A server that answers each path with what a test gives it, and remembers what it was asked. */
async function server(answers: Record<string, { status?: number; json?: unknown; bytes?: Uint8Array }>) {
  const asked: string[] = []
  const http = createServer((request, response) => {
    asked.push(request.url ?? '')
    const {
      status = 200,
      json,
      bytes,
    } = answers[new URL(request.url ?? '/', 'http://x').pathname] ?? { status: 404, json: {} }
    response.writeHead(status, { 'content-type': 'application/json' }).end(bytes ?? JSON.stringify(json))
  })
  await new Promise<void>((resolve) => void http.listen(0, '127.0.0.1', () => resolve()))
  onTestFinished(() => {
    http.closeAllConnections()
    http.close()
  })
  return { origin: `http://127.0.0.1:${(http.address() as AddressInfo).port}`, asked }
}

function mastodonAt(origin: string) {
  return mastodonProfiles({
    ...{
      account: 'town',
      server: origin,
      handle: '@town@town.example',
      languages: ['en'],
      allowPrivateNetworks: true,
    },
    credentials: { read: async () => ({ accessToken: 'planted-token' }), write: async () => undefined },
  })
}

const account = {
  ...{ id: '1', acct: 'town', uri: 'https://town.example/users/town', url: 'https://town.example/@town' },
  ...{
    display_name: 'Town',
    note: '<p>News &amp; <b>answers</b></p>',
    avatar_static: 'https://files.town.example/a.png',
  },
  fields: [
    {
      name: 'Site',
      value: '<a href="https://desk.example/official-accounts" rel="me">desk</a>',
      verified_at: '2026-01-02T03:04:05Z',
    },
    { name: 'Mayor', value: 'Ana <script>alert(1)</script>', verified_at: null },
  ],
}

test('a Mastodon profile is read with its lines, as plain text', async () => {
  const { origin } = await server({ '/api/v1/accounts/verify_credentials': { json: account } })
  expect(await mastodonAt(origin).own(needs)).toEqual({
    kind: 'profile',
    profile: {
      ...{
        id: 'https://town.example/users/town',
        handle: 'town@town.example',
        name: 'Town',
        bio: 'News & answers',
      },
      ...{ url: 'https://town.example/@town', avatarUrl: 'https://files.town.example/a.png' },
      fields: [
        {
          name: 'Site',
          text: 'desk',
          href: 'https://desk.example/official-accounts',
          verifiedAtMs: Date.UTC(2026, 0, 2, 3, 4, 5),
        },
        { name: 'Mayor', text: 'Ana' },
      ],
    },
  })
})

test('a Mastodon search leaves out what is no account, and a refusal is no answer', async () => {
  const odd = [account, null, 7, { id: '2' }, { ...account, id: '3', acct: 'x'.repeat(5000) }]
  const { origin, asked } = await server({ '/api/v1/accounts/search': { json: odd } })
  const found = await mastodonAt(origin).search?.('hàvre & clair', needs)
  expect(found).toMatchObject({ kind: 'found', isWhole: true, profiles: [{ handle: 'town@town.example' }] })
  expect(asked[0]).toContain('q=h%C3%A0vre+%26+clair')
  const closed = await server({
    '/api/v1/accounts/search': {
      status: 403,
      json: { error: 'This action is outside the authorized scopes' },
    },
  })
  expect(await mastodonAt(closed.origin).search?.('x', needs)).toMatchObject({
    kind: 'unanswered',
    why: 'forbidden',
  })
  const html = await server({ '/api/v1/accounts/verify_credentials': { bytes: Buffer.from('<html>') } })
  expect(await mastodonAt(html.origin).own(needs)).toMatchObject({ kind: 'unanswered', why: 'unreadable' })
})

test('a Bluesky profile and a search are read in the name of the account; one that was taken down is gone', async () => {
  const pds = await startTestPds()
  onTestFinished(() => pds.close())
  const view = {
    did: ours.did,
    handle: ours.handle,
    displayName: 'City',
    description: 'News',
    avatar: `${pds.server}/avatar`,
  }
  pds.answers.set('app.bsky.actor.getProfile', () => ({ status: 200, body: view }))
  const stranger = { did: 'did:plc:thief', handle: 'c1ty.test', displayName: 'City' }
  pds.answers.set('app.bsky.actor.searchActors', () => ({
    status: 200,
    body: { actors: [view, stranger, { did: 'no' }, null] },
  }))
  const reader = blueskyProfiles(connectionTo(pds.server), testSettings)
  expect(await reader.own(needs)).toMatchObject({
    kind: 'profile',
    profile: { id: ours.did, name: 'City', bio: 'News', fields: [] },
  })
  expect(await reader.search?.('city', needs)).toMatchObject({
    kind: 'found',
    isWhole: true,
    profiles: [{}, { handle: 'c1ty.test' }],
  })
  pds.answers.set('app.bsky.actor.getProfile', () => ({
    status: 400,
    body: { error: 'AccountTakedown', message: 'gone' },
  }))
  expect(await reader.own(needs)).toMatchObject({ kind: 'gone' })
  pds.answers.set('app.bsky.actor.getProfile', () => ({
    status: 502,
    body: { error: 'UpstreamFailure', message: 'x' },
  }))
  expect(await reader.own(needs)).toMatchObject({ kind: 'unanswered' })
})

test('a picture is fetched only from where the network keeps pictures', async () => {
  const { origin, asked } = await server({ '/a.png': { bytes: Buffer.from('picture') } })
  const host = new URL(origin).host
  const profile = (avatarUrl: string): NetworkProfile => ({
    id: '1',
    handle: 'x',
    name: 'x',
    bio: '',
    url: origin,
    fields: [],
    avatarUrl,
  })
  const at = (url: string, hosts: string[]) =>
    avatarAt(profile(url), { hosts, allowPrivateNetworks: true }, needs)
  expect(await at(`${origin}/a.png`, [host])).toEqual(Buffer.from('picture'))
  expect(await at(`${origin}/a.png`, ['elsewhere.example'])).toBeUndefined()
  expect(await at('file:///etc/passwd', [''])).toBeUndefined()
  expect(asked).toEqual(['/a.png'])
  expect(
    await avatarAt(profile(`${origin}/a.png`), { hosts: [host], allowPrivateNetworks: false }, needs),
  ).toBeUndefined()
  expect(liesAt('https://files.town.example/a', ['town.example'])).toBe(true)
  expect(liesAt('https://evil-town.example/a', ['town.example'])).toBe(false)
})
