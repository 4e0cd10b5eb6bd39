import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AccessTables } from '#access/tables.ts'
import type { PeopleTables } from '#access/people/tables.ts'
import { planPractice } from '#app/plan-sources.ts'
import type { Desk } from '#app/desk.ts'
import { dayMs, wallClock } from '#kernel/time.ts'
import { beginSearch, endSearchesDue } from '#listening/searches/acts.ts'
import type { ListeningTables } from '#listening/tables.ts'
import { entryBytesMax } from '#records/records.ts'
import type { ModerationTables } from '#sending/moderation/tables.ts'
import { openTestDesk, signIn, type Ask } from '../support/desk.ts'
import { joinDesk, type Joined } from '../support/people.ts'

// An act and its record are one: while the archive takes nothing, none of these acts happens; once it does, they do, and
// each has left its entry.

let desk: Desk
let owner: Ask
let second: Joined
let leaver: Joined
let team: { id: string }

beforeAll(async () => {
  desk = await openTestDesk(planPractice('quiet', { clock: wallClock, speed: 1 }))
  owner = await signIn(desk)
  second = await joinDesk(desk, { name: 'Luc Tremblay', grants: ['read', 'watch', 'watch-exception'] })
  leaver = await joinDesk(desk, { name: 'Noor Haddad', teams: ['Observers'] })
  const { teams }: { teams: { id: string; name: { en: string } }[] } = await (
    await owner('/api/teams')
  ).json()
  team = teams.find(({ name }) => name.en === 'Observers') ?? expect.fail('a desk begins with observers')
  const fresh = { fresh_until: new Date(Date.now() + dayMs) }
  await desk.store.db.withTables<AccessTables>().updateTable('sessions').set(fresh).execute()
})

afterAll(() => desk.close())

const endsAt = new Date(Date.now() + 20 * dayMs).toISOString()
const search = { name: 'Water', rule: 'water', purpose: 'Hear early of trouble.', owner: 'Works', endsAt }
const post = (body: object): { method: string; body: object } => ({ method: 'POST', body })

/** Everything these acts may change, as one text. */
async function everything(): Promise<string> {
  const db = desk.store.db.withTables<PeopleTables & ListeningTables & ModerationTables>()
  const { rows: sessions } = await sql`select id, person_id from sessions order by id`.execute(db)
  return JSON.stringify([
    await db.selectFrom('watches').selectAll().orderBy('id').execute(),
    await db.selectFrom('watch_exceptions').selectAll().orderBy('id').execute(),
    await db.selectFrom('people').select(['id', 'name', 'left_at', 'is_owner']).orderBy('id').execute(),
    await db.selectFrom('teams').selectAll().orderBy('id').execute(),
    await db.selectFrom('team_grants').selectAll().orderBy('team_id').orderBy('verb').execute(),
    await db.selectFrom('team_people').selectAll().orderBy('team_id').orderBy('person_id').execute(),
    await db.selectFrom('permission_proposals').selectAll().orderBy('id').execute(),
    await db.selectFrom('api_keys').selectAll().orderBy('id').execute(),
    await db.selectFrom('barred').selectAll().orderBy('id').execute(),
    (await sql`select * from attention_settings order by id`.execute(db)).rows,
    (await sql`select * from issue_messages order by issue_id, message_id`.execute(db)).rows,
    sessions,
  ])
}

async function entries(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from records_entries`.execute(
    desk.store.db,
  )
  return rows[0]?.count ?? 0
}

/** The archive takes nothing while this runs, as when its disk is full. */
async function whileArchiveIsFull(work: () => Promise<void>): Promise<void> {
  const { db } = desk.store
  await sql`create function archive_full() returns trigger language plpgsql as 'begin raise exception ''full''; end'`.execute(
    db,
  )
  await sql`create trigger archive_full before insert on records_entries execute function archive_full()`.execute(
    db,
  )
  await work()
  await sql`drop trigger archive_full on records_entries`.execute(db)
  await sql`drop function archive_full`.execute(db)
}

async function idOf(answer: Promise<Response>): Promise<string> {
  const { id }: { id: string } = await (await answer).json()
  return id
}

async function issueAndMessage(): Promise<{ issue: string; messageId: string }> {
  const versions = [{ account: 'practice', language: 'en', text: 'We know about the water.' }]
  return {
    issue: await idOf(owner('/api/issues', post({ title: 'Water', origin: 'phone' }))),
    messageId: await idOf(owner('/api/messages', post({ title: 'Water', lane: 'normal', versions }))),
  }
}

const refusedSearch = {
  watch: { ...search, rule: 'from:jane.bsky.social' },
  reason: 'Threats against our own staff.',
}

const barred = (name: string): object => ({
  party: `@${name}@bad.example`,
  rule: 'threats',
  reason: 'Said where a child goes to school.',
})

/** Each prepares what it needs and gives back the act itself. */
const acts: Record<string, () => Promise<() => Promise<Response>>> = {
  'a search begun': async () => () => owner('/api/watches', post(search)),
  'a search changed': async () => {
    const id = await idOf(owner('/api/watches', post(search)))
    return () => owner(`/api/watches/${id}`, { method: 'PUT', body: { ...search, rule: 'flood' } })
  },
  'a search ended': async () => {
    const id = await idOf(owner('/api/watches', post(search)))
    return () => owner(`/api/watches/${id}`, { method: 'DELETE' })
  },
  'an exception asked for': async () => () => owner('/api/watch-exceptions', post(refusedSearch)),
  'an exception allowed': async () => {
    const id = await idOf(owner('/api/watch-exceptions', post(refusedSearch)))
    return () => second.ask(`/api/watch-exceptions/${id}/allow`, { method: 'POST' })
  },
  'somebody invited': async () => () => owner('/api/people', post({ name: 'Zoe Park', locale: 'en' })),
  'a team changed': async () => {
    const to = { name: { en: 'Observers', fr: 'Regards' }, grants: [], people: [leaver.id] }
    return () => owner('/api/permissions/changes', post({ kind: 'team', id: team.id, to }))
  },
  'a key made': async () => {
    const grants = [{ verb: 'read', account: '*', language: '*', lane: '*' }]
    return () => owner('/api/programs/keys', post({ name: 'Wall', grants, endsAt }))
  },
  'somebody barred from our accounts': async () => () => owner('/api/barred', post(barred('zoe'))),
  'somebody let speak again': async () => {
    const id = await idOf(owner('/api/barred', post(barred('max'))))
    return () => owner(`/api/barred/${id}/lift`, post({ reason: 'They took it down.' }))
  },
  'interruptions changed': async () => {
    const settings = { perWeek: 3, quiet: [], holidays: [], quietOnHolidays: false, breaks: 'grave' }
    return () => owner('/api/attention/settings', { method: 'PUT', body: settings })
  },
  'a message linked to an issue': async () => {
    const { issue, messageId } = await issueAndMessage()
    return () => owner(`/api/issues/${issue}/messages`, post({ messageId }))
  },
  'such a link taken away': async () => {
    const { issue, messageId } = await issueAndMessage()
    await owner(`/api/issues/${issue}/messages`, post({ messageId }))
    return () => owner(`/api/issues/${issue}/messages?messageId=${messageId}`, { method: 'DELETE' })
  },
  'somebody left, with what they looked after': async () => {
    await owner('/api/watches', post({ ...search, name: 'Parks', owner: leaver.name }))
    return () => owner(`/api/people/${leaver.id}/leave`, post({ handOverTo: second.id }))
  },
}

test.each(Object.entries(acts))('%s: with its record or not at all', async (_name, prepare) => {
  const act = await prepare()
  const before = { all: await everything(), entries: await entries() }
  await whileArchiveIsFull(async () => {
    expect((await act()).status).toBeGreaterThanOrEqual(500)
  })
  expect({ all: await everything(), entries: await entries() }).toEqual(before)
  const done = await act()
  expect([done.status, done.ok ? '' : await done.text()]).toEqual([done.status, ''])
  expect(await everything()).not.toBe(before.all)
  expect(await entries()).toBeGreaterThan(before.entries)
})

test('a search whose last day came ends with its record or not at all', async () => {
  await owner('/api/watches', post(search))
  const end = (): Promise<number> =>
    desk.store.inTransaction((tx) => endSearchesDue(tx, Date.now() + 400 * dayMs))
  const before = await everything()
  await whileArchiveIsFull(async () => {
    await expect(end()).rejects.toThrow('full')
  })
  expect(await everything()).toBe(before)
  expect(await end()).toBeGreaterThan(0)
})

test('an entry too large to keep stops the act it is about', async () => {
  const before = { all: await everything(), entries: await entries() }
  const input = { ...search, purpose: 'x'.repeat(entryBytesMax) }
  const doing = { by: { kind: 'desk' } as const, nowMs: Date.now() }
  await expect(
    desk.store.inTransaction((tx) => beginSearch(tx, { id: 'large', input }, doing)),
  ).rejects.toThrow(RangeError)
  expect({ all: await everything(), entries: await entries() }).toEqual(before)
})

test('what can no longer be kept never leaves the archive: nobody changes or removes an entry', async () => {
  const { db } = desk.store
  const before = await entries()
  await expect(sql`delete from records_entries where seq = 1`.execute(db)).rejects.toThrow(
    /append|archive|record|entr/iu,
  )
  await expect(sql`update records_entries set kind = 'edit' where seq = 1`.execute(db)).rejects.toThrow(
    /append|archive|record|entr/iu,
  )
  expect(await entries()).toBe(before)
})
