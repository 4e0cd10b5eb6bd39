import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { minuteMs } from '#kernel/time.ts'
import { handOverIssues, issuesHeldBy } from '#roles/early-warning/holdings.ts'
import { beganMs, doer, openRegisterDesk, post } from '#roles/early-warning/register/test-desk.ts'

const undo: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
})

async function openDesk() {
  const desk = await openRegisterDesk()
  undo.push(() => desk.store.close())
  return desk
}

const story = {
  ...{ id: 's1', headline: 'Brown water on Ferry Street' },
  saidBy: (title: string) => (title === 'Brown water on Ferry Street' ? 'x:said' : undefined),
}
const ada = doer('Ada')

/** An open issue of Ada's, reviewed in half an hour. */
async function taken() {
  const desk = await openDesk()
  const done = await desk.register.takeOn(ada, story, { severity: 'critical' })
  if (!done.ok) throw new Error(done.why)
  return { ...desk, id: done.value.issue.id, dueMs: beganMs + 30 * minuteMs }
}

test('taking a story on makes an issue of whoever presses, with a review that fits how bad it is, and a record', async () => {
  const { register, id, records } = await taken()
  expect(await register.one(id)).toMatchObject({
    ...{ owner: 'Ada', ownerId: 'ada', severity: 'critical', origin: 'story', storyId: 's1' },
    nextReviewAt: new Date(beganMs + 30 * minuteMs).toISOString(),
    title: story.headline,
  })
  const kept = await records()
  expect(kept).toMatchObject([{ kind: 'issue-opened', subject: `issue:${id}` }])
  // The headline is somebody's words and may be taken back: it is not on record.
  expect(kept[0]?.body).not.toContain('Ferry')
})

test('a title that is somebody’s words is not on record, and goes when they take them back', async () => {
  const { register, store, records, remind, time } = await openDesk()
  await register.takeOn(ada, story, { title: story.headline, severity: 'critical' })
  time.nowMs += 30 * minuteMs
  await remind('issue-s1', time.nowMs, time.nowMs)
  const bell = async () => JSON.stringify((await sql`select title from notices`.execute(store.db)).rows)
  expect(await bell()).toContain('Ferry')
  expect(JSON.stringify(await records())).not.toContain('Ferry')
  await store.inTransaction((tx) => register.forget({ ids: ['x:said'], authorIds: [] }, tx))
  expect(JSON.stringify([await register.list(), await bell()])).not.toContain('Ferry')
  // Words of our own stay, also when they were the headline's once.
  const [issue] = await register.list()
  await register.change(ada, issue?.id ?? '', { title: 'Water' })
  await store.inTransaction((tx) => register.forget({ ids: ['x:said'], authorIds: [] }, tx))
  expect((await register.list())[0]?.title).toBe('Water')
})

test('two people at once: one takes it on, the other hears who has it', async () => {
  const { register, records } = await openDesk()
  const both = await Promise.all(['Ada', 'Bea'].map((name) => register.takeOn(doer(name), story, {})))
  const kinds = both.map((done) => (done.ok ? done.value.kind : done.why))
  expect(kinds.toSorted()).toEqual(['taken', 'taken-on'])
  expect((await register.list()).length).toBe(1)
  expect((await records()).length).toBe(1)
})

test('an issue may be opened by hand; its title is ours, so it is on record', async () => {
  const { register, records } = await openDesk()
  const done = await register.openByHand(ada, {
    ...{ title: 'Rumour: the rink closes', origin: 'rumour', ownerId: 'bea', note: 'Heard at the counter.' },
  })
  expect(done).toMatchObject({ ok: true, value: { owner: 'Bea', origin: 'rumour' } })
  const [issue] = await register.list()
  expect(issue?.storyId).toBeUndefined()
  expect(issue?.notes).toMatchObject([{ by: 'Ada', text: 'Heard at the counter.' }])
  expect((await records())[0]?.body).toContain('the rink closes')
})

test('nobody who left or is unknown becomes an owner, and nothing is half made', async () => {
  const { register, store, records } = await openDesk()
  await sql`update people set left_at = now() where id = 'bea'`.execute(store.db)
  for (const ownerId of ['bea', 'nobody', "'; drop table issues; --"])
    expect(await register.openByHand(ada, { title: 'X', origin: 'phone', ownerId })).toEqual({
      ...{ ok: false, why: 'no-such-owner' },
    })
  expect(await register.list()).toEqual([])
  expect((await sql`select 1 from ledger`.execute(store.db)).rows).toEqual([])
  expect(await records()).toEqual([])
})

test('a review lies ahead', async () => {
  const { register, id } = await taken()
  const nextReviewAt = new Date(beganMs).toISOString()
  expect(await register.change(ada, id, { nextReviewAt })).toEqual({ ok: false, why: 'review-over' })
  expect(await register.change(ada, 'nowhere', { note: 'x' })).toEqual({ ok: false, why: 'no-such-issue' })
})

test('a fact unknown becomes known once, with who and when; withdrawing says why', async () => {
  const { register, id, time } = await taken()
  await register.addFact(ada, id, { text: 'Is it safe to drink?', state: 'unknown' })
  await register.addFact(ada, id, { text: 'It began at noon', state: 'known' })
  time.nowMs += 5 * minuteMs
  const [asked, began] = (await register.one(id))?.facts ?? []
  expect(asked).toMatchObject({ state: 'unknown', notedBy: 'Ada' })
  expect((await register.list())[0]?.unknowns).toBe(1)
  const answer = {
    factId: asked?.id ?? 0,
    change: { state: 'known', text: 'Not until the lab says so' },
  } as const
  expect((await register.changeFact(doer('Bea'), id, answer)).ok).toBe(true)
  expect(await register.changeFact(ada, id, answer)).toEqual({ ok: false, why: 'fact-settled' })
  const wrong = { factId: began?.id ?? 0, change: { state: 'withdrawn', text: 'It was at ten' } } as const
  await register.changeFact(ada, id, wrong)
  expect((await register.one(id))?.facts).toMatchObject([
    {
      ...{ state: 'known', text: 'Is it safe to drink?' },
      settled: { by: 'Bea', text: 'Not until the lab says so', at: new Date(time.nowMs).toISOString() },
    },
    { state: 'withdrawn', settled: { by: 'Ada', text: 'It was at ten' } },
  ])
  expect(await register.changeFact(ada, id, { ...answer, factId: 999 })).toEqual({
    ...{ ok: false, why: 'no-such-fact' },
  })
})

test('a decision is on record with what was decided, and nothing in the database can change it', async () => {
  const { register, id, store, records } = await taken()
  await register.decide(ada, id, { text: 'Hand out bottled water', why: 'The lab needs a day' })
  expect((await register.one(id))?.decisions).toMatchObject([
    { by: 'Ada', text: 'Hand out bottled water', why: 'The lab needs a day' },
  ])
  const kept = (await records()).find(({ kind }) => kind === 'issue-decision')
  expect(kept?.body).toContain('Hand out bottled water')
  for (const attempt of [
    sql`update issue_decisions set text = 'Nothing'`,
    sql`delete from issue_decisions`,
    sql`truncate issue_decisions cascade`,
  ])
    await expect(attempt.execute(store.db)).rejects.toThrow('never changed')
})

test('a linked post disappears when it is taken back, and is counted', async () => {
  const { register, id, store, keep } = await taken()
  const posts = ['x:1', 'x:2'].map((one) => post(one, beganMs, `Brown water ${one}`))
  await keep(...posts)
  for (const one of posts) expect((await register.linkPost(ada, id, one.id)).ok).toBe(true)
  await register.linkPost(ada, id, 'x:1')
  expect((await register.one(id))?.posts.map((one) => one.id).toSorted()).toEqual(['x:1', 'x:2'])
  await store.inTransaction((tx) => register.forget({ ids: ['x:1', 'x:unknown'], authorIds: [] }, tx))
  expect(await register.one(id)).toMatchObject({ postsTakenBack: 1, posts: [{ id: 'x:2' }] })
  await register.unlinkPost(ada, id, 'x:2')
  expect(await register.one(id)).toMatchObject({ postsTakenBack: 1, posts: [], postsExpired: 0 })
  expect(await register.linkPost(ada, id, 'x:never-heard')).toEqual({ ok: false, why: 'no-such-post' })
})

test('an overdue review reminds the owner, and after each wait the next person of the rota, once each', async () => {
  const { register, id, dueMs, time, remind, notices } = await taken()
  await register.setRota(ada, { waitMin: 20, people: ['bea', 'cleo'] })
  expect(await remind(id, dueMs, dueMs)).toEqual({ runAgainInMs: 30 * minuteMs })
  for (let step = 0; step < 5; step++) {
    time.nowMs = dueMs + step * 20 * minuteMs
    await remind(id, dueMs, time.nowMs)
  }
  expect((await notices()).map(({ person_id, kind }) => [person_id, kind])).toEqual([
    ['ada', 'review-due'],
    ['bea', 'review-late'],
    ['cleo', 'review-late'],
  ])
  expect((await register.list())[0]?.told.map(({ name }) => name)).toEqual(['Ada', 'Bea', 'Cleo'])
})

test('whoever reviews in time hears nothing; a new review settles what was told', async () => {
  const { register, id, dueMs, time, remind, notices } = await taken()
  await register.setRota(ada, { waitMin: 20, people: ['bea'] })
  time.nowMs = dueMs
  await remind(id, dueMs, dueMs)
  const later = new Date(dueMs + 60 * minuteMs).toISOString()
  await register.change(ada, id, { nextReviewAt: later })
  time.nowMs = dueMs + 20 * minuteMs
  await remind(id, dueMs, time.nowMs)
  expect((await notices()).map(({ person_id, seen_at }) => [person_id, seen_at !== null])).toEqual([
    ['ada', true],
  ])
  expect((await register.list())[0]?.told).toEqual([])
  await register.change(ada, id, { state: 'closed' })
  time.nowMs = Date.parse(later)
  await remind(id, time.nowMs, time.nowMs)
  expect(await notices()).toHaveLength(1)
})

test('the rota takes people who are here, each once', async () => {
  const { register } = await openDesk()
  const set = (people: string[]) => register.setRota(ada, { waitMin: 5, people })
  expect(await set(['bea', 'bea'])).toEqual({ ok: false, why: 'named-twice' })
  expect(await set(['bea', 'stranger'])).toEqual({ ok: false, why: 'no-such-owner' })
  expect(await register.rota()).toEqual({ waitMin: 30, people: [] })
  await set(['cleo', 'bea'])
  expect(await register.rota()).toMatchObject({ waitMin: 5, people: [{ name: 'Cleo' }, { name: 'Bea' }] })
})

test('a message begun about an issue is linked; of an issue that is not there nothing is', async () => {
  const { register, id, store, messages } = await taken()
  messages.push({ id: 'm1', title: 'We know about the water' })
  await store.inTransaction(async (tx) => {
    await register.messageBegun(tx, { issueId: id, messageId: 'm1', by: 'Ada' })
    await register.messageBegun(tx, { issueId: 'nowhere', messageId: 'm2', by: 'Ada' })
  })
  expect((await register.one(id))?.messages).toEqual([{ id: 'm1', title: 'We know about the water' }])
  expect((await sql`select * from issue_messages`.execute(store.db)).rows).toHaveLength(1)
})

test('a leaver’s open issues are found by who they are, and handed over with a note', async () => {
  const { register, id, store } = await taken()
  await sql`update people set name = 'Ada Lovelace' where id = 'ada'`.execute(store.db)
  const from = { id: 'ada', name: 'Ada Lovelace' }
  expect(await issuesHeldBy(from, store.db)).toMatchObject([{ kind: 'issue', id, to: `/now/issues/${id}` }])
  await store.inTransaction((tx) => handOverIssues(from, { id: 'bea', name: 'Bea' }, tx, beganMs))
  expect(await register.one(id)).toMatchObject({
    owner: 'Bea',
    ownerId: 'bea',
    notes: [{ by: 'Ada Lovelace' }],
  })
  expect(await issuesHeldBy(from, store.db)).toEqual([])
})

test('words that no database likes are kept as they can be, and shown', async () => {
  const { register, id } = await taken()
  const odd = 'a\u0000b \uD800 <script>alert(1)</script> \u202E'
  await register.addFact(ada, id, { text: odd, state: 'known' })
  await register.change(ada, id, { note: odd, title: odd })
  const issue = await register.one(id)
  expect(issue?.facts[0]?.text).toContain('<script>')
  expect(issue?.notes[0]?.text.isWellFormed()).toBe(true)
})

test('a message written elsewhere is linked once, unlinked again, and both are on record with who did it', async () => {
  const { register, id, messages, records } = await taken()
  messages.push({ id: 'm1', title: 'Boil your water' }, { id: 'm2', title: 'Rink hours' })
  expect((await register.messagesToLink(id))?.map((one) => one.id)).toEqual(['m2', 'm1'])
  expect((await register.linkMessage(ada, id, 'm1')).ok).toBe(true)
  expect((await register.linkMessage(doer('Bea'), id, 'm1')).ok).toBe(true)
  expect((await register.one(id))?.messages).toEqual([{ id: 'm1', title: 'Boil your water' }])
  expect((await register.messagesToLink(id))?.map((one) => one.id)).toEqual(['m2'])
  for (let i = 0; i < 2; i += 1) expect((await register.unlinkMessage(doer('Bea'), id, 'm1')).ok).toBe(true)
  expect((await register.one(id))?.messages).toEqual([])
  const kept = (await records()).filter(({ kind }) => kind === 'issue-changed')
  expect(kept.map(({ body }) => JSON.parse(body))).toMatchObject([
    { by: { id: 'ada' }, facts: { messageLinked: { id: 'm1', title: 'Boil your water' } } },
    { by: { id: 'bea' }, facts: { messageUnlinked: { id: 'm1', title: 'Boil your water' } } },
  ])
})

test('what is no message of ours is not linked, nor anything to an issue that is not there', async () => {
  const { register, id, messages, store } = await taken()
  messages.push({ id: 'm1', title: 'Boil your water' })
  for (const wrong of ['m9', "m1'; drop table issues; --", '\u0000', '__proto__'])
    expect(await register.linkMessage(ada, id, wrong)).toEqual({ ok: false, why: 'no-such-message' })
  expect(await register.linkMessage(ada, 'nowhere', 'm1')).toEqual({ ok: false, why: 'no-such-issue' })
  expect(await register.unlinkMessage(ada, 'nowhere', 'm1')).toEqual({ ok: false, why: 'no-such-issue' })
  expect(await register.messagesToLink('nowhere')).toBeUndefined()
  expect((await sql`select 1 from issue_messages`.execute(store.db)).rows).toEqual([])
})
