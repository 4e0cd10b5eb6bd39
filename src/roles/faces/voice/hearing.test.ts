import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import type { Post } from '#kernel/post.ts'
import { dayMs, hourMs, minuteMs } from '#kernel/time.ts'
import { openOffice } from '#roles/faces/register/test-official.ts'
import { Voice } from '#roles/faces/voice/contract.ts'
import { voiceCsv } from '#roles/faces/voice/csv.ts'
import { VoiceHearing } from '#roles/faces/voice/hearing.ts'
import { countedAnswers } from '#roles/faces/voice/reading.ts'
import type { VoiceTables } from '#roles/faces/voice/tables.ts'

const undo: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
})

async function opened() {
  const office = await openOffice({ ana: 'owner' })
  const { store, needs, time } = office
  undo.push(() => store.close())
  await office.account('town', { network: 'bluesky', handle: '@town.example' })
  const voice = new VoiceHearing({
    ...{ store, clock: needs.clock, log: needs.log, streamNowMs: () => time.nowMs },
    hearsOurs: (network) => network === 'bluesky',
    timeZone: async () => 'America/Toronto',
  })
  await voice.reload()
  const post = (id: string, atMs: number, more: Partial<Post> = {}): Post => ({
    ...{ id: `bluesky:${id}`, network: 'bluesky', source: 'bluesky:jetstream', text: 'When does it open?' },
    ...{ atMs, heardAtMs: atMs, author: { id: `did:plc:${id}` }, ...more },
  })
  const hear = (heard: { answers?: Post[]; ours?: Post[]; goneIds?: string[] }): Promise<void> =>
    store.inTransaction((tx) => voice.keep(tx, { answers: [], ours: [], goneIds: [], ...heard }))
  /** Our answer to a post. */
  const ours = (id: string, to: string, atMs: number): Post =>
    post(id, atMs, { replyTo: `bluesky:${to}`, author: { id: 'did:plc:ours', handle: 'Town.Example' } })
  const counted = () =>
    countedAnswers(store.db.withTables<VoiceTables>(), {
      fromMs: time.nowMs - 366 * dayMs,
      nowMs: time.nowMs,
    })
  const waits = async () => (await counted()).answers.map(({ wait }) => wait)
  return { ...office, voice, post, ours, hear, counted, waits }
}

test('an answer of ours ends a wait, whichever of the two is heard first, however often', async () => {
  const { post, ours, hear, waits, time } = await opened()
  const atMs = time.nowMs - 5 * hourMs
  const [asked, answered] = [post('q', atMs), ours('a', 'q', atMs + hourMs)]
  await hear({ ours: [answered] })
  await hear({ answers: [asked], ours: [answered] })
  expect(await waits()).toEqual([{ waitS: 3600, isAnswered: true }])
  await hear({ answers: [asked, asked], ours: [ours('later', 'q', atMs + 2 * hourMs), answered] })
  expect(await waits()).toEqual([{ waitS: 3600, isAnswered: true }])
  await hear({ ours: [ours('sooner', 'q', atMs + 10 * minuteMs)] })
  expect(await waits()).toEqual([{ waitS: 600, isAnswered: true }])
})

test('an answer of ours that was taken back is none; what a person took back is forgotten', async () => {
  const { post, ours, hear, waits, time } = await opened()
  const atMs = time.nowMs - 5 * hourMs
  await hear({
    answers: [post('q', atMs)],
    ours: [ours('a', 'q', atMs + hourMs), ours('b', 'q', atMs + 2 * hourMs)],
  })
  await hear({ goneIds: ['bluesky:a', 'bluesky:nobody'] })
  expect(await waits()).toEqual([{ waitS: 7200, isAnswered: true }])
  await hear({ goneIds: ['bluesky:b'] })
  expect(await waits()).toEqual([{ waitS: 5 * 3600, isAnswered: false }])
  await hear({ goneIds: ['bluesky:q'] })
  expect(await waits()).toEqual([])
  // What is gone in the same breath never comes in.
  await hear({ answers: [post('r', atMs)], goneIds: ['bluesky:r'] })
  expect(await waits()).toEqual([])
})

test('wrong clocks: a little early counts as at once, long before is no answer, and the future is left out', async () => {
  const { post, ours, hear, waits, time } = await opened()
  const atMs = time.nowMs - 5 * hourMs
  await hear({
    answers: [post('near', atMs), post('far', atMs), post('tomorrow', time.nowMs + hourMs)],
    ours: [ours('a', 'near', atMs - minuteMs), ours('b', 'far', atMs - hourMs)],
  })
  await hear({
    answers: [post('next-year', time.nowMs + 365 * dayMs), post('long-ago', time.nowMs - 60 * dayMs)],
    ours: [ours('c', 'far', 8_000_000_000_000)],
  })
  expect((await waits()).toSorted((a, b) => (a?.waitS ?? 0) - (b?.waitS ?? 0))).toEqual([
    { waitS: 0, isAnswered: true },
    { waitS: 5 * 3600, isAnswered: false },
  ])
})

test('whose posts are ours: by handle, by what the register noted, on the same network only', async () => {
  const { voice, post, store, time } = await opened()
  const by = (author: Post['author'], more: Partial<Post> = {}): Post =>
    post('x', time.nowMs, { author, replyTo: 'bluesky:at://did:plc:maria/app.bsky.feed.post/1', ...more })
  expect(voice.isOurAnswer(by({ id: 'did:plc:ours' }))).toBe(false)
  await sql`insert into account_profiles (account, native_id, noted, noted_at) values ('town', 'did:plc:ours', '{}', now())`.execute(
    store.db,
  )
  await voice.reload()
  expect(voice.isOurAnswer(by({ id: 'did:plc:ours' }))).toBe(true)
  expect(voice.isOurAnswer(by({ id: 'did:plc:z', handle: 'town.example' }))).toBe(true)
  expect(voice.isOurAnswer(by({ id: 'did:plc:z', handle: 'town.example.evil' }))).toBe(false)
  expect(voice.isOurAnswer(by({ id: 'did:plc:ours' }, { network: 'mastodon' }))).toBe(false)
  expect(voice.isOurAnswer(by(undefined))).toBe(false)
  // Going on after a post of one's own, and a post that answers itself.
  const own = 'bluesky:at://did:plc:ours/app.bsky.feed.post/1'
  expect(voice.isOurAnswer(by({ id: 'did:plc:ours' }, { replyTo: own }))).toBe(false)
  expect(voice.isOurAnswer(by({ id: 'did:plc:ours' }, { replyTo: 'bluesky:x' }))).toBe(false)
  expect(voice.isOurAnswer(by({ id: 'did:plc:ours' }, { replyTo: undefined }))).toBe(false)
})

test('an edit that thanks counts as thanks, once', async () => {
  const { post, hear, counted, time } = await opened()
  const atMs = time.nowMs - hourMs
  await hear({ answers: [post('q', atMs)] })
  await hear({ answers: [post('q', atMs, { text: 'Found it. Thank you!' })] })
  await hear({ answers: [post('de', atMs, { text: 'Danke', lang: 'de' })] })
  expect((await counted()).answers.map(({ thanks }) => thanks).toSorted()).toEqual(['unread', 'yes'])
})

test('after a month only a day and numbers are left, and the figures stay; after a year nothing is', async () => {
  const { post, ours, hear, voice, waits, store, time } = await opened()
  const atMs = time.nowMs
  await hear({
    answers: [post('q', atMs), post('open', atMs + minuteMs)],
    ours: [ours('a', 'q', atMs + hourMs)],
  })
  time.nowMs += 31 * dayMs
  await voice.sweep()
  await voice.sweep()
  const { rows } = await sql<{ keys: number; ours: number; at: Date }>`
    select (select count(post) from voice_heard) as keys, (select count(*) from voice_ours) as ours,
      (select min(said_at) from voice_heard) as at`.execute(store.db)
  expect(rows[0]).toMatchObject({ keys: 0, ours: 0 })
  // Midnight in Toronto.
  expect((rows[0]?.at.getTime() ?? 0) % dayMs).toBeOneOf([4 * hourMs, 5 * hourMs])
  const kept = [
    { waitS: 3600, isAnswered: true },
    { waitS: 31 * 86_400 - 60, isAnswered: false },
  ]
  expect((await waits()).toSorted((a, b) => (a?.waitS ?? 0) - (b?.waitS ?? 0))).toEqual(kept)
  // Heard again, out of an old export: it was counted, and is not counted again.
  await hear({ answers: [post('q', atMs)] })
  expect(await waits()).toHaveLength(2)
  time.nowMs += 400 * dayMs
  await voice.sweep()
  expect(await store.db.withTables<VoiceTables>().selectFrom('voice_heard').selectAll().execute()).toEqual([])
})

test('a shorter clock of listening holds here too', async () => {
  const { post, hear, voice, store, time } = await opened()
  await hear({ answers: [post('q', time.nowMs)] })
  await sql`insert into records_clocks (clock, days, changed_at) values ('listening', 2, now())`.execute(
    store.db,
  )
  time.nowMs += 3 * dayMs
  await voice.sweep()
  const rows = await store.db.withTables<VoiceTables>().selectFrom('voice_heard').select('post').execute()
  expect(rows).toEqual([{ post: null }])
})

test('the page: no time under thirty answers, networks where ours are not heard apart, never an account or a person', async () => {
  const { post, ours, hear, ask, time } = await opened()
  const atMs = time.nowMs - 5 * dayMs
  const many = Array.from({ length: 40 }, (_, n) => n)
  const thanks = (n: number): Partial<Post> => (n < 31 ? { text: 'Thank you!' } : {})
  await hear({ answers: many.map((n) => post(`q${n}`, atMs + n * minuteMs, thanks(n))) })
  await hear({ ours: many.slice(0, 12).map((n) => ours(`a${n}`, `q${n}`, atMs + hourMs)) })
  const read = async () => Voice.parse((await ask('/api/voice', { by: 'ana' })).json).heard
  expect((await read()).networks.total).toEqual({ of: 40, answered: 12 })
  await hear({
    ours: many.slice(12, 30).map((n) => ours(`a${n}`, `q${n}`, atMs + n * minuteMs + 2 * hourMs)),
  })
  await hear({ answers: [post('m', atMs, { id: 'mastodon:m', network: 'mastodon' })] })
  const { networks, thanks: thanked, coverage } = await read()
  expect(networks).toMatchObject({
    total: { of: 40, answered: 30, halfS: 2 * 3600, nineTenthsS: 2 * 3600 },
    unknown: [{ network: 'mastodon', answers: 1 }],
  })
  expect(thanked.total).toEqual({ of: 41, thanked: 31, unsure: 0, unread: 0 })
  expect(coverage.sources).toBe(1)
  const csv = (await ask('/api/voice.csv', { by: 'ana' })).text
  expect(csv).toMatch(/,40,30,7200,7200,41,31,0,0\r\n$/u)
  expect(csv).not.toMatch(/town|did|q1/u)
})

test('questions wait from asking, or from the beginning of their session; the same asked again counts once', async () => {
  const { store, time, ask } = await opened()
  const at = (hours: number): Date => new Date(time.nowMs + hours * hourMs)
  await sql`insert into question_sessions (id, title, lede, opens_at, begins_at, ends_at, time_zone, revision, made_by, made_at)
    values ('s', '{}', '{}', ${at(-48)}, ${at(-10)}, ${at(-8)}, 'UTC', 1, 'x', now()),
      ('next', '{}', '{}', ${at(-48)}, ${at(5)}, ${at(8)}, 'UTC', 1, 'x', now())`.execute(store.db)
  let n = 0
  const question = (o: { asked: number; answered?: number; state?: string; session?: string }) =>
    sql`
    insert into questions (id, session_id, origin, language, asked_at, state, answered_at, changed_at)
    values (${`q${(n += 1)}`}, ${o.session ?? 's'}, 'form', 'en', ${at(o.asked)}, ${o.state ?? 'answered'},
      ${o.answered === undefined ? null : at(o.answered)}, now())`.execute(store.db)
  for (let i = 0; i < 16; i += 1) await question({ asked: -40, answered: -9 })
  for (let i = 0; i < 10; i += 1) await question({ asked: -9, answered: -7 })
  await question({ asked: -40, answered: -12 })
  await question({ asked: -40, answered: -9, state: 'withdrawn' })
  await question({ asked: -40, state: 'set-aside' })
  await question({ asked: -40, state: 'merged' })
  await question({ asked: -40, state: 'new', session: 'next' })
  await question({ asked: -40, answered: -3, session: 'next' })
  const read = async () => Voice.parse((await ask('/api/voice', { by: 'ana' })).json).heard.questions
  expect(await read()).toMatchObject({ total: { of: 29, answered: 27 }, aside: 1 })
  expect((await read()).total).not.toHaveProperty('halfS')
  await question({ asked: -9, state: 'new' })
  expect((await read()).total).toEqual({ of: 30, answered: 27, halfS: 3600, nineTenthsS: 7200 })
  expect(
    voiceCsv({ months: [], heard: { ...Voice.parse((await ask('/api/voice', { by: 'ana' })).json).heard } }),
  ).toContain(',30,27,3600,7200,')
})
