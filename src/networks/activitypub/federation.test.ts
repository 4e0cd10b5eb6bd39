import { expect, onTestFinished, test } from 'vitest'
import { wallClock } from '#kernel/time.ts'
import { keys } from '#networks/activitypub/addresses.ts'
import { activitypubNetwork } from '#networks/activitypub/sender.ts'
import { signedHeaders } from '#networks/activitypub/sign.ts'
import { hearNow, inShort, until } from '#networks/activitypub/test-hearing.ts'
import { testActor, testCredentials, testServer, type TestServer } from '#networks/activitypub/test-desk.ts'
import type { Sender, SendingNeeds } from '#networks/sender.ts'
import { textPart } from '#networks/test-sender-contract.ts'
import { fieldsOf } from '#networks/unknown-fields.ts'

const needs: SendingNeeds = { clock: wallClock, signal: new AbortController().signal }

type Voice = TestServer & { sender: Sender; actorId: string; noteId: (key: string) => string }

async function voice(name: string): Promise<Voice> {
  const actor = testActor({ name, account: name })
  const server = await testServer([actor])
  onTestFinished(() => server.close())
  const { desk } = server
  const sender = activitypubNetwork(desk).open({
    ...{ account: name, handle: name, languages: ['en'], credentials: testCredentials() },
  })
  const noteId = (key: string): string => `${desk.origin}/ap/notes/${name}/${key}`
  return { ...server, sender, noteId, actorId: `${desk.origin}/ap/actors/${name}` }
}

/** Signed by one server's actor, delivered at another server's inbox. */
async function deliver(from: Voice, to: Voice, activity: object, path = '/ap/inbox'): Promise<number> {
  const [actor] = await from.desk.actors()
  const url = `${to.desk.origin}${path}`
  const body = JSON.stringify(activity)
  const { host: _, ...headers } = await signedHeaders({ url, body }, actor ?? testActor(), from.desk)
  return (await fetch(url, { method: 'POST', headers, body })).status
}

/** `zoe` follows the city. */
async function following(): Promise<{ city: Voice; zoe: Voice; follow: object }> {
  const [city, zoe] = [await voice('city'), await voice('zoe')]
  const follow = { id: `${zoe.actorId}#follow-1`, type: 'Follow', actor: zoe.actorId, object: city.actorId }
  expect(await deliver(zoe, city, follow, '/ap/actors/city/inbox')).toBe(202)
  return { city, zoe, follow }
}

/** What a server took at its inbox, by the marks it keeps. */
function took(server: Voice, activityId: string): boolean {
  return server.desk.store.entries.has(keys.seen(activityId))
}

test('a follow is accepted, and what we say then comes to the follower once', async () => {
  const { city, zoe, follow } = await following()
  expect(await city.desk.store.count('follower/city/')).toBe(1)
  await until(() => city.desk.store.queue.size === 0)
  const marks = zoe.desk.store.entries.size
  await city.sender.send(textPart('Water is cut.'), needs)
  await until(() => took(zoe, `${city.noteId('d1-0')}#create`))
  expect(zoe.desk.store.entries.size).toBe(marks + 1)
  expect(await deliver(zoe, city, follow)).toBe(202)
  expect(await city.desk.store.count('follower/city/')).toBe(1)
})

test('an answer, its other words and its deletion are heard, and answered with a mention', async () => {
  const { city, zoe } = await following()
  await city.sender.send(textPart('Water is cut.'), needs)
  const replyTo = `activitypub:${city.noteId('d1-0')}`
  // Zoe does not follow back: the city is told because it is answered, through its own note.
  const said = { ...textPart('Until when?', { key: 'z1-0' }), replyTo }
  expect(await zoe.sender.send(said, needs)).toMatchObject({ kind: 'sent' })
  const id = `activitypub:${zoe.noteId('z1-0')}`
  expect(inShort(await hearNow(city.desk))).toEqual([])
  const create = await noteOf(zoe, 'z1-0')
  const activity = { type: 'Create', actor: zoe.actorId, object: create }
  expect(await deliver(zoe, city, { ...activity, id: `${zoe.noteId('z1-0')}#create` })).toBe(202)
  const heard = await hearNow(city.desk)
  const posts = heard.flatMap((one) => (one.kind === 'posts' ? one.posts : []))
  expect(posts).toMatchObject([{ id, text: 'Until when?', replyTo, lang: 'en', network: 'activitypub' }])
  expect(posts[0]?.author).toMatchObject({ id: zoe.actorId, handle: `zoe@${new URL(zoe.desk.origin).host}` })

  const answer = textPart('Until six.', { key: 'd2-0', replyTo: id })
  expect(await city.sender.send(answer, needs)).toMatchObject({ kind: 'sent' })
  const told = await until(async () =>
    inShort(await hearNow(zoe.desk)).length > 0 ? hearNow(zoe.desk) : null,
  )
  expect(inShort(told)).toEqual(['Until six.'])
  await city.sender.edit?.(
    { nativeId: city.noteId('d2-0') },
    textPart('Until seven.', { key: 'd3-0' }),
    needs,
  )
  await until(async () => inShort(await hearNow(zoe.desk)).includes('Until seven.'))
  expect(inShort(await hearNow(zoe.desk))).toEqual(['Until seven.'])
  await city.sender.remove?.({ nativeId: city.noteId('d2-0') }, needs)
  const gone = await until(async () => {
    const heardNow = inShort(await hearNow(zoe.desk))
    return heardNow.some((one) => one.startsWith('deleted')) ? heardNow : null
  })
  expect(gone).toEqual([`deleted activitypub:${city.noteId('d2-0')}`])
})

async function noteOf(server: Voice, key: string): Promise<object> {
  const response = await fetch(server.noteId(key), { headers: { accept: 'application/activity+json' } })
  return fieldsOf(await response.json()) ?? {}
}

test('whoever answers us is mentioned, also when we never heard of them before', async () => {
  const [city, zoe] = [await voice('city'), await voice('zoe')]
  await zoe.sender.send(textPart('Is the bridge open?', { key: 'z1-0' }), needs)
  const replyTo = `mastodon:${zoe.noteId('z1-0')}`
  expect(await city.sender.send(textPart('It is.', { replyTo }), needs)).toMatchObject({ kind: 'sent' })
  expect(await noteOf(city, 'd1-0')).toMatchObject({
    ...{ inReplyTo: zoe.noteId('z1-0'), content: '<p>It is.</p>' },
    tag: [{ type: 'Mention', href: zoe.actorId, name: `@zoe@${new URL(zoe.desk.origin).host}` }],
  })
  expect(await until(async () => inShort(await hearNow(zoe.desk))[0])).toBe('It is.')
})

test('what is answered and is not there, or cannot be asked, is not said', async () => {
  const [city, zoe] = [await voice('city'), await voice('zoe')]
  const to = (address: string): object => ({ replyTo: `activitypub:${address}` })
  const missing = textPart('Hm.', to(zoe.noteId('never')))
  expect(await city.sender.send(missing, needs)).toMatchObject({ kind: 'refused', why: 'not-found' })
  const closed = textPart('Hm.', { key: 'd2-0', ...to('http://127.0.0.1:9/notes/1') })
  expect(await city.sender.send(closed, needs)).toMatchObject({ kind: 'wait', why: 'unreachable' })
  const other = textPart('Hm.', { key: 'd3-0', replyTo: 'x:123' })
  expect(await city.sender.send(other, needs)).toMatchObject({ kind: 'refused', why: 'not-accepted' })
  expect([...city.desk.store.entries.keys()].filter((key) => key.startsWith('note/'))).toEqual([])
})

test('who does not follow any more is not told any more', async () => {
  const { city, zoe, follow } = await following()
  const undo = { id: `${zoe.actorId}#undo-1`, type: 'Undo', actor: zoe.actorId, object: follow }
  expect(await deliver(zoe, city, undo)).toBe(202)
  expect(await city.desk.store.count('follower/city/')).toBe(0)
  // Played again, the old follow does not bring them back.
  expect(await deliver(zoe, city, follow)).toBe(202)
  expect(await city.desk.store.count('follower/city/')).toBe(0)
  await city.sender.send(textPart('Water is back.'), needs)
  await until(() => city.desk.store.queue.size === 0)
  expect(took(zoe, `${city.noteId('d1-0')}#create`)).toBe(false)
})

test('who blocks us is told nothing any more', async () => {
  const { city, zoe } = await following()
  const block = { id: `${zoe.actorId}#block-1`, type: 'Block', actor: zoe.actorId, object: city.actorId }
  expect(await deliver(zoe, city, block)).toBe(202)
  expect(await city.desk.store.count('follower/city/')).toBe(0)
})

test('an undo that overtakes its follow keeps it from counting', async () => {
  const [city, zoe] = [await voice('city'), await voice('zoe')]
  const follow = { id: `${zoe.actorId}#follow-9`, type: 'Follow', actor: zoe.actorId, object: city.actorId }
  await deliver(zoe, city, {
    id: `${zoe.actorId}#undo-9`,
    type: 'Undo',
    actor: zoe.actorId,
    object: follow.id,
  })
  await deliver(zoe, city, follow)
  expect(await city.desk.store.count('follower/city/')).toBe(0)
})
