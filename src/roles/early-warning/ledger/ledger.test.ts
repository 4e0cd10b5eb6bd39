import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { dayMs, minuteMs } from '#kernel/time.ts'
import { beganMs, doer, openRegisterDesk, post, waterStory } from '#roles/early-warning/register/test-desk.ts'

const undo: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
})

const first = post('x:first', beganMs - 15 * minuteMs, 'Brown water on Ferry Street?')
const herald = (minutes: number, text = 'Brown water on Ferry Street') =>
  post(`feeds:${minutes}`, beganMs + minutes * minuteMs, text, 'The Herald')
const all = { show: 'all', timeZone: 'UTC' } as const
const issues = { show: 'issues', timeZone: 'UTC' } as const

/** A desk at which the water has just been signalled. */
async function signalled(mode: 'live' | 'practice' = 'live') {
  const desk = await openRegisterDesk(['Ada', 'Bea'], mode)
  undo.push(() => desk.store.close())
  await desk.keep(first)
  await desk.keepStory(waterStory())
  await desk.ledger.onStory(waterStory(), [first])
  const takeOn = async (): Promise<string> => {
    const done = await desk.register.takeOn(
      doer('Ada'),
      { id: 's1', headline: waterStory().headline, saidBy: () => undefined },
      {},
    )
    if (!done.ok) throw new Error(done.why)
    return done.value.issue.id
  }
  return { ...desk, takeOn }
}

test('signalled, seen, taken on, answered, and the news 40 minutes after our signal: the ledger says 40', async () => {
  const { ledger, takeOn, time, keep, messages, store, register, inNews } = await signalled()
  time.nowMs += 2 * minuteMs
  await ledger.seen('s1', doer('Bea'))
  time.nowMs += minuteMs
  const issueId = await takeOn()
  messages.push({ id: 'm1', title: 'We know' })
  await store.inTransaction((tx) => register.messageBegun(tx, { issueId, messageId: 'm1', by: 'Ada' }))
  await ledger.noteMessages()
  expect((await ledger.view(issues)).entries[0]?.response).toBeUndefined()
  messages[0] = { id: 'm1', title: 'We know', publicAt: new Date(beganMs + 20 * minuteMs).toISOString() }
  time.nowMs = beganMs + 45 * minuteMs
  await keep(herald(40))
  const { entries, quarters, news } = await ledger.view(issues)
  expect(entries).toMatchObject([
    {
      ...{ issueId, leadMin: 40, answeredInMin: 20 },
      firstPost: { at: new Date(first.atMs).toISOString(), url: 'https://example.org/x:first', label: 'x' },
      signal: { at: new Date(beganMs).toISOString() },
      eye: { at: new Date(beganMs + 2 * minuteMs).toISOString(), by: 'Bea' },
      response: { how: 'message', what: 'We know', messageId: 'm1' },
      news: { label: 'The Herald', url: 'https://example.org/feeds:40' },
    },
  ])
  expect(quarters).toMatchObject([{ quarter: '2031-Q2', measured: 1, medianLeadMin: 40 }])
  expect(news).toMatchObject({ heard: 1, preceded: 1, notLookedAt: 0 })
  expect(inNews).toEqual(['s1'])
})

test('our answer follows the messages that are linked: the earliest that went out, the next one when that is unlinked', async () => {
  const { ledger, takeOn, time, messages, register } = await signalled()
  const issueId = await takeOn()
  const out = (id: string, minutes: number) =>
    messages.push({ id, title: id, publicAt: new Date(beganMs + minutes * minuteMs).toISOString() })
  for (const [id, minutes] of [
    ['late', 50],
    ['early', 20],
    ['old', -600],
  ] as const)
    out(id, minutes)
  time.nowMs = beganMs + 60 * minuteMs
  const answer = async () => (await ledger.view(issues)).entries[0]
  // What went out before anybody said anything answers nothing.
  await register.linkMessage(doer('Ada'), issueId, 'old')
  expect(await answer()).not.toHaveProperty('response')
  await register.linkMessage(doer('Ada'), issueId, 'late')
  expect(await answer()).toMatchObject({ answeredInMin: 50, response: { messageId: 'late' } })
  await register.linkMessage(doer('Ada'), issueId, 'early')
  expect(await answer()).toMatchObject({
    answeredInMin: 20,
    response: { messageId: 'early', how: 'message' },
  })
  expect((await register.one(issueId))?.response).toMatchObject({ what: 'early' })
  await register.unlinkMessage(doer('Ada'), issueId, 'early')
  expect(await answer()).toMatchObject({ answeredInMin: 50, response: { messageId: 'late' } })
  await register.unlinkMessage(doer('Ada'), issueId, 'late')
  expect(await answer()).not.toHaveProperty('response')
  // What somebody noted by hand stays, whatever is linked.
  await register.answered(doer('Ada'), issueId, { what: 'Called back' })
  await register.linkMessage(doer('Ada'), issueId, 'early')
  expect(await answer()).toMatchObject({ response: { how: 'noted', what: 'Called back' } })
})

test('an answer from before our signal counts, and no minutes are made of it', async () => {
  const { ledger, takeOn, messages, register } = await signalled()
  const issueId = await takeOn()
  messages.push({ id: 'm', title: 'm', publicAt: new Date(beganMs - 5 * minuteMs).toISOString() })
  await register.linkMessage(doer('Ada'), issueId, 'm')
  const [entry] = (await ledger.view(issues)).entries
  expect(entry).toMatchObject({ response: { messageId: 'm' } })
  expect(entry).not.toHaveProperty('answeredInMin')
})

test('the first eye stays the first, and a program has none', async () => {
  const { ledger, time } = await signalled()
  await ledger.seen('s1', doer('Ada', { id: 'p', name: 'Watcher' }))
  expect((await ledger.view(all)).entries[0]?.eye).toBeUndefined()
  await ledger.seen('s1', doer('Bea'))
  time.nowMs += minuteMs
  await ledger.seen('s1', doer('Ada'))
  await ledger.seen('no such story', doer('Ada'))
  expect((await ledger.view(all)).entries).toMatchObject([
    { eye: { by: 'Bea', at: new Date(beganMs).toISOString() } },
  ])
})

test('a news item nobody signalled before is missed once a person says that it concerned us', async () => {
  const { ledger, keep, time } = await signalled()
  time.nowMs = beganMs + 10 * minuteMs
  await keep(herald(-20), post('feeds:cat', beganMs, 'Cat of the mayor found', 'The Herald'))
  const seen = await ledger.view(all)
  // The item of before our signal tells the story, so the story was behind; the signal did not precede it.
  expect(seen.entries).toMatchObject([{ leadMin: -20 }])
  expect(seen.news).toMatchObject({ heard: 2, preceded: 0, notLookedAt: 2 })
  expect(seen.missed.map(({ text }) => text)).toEqual([
    'Cat of the mayor found',
    'Brown water on Ferry Street',
  ])
  expect(await ledger.judgeNews('feeds:-20', true, doer('Ada'))).toBe(true)
  expect(await ledger.judgeNews('feeds:cat', false, doer('Ada'))).toBe(true)
  expect(await ledger.judgeNews('feeds:unknown', true, doer('Ada'))).toBe(false)
  expect((await ledger.view(all)).news).toMatchObject({ missed: 1, noMatter: 1, notLookedAt: 0 })
})

test('an edited news item is a new version of the same item, not another one', async () => {
  const { ledger, keep, time } = await signalled()
  time.nowMs = beganMs + 10 * minuteMs
  await keep(herald(5))
  await ledger.catchUp()
  await keep(herald(5, 'Brown water on Ferry Street, city apologises'))
  time.nowMs += minuteMs
  await ledger.catchUp()
  await ledger.catchUp()
  expect(await ledger.newsItems('s1')).toMatchObject([
    {
      label: 'The Herald',
      versions: [
        { text: 'Brown water on Ferry Street' },
        { text: 'Brown water on Ferry Street, city apologises', seenAt: new Date(time.nowMs).toISOString() },
      ],
    },
  ])
  expect((await ledger.view(all)).news.heard).toBe(1)
})

test('what is taken back keeps its time in the ledger, and nothing else', async () => {
  const { ledger, keep, time, store } = await signalled()
  time.nowMs = beganMs + 10 * minuteMs
  await keep(herald(5))
  await ledger.catchUp()
  await store.inTransaction((tx) => ledger.forget({ ids: ['x:first', 'feeds:5'], authorIds: [] }, tx))
  const { entries } = await ledger.view(all)
  expect(entries).toMatchObject([{ leadMin: 5, firstPost: { gone: true }, news: { gone: true } }])
  const tables = ['ledger', 'story_news', 'news_heard', 'news_versions']
  for (const table of tables) {
    const { rows } = await sql`select * from ${sql.table(table)}`.execute(store.db)
    expect(JSON.stringify(rows)).not.toMatch(/example\.org|Ferry/u)
  }
})

test('a noted answer counts from when it was given; only the first one, and never one to come', async () => {
  const { register, takeOn, time, records } = await signalled()
  const issueId = await takeOn()
  time.nowMs += 30 * minuteMs
  const early = { what: 'Told the caller', at: new Date(beganMs + 10 * minuteMs).toISOString() }
  const late = { what: 'x', at: new Date(time.nowMs + minuteMs).toISOString() }
  expect(await register.answered(doer('Ada'), issueId, late)).toEqual({ ok: false, why: 'not-yet' })
  expect(await register.answered(doer('Ada'), issueId, early)).toMatchObject({ ok: true })
  expect(await register.answered(doer('Bea'), issueId, early)).toEqual({ ok: false, why: 'answered-already' })
  expect(await register.answered(doer('Bea'), 'nowhere', early)).toEqual({ ok: false, why: 'no-such-issue' })
  expect((await register.one(issueId))?.response).toMatchObject({
    by: 'Ada',
    what: 'Told the caller',
    at: early.at,
  })
  expect((await records()).map(({ kind }) => kind)).toEqual(['issue-opened', 'issue-changed'])
})

test('an issue opened by hand has no signal; its first post and its news are those linked to it', async () => {
  const { register, ledger, keep, time } = await signalled()
  const done = await register.openByHand(doer('Ada'), { title: 'Caller: smell of gas', origin: 'phone' })
  const id = done.ok ? done.value.id : ''
  const posts = [
    post('x:late', beganMs + 4 * minuteMs, 'Gas?'),
    post('x:early', beganMs - minuteMs, 'Smells of gas'),
  ]
  const news = post('feeds:gas', beganMs + 9 * minuteMs, 'Smell of gas in Ferry Street', 'The Herald')
  time.nowMs += 12 * minuteMs
  await keep(...posts, news)
  for (const one of [...posts, news]) await register.linkPost(doer('Ada'), id, one.id)
  const entry = (await ledger.view(issues)).entries.find(({ issueId }) => issueId === id)
  expect(entry).toMatchObject({
    ...{ firstPost: { at: new Date(beganMs - minuteMs).toISOString() }, news: { label: 'The Herald' } },
    eye: { by: 'Ada' },
  })
  expect(entry?.signal).toBeUndefined()
  expect(entry?.leadMin).toBeUndefined()
})

test('on a practice day every moment is of that day’s own clock', async () => {
  const { ledger, takeOn, time, messages, store, register } = await signalled('practice')
  time.heardMs = beganMs + 30 * minuteMs
  const issueId = await takeOn()
  messages.push({ id: 'm1', title: 'We know', publicAt: new Date(beganMs + 999 * dayMs).toISOString() })
  await store.inTransaction((tx) => register.messageBegun(tx, { issueId, messageId: 'm1', by: 'Ada' }))
  await ledger.noteMessages()
  expect((await ledger.view(issues)).entries).toMatchObject([{ answeredInMin: 30 }])
  await ledger.open()
  expect((await ledger.view(issues)).entries).toHaveLength(1)
})

test('where first posts stood is let go with the posts themselves', async () => {
  const { ledger, store, time } = await signalled()
  await sql`delete from posts`.execute(store.db)
  await ledger.catchUp()
  expect((await ledger.view(all)).entries[0]?.firstPost?.url).toBeDefined()
  time.nowMs += 2 * dayMs
  const [entry] = (await ledger.view(all)).entries
  expect(entry?.firstPost).toMatchObject({ at: new Date(first.atMs).toISOString() })
  expect(entry?.firstPost?.url).toBeUndefined()
})
