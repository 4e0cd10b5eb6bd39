import { afterAll, beforeAll, expect, test } from 'vitest'
import { ensureAccount } from '#access/people/accounts.ts'
import { workSent } from '#roles/publishing/jobs.ts'
import { grant, openOffice, signedIn } from '#roles/publishing/test-office.ts'
import { silentLog } from '#kernel/log.ts'
import { takeDownByPerson } from '#sending/acts.ts'
import { listDeliveries } from '#sending/listing.ts'
import { turn } from '#sending/worker.ts'
import type { Message, SendForm } from '#roles/publishing/contract.ts'

let office: Awaited<ReturnType<typeof openOffice>>
let worker: ReturnType<typeof workSent>
const wen = signedIn('Wen')
const pat = signedIn('Pat')

beforeAll(async () => {
  office = await openOffice({
    Wen: [grant('write')],
    Ana: [grant('approve')],
    Pat: [grant('publish')],
    Eve: [grant('publish', { account: 'elsewhere' })],
  })
  const river = { id: 'river', network: 'practice', handle: 'havreclair', name: 'Havre-Clair' }
  await office.store.inTransaction((tx) =>
    ensureAccount(tx, { ...river, languages: ['en', 'fr'] }, office.time.nowMs),
  )
  worker = workSent({
    store: office.store,
    sending: office.sending,
    log: silentLog,
    nowMs: () => office.time.nowMs,
  })
})
afterAll(async () => {
  await worker.stop()
  await office.store.close()
})

async function approved(
  texts = { en: 'Do not drink.', fr: 'Ne buvez pas.' },
  account = 'river',
): Promise<Message> {
  const versions = Object.entries(texts).map(([language, text]) => ({ account, language, text }))
  const made = await office.publishing.create(wen, { title: 'Brown water', lane: 'normal', versions })
  if (!made.ok) throw new Error(made.why)
  const { id, revision } = made.value
  expect(await office.publishing.ask(wen, id, { revision })).toMatchObject({ ok: true })
  expect(await office.approve('Ana', id)).toMatchObject({ ok: true })
  return made.value
}

function send(message: Message, more: Partial<SendForm> = {}, who = pat) {
  return office.publishing.send(who, message.id, { revision: message.revision, ...more })
}

/** Lets the outbox look until nothing is due, and publishing hear of it. */
async function settle(): Promise<void> {
  while ((await turn(office.sending.ground, new AbortController().signal)) > 0);
}

function inTown(): string[] {
  return office.world.postsAt(Infinity).map(({ text }) => text)
}

test('what is approved goes out once, in both languages, and is public on the desk', async () => {
  const message = await approved()
  expect(await send(message)).toMatchObject({ ok: true })
  await settle()
  expect(inTown()).toEqual(['Do not drink.', 'Ne buvez pas.'])
  await expect.poll(async () => (await office.publishing.one(pat, message.id))?.publications.length).toBe(2)
  const after = await office.publishing.one(pat, message.id)
  expect(after).toMatchObject({ state: 'published', half: [], isPublic: true })
  expect((await office.records(message.id)).filter(({ kind }) => kind === 'delivery')).toHaveLength(2)
  expect(await send(message)).toMatchObject({ ok: false, why: 'already-public' })
  await settle()
  expect(inTown()).toHaveLength(2)
})

test('asked twice in the same breath, it is in the outbox once', async () => {
  const message = await approved({ en: 'Twice?', fr: 'Deux fois ?' })
  const both = await Promise.all([send(message), send(message)])
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  expect(both.find(({ ok }) => !ok)).toMatchObject({ why: 'in-outbox' })
  await settle()
  expect(inTown().filter((text) => text === 'Twice?')).toHaveLength(1)
})

test('what is not approved, changed, or not theirs to publish goes nowhere', async () => {
  const message = await approved({ en: 'Closed.', fr: 'Fermé.' })
  expect(await send(message, {}, signedIn('Eve'))).toMatchObject({ ok: false, why: 'no-right-to-publish' })
  expect(await send(message, {}, wen)).toMatchObject({ ok: false, why: 'no-right-to-publish' })
  const versions = [
    { account: 'river', language: 'en', text: 'Closed until six.' },
    { account: 'river', language: 'fr', text: 'Fermé jusqu’à 18 h.' },
  ]
  const { id, revision, lane, title } = message
  const changed = await office.publishing.change(wen, id, { revision, lane, title, versions })
  expect(changed).toMatchObject({ ok: true })
  expect(await send(message)).toMatchObject({ ok: false, why: 'changed' })
  expect(await send({ ...message, revision: revision + 1 })).toMatchObject({ ok: false })
  await settle()
  expect(inTown().filter((text) => text.startsWith('Closed'))).toEqual([])
})

test('an edit after it was scheduled keeps the old words in, and somebody is told', async () => {
  const message = await approved({ en: 'At noon.', fr: 'À midi.' })
  const when = { wall: '2026-03-01T12:00', zone: 'UTC' }
  expect(await send(message, { when })).toMatchObject({ ok: true })
  const { id, revision, lane, title } = message
  const versions = [
    { account: 'river', language: 'en', text: 'At one.' },
    { account: 'river', language: 'fr', text: 'À une heure.' },
  ]
  await office.publishing.change(wen, id, { revision, lane, title, versions })
  office.time.nowMs = Date.UTC(2026, 2, 1, 12, 0, 1)
  await settle()
  expect(inTown().filter((text) => text.includes('noon') || text.includes('one'))).toEqual([])
  const bell = await office.store.inTransaction((tx) => office.approvals.bellFor(tx, 'Pat'))
  expect(bell.notices).toContainEqual(expect.objectContaining({ kind: 'not-sent', item: `message:${id}` }))
})

test('a wall time is sent at its moment; one that does not exist or exists twice is asked about', async () => {
  const message = await approved({ en: 'Spring.', fr: 'Printemps.' })
  const zone = 'America/Toronto'
  const never = await send(message, { when: { wall: '2026-03-08T02:30', zone } })
  expect(never).toMatchObject({ ok: false, why: 'time-jumped-over', timesMs: [Date.UTC(2026, 2, 8, 7)] })
  const twice = await send(message, { when: { wall: '2026-11-01T01:30', zone } })
  expect(twice).toMatchObject({
    ok: false,
    why: 'time-twice',
    timesMs: [expect.any(Number), expect.any(Number)],
  })
  expect(await send(message, { when: { wall: '2026-02-30T01:30', zone } })).toMatchObject({
    why: 'no-such-time',
  })
  expect(await send(message, { when: { wall: '2025-02-20T01:30', zone } })).toMatchObject({
    why: 'time-past',
  })
  expect(await send(message, { when: { wall: '2028-02-20T01:30', zone } })).toMatchObject({
    why: 'time-too-far',
  })
  expect(await send(message, { when: { wall: '2026-11-01T01:30', zone, which: 'second' } })).toMatchObject({
    ok: true,
  })
  await settle()
  expect(inTown()).not.toContain('Spring.')
  office.time.nowMs = Date.UTC(2026, 10, 1, 6, 30)
  await settle()
  expect(inTown()).toContain('Spring.')
})

test('what does not fit its network is named before anybody is asked to approve it', async () => {
  const versions = ['en', 'fr'].map((language) => ({ account: 'river', language, text: 'x'.repeat(900) }))
  const made = await office.publishing.create(wen, { title: 'Long', lane: 'normal', versions })
  if (!made.ok) throw new Error(made.why)
  expect(await office.publishing.ask(wen, made.value.id, { revision: made.value.revision })).toMatchObject({
    ...{ ok: false, why: 'cannot-go-out' },
    problems: [
      { account: 'river', language: 'en', why: 'too-long', limit: 500, actual: 900 },
      { account: 'river', language: 'fr', why: 'too-long', limit: 500, actual: 900 },
    ],
  })
})

test('accounts that are not connected are published to by hand', async () => {
  const message = await approved({ en: 'By hand.', fr: 'À la main.' }, 'town')
  expect(await send(message)).toMatchObject({ ok: false, why: 'not-connected' })
})

test('other words for what is public are an edit of the same post, in both languages, on record as one', async () => {
  const message = await approved({ en: 'Open at nine.', fr: 'Ouvert à 9 h.' })
  expect(await send(message)).toMatchObject({ ok: true })
  await settle()
  const { id, lane, title } = message
  const published = () => office.publishing.one(pat, id)
  await expect.poll(async () => (await published())?.publications.length).toBe(2)
  const before = office.world.postsAt(Infinity).map(({ nativeId }) => nativeId)
  const versions = [
    { account: 'river', language: 'en', text: 'Open at ten.' },
    { account: 'river', language: 'fr', text: 'Ouvert à 10 h.' },
  ]
  const revision = (await published())?.revision ?? 0
  const changed = await office.publishing.change(wen, id, { revision, lane, title, versions })
  if (!changed.ok) throw new Error(changed.why)
  const next = changed.value
  const asking = { revision: next.revision }
  expect(await office.publishing.ask(wen, id, asking)).toMatchObject({ ok: false, why: 'correct-first' })
  const sentences = { en: 'It is ten, not nine.', fr: 'C’est 10 h, et non 9 h.' }
  expect(await office.publishing.correct(wen, id, { ...asking, sentences })).toMatchObject({ ok: true })
  expect(await office.publishing.ask(wen, id, asking)).toMatchObject({ ok: true })
  await office.approve('Ana', id)
  expect(await send(next)).toMatchObject({ ok: true })
  await settle()
  expect(office.world.postsAt(Infinity).map(({ nativeId }) => nativeId)).toEqual(before)
  expect(inTown()).toEqual(expect.arrayContaining(['Open at ten.', 'Ouvert à 10 h.']))
  expect(inTown()).not.toContain('Open at nine.')
  await expect
    .poll(async () => (await published())?.publications.filter(({ ended }) => !ended).length)
    .toBe(2)
  await expect.poll(async () => (await published())?.state).toBe('published')
  expect((await office.records(id)).filter(({ kind }) => kind === 'edit')).toHaveLength(2)
})

test('what is public is taken down by a person with a reason; tried until it is gone, and on record', async () => {
  const message = await approved({ en: 'A mistake.', fr: 'Une erreur.' })
  await send(message)
  await settle()
  const { ground } = office.sending
  const mine = await listDeliveries(ground, { item: `message:${message.id}` }, [grant('publish')])
  expect(mine.map(({ may }) => may)).toEqual([['take-down'], ['take-down']])
  office.world.misbehave({ kind: 'lost-before' })
  const act = (id: string, by = 'Pat') =>
    takeDownByPerson(ground, { id: by, name: by }, { id, reason: 'Wrong street' })
  expect(await act(mine[0]?.id ?? '', 'Eve')).toBe('no-right')
  expect(await act('nobody')).toBe('gone')
  for (const { id } of mine) expect(await act(id)).toBe('done')
  expect(await act(mine[0]?.id ?? '')).toBe('not-now')
  for (let i = 0; i < 5; i++) {
    await settle()
    office.time.nowMs += 60_000
  }
  expect(inTown().filter((text) => text === 'A mistake.' || text === 'Une erreur.')).toEqual([])
  await expect.poll(async () => (await office.publishing.one(pat, message.id))?.isPublic).toBe(false)
  const gone = (await office.records(message.id)).filter(({ kind }) => kind === 'deletion')
  expect(gone.map(({ facts }) => facts['reason'])).toEqual(['Wrong street', 'Wrong street'])
})
