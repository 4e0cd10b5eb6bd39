import { expect, onTestFinished, test } from 'vitest'
import { minuteMs, wallClock, type Clock } from '#kernel/time.ts'
import type { VersionPoll } from '#kernel/version-content.ts'
import { federationLimits } from '#networks/activitypub/desk.ts'
import { barDelivery } from '#networks/activitypub/jobs.ts'
import { activitypubNetwork } from '#networks/activitypub/sender.ts'
import { takeVoterOut } from '#networks/activitypub/take-out.ts'
import { testActor, testCredentials, testServer, type TestServer } from '#networks/activitypub/test-desk.ts'
import { hearNow, inShort, until } from '#networks/activitypub/test-hearing.ts'
import { post, stranger, type Stranger } from '#networks/activitypub/test-stranger.ts'
import type { PollRead, PostedPart, Sender, SendingNeeds } from '#networks/sender.ts'
import { textPart } from '#networks/test-sender-contract.ts'
import { fieldsOf } from '#networks/unknown-fields.ts'

const poll: VersionPoll = { options: ['Morning', 'Evening', 'Never'], multiple: false, durationMin: 60 }

/** The wall clock, which a test moves ahead. */
function movableClock(): Clock & { ahead(ms: number): void } {
  let aheadMs = 0
  return {
    nowMs: () => Date.now() + aheadMs,
    sleep: (ms, signal) => wallClock.sleep(ms, signal),
    ahead: (ms) => void (aheadMs += ms),
  }
}

type Asked = {
  city: TestServer
  sender: Sender
  zoe: Stranger
  clock: ReturnType<typeof movableClock>
  posted: PostedPart
  /** Votes as another server does. */
  vote(
    name: string,
    more?: { id?: string; by?: Stranger; object?: object; activity?: object },
  ): Promise<number>
  read(): Promise<PollRead | undefined>
}

let votes = 0

/** Our actor asks, before a follower on another server. */
async function asked(more: Partial<VersionPoll> = {}): Promise<Asked> {
  const clock = movableClock()
  const [city, zoe] = [await testServer([testActor()], clock), await stranger()]
  onTestFinished(() => city.close())
  onTestFinished(() => zoe.close())
  const sender = activitypubNetwork(city.desk, { timeoutsMs: { change: 5000, ask: 5000 } }).open({
    ...{ account: 'a1', handle: '@havre_clair', languages: ['en'] },
    credentials: testCredentials({ handle: 'havre_clair', displayName: 'City', summary: 'The city.' }),
  })
  const needs: SendingNeeds = { clock, signal: new AbortController().signal }
  const cityId = `${city.desk.origin}/ap/actors/havre_clair`
  const follow = { id: `${zoe.origin}/f/1`, type: 'Follow', actor: zoe.actorId, object: cityId }
  await post({ ...signedBy(zoe, city), activity: follow })
  const asking = { ...poll, ...more }
  const outcome = await sender.send(textPart('When should we open?', { poll: asking }), needs)
  if (outcome.kind !== 'sent') throw new Error(JSON.stringify(outcome))
  const { posted } = outcome
  return {
    ...{ city, sender, zoe, clock, posted },
    async vote(name, { id, by = zoe, object, activity } = {}) {
      const at = id ?? `${(votes += 1)}`
      const ballot = {
        ...{ id: `${by.origin}/votes/${at}`, type: 'Note', attributedTo: by.actorId, to: [cityId], name },
        ...{ inReplyTo: posted.nativeId, ...object },
      }
      const create = {
        id: `${by.origin}/votes/${at}/activity`,
        type: 'Create',
        actor: by.actorId,
        object: ballot,
      }
      return (await post({ ...signedBy(by, city), activity: { ...create, ...activity } })).status
    },
    read: async () => sender.readPoll?.(posted, asking, needs),
  }
}

function signedBy(who: Stranger, city: TestServer) {
  const { privateKey, actorId } = who
  return { to: `${city.desk.origin}/ap/inbox`, keyId: `${actorId}#main-key`, privateKey }
}

async function another(name: string): Promise<Stranger> {
  const one = await stranger(name)
  onTestFinished(() => one.close())
  return one
}

test('our actor asks: a Question with its options, its end and its counts, told to followers and read by anybody', async () => {
  const { zoe, posted } = await asked()
  const create = await until(() => zoe.received.find(({ type }) => type === 'Create'))
  expect(create['object']).toMatchObject({
    ...{ id: posted.nativeId, type: 'Question', content: '<p>When should we open?</p>', votersCount: 0 },
    oneOf: poll.options.map((name) => ({
      type: 'Note',
      name,
      replies: { type: 'Collection', totalItems: 0 },
    })),
  })
  const object = fieldsOf(create['object'])
  const endsInMs = Date.parse(String(object?.['endTime'])) - Date.now()
  expect(endsInMs).toBeGreaterThan(59 * minuteMs)
  expect(endsInMs).toBeLessThanOrEqual(60 * minuteMs)
  expect(object).not.toHaveProperty('anyOf')
  expect(object).not.toHaveProperty('closed')
  const open = await asked({ multiple: true })
  expect(await (await fetch(open.posted.nativeId)).json()).toMatchObject({
    type: 'Question',
    anyOf: [{}, {}, {}],
  })
})

test('each actor is counted once, whatever they send again; a vote is a post to nobody', async () => {
  const one = await asked()
  expect(await one.vote('Evening', { id: 'same' })).toBe(202)
  for (const name of ['Evening', 'Morning']) expect(await one.vote(name)).toBe(202)
  expect(await one.vote('Evening', { id: 'same' })).toBe(202)
  const max = await another('max')
  await one.vote('Morning', { by: max })
  expect(await one.read()).toMatchObject({
    kind: 'read',
    tally: { votes: [1, 1, 0], voters: 2, isOver: false },
  })
  expect(inShort(await hearNow(one.city.desk))).toEqual([])
  // Nothing that is kept says who voted for what.
  const kept = JSON.stringify([...one.city.desk.store.entries].filter(([key]) => key.startsWith('vote')))
  expect(kept).not.toContain(max.origin)
  expect(kept).not.toContain('max')
})

test('where several may be chosen each option counts once, and a person once', async () => {
  const one = await asked({ multiple: true })
  for (const name of ['Morning', 'Evening', 'Evening']) await one.vote(name)
  expect(await one.read()).toMatchObject({ tally: { votes: [1, 1, 0], voters: 1 } })
})

test('two votes of one actor at the same moment are one', async () => {
  const one = await asked()
  await Promise.all(['Morning', 'Evening', 'Never', 'Morning'].map((name) => one.vote(name)))
  const read = await one.read()
  const counted = read?.kind === 'read' ? read.tally.votes.reduce((all, count) => all + count, 0) : -1
  expect(counted).toBe(1)
  expect(read).toMatchObject({ tally: { voters: 1 } })
})

test('what is no vote is not counted: other options, other polls, other names, a forged signature', async () => {
  const one = await asked()
  const mallory = await another('mallory')
  expect(await one.vote('Noon')).toBe(202)
  expect(await one.vote('')).toBe(202)
  expect(await one.vote('morning')).toBe(202)
  const elsewhere = `${one.city.desk.origin}/ap/notes/havre_clair/d9-0`
  await one.vote('Morning', { object: { inReplyTo: elsewhere } })
  await one.vote('Morning', { object: { attributedTo: mallory.actorId } })
  await one.vote('Morning', { object: { name: ['Morning'] } })
  // Mallory signs for Zoé: refused before anything of it is looked at.
  const forged = { id: `${one.zoe.origin}/x/1`, type: 'Create', actor: one.zoe.actorId }
  const object = {
    ...{ id: `${one.zoe.origin}/x/2`, type: 'Note', attributedTo: one.zoe.actorId, name: 'Morning' },
    inReplyTo: one.posted.nativeId,
  }
  const answer = await post({
    ...{ to: `${one.city.desk.origin}/ap/inbox`, activity: { ...forged, object } },
    ...{ keyId: `${one.zoe.actorId}#main-key`, privateKey: mallory.privateKey },
  })
  expect(answer.status).toBe(401)
  expect(await one.read()).toMatchObject({ tally: { votes: [0, 0, 0], voters: 0 } })
  // A reply in words is heard as ever, whatever it is called.
  const said = { content: '<p>Late, please.</p>', to: ['https://www.w3.org/ns/activitystreams#Public'] }
  await one.vote('Morning', { object: said })
  expect(inShort(await hearNow(one.city.desk))).toEqual(['Late, please.'])
  expect(await one.read()).toMatchObject({ tally: { voters: 0 } })
})

test('whoever blocked our actor is not counted, until they take that back', async () => {
  const one = await asked()
  const cityId = `${one.city.desk.origin}/ap/actors/havre_clair`
  const block = { id: `${one.zoe.origin}/b/1`, type: 'Block', actor: one.zoe.actorId, object: cityId }
  await post({ ...signedBy(one.zoe, one.city), activity: block })
  await one.vote('Morning')
  expect(await one.read()).toMatchObject({ tally: { voters: 0 } })
  const undo = { id: `${one.zoe.origin}/b/2`, type: 'Undo', actor: one.zoe.actorId, object: block }
  await post({ ...signedBy(one.zoe, one.city), activity: undo })
  await one.vote('Morning')
  expect(await one.read()).toMatchObject({ tally: { votes: [1, 0, 0] } })
})

test('whoever may not speak to our actors is not counted', async () => {
  const one = await asked()
  Object.assign(one.city.desk, { isBarred: () => true })
  expect(await one.vote('Morning')).toBe(202)
  Object.assign(one.city.desk, { isBarred: () => false })
  expect(await one.read()).toMatchObject({ tally: { voters: 0 } })
})

test('a poll takes no more voters than it can count', async () => {
  const one = await asked()
  const { store } = one.city.desk
  const { count } = store
  store.count = async (prefix) => (prefix.startsWith('voter/') ? federationLimits.votersMax : count(prefix))
  await one.vote('Morning')
  store.count = count
  expect(await one.read()).toMatchObject({ tally: { voters: 0 } })
})

/** Everything in the queue is due at once: what has to wait puts itself back. */
function hurry({ city, clock }: Asked, ms: number): void {
  clock.ahead(ms)
  for (const waiting of city.desk.store.queue.values()) waiting.dueMs = Math.min(waiting.dueMs, clock.nowMs())
}

const updatesTo = ({ received }: Stranger) => received.filter(({ type }) => type === 'Update')

test('followers are told new counts once in three minutes, not as an edit, and once more at the end', async () => {
  const one = await asked()
  await until(() => one.zoe.received.some(({ type }) => type === 'Create'))
  const more = await Promise.all(['ana', 'ben', 'cleo'].map(another))
  for (const by of more) await one.vote('Evening', { by })
  // Nothing yet: others may vote in these minutes.
  hurry(one, 0)
  expect(updatesTo(one.zoe)).toEqual([])
  hurry(one, 3 * minuteMs)
  const update = await until(() => updatesTo(one.zoe)[0])
  expect(update['object']).toMatchObject({
    ...{ type: 'Question', votersCount: 3, oneOf: [{}, { replies: { totalItems: 3 } }, {}] },
  })
  expect(update['object']).not.toHaveProperty('updated')
  await one.vote('Never')
  hurry(one, 60 * minuteMs)
  const last = await until(() => updatesTo(one.zoe).find(({ object }) => fieldsOf(object)?.['closed']))
  expect(last['object']).toMatchObject({ votersCount: 4 })
  // After the end nobody is counted any more, and who voted is forgotten; the counts stay.
  await one.vote('Morning', { by: await another('dan') })
  await until(() => ![...one.city.desk.store.entries.keys()].some((key) => /^(?:vote|voter)\//.test(key)))
  expect(await one.read()).toMatchObject({ tally: { votes: [0, 3, 1], voters: 4, isOver: true } })
  expect(await (await fetch(one.posted.nativeId)).json()).toMatchObject({ votersCount: 4 })
  await until(() => one.city.desk.store.queue.size === 0)
  expect(updatesTo(one.zoe).length).toBeLessThanOrEqual(3)
})

test('a server that was down is told the newest counts alone', async () => {
  const one = await asked()
  await until(() => one.zoe.received.some(({ type }) => type === 'Create'))
  one.zoe.documents.set('/users/zoe/inbox', { status: 503, body: {} })
  for (const [at, name] of ['ana', 'ben'].entries()) {
    await one.vote('Evening', { by: await another(name) })
    one.clock.ahead(3 * minuteMs)
    for (const waiting of one.city.desk.store.queue.values())
      if (JSON.stringify(waiting.job).includes('"count"')) waiting.dueMs = 0
    // It was tried, and not taken.
    await until(() => updatesTo(one.zoe).length >= at + 1)
  }
  await until(
    () => [...one.city.desk.store.queue.values()].filter(({ attempts }) => attempts > 0).length >= 2,
  )
  one.zoe.documents.delete('/users/zoe/inbox')
  const before = updatesTo(one.zoe).length
  const isTelling = (job: unknown): boolean => JSON.stringify(job).includes('"tell"')
  await until(() => {
    const left = [...one.city.desk.store.queue.values()].filter(({ job }) => isTelling(job))
    for (const waiting of left) waiting.dueMs = 0
    return left.length === 0
  })
  const told = updatesTo(one.zoe).slice(before)
  expect(told.map(({ object }) => fieldsOf(object)?.['votersCount'])).toEqual([2])
})

test('words changed meanwhile are not set back by counts that still wait', async () => {
  const one = await asked()
  await until(() => one.zoe.received.some(({ type }) => type === 'Create'))
  one.zoe.documents.set('/users/zoe/inbox', { status: 503, body: {} })
  await one.vote('Morning')
  hurry(one, 3 * minuteMs)
  await until(() => updatesTo(one.zoe).length === 1)
  const needs = { clock: one.clock, signal: new AbortController().signal }
  one.clock.ahead(minuteMs)
  await one.sender.edit?.(one.posted, textPart('New words.', { key: 'd2-0', poll }), needs)
  one.zoe.documents.delete('/users/zoe/inbox')
  await until(() => {
    const tells = [...one.city.desk.store.queue.values()].filter(({ id }) => id.startsWith('tell'))
    for (const waiting of tells) waiting.dueMs = 0
    return tells.length === 0 && updatesTo(one.zoe).some(({ object }) => fieldsOf(object)?.['updated'])
  })
  const taken = updatesTo(one.zoe).slice(1)
  expect(taken.every(({ object }) => fieldsOf(object)?.['content'] === '<p>New words.</p>')).toBe(true)
})

test('words are edited beside a poll and its votes stay; another poll is refused', async () => {
  const one = await asked()
  await one.vote('Morning')
  const needs = { clock: one.clock, signal: new AbortController().signal }
  const edited = await one.sender.edit?.(
    one.posted,
    textPart('When shall we open?', { key: 'd2-0', poll }),
    needs,
  )
  expect(edited).toMatchObject({ kind: 'sent' })
  const told = await until(() => updatesTo(one.zoe)[0])
  expect(told['object']).toMatchObject({
    content: '<p>When shall we open?</p>',
    votersCount: 1,
    updated: /./,
  })
  const others = [undefined, { ...poll, multiple: true }, { ...poll, options: ['Morning', 'Evening'] }]
  for (const [at, other] of others.entries()) {
    const part = textPart('Now?', { key: `d${at + 3}-0`, ...(other !== undefined && { poll: other }) })
    expect(await one.sender.edit?.(one.posted, part, needs)).toMatchObject({ why: 'not-accepted' })
  }
  expect(await one.read()).toMatchObject({ tally: { votes: [1, 0, 0] } })
})

test('a poll that is taken back is gone, with every vote on it, and tells nothing more', async () => {
  const one = await asked()
  await one.vote('Morning')
  const needs = { clock: one.clock, signal: new AbortController().signal }
  expect(await one.sender.remove?.(one.posted, needs)).toEqual({ kind: 'gone' })
  expect([...one.city.desk.store.entries.keys()].filter((key) => key.startsWith('vote'))).toEqual([])
  expect(await one.read()).toEqual({ kind: 'gone' })
  expect(await one.vote('Evening')).toBe(202)
  hurry(one, 61 * minuteMs)
  await until(() => one.city.desk.store.queue.size === 0)
  expect(updatesTo(one.zoe)).toEqual([])
})

/** Somebody's own server says that they are gone. */
async function goes(one: Asked, who: Stranger): Promise<void> {
  const gone = { id: `${who.actorId}#delete`, type: 'Delete', actor: who.actorId, object: who.actorId }
  expect((await post({ ...signedBy(who, one.city), activity: gone })).status).toBe(202)
}

test('what somebody voted who is gone is taken out of every open poll, and followers are told', async () => {
  const one = await asked({ multiple: true })
  await until(() => one.zoe.received.some(({ type }) => type === 'Create'))
  const [max, ana] = [await another('max'), await another('ana')]
  for (const name of ['Morning', 'Evening']) await one.vote(name, { by: max })
  await one.vote('Evening', { by: ana })
  await goes(one, max)
  expect(await one.read()).toMatchObject({ tally: { votes: [0, 1, 0], voters: 1 } })
  // Gone twice is gone once, and who never voted changes nothing.
  await goes(one, max)
  await goes(one, await another('ben'))
  expect(await one.read()).toMatchObject({ tally: { votes: [0, 1, 0], voters: 1 } })
  hurry(one, 3 * minuteMs)
  const told = await until(() => updatesTo(one.zoe)[0])
  expect(told['object']).toMatchObject({ votersCount: 1 })
})

test('of a poll that is over nothing is taken out: its counts are all that is kept', async () => {
  const one = await asked()
  const max = await another('max')
  await one.vote('Morning', { by: max })
  hurry(one, 61 * minuteMs)
  await until(() => ![...one.city.desk.store.entries.keys()].some((key) => /^(?:vote|voter)\//.test(key)))
  await takeVoterOut(max.actorId, one.city.desk)
  expect(await one.read()).toMatchObject({ tally: { votes: [1, 0, 0], voters: 1, isOver: true } })
})

test.each(['somebody', 'their server'])('what %s voted is taken out when they are barred', async (what) => {
  const one = await asked()
  const max = await another('max')
  await one.vote('Morning')
  await one.vote('Evening', { by: max })
  const host = new URL(max.origin).host
  const party = what === 'somebody' ? `zoe@${host}` : host
  await one.city.desk.store.enqueue([barDelivery({ id: 'b1', party })])
  await expect.poll(() => one.read()).toMatchObject({ tally: { votes: [1, 0, 0], voters: 1 } })
  // Somebody of the same name elsewhere is somebody else.
  await one.city.desk.store.enqueue([barDelivery({ id: 'b2', party: 'zoe@elsewhere.example' })])
  await until(() => ![...one.city.desk.store.queue.values()].some(({ id }) => id.startsWith('bar')))
  expect(await one.read()).toMatchObject({ tally: { votes: [1, 0, 0], voters: 1 } })
})

test('who was taken out may vote anew, and is one voter', async () => {
  const one = await asked()
  await one.vote('Morning')
  await takeVoterOut(one.zoe.actorId, one.city.desk)
  expect(await one.read()).toMatchObject({ tally: { votes: [0, 0, 0], voters: 0 } })
  await one.vote('Evening')
  expect(await one.read()).toMatchObject({ tally: { votes: [0, 1, 0], voters: 1 } })
})
