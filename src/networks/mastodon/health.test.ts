import { expect, test } from 'vitest'
import { needs, openAccount, senderOf } from '#networks/mastodon/test-account.ts'
import type { VersionContent } from '#kernel/version-content.ts'

test('health tells the handle with its server, the limits of the server, and what is left of the budget', async () => {
  const { sender } = await openAccount()
  expect(await sender.health(needs)).toMatchObject({
    ...{ ok: true, handle: '@town@town.example', budget: { left: 299, of: 300 } },
    limits: {
      ...{ textMax: 500, filesMax: 4, altLengthMax: 1500, urlLength: 23 },
      media: { 'image/png': { bytesMax: 16_777_216 }, 'video/mp4': { bytesMax: 103_809_024 } },
    },
  })
})

test('servers of other makes tell their limits in their own way', async () => {
  const pleroma = await openAccount({ make: 'pleroma' })
  expect(await pleroma.sender.health(needs)).toMatchObject({
    ...{
      ok: true,
      limits: { textMax: 5000, altLengthMax: 5000, media: { 'image/png': { bytesMax: 16_000_000 } } },
    },
  })
  const social = await openAccount({ make: 'gotosocial' })
  const health = await social.sender.health(needs)
  expect(health).toMatchObject({ ok: true, limits: { urlLength: 25 }, budget: { of: 300 } })
  if (!health.ok) return
  // As they are kept: through JSON.
  const limits = JSON.parse(JSON.stringify(health.limits)) as typeof health.limits
  expect(senderOf(social.server, { limits }).measure('https://town.example/')).toBe(25)
})

test('Pleroma says in its own way that a sign-in ended, and a ban is none', async () => {
  const { server, sender } = await openAccount({ make: 'pleroma' })
  const ended = senderOf({ ...server, token: 'of-yesterday' })
  expect(await ended.health(needs)).toMatchObject({ ok: false, why: 'revoked', isTransient: false })
  server.world.closed.set('/api/v1/accounts', 403)
  expect(await sender.health(needs)).toMatchObject({ ok: false, why: 'forbidden', isTransient: false })
})

test('a sign-in that ended is told apart from a server that is down', async () => {
  const { server, sender } = await openAccount()
  const ended = senderOf({ ...server, token: 'of-yesterday' })
  expect(await ended.health(needs)).toMatchObject({ ok: false, why: 'revoked', isTransient: false })
  server.world.closed.set('/api/v1/accounts', 503)
  expect(await sender.health(needs)).toMatchObject({ ok: false, why: 'server-error', isTransient: true })
  server.world.closed.set('/api/v1/accounts', 429)
  expect(await sender.health(needs)).toMatchObject({ ok: false, why: 'rate-limited', isTransient: true })
})

test('a server that says nothing or nonsense about itself has the limits it had', async () => {
  const { server } = await openAccount()
  const limits = { textMax: 1234, partsMax: 5, filesMax: 1, media: {} }
  server.world.closed.set('/api/v2/instance', 500).set('/api/v1/instance', 500)
  expect(await senderOf(server, { limits }).health(needs)).toMatchObject({ ok: true, limits })
  server.world.closed.clear()
  server.world.limits = { configuration: { statuses: { max_characters: -3 }, media_attachments: 'none' } }
  expect(await senderOf(server).health(needs)).toMatchObject({
    ok: true,
    limits: { textMax: 500, filesMax: 4 },
  })
})

test('a warning counts with the text, and a film stands alone', async () => {
  const { sender } = await openAccount()
  const content: VersionContent = { account: 'a', language: 'en', parts: ['a'.repeat(495)], media: [] }
  expect(sender.check(content)).toEqual([])
  expect(sender.check({ ...content, contentWarning: 'Flood water' })).toMatchObject([
    { why: 'too-long', limit: 489, actual: 495 },
  ])
  const file = { sha256: 'a'.repeat(64), mediaType: 'image/png', bytes: 9, alt: 'It', decorative: false }
  const film = { ...file, mediaType: 'video/mp4' }
  expect(sender.check({ ...content, media: [file, film] })).toMatchObject([
    { why: 'too-many-files', limit: 1, actual: 2 },
  ])
  expect(sender.check({ ...content, media: [file, file] })).toEqual([])
  expect(sender.check({ ...content, media: [film] })).toEqual([])
  expect(sender.check({ ...content, quoteOf: 'mastodon:https://x/1' })).toMatchObject([{ why: 'no-quotes' }])
})
