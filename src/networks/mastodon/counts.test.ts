import { expect, test } from 'vitest'
import { OwnStatus } from '#networks/mastodon/entities.ts'
import { needs, openAccount, postedBy } from '#networks/mastodon/test-account.ts'
import { textPart } from '#networks/test-sender-contract.ts'

const startMs = textPart('').atMs

test('a post of ours is asked after by its own id, and one that is gone is said to be', async () => {
  const { server, sender } = await openAccount({ startMs })
  const posted = postedBy(await sender.send(textPart('Out.'), needs))
  expect(await sender.readCounts?.(posted, needs)).toMatchObject({ kind: 'read' })
  expect(server.world.asked.at(-1)).toMatch(/^GET \/api\/v1\/statuses\/\w+$/u)
  expect(await sender.readCounts?.({ nativeId: posted.nativeId }, needs)).toMatchObject({ kind: 'read' })
  server.world.statuses = []
  expect(await sender.readCounts?.(posted, needs)).toEqual({ kind: 'gone' })
})

test('a server that is shut, and a sign-in that ended, tell nothing', async () => {
  const { server, sender } = await openAccount({ startMs })
  const posted = postedBy(await sender.send(textPart('Out.'), needs))
  server.world.closed.set('/api/v1/statuses', 500)
  expect(await sender.readCounts?.(posted, needs)).toMatchObject({ kind: 'unanswered' })
})

test('counts that are no counts are not told', () => {
  const status = { id: '1', uri: 'https://town.example/1' }
  expect(
    OwnStatus.parse({ ...status, replies_count: 3, favourites_count: -1, reblogs_count: 'many' }),
  ).toMatchObject({
    replies_count: 3,
    favourites_count: undefined,
    reblogs_count: undefined,
  })
})
