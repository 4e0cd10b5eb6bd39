import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { silentLog } from '#kernel/log.ts'
import { dayMs, hourMs, minuteMs, wallClock } from '#kernel/time.ts'
import { Listening } from '#listening/listening.ts'
import { listeningMigrations } from '#listening/migrations.ts'
import { recordsMigrations } from '#records/migrations.ts'
import { Attention } from '#roles/early-warning/attention/attention.ts'
import type { By } from '#roles/early-warning/attention/recording.ts'
import { usualSettings } from '#roles/early-warning/attention/rules.ts'
import { mutedNow } from '#roles/early-warning/attention/lessons.ts'
import { EarlyWarning } from '#roles/early-warning/early-warning.ts'
import { earlyWarningMigrations } from '#roles/early-warning/migrations.ts'
import { testStory } from '#roles/early-warning/test-story.ts'
import { openTestStore } from '#store/test-store.ts'
import type { Store } from '#store/store.ts'
import type { Story } from '#stream/story.ts'

const undo: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
})

const nowMs = Date.now()
const who = (name: string): By => ({ name, actor: { kind: 'person', id: name.toLowerCase(), name } })
const by = who('Ada')

function story(change: Partial<Story> = {}): Story {
  const terms: Story['terms'] = [
    { text: 'brown water', kind: 'phrase', posts: 5, lift: 30 },
    { text: 'tap', kind: 'word', posts: 4, lift: 9 },
  ]
  return testStory(nowMs, { terms, places: [{ name: 'Ferry Street', posts: 5 }], ...change })
}

type Desk = { role: EarlyWarning; rung: { id: string; title: string }[]; store: Store; listening: Listening }

async function openRole(): Promise<Desk> {
  const store = await openTestStore([recordsMigrations, listeningMigrations, earlyWarningMigrations])
  undo.push(() => store.close())
  const listening = await Listening.open({
    ...{ store, clock: wallClock, log: silentLog, readers: [], mode: 'live' as const },
    scripts: new URL('../../../../dist/server/', import.meta.url),
    matchThreads: 1,
  })
  undo.push(() => listening.close())
  const rung: { id: string; title: string }[] = []
  const role = new EarlyWarning({
    ...{ store, listening, clock: wallClock, log: silentLog },
    timeZone: async () => 'America/Toronto',
    ring: async (_tx, told) => void rung.push(told),
  })
  undo.push(() => role.close())
  return { role, rung, store, listening }
}

async function tell(role: EarlyWarning, told: Story): Promise<void> {
  await role.onStories([{ event: { kind: 'story', change: 'opened', story: told }, posts: [] }])
}

test('a story that interrupts rings once, with the words that rose and never somebody’s sentence', async () => {
  const { role, rung } = await openRole()
  await tell(role, story())
  await tell(role, story({ posts: 9, authors: 9, updatedAtMs: nowMs + minuteMs }))
  expect(rung).toEqual([{ id: 's1', title: 'brown water, tap' }])
  expect((await role.story('s1'))?.attention).toMatchObject({ decision: 'interrupts', why: 'ranked' })
})

test('when the budget is spent a story only waits in the list, and the overview says why', async () => {
  const { role, rung } = await openRole()
  await role.attention.change({ ...usualSettings, perWeek: 1 }, by)
  await tell(role, story())
  await tell(role, story({ id: 's2', surprise: 60, authors: 90 }))
  expect(rung.map(({ id }) => id)).toEqual(['s1'])
  const overview = await role.attention.overview()
  expect(overview.interrupted.map(({ storyId }) => storyId)).toEqual(['s1'])
  expect(overview.waited).toMatchObject([{ storyId: 's2', attention: { why: 'budget-spent' } }])
  expect(overview.changed?.by).toBe('Ada')
  expect((await role.stories('open')).attention).toMatchObject({ perWeek: 1, used: 1, lessons: 0 })
})

test('the ledger counts what only waited and ended untaken apart from what interrupted for nothing', async () => {
  const { role } = await openRole()
  await role.attention.change({ ...usualSettings, perWeek: 1 }, by)
  await tell(role, story())
  for (const id of ['s2', 's3']) await tell(role, story({ id }))
  const ledger = async () => role.ledger.view({ show: 'all', timeZone: 'UTC' })
  expect((await ledger()).weeks).toMatchObject([{ stories: 3, falseAlarms: 0, onlyWaited: 0 }])
  for (const id of ['s1', 's2', 's3']) await tell(role, story({ id, state: 'over' }))
  await role.setMuted('s3', true, by)
  const { entries, weeks } = await ledger()
  expect(Object.fromEntries(entries.map(({ id, state }) => [id, state]))).toEqual({
    ...{ s1: 'not-taken-on', s2: 'only-waited', s3: 'not-important' },
  })
  expect(weeks).toMatchObject([
    { falseAlarms: 2, notImportant: 1, notTakenOn: 1, onlyWaited: 1, waitedToldByNews: 0 },
  ])
})

test('what is muted, taken on or over rings for nobody', async () => {
  const { role, rung } = await openRole()
  await tell(role, story({ state: 'over' }))
  expect(rung).toEqual([])
  await role.attention.weigh(story({ id: 's3' }), { muted: true, takenOn: false })
  await role.attention.weigh(story({ id: 's4' }), { muted: false, takenOn: true })
  expect(rung).toEqual([])
})

test('a story that waited for the end of quiet hours is looked at again then', async () => {
  const { role, rung, store } = await openRole()
  const always = { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '12:00' }
  const quiet = [always, { ...always, from: '12:00', to: '00:00' }]
  await role.attention.change({ ...usualSettings, quiet }, by)
  await tell(role, story())
  expect(rung).toEqual([])
  expect((await role.story('s1'))?.attention).toMatchObject({ decision: 'waits', why: 'quiet' })
  await role.attention.change(usualSettings, by)
  await role.attention.lookAgain()
  expect(rung).toEqual([])
  const db = store.db.withTables<{ attention: { until_at: Date } }>()
  await db
    .updateTable('attention')
    .set({ until_at: new Date(nowMs - 1) })
    .execute()
  await role.attention.lookAgain()
  expect(rung.map(({ id }) => id)).toEqual(['s1'])
})

test('what is taught is undone one by one, stays visible, and the story comes back with its last lesson', async () => {
  const { role } = await openRole()
  await tell(role, story())
  await role.setMuted('s1', true, by)
  const taught = (await role.attention.overview()).lessons
  expect(taught.map(({ value }) => value).toSorted()).toEqual(['brown water', 'tap'])
  const [first, second] = taught
  expect(await role.takeBack(first?.id ?? '', who('Bea'))).toBe(true)
  expect(await mutedNow(role.attention.db)).toEqual([{ id: 's1', terms: [second?.value] }])
  expect((await role.story('s1'))?.muted).toBe(true)
  expect(await role.takeBack(second?.id ?? '', who('Bea'))).toBe(true)
  expect((await role.story('s1'))?.muted).toBe(false)
  expect(await role.takeBack(second?.id ?? '', who('Bea'))).toBe(false)
  expect((await role.attention.overview()).lessons.every(({ undone }) => undone?.by === 'Bea')).toBe(true)
})

test('one place can be taught; what the story does not have, or a source that is all there is, cannot', async () => {
  const { role } = await openRole()
  await tell(role, story())
  expect(await role.teach({ storyId: 's1', kind: 'place', value: 'Ferry Street' }, by)).toBe('taught')
  expect(await mutedNow(role.attention.db)).toEqual([{ id: 's1', terms: [], places: ['Ferry Street'] }])
  expect(await role.teach({ storyId: 's1', kind: 'place', value: 'Rome' }, by)).toBe('not-in-story')
  expect(await role.teach({ storyId: 'gone', kind: 'term', value: 'tap' }, by)).toBe('no-such-story')
  const sample = { id: 'p:1', network: 'p', source: 'p', text: 'x', atMs: nowMs, heardAtMs: nowMs }
  await tell(role, story({ id: 's2', samples: [sample] }))
  expect(await role.teach({ storyId: 's2', kind: 'source', value: 'p' }, by)).toBe('too-much')
})

test('what was held back is counted beside its lesson, and of one taken back nothing more', async () => {
  const { role, listening } = await openRole()
  let held: Parameters<Parameters<Listening['followHeld']>[0]>[0] = []
  let tellHeld: Parameters<Listening['followHeld']>[0] = async () => undefined
  listening.followHeld = (on) => void (tellHeld = on)
  await role.attention.open()
  await tell(role, story())
  await role.setMuted('s1', true, by)
  held = [{ id: 's1', why: { kind: 'term', value: 'tap' }, posts: 4 }]
  await tellHeld(held)
  await tellHeld(held)
  const tap = (await role.attention.overview()).lessons.find(({ value }) => value === 'tap')
  expect(tap).toMatchObject({ posts: 8, by: 'Ada' })
  await role.takeBack(tap?.id ?? '', by)
  await tellHeld(held)
  expect((await role.attention.overview()).lessons.find(({ value }) => value === 'tap')?.posts).toBe(8)
})

test('another budget is tried on what was told, and says what it would have been', async () => {
  const { role } = await openRole()
  for (let i = 0; i < 6; i++)
    await tell(role, story({ id: `s${i}`, updatedAtMs: nowMs - (6 - i) * hourMs, surprise: 5 + i }))
  const few = await role.attention.tryBudget({ ...usualSettings, perWeek: 2 }, 1)
  expect(few).toMatchObject({ stories: 6, was: 6 })
  expect(few.interruptions).toHaveLength(2)
  expect(few.interruptions[0]).toMatchObject({ headline: 'The water on Ferry Street is brown' })
  const all = await role.attention.tryBudget({ ...usualSettings, perWeek: 100 }, 1)
  expect(all.interruptions).toHaveLength(6)
})

test('steps and decisions older than ninety days are forgotten', async () => {
  const { role } = await openRole()
  await tell(role, story({ id: 'old', updatedAtMs: nowMs - 91 * dayMs }))
  await tell(role, story())
  await role.attention.open()
  expect([...(await role.attention.decisionsOf(['old', 's1'])).keys()]).toEqual(['s1'])
})

test('attention can be closed twice', async () => {
  const { role } = await openRole()
  expect(role.attention).toBeInstanceOf(Attention)
  await role.close()
  await role.close()
})

async function records(store: Store): Promise<unknown[]> {
  const { rows } = await sql<{ body: string }>`
    select body from records_entries where kind = 'attention-changed' order by seq`.execute(store.db)
  return rows.map(({ body }) => JSON.parse(body))
}

test('other settings are on record with what they were, and so is what is held back and let through again', async () => {
  const { role, store } = await openRole()
  await role.attention.change({ ...usualSettings, perWeek: 3 }, by)
  await role.attention.change({ ...usualSettings, perWeek: 4 }, who('Bea'))
  await tell(role, story())
  await role.setMuted('s1', true, by)
  // What is held back already is no second act.
  await role.setMuted('s1', true, by)
  await role.setMuted('s1', false, who('Bea'))
  await role.setMuted('s1', false, who('Bea'))
  const words = [
    { kind: 'term', words: 'brown water' },
    { kind: 'term', words: 'tap' },
  ]
  expect(await records(store)).toMatchObject([
    { subject: 'attention:settings', by: { id: 'ada' }, facts: { from: usualSettings, to: { perWeek: 3 } } },
    { by: { id: 'bea' }, facts: { from: { perWeek: 3 }, to: { perWeek: 4 } } },
    { subject: 'story:s1', by: { id: 'ada' }, facts: { does: 'held-back', what: words } },
    { by: { id: 'bea' }, facts: { does: 'let-through', what: expect.arrayContaining(words) } },
  ])
})

test('while the archive takes nothing no setting changes and nothing is held back', async () => {
  const { role, store } = await openRole()
  await tell(role, story())
  await sql`create function archive_full() returns trigger language plpgsql as
    'begin raise exception ''full''; end'`.execute(store.db)
  await sql`create trigger archive_full before insert on records_entries execute function archive_full()`.execute(
    store.db,
  )
  await expect(role.attention.change({ ...usualSettings, perWeek: 3 }, by)).rejects.toThrow('full')
  await expect(role.setMuted('s1', true, by)).rejects.toThrow('full')
  const place = { storyId: 's1', kind: 'place', value: 'Ferry Street' } as const
  await expect(role.teach(place, by)).rejects.toThrow('full')
  expect(await role.attention.overview()).toMatchObject({ settings: usualSettings, lessons: [] })
  expect((await role.story('s1'))?.muted).toBe(false)
  await sql`drop trigger archive_full on records_entries`.execute(store.db)
  await role.teach(place, by)
  expect(await records(store)).toHaveLength(1)
})
