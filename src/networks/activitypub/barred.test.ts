import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isBarredBy, partyText, readParty } from '#networks/activitypub/barred.ts'
import { keys } from '#networks/activitypub/addresses.ts'
import { aboutActor } from '#networks/activitypub/jobs.ts'
import { until } from '#networks/activitypub/test-hearing.ts'
import { heardAt, met, question, type Met } from '#networks/activitypub/test-met.ts'
import { post } from '#networks/activitypub/test-stranger.ts'

test.each([
  ['@Zoe@Elsewhere.example', 'zoe@elsewhere.example'],
  ['zoe@elsewhere.example', 'zoe@elsewhere.example'],
  ['https://elsewhere.example/@zoe', 'zoe@elsewhere.example'],
  ['https://elsewhere.example/users/zoe', 'zoe@elsewhere.example'],
  ['elsewhere.example', 'elsewhere.example'],
  [' https://elsewhere.example/ ', 'elsewhere.example'],
  ['127.0.0.1:3000', '127.0.0.1:3000'],
  ['bücher.example', 'xn--bcher-kva.example'],
])('%s is %s', (typed, party) => {
  expect(partyText(readParty(typed) ?? { host: 'nobody' })).toBe(party)
})

test.each([
  '',
  '@',
  'a@b@c.example',
  'zoe @elsewhere.example',
  'else where',
  'http://',
  '-x.example',
  '*',
  'com',
  'zoe@com',
])('“%s” names nobody', (typed) => {
  expect(readParty(typed)).toBeUndefined()
})

test('whatever is typed, it is read or refused, and what is read reads as itself', () => {
  fc.assert(
    fc.property(fc.string(), (typed) => {
      const party = readParty(typed)
      if (party !== undefined) expect(readParty(partyText(party))).toEqual(party)
    }),
  )
})

test('a server bars itself and what is below it, not a server that only ends alike; a person bars nobody else', () => {
  const at = (host: string, handle?: string) => ({ id: `https://${host}/users/zoe`, handle })
  const server = new Set(['bad.example'])
  expect(isBarredBy(server, at('bad.example'))).toBe(true)
  expect(isBarredBy(server, at('social.bad.example'))).toBe(true)
  expect(isBarredBy(server, at('notbad.example'))).toBe(false)
  expect(isBarredBy(server, at('example'))).toBe(false)
  const zoe = new Set(['zoe@bad.example'])
  expect(isBarredBy(zoe, at('bad.example', 'zoe@bad.example'))).toBe(true)
  expect(isBarredBy(zoe, at('bad.example', 'max@bad.example'))).toBe(false)
  expect(isBarredBy(zoe, at('bad.example'))).toBe(false)
  expect(isBarredBy(zoe, { id: 'nonsense' })).toBe(false)
})

async function barring(): Promise<Met & { parties: Set<string>; host: string }> {
  const one = await met()
  const parties = new Set<string>()
  one.city.desk.isBarred = (who) => isBarredBy(parties, who)
  return { ...one, parties, host: new URL(one.zoe.origin).host }
}

function follow({ zoe, cityId }: Met, at: number): Record<string, unknown> {
  return { id: `${zoe.origin}/f/${at}`, type: 'Follow', actor: zoe.actorId, object: cityId }
}

/** Tells all followers something. */
async function tellAll({ city }: Met, at: number): Promise<void> {
  const activity = { id: `${city.desk.origin}/ap/updates/${at}`, type: 'Update' }
  await city.desk.store.enqueue([aboutActor('havre_clair', activity)])
  await until(() => city.desk.store.queue.size === 0)
}

test.each(['server', 'author'])(
  'who is barred (%s) is not heard, does not follow and is told nothing; a follow from before goes on when it is over',
  async (by) => {
    const one = await barring()
    const { store } = one.city.desk
    await post({ ...one.posting, activity: follow(one, 1) })
    await until(() => one.zoe.received.length === 1)
    one.parties.add(by === 'server' ? one.host : `zoe@${one.host}`)
    expect((await post(one.posting)).status).toBe(202)
    expect(await heardAt(one)).toEqual([])
    await tellAll(one, 1)
    expect(one.zoe.received).toHaveLength(1)
    one.parties.clear()
    await tellAll(one, 2)
    await until(() => one.zoe.received.length === 2)
    const again = { ...question(one.zoe, one.cityId), id: `${one.zoe.origin}/creates/2` }
    await post({ ...one.posting, activity: again })
    expect(await heardAt(one)).toEqual(['Is the water on?'])
    expect(await store.count(keys.followers('havre_clair'))).toBe(1)
  },
)

test('nobody who is barred becomes a follower', async () => {
  const one = await barring()
  one.parties.add(one.host)
  expect((await post({ ...one.posting, activity: follow(one, 1) })).status).toBe(202)
  expect(await one.city.desk.store.count(keys.followers('havre_clair'))).toBe(0)
})

test('who is barred still takes back what was said before', async () => {
  const one = await barring()
  await post(one.posting)
  expect(await heardAt(one)).toEqual(['Is the water on?'])
  one.parties.add(one.host)
  const gone = {
    id: `${one.zoe.origin}/d/1`,
    type: 'Delete',
    actor: one.zoe.actorId,
    object: `${one.zoe.origin}/notes/1`,
  }
  await post({ ...one.posting, activity: gone })
  expect(await heardAt(one)).toEqual([`deleted activitypub:${one.zoe.origin}/notes/1`])
})
