import { expect, onTestFinished, test } from 'vitest'
import { federationLimits } from '#networks/activitypub/desk.ts'
import { until } from '#networks/activitypub/test-hearing.ts'
import { testKey } from '#networks/activitypub/test-keys.ts'
import { heardAt, met, question } from '#networks/activitypub/test-met.ts'
import { actorOf, post, stranger } from '#networks/activitypub/test-stranger.ts'

const everybody = 'https://www.w3.org/ns/activitystreams#Public'

test('nobody says anything in somebody else’s name or from somebody else’s server', async () => {
  const one = await met()
  const { zoe, cityId } = one
  const elsewhere = 'http://127.0.0.1:9'
  const other = `${zoe.origin}/users/max`
  const tries = [
    question(zoe, cityId, { attributedTo: other }),
    question(zoe, cityId, { attributedTo: [other, zoe.actorId] }),
    question(zoe, cityId, { id: `${elsewhere}/notes/1` }),
    question(zoe, cityId, { id: `${one.city.desk.origin}/ap/notes/havre_clair/d1-0` }),
    { ...question(zoe, cityId), object: `${elsewhere}/notes/1` },
    { ...question(zoe, cityId), object: `${zoe.origin}/notes/missing` },
    { ...question(zoe, cityId), id: `${elsewhere}/creates/1` },
  ]
  for (const [at, activity] of tries.entries()) {
    const id = String(activity['id']).replace('creates/1', `creates/${at}`)
    await post({ ...one.posting, activity: { ...activity, id } })
  }
  expect(await heardAt(one)).toEqual([])
})

test('what is not for everybody, or not for us, is never told', async () => {
  const one = await met()
  const { zoe, cityId } = one
  const privately = question(zoe, cityId, { to: [cityId] })
  const toOthers = question(zoe, cityId, { tag: [], to: [everybody] })
  for (const [at, activity] of [privately, toOthers].entries())
    expect(
      (await post({ ...one.posting, activity: { ...activity, id: `${zoe.origin}/c/${at}` } })).status,
    ).toBe(202)
  expect(await heardAt(one)).toEqual([])
  expect(JSON.stringify([...one.city.desk.store.entries])).not.toContain('water')
})

test('only its author takes a post back, and a deletion that comes first holds', async () => {
  const one = await met()
  const { zoe, cityId } = one
  const mallory = await stranger('mallory')
  onTestFinished(() => mallory.close())
  await post(one.posting)
  const theirs = {
    id: `${mallory.origin}/d/1`,
    type: 'Delete',
    actor: mallory.actorId,
    object: `${zoe.origin}/notes/1`,
  }
  const byMallory = { keyId: `${mallory.actorId}#main-key`, privateKey: mallory.privateKey }
  expect((await post({ ...one.posting, ...byMallory, activity: theirs })).status).toBe(202)
  expect(await heardAt(one)).toEqual(['Is the water on?'])
  // Nor does a neighbour on the same server.
  const { privateKey, pem } = testKey('mallory')
  const max = `${zoe.origin}/users/max`
  zoe.documents.set('/users/max', { body: actorOf(max, pem) })
  const byMax = { ...theirs, id: `${zoe.origin}/d/9`, actor: max }
  expect((await post({ ...one.posting, activity: byMax, keyId: `${max}#main-key`, privateKey })).status).toBe(
    202,
  )
  expect(await heardAt(one)).toEqual(['Is the water on?'])
  const second = `${zoe.origin}/notes/2`
  const gone = {
    id: `${zoe.origin}/d/2`,
    type: 'Delete',
    actor: zoe.actorId,
    object: { id: second, type: 'Tombstone' },
  }
  await post({ ...one.posting, activity: gone })
  await post({
    ...one.posting,
    activity: { ...question(zoe, cityId, { id: second }), id: `${zoe.origin}/creates/2` },
  })
  expect(await heardAt(one)).toEqual(['Is the water on?'])
})

test('an author who is gone leaves nothing behind, also when no key is left to sign with', async () => {
  const one = await met()
  const { zoe, cityId, city } = one
  await post(one.posting)
  const follow = { id: `${zoe.origin}/f/1`, type: 'Follow', actor: zoe.actorId, object: cityId }
  await post({ ...one.posting, activity: follow })
  await until(() => zoe.received.length === 1)
  expect(zoe.received).toMatchObject([{ type: 'Accept', actor: cityId, object: { id: follow.id } }])
  const gone = { id: `${zoe.origin}/d/1`, type: 'Delete', actor: zoe.actorId, object: zoe.actorId }
  // While they are there, nobody else can say that they are gone.
  const { privateKey } = testKey('mallory')
  expect((await post({ ...one.posting, activity: gone, privateKey })).status).toBe(401)
  zoe.documents.set('/users/zoe', { status: 410, body: {} })
  for (const key of city.desk.store.entries.keys())
    if (key.startsWith('actor/')) await city.desk.store.delete(key)
  // That they are gone is all that anybody can say without their key.
  for (const odd of [
    { ...gone, type: 'Undo' },
    { ...gone, object: `${zoe.origin}/notes/1` },
    { ...gone, object: null },
  ])
    expect((await post({ ...one.posting, activity: odd, privateKey })).status).toBe(401)
  expect(await heardAt(one)).toEqual(['Is the water on?'])
  expect((await post({ ...one.posting, activity: gone, privateKey })).status).toBe(202)
  expect(await heardAt(one)).toEqual([`gone ${zoe.actorId}`])
  expect(await city.desk.store.count('follower/')).toBe(0)
})

test('an actor with all the followers it may have takes no more, and those it has may ask again', async () => {
  const one = await met()
  const { store } = one.city.desk
  const follow = { id: `${one.zoe.origin}/f/1`, type: 'Follow', actor: one.zoe.actorId, object: one.cityId }
  const { count } = store
  store.count = async () => federationLimits.followersMax
  await post({ ...one.posting, activity: follow })
  expect(await count('follower/')).toBe(0)
  store.count = count
  await post({ ...one.posting, activity: { ...follow, id: `${one.zoe.origin}/f/2` } })
  store.count = async () => federationLimits.followersMax
  await post({ ...one.posting, activity: { ...follow, id: `${one.zoe.origin}/f/3` } })
  expect(await count('follower/')).toBe(1)
  await until(() => one.zoe.received.length === 2)
})

test('what is no activity, or too long, is refused before anything is asked', async () => {
  const one = await met()
  const long = 'a'.repeat(federationLimits.activityBytesMax)
  const odd: [unknown, number][] = [
    ['', 400],
    ['{', 400],
    ['[]', 400],
    ['['.repeat(100_000), 400],
    [{ ...question(one.zoe, one.cityId), actor: one.cityId, id: `${one.cityId}#1` }, 400],
    [{ ...question(one.zoe, one.cityId), actor: [] }, 400],
    [{ ...question(one.zoe, one.cityId), actor: 'file:///etc/passwd', id: 'file:///etc/passwd' }, 400],
    [{ ...question(one.zoe, one.cityId), long }, 413],
  ]
  for (const [activity, status] of odd) expect((await post({ ...one.posting, activity })).status).toBe(status)
  const plain = {
    ...one.posting,
    spoil: ({ headers }: { headers: Record<string, string> }) =>
      void (headers['content-type'] = 'text/plain'),
  }
  expect((await post(plain)).status).toBe(415)
  expect(one.zoe.asked).toEqual([])
})

test('an address in our own network is never called, whoever names it', async () => {
  const one = await met()
  Reflect.set(one.city.desk, 'allowPrivateNetworks', false)
  expect((await post(one.posting)).status).toBe(400)
  const https = one.zoe.actorId.replace('http:', 'https:')
  const origin = new URL(https).origin
  const activity = { ...question(one.zoe, one.cityId), actor: https, id: `${origin}/1` }
  expect((await post({ ...one.posting, activity, keyId: `${https}#main-key` })).status).toBe(401)
  expect(one.zoe.asked).toEqual([])
})
