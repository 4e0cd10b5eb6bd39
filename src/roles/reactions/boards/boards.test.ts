import { afterEach, beforeEach, expect, test } from 'vitest'
import { dayMs, hourMs, minuteMs } from '#kernel/time.ts'
import { endWatches } from '#listening/watches.ts'
import { codingItems, codingState, drawRound, giveLabel, toolErrors } from '#roles/reactions/coding/coding.ts'
import { Series } from '#roles/reactions/boards/contract.ts'
import { CodingLabel, CodingState } from '#roles/reactions/coding/contract.ts'
import {
  addNote,
  readDashboard,
  removeDashboard,
  removeNote,
  saveDashboard,
} from '#roles/reactions/boards/dashboards.ts'
import { readPostsBehind, readSeries } from '#roles/reactions/boards/series.ts'
import { ada, openTestReactions, ordinaryDays, type TestDesk } from '#roles/reactions/test-reactions.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestReactions()
}, 60_000)
afterEach(() => desk.close())

const iso = (ms: number): string => new Date(ms).toISOString()
const board = {
  name: 'Libraries',
  watchIds: ['library', 'sundays'],
  range: { kind: 'last', hours: 24 },
  layout: 'series',
} as const
const input = () => ({ ...board, watchIds: [...board.watchIds] })

test('a dashboard is saved, changed as it was read, noted on, and removed', async () => {
  const { ground } = desk.reactions
  const saved = await saveDashboard(ground, input(), { by: ada })
  if (!saved.ok) throw new Error(saved.problem.en)
  const { id } = saved.value
  const change = { id, revision: 1 }
  expect(await saveDashboard(ground, { ...input(), name: 'Two' }, { by: ada, change })).toMatchObject({
    ok: true,
  })
  expect(await saveDashboard(ground, { ...input(), name: 'Three' }, { by: ada, change })).toMatchObject({
    status: 409,
  })
  const note = await addNote(
    ground,
    { dashboard: id },
    { at: iso(desk.startedAtMs), text: 'Council met', by: ada },
  )
  expect(await readDashboard(ground, id)).toMatchObject({
    name: 'Two',
    revision: 2,
    annotations: [{ text: 'Council met', by: 'Ada' }],
  })
  expect(note.ok && (await removeNote(ground, { announcement: id }, note.value.id))).toBe(false)
  expect(note.ok && (await removeNote(ground, { dashboard: id }, note.value.id))).toBe(true)
  expect(await removeDashboard(ground, id)).toBe(true)
  expect(await addNote(ground, { dashboard: id }, { at: iso(0), text: 'x', by: ada })).toMatchObject({
    status: 404,
  })
})

test('a watch nobody knows is refused; one that is gone stays in its dashboard and is said to be gone', async () => {
  const { ground } = desk.reactions
  expect(await saveDashboard(ground, { ...input(), watchIds: ['nowhere'] }, { by: ada })).toMatchObject({
    status: 422,
  })
  const saved = await saveDashboard(ground, input(), { by: ada })
  if (!saved.ok) throw new Error(saved.problem.en)
  await desk.listening.db.deleteFrom('watches').where('id', '=', 'sundays').execute()
  await endWatches(desk.listening.db, { id: 'library' })
  const again = await saveDashboard(
    ground,
    { ...input(), name: 'Still' },
    { by: ada, change: { id: saved.value.id, revision: 1 } },
  )
  expect(again).toMatchObject({ value: { watches: [{ state: 'ended' }, { id: 'sundays', state: 'gone' }] } })
})

test('a series counts every match once, in as many points as asked for, and any point leads to its posts', async () => {
  await desk.hear(ordinaryDays(desk.startedAtMs, 3))
  await desk.hear(
    [{ text: 'the library on sundays', atMs: desk.startedAtMs + minuteMs, reading: { tone: 'positive' } }],
    'sundays',
  )
  const query = {
    watches: 'library,sundays,nowhere',
    from: iso(desk.startedAtMs - 4 * dayMs),
    to: iso(desk.clock.nowMs),
    points: 100,
  }
  const series = Series.parse(await readSeries(desk.reactions.ground, query))
  expect(series.watches.map(({ total }) => total)).toEqual([72, 1, 0])
  expect(series.watches[2]?.state).toBe('gone')
  expect(series.watches[0]?.posts.length).toBeLessThanOrEqual(100)
  const busiest = series.watches[0]?.posts.indexOf(Math.max(...(series.watches[0]?.posts ?? []))) ?? 0
  const fromMs = Date.parse(series.startAt) + busiest * series.bucketMin * minuteMs
  const point = { watches: 'library', from: iso(fromMs), to: iso(fromMs + series.bucketMin * minuteMs) }
  const { posts: behind } = await readPostsBehind(desk.listening.db, point, { before: undefined, limit: 50 })
  expect(behind.length).toBe(series.watches[0]?.posts[busiest])
})

test('posts behind a number come newest first, page by page, each once, and by what they are', async () => {
  const said = ordinaryDays(desk.startedAtMs, 1)
  await desk.hear(
    said.map((one, at) => ({
      ...one,
      id: `practice:both${at}`,
      reading: { tone: at === 3 ? 'negative' : 'positive' },
    })),
  )
  await desk.hear(
    said.map((one, at) => ({ ...one, id: `practice:both${at}` })),
    'sundays',
  )
  const query = {
    watches: 'library,sundays',
    from: iso(desk.startedAtMs - 2 * dayMs),
    to: iso(desk.clock.nowMs),
  }
  const { db } = desk.listening
  const { posts: first, next } = await readPostsBehind(db, query, { before: undefined, limit: 20 })
  const { posts: second, next: none } = await readPostsBehind(db, query, { before: next, limit: 20 })
  const times = [...first, ...second].map(({ atMs }) => atMs)
  expect(times).toEqual(times.toSorted((a, b) => b - a))
  expect(new Set([...first, ...second].map(({ id }) => id)).size).toBe(24)
  expect(none).toBeUndefined()
  const many = async (more: object): Promise<number> =>
    (await readPostsBehind(db, { ...query, ...more }, { before: undefined, limit: 50 })).posts.length
  expect(await many({ tone: 'negative' })).toBe(1)
  expect(await many({ kind: 'media' })).toBe(0)
  expect(await many({ kind: 'others', lang: 'en' })).toBe(24)
})

test('a long range is drawn from hours that are the sum of their minutes, also for what was said late', async () => {
  await desk.hear(ordinaryDays(desk.startedAtMs, 2, 7))
  await desk.hear([{ text: 'a late word about the library', atMs: desk.startedAtMs - 30 * hourMs }])
  const query = {
    watches: 'library',
    from: iso(desk.startedAtMs - 90 * dayMs),
    to: iso(desk.clock.nowMs),
    points: 400,
  }
  const long = await readSeries(desk.reactions.ground, query)
  expect(long.bucketMin).toBeGreaterThanOrEqual(60)
  const short = { ...query, from: iso(desk.startedAtMs - 3 * dayMs), points: 400 }
  expect((await readSeries(desk.reactions.ground, short)).bucketMin).toBeLessThan(60)
  expect(long.watches[0]?.total).toBe(Math.floor((2 * dayMs) / (7 * minuteMs)) + 1)
  expect((await readSeries(desk.reactions.ground, short)).watches[0]?.total).toBe(long.watches[0]?.total)
})

test('a hundred posts are drawn once a month, labelled by hand, and the measured error stands from then on', async () => {
  const { ground } = desk.reactions
  const tones = ['negative', 'neutral', 'positive', 'unsure'] as const
  expect(await drawRound(ground, 'a-person')).toBe(false)
  await desk.hear(
    Array.from({ length: 200 }, (_one, at) => ({
      text: `The library is word ${at}`,
      ...{
        atMs: desk.clock.nowMs - at * hourMs,
        author: `a${at}`,
        reading: { tone: tones[at % 4] ?? 'unsure' },
      },
    })),
  )
  expect(await drawRound(ground, 'itself')).toBe(true)
  expect(await drawRound(ground, 'a-person')).toBe(true)
  const { items, round } = await codingItems(ground)
  expect(round).toMatchObject({ posts: 100, labelled: 0, state: 'open' })
  expect(Object.keys(items[0] ?? {}).toSorted()).toEqual(['id', 'lang', 'network', 'text'])
  const rows = await ground.db.selectFrom('coding_items').select(['id', 'tone']).execute()
  const labelOf = (tone: string, at: number): CodingLabel =>
    tone === 'unsure' || at % 5 === 0 ? 'cannot-say' : CodingLabel.parse(tone)
  // By hand one after the other would be a long test: all but the last are written as if they had been.
  for (const [at, { id, tone }] of rows.entries()) {
    const label = labelOf(tone, at)
    if (at >= 97) expect(await giveLabel(ground, id, { label, by: ada })).toMatchObject({ ok: true })
    else await ground.db.updateTable('coding_items').set({ label }).where('id', '=', id).execute()
  }
  expect(await toolErrors(ground)).toMatchObject([{ lang: 'en', rightOf1: 1 }])
  const state = CodingState.parse(await codingState(ground))
  expect(state.round?.state).toBe('done')
  expect(state.confusion.reduce((sum, { posts }) => sum + posts, 0)).toBe(100)
  expect(await giveLabel(ground, rows[0]?.id ?? '', { label: 'neutral', by: ada })).toMatchObject({
    problem: { error: 'round-done' },
  })
  expect(await giveLabel(ground, 'nothing', { label: 'neutral', by: ada })).toMatchObject({ status: 404 })
})

test('a post taken back leaves the check, and its label stays without it', async () => {
  const { ground } = desk.reactions
  // On the tenth of a month, when the desk still waits for a whole hundred.
  desk.clock.nowMs = Date.UTC(
    new Date(desk.clock.nowMs).getUTCFullYear(),
    new Date(desk.clock.nowMs).getUTCMonth(),
    10,
    12,
  )
  await desk.hear(
    Array.from({ length: 40 }, (_one, at) => ({
      text: `library ${at}`,
      author: `b${at}`,
      atMs: desk.clock.nowMs - at * hourMs,
    })),
  )
  expect(await drawRound(ground, 'itself')).toBe(false)
  expect(await drawRound(ground, 'a-person')).toBe(true)
  const [first] = (await codingItems(ground)).items
  await giveLabel(ground, first?.id ?? '', { label: 'neutral', by: ada })
  const row = await ground.db
    .selectFrom('coding_items')
    .selectAll()
    .where('id', '=', first?.id ?? '')
    .executeTakeFirstOrThrow()
  const other = await ground.db
    .selectFrom('coding_items')
    .selectAll()
    .where('id', '<>', row.id)
    .executeTakeFirstOrThrow()
  await ground.store.inTransaction((tx) =>
    desk.reactions.forget({ ids: [row.post_id ?? ''], authorIds: [other.author_id ?? ''] }, tx),
  )
  const after = await codingItems(ground)
  expect(after.items).toHaveLength(38)
  expect(after.round).toMatchObject({ posts: 40, labelled: 1, gone: 1 })
  const kept = await ground.db
    .selectFrom('coding_items')
    .select(['post_id', 'author_id'])
    .where('gone', '=', true)
    .execute()
  expect(kept).toEqual(Array.from({ length: 2 }, () => ({ post_id: null, author_id: null })))
})
