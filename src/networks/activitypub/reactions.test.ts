import { expect, onTestFinished, test } from 'vitest'
import { wallClock } from '#kernel/time.ts'
import { activitypubNetwork } from '#networks/activitypub/sender.ts'
import { testActor, testCredentials, testServer } from '#networks/activitypub/test-desk.ts'
import { post, stranger, type Stranger } from '#networks/activitypub/test-stranger.ts'
import type { SendingNeeds } from '#networks/sender.ts'
import { textPart } from '#networks/test-sender-contract.ts'

/** A note of ours, which people of other servers like, share, and think better of. */
async function said() {
  const city = await testServer([testActor()], wallClock)
  onTestFinished(() => city.close())
  const sender = activitypubNetwork(city.desk, { timeoutsMs: { change: 5000, ask: 5000 } }).open({
    ...{ account: 'a1', handle: '@havre_clair', languages: ['en'] },
    credentials: testCredentials({ handle: 'havre_clair', displayName: 'City', summary: 'The city.' }),
  })
  const needs: SendingNeeds = { clock: wallClock, signal: new AbortController().signal }
  const outcome = await sender.send(textPart('Water is off.'), needs)
  if (outcome.kind !== 'sent') throw new Error(JSON.stringify(outcome))
  const { posted } = outcome
  let activities = 0
  return {
    ...{ city, posted, sender, needs },
    read: () => sender.readCounts?.(posted, needs),
    async does(by: Stranger, type: string, object: unknown = posted.nativeId): Promise<number> {
      const activity = { id: `${by.origin}/a/${(activities += 1)}`, type, actor: by.actorId, object }
      const keys = { keyId: `${by.actorId}#main-key`, privateKey: by.privateKey }
      return (await post({ to: `${city.desk.origin}/ap/inbox`, ...keys, activity })).status
    },
  }
}

async function another(): Promise<Stranger> {
  const one = await stranger()
  onTestFinished(() => one.close())
  return one
}

test('likes and shares are counted, each actor once, and taken back', async () => {
  const one = await said()
  const [zoe, max] = [await another(), await another()]
  expect(await one.read()).toEqual({ kind: 'read', counts: { likes: 0, reposts: 0 } })
  for (let times = 0; times < 3; times += 1) expect(await one.does(zoe, 'Like')).toBe(202)
  await one.does(max, 'Like')
  await one.does(max, 'Announce')
  expect(await one.read()).toEqual({ kind: 'read', counts: { likes: 2, reposts: 1 } })
  await one.does(zoe, 'Undo', { type: 'Like', object: one.posted.nativeId })
  // Nobody takes back what another did.
  await one.does(zoe, 'Undo', { type: 'Announce', object: one.posted.nativeId })
  expect(await one.read()).toEqual({ kind: 'read', counts: { likes: 1, reposts: 1 } })
})

test('nothing that is kept says who it was, and what is no note of ours is not counted', async () => {
  const one = await said()
  const zoe = await another()
  await one.does(zoe, 'Like')
  for (const object of [
    `${one.city.desk.origin}/ap/notes/havre_clair/none`,
    'https://elsewhere.example/1',
    7,
    null,
    {},
  ])
    await one.does(zoe, 'Like', object)
  expect(await one.read()).toEqual({ kind: 'read', counts: { likes: 1, reposts: 0 } })
  const kept = JSON.stringify([...one.city.desk.store.entries].filter(([key]) => key.startsWith('like')))
  expect(kept).not.toContain(new URL(zoe.origin).host)
  expect(kept).not.toContain('zoe')
})

test('a note that was taken down is gone', async () => {
  const one = await said()
  await one.sender.remove?.(one.posted, one.needs)
  expect(await one.read()).toEqual({ kind: 'gone' })
  expect(await one.sender.readCounts?.({ nativeId: 'https://elsewhere.example/1' }, one.needs)).toEqual({
    kind: 'gone',
  })
})
