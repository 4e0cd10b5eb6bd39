import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { ApprovalList, ApprovalReview, type ShownVersion } from '#access/approvals/contract.ts'
import { Bell } from '#access/notices/contract.ts'
import { Session } from '#access/contract.ts'
import { MadeKey } from '#access/people/contract.ts'
import type { Desk } from '#app/desk.ts'
import type { Lane } from '#kernel/permission.ts'
import { dayMs } from '#kernel/time.ts'
import { signIn, type Ask, openTown } from '../support/desk.ts'
import { freshen } from '../support/passkeys.ts'
import { joinDesk, type Joined } from '../support/people.ts'

// Promise 2 through the front door: a whole desk, its HTTP API, and people who try. What goes out is what the desk hands over
// to be published: `GET /api/messages/{id}/text`.

let desk: Desk
let owner: Ask
let ownerId: string
let wen: Joined
let ana: Joined
let bo: Joined
let pat: Joined

beforeAll(async () => {
  desk = await openTown('brown-water')
  owner = await signIn(desk)
  ownerId = Session.parse(await (await owner('/api/session')).json()).person.id
  wen = await joinDesk(desk, { name: 'Wen', grants: ['read', 'write', 'approve', 'break-glass'] })
  ana = await joinDesk(desk, { name: 'Ana', grants: ['read', 'write', 'approve'] })
  bo = await joinDesk(desk, { name: 'Bo', grants: ['read', 'approve'] })
  pat = await joinDesk(desk, { name: 'Pat', grants: ['read', 'publish'] })
}, 120_000)
afterAll(() => desk?.close())

const texts = { en: 'Do not drink the water.', fr: 'Ne buvez pas l’eau.' }
type Texts = typeof texts

const Kept = z.object({ id: z.string(), revision: z.number() })
type Kept = z.infer<typeof Kept>

function formOf(said: Texts, o: { lane?: Lane; title?: string } = {}) {
  const versions = Object.entries(said).map(([language, text]) => ({ account: 'practice', language, text }))
  return { title: o.title ?? 'Brown water', lane: o.lane ?? 'normal', versions }
}

/** Writes a message and asks for its approval. */
async function writtenBy(
  who: Joined,
  said: Texts = texts,
  o: { lane?: Lane; title?: string } = {},
): Promise<Kept> {
  const made = await who.ask('/api/messages', { method: 'POST', body: formOf(said, o) })
  expect(made.status).toBe(201)
  return askedBy(who, Kept.parse(await made.json()))
}

async function askedBy(who: Joined, { id, revision }: Kept): Promise<Kept> {
  const asked = await who.ask(`/api/messages/${id}/ask`, { method: 'POST', body: { revision } })
  expect(asked.status).toBe(200)
  return { id, revision }
}

async function edits(who: Joined, { id, revision }: Kept, said: Texts, lane: Lane = 'normal'): Promise<Kept> {
  const body = { ...formOf(said, { lane }), revision }
  const answer = await who.ask(`/api/messages/${id}`, { method: 'PUT', body })
  expect(answer.status).toBe(200)
  return Kept.parse(await answer.json())
}

function pathOf({ id }: Kept, act = ''): string {
  return `/api/approvals/${encodeURIComponent(`message:${id}`)}${act}`
}

async function reviewBy(who: Joined, message: Kept): Promise<ApprovalReview> {
  return ApprovalReview.parse(await (await who.ask(pathOf(message))).json())
}

async function shownTo(who: Joined, message: Kept): Promise<ShownVersion[]> {
  const { versions } = await reviewBy(who, message)
  return versions.map(({ account, language, sha256 }) => ({ account, language, sha256 }))
}

/** Approves; says what the desk answered: `204`, or the word of its refusal. */
async function approves(ask: Ask, message: Kept, versions: readonly ShownVersion[]): Promise<string> {
  return answerOf(await ask(pathOf(message, '/approve'), { method: 'POST', body: { versions } }))
}

async function answerOf(answer: Response): Promise<string> {
  if (answer.status === 204) return '204'
  return z.object({ error: z.string() }).parse(await answer.json()).error
}

/** What the desk hands over to be published, a language each: the text, or the word of its refusal. */
async function goesOut({ id }: Kept): Promise<string[]> {
  const said = []
  for (const language of ['en', 'fr']) {
    const answer = await pat.ask(`/api/messages/${id}/text?account=practice&language=${language}`)
    const json: unknown = await answer.json()
    said.push(
      answer.ok
        ? z.object({ text: z.string() }).parse(json).text
        : z.object({ error: z.string() }).parse(json).error,
    )
  }
  return said
}

test('a message goes out once a second person approved exactly its text, and not before', async () => {
  const message = await writtenBy(wen)
  expect(await goesOut(message)).toEqual(['not-approved', 'not-approved'])
  const shown = await shownTo(ana, message)
  expect(await approves(ana.ask, message, shown.slice(0, 1))).toBe('204')
  expect(await goesOut(message)).toEqual(['half-approved', 'not-approved'])
  expect(await approves(bo.ask, message, shown)).toBe('204')
  expect(await goesOut(message)).toEqual([texts.en, texts.fr])
})

test('whoever wrote it cannot approve it, nor can somebody who only changed a word', async () => {
  const message = await writtenBy(wen)
  expect(await approves(wen.ask, message, await shownTo(wen, message))).toBe('writer')
  const edited = await edits(ana, message, { ...texts, en: 'Do not drink the tap water.' })
  await askedBy(wen, edited)
  expect(await approves(ana.ask, edited, await shownTo(ana, edited))).toBe('writer')
  expect(await goesOut(edited)).toEqual(['not-approved', 'not-approved'])
})

test('an edit after approval voids it, of both languages, and the approver is told', async () => {
  const message = await writtenBy(wen, texts, { title: 'Edited later' })
  expect(await approves(bo.ask, message, await shownTo(bo, message))).toBe('204')
  const edited = await edits(wen, message, { ...texts, en: 'Drink the water.' })
  expect(await goesOut(edited)).toEqual(['not-open', 'not-open'])
  const { notices } = Bell.parse(await (await bo.ask('/api/notices')).json())
  expect(notices.some(({ kind, item }) => kind === 'voided' && item === `message:${message.id}`)).toBe(true)
  await askedBy(wen, edited)
  expect(await goesOut(edited)).toEqual(['not-approved', 'not-approved'])
})

test('approving what was on screen is refused once the text is another', async () => {
  const message = await writtenBy(wen)
  const stale = await shownTo(bo, message)
  const edited = await askedBy(wen, await edits(wen, message, { ...texts, en: 'Drink the water.' }))
  expect(await approves(bo.ask, edited, stale)).toBe('changed')
  expect(await goesOut(edited)).toEqual(['not-approved', 'not-approved'])
  const { versions } = await reviewBy(bo, edited)
  expect(versions[0]?.content.parts).toEqual(['Drink the water.'])
})

test('edited and approved at the same moment, the edited text never goes out', async () => {
  for (let i = 0; i < 5; i++) {
    const message = await writtenBy(wen)
    const shown = await shownTo(bo, message)
    const acts = [
      () => approves(bo.ask, message, shown),
      () => edits(wen, message, { ...texts, en: 'Drink the water.' }),
    ]
    await Promise.all((i % 2 === 0 ? acts : acts.toReversed()).map((act) => act()))
    expect(await goesOut(message)).toEqual(['not-open', 'not-open'])
  }
})

test('the key of a program approves nothing, whatever its maker may do', async () => {
  const message = await writtenBy(wen)
  await freshen(desk, ownerId)
  const grants = [{ verb: 'read', account: '*', language: '*', lane: '*' }]
  const body = { name: 'Robot', grants, endsAt: new Date(Date.now() + dayMs).toISOString() }
  const made = await owner('/api/programs/keys', { method: 'POST', body })
  expect(made.status).toBe(201)
  const { secret } = MadeKey.parse(await made.json())
  const asProgram: Ask = (path, init = {}) =>
    fetch(new URL(path, desk.url), {
      method: init.method ?? 'GET',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
    })
  expect((await asProgram(pathOf(message))).status).toBe(200)
  expect(await approves(asProgram, message, await shownTo(bo, message))).not.toBe('204')
  for (const act of ['return', 'revoke', 'withdraw', 'break-glass']) {
    const tried = await asProgram(pathOf(message, `/${act}`), {
      method: 'POST',
      body: { reason: 'I am a robot', versions: await shownTo(bo, message) },
    })
    expect([act, tried.status]).toEqual([act, 403])
  }
  expect(await goesOut(message)).toEqual(['not-approved', 'not-approved'])
  for (const verb of ['approve', 'break-glass']) {
    const wished = { ...body, name: `Robot that may ${verb}`, grants: [{ ...grants[0], verb }] }
    const refused = await owner('/api/programs/keys', { method: 'POST', body: wished })
    expect([verb, await answerOf(refused)]).toEqual([verb, 'more-than-maker'])
  }
})

test('somebody who left approves nothing any more, not even from a page still open', async () => {
  const leo = await joinDesk(desk, { name: 'Leo', grants: ['read', 'approve'] })
  const message = await writtenBy(wen)
  const shown = await shownTo(leo, message)
  await freshen(desk, ownerId)
  const left = await owner(`/api/people/${leo.id}/leave`, { method: 'POST', body: { handOverTo: ownerId } })
  expect(left.status).toBe(200)
  expect(
    (await leo.ask(pathOf(message, '/approve'), { method: 'POST', body: { versions: shown } })).status,
  ).toBe(401)
  expect(await goesOut(message)).toEqual(['not-approved', 'not-approved'])
})

test('in the emergency lane nobody approves from a borrowed browser: the passkey is asked for again', async () => {
  const message = await writtenBy(wen, texts, { lane: 'emergency' })
  const shown = await shownTo(bo, message)
  expect(await approves(bo.ask, message, shown)).toBe('not-fresh')
  expect(await goesOut(message)).toEqual(['not-approved', 'not-approved'])
  await freshen(desk, bo.id)
  expect(await approves(bo.ask, message, shown)).toBe('204')
  expect(await goesOut(message)).toEqual([texts.en, texts.fr])
})

test('the glass breaks in the emergency lane only, with the right, a fresh proof, a reason, and all of the text', async () => {
  const breaks = async (
    who: Joined,
    message: Kept,
    o: { reason?: string; versions?: readonly ShownVersion[] } = {},
  ) => {
    const body = { versions: o.versions ?? (await shownTo(who, message)), reason: o.reason ?? 'Lives' }
    return answerOf(await who.ask(pathOf(message, '/break-glass'), { method: 'POST', body }))
  }
  const normal = await writtenBy(wen)
  const urgent = await writtenBy(wen, texts, { lane: 'emergency' })
  expect(await breaks(wen, urgent)).toBe('not-fresh')
  await freshen(desk, wen.id)
  await freshen(desk, ana.id)
  expect(await breaks(wen, normal)).toBe('not-emergency')
  expect(await breaks(ana, urgent)).toBe('not-allowed')
  expect(await breaks(wen, urgent, { reason: '  ' })).not.toBe('204')
  const [english] = await shownTo(wen, urgent)
  expect(await breaks(wen, urgent, { versions: english ? [english, english] : [] })).toBe('changed')
  expect(await goesOut(normal)).toEqual(['not-approved', 'not-approved'])
  expect(await goesOut(urgent)).toEqual(['not-approved', 'not-approved'])
  expect(await breaks(wen, urgent)).toBe('204')
  expect(await goesOut(urgent)).toEqual([texts.en, texts.fr])
})

test('one key pages the second persons at once, and its review stays open until one of them has done it', async () => {
  const message = await writtenBy(wen, texts, { lane: 'emergency', title: 'Leave now' })
  await freshen(desk, wen.id)
  const body = { versions: await shownTo(wen, message), reason: 'The dam gives way.' }
  expect(await answerOf(await wen.ask(pathOf(message, '/break-glass'), { method: 'POST', body }))).toBe('204')
  const item = `message:${message.id}`
  for (const { ask } of [ana, bo, { ask: owner }]) {
    const { notices } = Bell.parse(await (await ask('/api/notices')).json())
    expect(notices.find((one) => one.item === item && one.kind === 'glass-broken')?.by).toBe('Wen')
  }
  const openFor = async (who: Joined) =>
    ApprovalList.parse(await (await who.ask('/api/approvals')).json()).reviews.find(
      (one) => one.item === item,
    )
  expect(await openFor(wen)).toMatchObject({ forMe: false, reason: 'The dam gives way.' })
  const review = await openFor(bo)
  expect(review).toMatchObject({ forMe: true })
  const finding = { wasRight: true, finding: 'Nobody could be reached.' }
  const close = async (who: Joined) =>
    answerOf(await who.ask(`/api/glass-reviews/${review?.id}`, { method: 'POST', body: finding }))
  expect(await close(wen)).toBe('writer')
  // An edit does not close it either, nor does a new round.
  await askedBy(wen, await edits(wen, message, { ...texts, en: 'Leave now, uphill.' }, 'emergency'))
  expect(await openFor(bo)).toMatchObject({ forMe: true })
  expect(await close(bo)).toBe('204')
  expect(await openFor(bo)).toBeUndefined()
  expect(await close(ana)).toBe('reviewed-already')
})
