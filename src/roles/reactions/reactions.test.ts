import { afterEach, beforeEach, expect, test } from 'vitest'
import { dayMs, hourMs, minuteMs } from '#kernel/time.ts'
import { forgetPosts } from '#listening/posts.ts'
import { findEntries } from '#records/find.ts'
import { Analysis } from '#roles/reactions/analysis/contract.ts'
import { Evidence } from '#roles/reactions/evidence/contract.ts'
import { evidenceOf, readEvidence } from '#roles/reactions/evidence/evidence.ts'
import { readOffers, setAside } from '#roles/reactions/offers.ts'
import { ada, openTestReactions, ordinaryDays, type TestDesk } from '#roles/reactions/test-reactions.ts'
import type { Said } from '#roles/reactions/test-posts.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestReactions()
}, 60_000)
afterEach(() => desk.close())

const text = 'Libraries open on Sundays from November 8. La bibliothèque ouvre le dimanche.'

async function follow(
  more: { kind?: string; messageId?: string; title?: string; startedAtMs?: number } = {},
): Promise<string> {
  const { startedAtMs = desk.startedAtMs, title = 'Libraries open on Sundays', ...rest } = more
  const startedAt = new Date(startedAtMs).toISOString()
  const made = await desk.reactions.create(
    {
      title,
      text,
      watchIds: ['library', 'sundays'],
      startedAt,
      baselineDays: 28,
      reactionHours: 24,
      ...rest,
    },
    { by: ada, mayWatch: false },
  )
  if (!made.ok) throw new Error(made.problem.en)
  return made.value.id
}

/** What people say in the two hours after it. */
function reaction(): Said[] {
  const at = (minutes: number): number => desk.startedAtMs + minutes * minuteMs
  const glad = Array.from({ length: 60 }, (_one, index): Said => ({
    text: `The library on a Sunday is lovely, thought ${index}`,
    ...{ atMs: at(index), author: `glad-${index}`, reading: { tone: index < 50 ? 'positive' : 'unsure' } },
  }))
  return [
    ...glad,
    {
      text: 'Which library branches open on Sunday?',
      atMs: at(10),
      id: 'practice:q1',
      reading: { asks: true },
    },
    {
      text: '@town which branches of the library open on Sunday?',
      atMs: at(20),
      id: 'practice:q2',
      reading: { asks: true },
    },
    { text: 'Is the parking at the library free?', atMs: at(30), id: 'practice:q3', reading: { asks: true } },
    {
      text: 'The library opens Sundays, reports the Gazette',
      atMs: at(40),
      kind: 'media',
      author: 'Gazette',
      url: 'https://gazette.example/1',
    },
    { text: 'so the library opens sundays from November 18', atMs: at(41), author: 'x1' },
    { text: 'the library opens on sundays, November 18', atMs: at(42), author: 'x2' },
  ]
}

test('before and after, with every number traced', async () => {
  await desk.hear(ordinaryDays(desk.startedAtMs, 28))
  await desk.hear(reaction())
  const id = await follow()
  const analysis = Analysis.parse(await desk.reactions.analysis(id))
  expect(analysis.volume).toMatchObject({
    posts: 66,
    authors: 66,
    effect: { verdict: 'more', seasonality: 'hour-and-day' },
  })
  if (analysis.volume.effect.verdict === 'too-little') throw new Error('there is enough')
  expect(analysis.volume.effect.usual).toBeCloseTo(2, 0)
  expect(analysis.volume.baseline).toMatchObject({
    posts: 672,
    hours: expect.closeTo(671, -1),
    hoursAsked: 672,
  })
  expect(analysis.sentiment.reaction).toMatchObject({
    n: 66,
    sure: 56,
    enough: true,
    positive: { posts: 50 },
  })
  expect(analysis.media).toMatchObject({ first: { label: 'Gazette', afterMin: 40 }, outlets: 1 })
  expect(new Set(analysis.questions.questions.map((one) => one.posts))).toEqual(new Set([1, 2]))
  expect(analysis.questions).toMatchObject({ unanswered: 2, unansweredAuthors: 3 })
  expect(analysis.misreadings.items).toMatchObject([
    { about: 'date', said: ['November 8'], stated: 'November 18', authors: 2 },
  ])
  expect(analysis.carriers.kinds).toMatchObject([
    { kind: 'media', names: [{ name: 'Gazette' }] },
    { kind: 'others', names: [] },
  ])
  const total = analysis.volume.course.points
    .filter(({ at }) => Date.parse(at) >= desk.startedAtMs)
    .reduce((sum, { posts }) => sum + posts, 0)
  expect(total).toBe(66)
})

test('what was not heard is told with the course, cut to what is shown', async () => {
  const { db } = desk.listening
  const gap = (fromMin: number, toMin: number) => ({
    ...{ source: 'x', why: 'lost' },
    from_at: new Date(desk.startedAtMs + fromMin * minuteMs),
    to_at: new Date(desk.startedAtMs + toMin * minuteMs),
  })
  await db
    .insertInto('gaps')
    .values([gap(10, 20), gap(-60 * 24 * 9, -60 * 24 * 8)])
    .execute()
  const analysis = Analysis.parse(await desk.reactions.analysis(await follow()))
  expect(analysis.volume.course.gaps).toEqual([
    {
      label: 'x',
      from: new Date(desk.startedAtMs + 10 * minuteMs).toISOString(),
      to: new Date(desk.startedAtMs + 20 * minuteMs).toISOString(),
    },
  ])
})

test('a post that fits two watches is one post', async () => {
  const both = { text: 'The library on Sundays', id: 'practice:both', author: 'a', atMs: desk.startedAtMs }
  await desk.hear([both])
  await desk.hear([both], 'sundays')
  const id = await follow()
  expect((await desk.reactions.analysis(id))?.volume.posts).toBe(1)
})

test('the baseline is frozen: what is deleted later changes none of it', async () => {
  await desk.hear(ordinaryDays(desk.startedAtMs, 28))
  const id = await follow()
  const before = (await desk.reactions.analysis(id))?.volume.baseline.posts
  await forgetPosts(desk.listening.db, { ids: [], authorIds: ['regular-1', 'regular-2'] })
  desk.clock.nowMs += hourMs
  expect((await desk.reactions.analysis(id))?.volume.baseline.posts).toBe(before)
  expect(before).toBe(672)
})

test('too little is said to be too little', async () => {
  const id = await follow()
  expect((await desk.reactions.list()).announcements[0]).toMatchObject({
    id,
    posts: 0,
    effect: { verdict: 'too-little', why: 'baseline-too-short' },
  })
})

test('a question is answered by an official reply, or by a person who says where', async () => {
  await desk.hear([
    ...reaction(),
    {
      text: 'All of them.',
      kind: 'official',
      author: 'town',
      replyTo: 'practice:q2',
      atMs: desk.startedAtMs + 50 * minuteMs,
      url: 'https://town.example/a',
    },
  ])
  const id = await follow()
  const asked = async () => (await desk.reactions.analysis(id))?.questions
  expect((await asked())?.questions.map(({ answer }) => answer?.by)).toEqual([undefined, 'account'])
  const parking = (await asked())?.questions[0]?.id ?? ''
  const url = 'https://town.example/parking'
  expect(await desk.reactions.answered(id, parking, { url, by: ada })).toMatchObject({ ok: true })
  expect(await asked()).toMatchObject({ unanswered: 0 })
  expect((await asked())?.questions.find((one) => one.id === parking)?.answer).toMatchObject({
    by: 'person',
    name: 'Ada',
    url,
  })
  await desk.reactions.answered(id, parking, undefined)
  expect(await asked()).toMatchObject({ unanswered: 1 })
  expect(await desk.reactions.answered(id, 'practice:none', { url, by: ada })).toMatchObject({
    ok: false,
    status: 404,
  })
})

test('evidence keeps figures and links, no words, and says what became of its posts', async () => {
  await desk.hear(reaction())
  const id = await follow()
  const taken = await desk.reactions.freeze(id, { why: 'person', actor: ada.actor, name: 'Ada' })
  if (!taken.ok) throw new Error(taken.problem.en)
  const { db } = desk.reactions.ground
  const kept = await db.selectFrom('evidence').select('frozen').executeTakeFirstOrThrow()
  expect(kept.frozen).not.toContain('branches of the library')
  expect(kept.frozen).not.toContain('gazette.example')
  const { entries } = await findEntries(db.withTables(), { kind: 'evidence-kept' })
  expect(entries[0]?.facts).toMatchObject({ sha256: taken.value.sha256, posts: 66 })
  const fresh = Evidence.parse(await readEvidence(desk.reactions.ground, taken.value.id))
  expect(fresh.analysis.questions.questions.map(({ text: said }) => said)).toContain(
    'Is the parking at the library free?',
  )
  const gone = { ids: ['practice:q3'], authorIds: ['Gazette'] }
  await forgetPosts(desk.listening.db, gone)
  await desk.reactions.ground.store.inTransaction((tx) => desk.reactions.forget(gone, tx))
  const later = Evidence.parse(await readEvidence(desk.reactions.ground, taken.value.id))
  expect(later.analysis.volume).toEqual(fresh.analysis.volume)
  expect(later.posts.filter(({ state }) => state === 'gone').length).toBe(2)
  expect(JSON.stringify(later)).not.toContain('parking')
  expect(JSON.stringify(later)).not.toContain('gazette.example')
  expect(later.sha256).toBe(fresh.sha256)
  expect(later.record).toBe(entries[0]?.seq)
})

test('when its time is over it is frozen by the desk once, and later ones of its kind are compared with it', async () => {
  await desk.hear(ordinaryDays(desk.startedAtMs, 28))
  await desk.hear(reaction())
  const first = await follow({ kind: 'libraries', startedAtMs: desk.startedAtMs })
  desk.clock.nowMs += 2 * dayMs
  await desk.reactions.lookAfter()
  await desk.reactions.lookAfter()
  expect(await evidenceOf(desk.reactions.ground, first)).toMatchObject([
    { why: 'window-over', takenBy: 'desk' },
  ])
  expect(await desk.reactions.announcement(first)).toMatchObject({ state: 'over' })
  const second = await follow({
    kind: 'libraries',
    title: 'Longer hours',
    startedAtMs: desk.clock.nowMs - 2 * hourMs,
  })
  expect((await desk.reactions.analysis(second))?.comparison).toMatchObject([
    { id: first, hours: 2, posts: 66, thisPosts: 0 },
  ])
  const longer = { revision: 1, reactionHours: 48 }
  expect(await desk.reactions.change(first, longer)).toMatchObject({
    ok: false,
    problem: { error: 'is-over' },
  })
})

test('what cannot be followed is refused with a sentence and nothing is left behind', async () => {
  const input = {
    title: 'x',
    text: '',
    watchIds: ['library'],
    startedAt: new Date(desk.startedAtMs).toISOString(),
    baselineDays: 28,
    reactionHours: 24,
  }
  const by = { by: ada, mayWatch: true }
  const refused = async (change: object, more = by) => desk.reactions.create({ ...input, ...change }, more)
  expect(await refused({ watchIds: [] })).toMatchObject({ status: 422, problem: { error: 'no-watch' } })
  expect(await refused({ watchIds: ['nowhere'] })).toMatchObject({
    status: 422,
    problem: { error: 'no-such-watch' },
  })
  expect(await refused({ startedAt: new Date(desk.clock.nowMs + dayMs).toISOString() })).toMatchObject({
    problem: { error: 'not-then' },
  })
  const endsAt = new Date(desk.clock.nowMs + dayMs).toISOString()
  const newWatch = {
    name: 'New',
    rule: 'from:jane_doe_1987',
    purpose: 'To see what she says',
    owner: 'Ada',
    endsAt,
  }
  expect(await refused({ newWatch })).toMatchObject({ status: 422, problem: { error: 'rule-refused' } })
  expect(await refused({ newWatch }, { ...by, mayWatch: false })).toMatchObject({ status: 403 })
  const made = await follow({ messageId: 'm1' })
  const twice = { messageId: 'm1', newWatch: { ...newWatch, rule: 'bridge' } }
  expect(await refused(twice)).toMatchObject({ status: 409, problem: { error: 'already-followed' } })
  const rows = await desk.listening.db.selectFrom('watches').select('id').execute()
  expect(rows.map(({ id }) => id).toSorted()).toEqual(['library', 'sundays'])
  expect((await desk.reactions.list()).announcements.map(({ id }) => id)).toEqual([made])
})

test('a new search begins with the announcement, on record, and has no baseline yet', async () => {
  const endsAt = new Date(desk.clock.nowMs + 30 * dayMs).toISOString()
  const newWatch = {
    name: 'Bridge',
    rule: 'bridge',
    purpose: 'How the bridge closure lands',
    owner: 'Roads',
    endsAt,
  }
  const startedAt = new Date(desk.startedAtMs).toISOString()
  const made = await desk.reactions.create(
    {
      title: 'Bridge closes',
      text: '',
      watchIds: [],
      newWatch,
      startedAt,
      baselineDays: 7,
      reactionHours: 24,
    },
    { by: ada, mayWatch: true },
  )
  if (!made.ok) throw new Error(made.problem.en)
  expect(made.value.watches).toMatchObject([{ name: 'Bridge', rule: 'bridge', state: 'live' }])
  const { entries } = await findEntries(desk.reactions.ground.db.withTables(), { kind: 'search-begun' })
  expect(entries).toHaveLength(1)
  expect((await desk.reactions.analysis(made.value.id))?.volume.effect).toMatchObject({
    why: 'baseline-too-short',
  })
})

test('a message that went out is offered with the watches its words fit, until it is followed or set aside', async () => {
  const { ground } = desk.reactions
  const published = { messageId: 'm7', title: 'Sundays', url: 'https://town.example/p/1' }
  await desk.reactions.offer({ ...published, language: 'en', text: 'The library opens.' })
  await desk.reactions.offer({ ...published, language: 'fr', text: 'La bibliothèque ouvre.' })
  await desk.reactions.offer({ ...published, messageId: 'm8', language: 'en', text: 'Roads.' })
  const offers = await readOffers(ground)
  expect(offers.find(({ messageId }) => messageId === 'm7')).toMatchObject({
    text: 'The library opens.\n\nLa bibliothèque ouvre.',
    suggestedWatches: [{ id: 'library' }],
  })
  await setAside(ground, 'm8')
  await follow({ messageId: 'm7' })
  expect(await readOffers(ground)).toEqual([])
})

test('two who change an announcement at once do not overwrite each other', async () => {
  const id = await follow()
  expect(await desk.reactions.change(id, { revision: 1, title: 'One', kind: '' })).toMatchObject({
    ok: true,
    value: { revision: 2 },
  })
  expect(await desk.reactions.change(id, { revision: 1, title: 'Two' })).toMatchObject({
    ok: false,
    status: 409,
  })
  expect(await desk.reactions.announcement(id)).toMatchObject({ title: 'One' })
  expect(await desk.reactions.change('none', { revision: 1 })).toMatchObject({ ok: false, status: 404 })
})
