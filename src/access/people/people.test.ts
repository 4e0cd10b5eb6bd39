import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { accessMigrations } from '#access/migrations.ts'
import { Changed, Invited, PeopleList, PersonPage, ProposalList, TeamList } from '#access/people/contract.ts'
import { openOffice, type Asks, type Office } from '#access/people/test-office.ts'
import { dayMs } from '#kernel/time.ts'
import { recordsMigrations } from '#records/migrations.ts'
import type { Store } from '#store/store.ts'
import { openTestStore } from '#store/test-store.ts'

let store: Store
let office: Office
/** What Bo looks after, as another room would tell it. */
const held = new Set<string>()
const watches = {
  holdingsOf: async () => [...held].map((id) => ({ kind: 'watch', id, title: `Watch ${id}` })),
  handOver: async () => held.clear(),
}

beforeAll(async () => {
  store = await openTestStore([recordsMigrations, accessMigrations])
}, 30_000)
afterAll(() => store.close())
/** The archive is never emptied: each test looks at what was kept since it began. */
let keptBefore = 0
beforeEach(async () => {
  held.clear()
  await sql`truncate people, teams, permission_proposals cascade`.execute(store.db)
  keptBefore = (await allKinds()).length
  office = await openOffice(store, [watches])
})

const everywhere = { account: '*', language: '*', lane: '*' } as const
const beOwner = (personId: string, to = true): unknown => ({ kind: 'owner', personId, to })
const change = (asks: Asks, body: unknown) => asks('POST', '/api/permissions/changes', body)
const listed = async (asks: Asks) => PeopleList.parse((await asks('GET', '/api/people')).body)
const kinds = async () => (await allKinds()).slice(keptBefore)
const allKinds = async () =>
  (await sql<{ kind: string }>`select kind from records_entries order by seq`.execute(store.db)).rows.map(
    (row) => row.kind,
  )

/** A desk with Ana, whom it began with, and Bo. */
async function two(o: { owners: 1 | 2 }) {
  const ana = await office.owner()
  const bo = await office.joins(ana.asks, 'Bo')
  if (o.owners === 2) expect((await change(ana.asks, beOwner(bo.id))).status).toBe(200)
  return { ana, bo }
}

test('whoever is invited comes in by a link that is shown once, and may do nothing yet', async () => {
  const { asks } = await office.owner()
  const { status, body } = await asks('POST', '/api/people', { name: 'Bo', locale: 'fr' })
  expect(status).toBe(201)
  const invited = Invited.parse(body)
  expect(invited.link).toMatch(/^http:\/\/localhost\/sign-in\/[\w-]{43}$/)
  expect(invited.person).toMatchObject({ isOwner: false, teams: [], signIn: { link: true } })
  const bo = await office.enter(invited.link)
  expect((await bo('GET', '/api/people')).status).toBe(403)
  expect(JSON.stringify(await listed(asks))).not.toContain(invited.link.split('/').at(-1))
})

test('a name is somebody’s only once, whatever its capitals, and an invitation needs one', async () => {
  const { asks } = await office.owner()
  const invited = (name: string) => asks('POST', '/api/people', { name, locale: 'en' })
  expect((await invited('Bo')).status).toBe(201)
  expect(await invited(' bO ')).toMatchObject({ status: 409, body: { error: 'name-taken' } })
  expect((await invited('  ')).status).toBe(422)
  expect((await asks('POST', '/api/people', { name: 'X', locale: 'xx', email: 'no' })).status).toBe(422)
})

test('a lost link is made anew until somebody has come in by one; the one before opens nothing', async () => {
  const { asks } = await office.owner()
  const first = Invited.parse((await asks('POST', '/api/people', { name: 'Bo', locale: 'en' })).body)
  const again = (id: string) => asks('POST', `/api/people/${id}/link`)
  const second = Invited.parse((await again(first.person.id)).body)
  expect((await (await office.enter(first.link))('GET', '/api/people')).status).toBe(401)
  await office.enter(second.link)
  expect(await again(first.person.id)).toMatchObject({ status: 409, body: { error: 'has-signed-in' } })
  expect((await again('nobody')).status).toBe(404)
})

test('nobody makes the link of somebody who may do more than they', async () => {
  const { ana, bo } = await two({ owners: 1 })
  const cy = Invited.parse((await ana.asks('POST', '/api/people', { name: 'Cy', locale: 'en' })).body).person
  const people = { verb: 'people', ...everywhere }
  const approve = { verb: 'approve', ...everywhere }
  const staff = { name: { en: 'Office', fr: 'Bureau' }, grants: [people], people: [bo.id] }
  const chiefs = { name: { en: 'Chiefs', fr: 'Direction' }, grants: [approve], people: [cy.id] }
  for (const to of [staff, chiefs]) expect((await change(ana.asks, { kind: 'team', to })).status).toBe(200)
  expect(await bo.asks('POST', `/api/people/${cy.id}/link`)).toMatchObject({
    status: 403,
    body: { error: 'more-than-yours' },
  })
  expect((await ana.asks('POST', `/api/people/${cy.id}/link`)).status).toBe(201)
})

test('an owner who is alone changes things at once; with a second owner each change waits for the other', async () => {
  const { ana, bo } = await two({ owners: 1 })
  expect(await listed(ana.asks)).toMatchObject({ owners: 1, secondPerson: false })
  expect(Changed.parse((await change(ana.asks, beOwner(bo.id))).body).kind).toBe('applied')
  expect(await listed(ana.asks)).toMatchObject({ owners: 2, secondPerson: true })
  const team = { name: { en: 'Night', fr: 'Nuit' }, grants: [{ verb: 'read', ...everywhere }], people: [] }
  const asked = Changed.parse((await change(ana.asks, { kind: 'team', to: team })).body)
  const names = async () =>
    TeamList.parse((await ana.asks('GET', '/api/teams')).body).teams.map((one) => one.name.en)
  expect([asked.kind, (await names()).includes('Night')]).toEqual(['proposed', false])
  const id = asked.kind === 'proposed' ? asked.proposal.id : ''
  const confirm = (asks: Asks) => asks('POST', `/api/permissions/proposals/${id}/confirm`)
  expect(await confirm(ana.asks)).toMatchObject({ status: 409, body: { error: 'own-proposal' } })
  expect(await confirm(bo.asks)).toMatchObject({ status: 200, body: { state: 'confirmed', decidedBy: 'Bo' } })
  expect(await names()).toContain('Night')
  expect(await confirm(bo.asks)).toMatchObject({ status: 409, body: { error: 'already-decided' } })
  expect((await kinds()).filter((kind) => kind === 'permission-changed')).toHaveLength(2)
})

test('nobody becomes an owner before they came in once: two owners are two people', async () => {
  const { asks } = await office.owner()
  const bo = Invited.parse((await asks('POST', '/api/people', { name: 'Bo', locale: 'en' })).body).person
  expect(await change(asks, beOwner(bo.id))).toMatchObject({
    status: 409,
    body: { error: 'never-signed-in' },
  })
})

test('changing permissions, confirming and ending access ask for a fresh proof of who it is', async () => {
  const { ana, bo } = await two({ owners: 2 })
  office.fresh.is = false
  for (const path of [
    '/api/permissions/changes',
    '/api/permissions/proposals/x/confirm',
    `/api/people/${bo.id}/leave`,
    `/api/people/${bo.id}/link`,
  ])
    expect(await ana.asks('POST', path, beOwner(bo.id, false))).toMatchObject({
      status: 403,
      body: { error: 'not-fresh' },
    })
  expect((await ana.asks('GET', '/api/permissions/proposals')).status).toBe(200)
})

test('without the right to it nobody sees or changes people, whatever they ask for', async () => {
  const { ana, bo } = await two({ owners: 1 })
  const ways = [
    ['GET', '/api/people'],
    ['GET', `/api/people/${ana.id}`],
    ['POST', '/api/people'],
    ['POST', `/api/people/${ana.id}/link`],
    ['POST', `/api/people/${ana.id}/leave`],
    ['GET', '/api/teams'],
    ['GET', '/api/who-may'],
    ['POST', '/api/permissions/look'],
    ['POST', '/api/permissions/changes'],
    ['GET', '/api/permissions/proposals'],
    ['POST', '/api/permissions/proposals/x/confirm'],
    ['POST', '/api/permissions/proposals/x/withdraw'],
  ] as const
  for (const [method, path] of ways) {
    const body = method === 'GET' ? undefined : beOwner(bo.id)
    expect([path, await bo.asks(method, path, body)]).toMatchObject([path, { status: 403 }])
  }
})

test('who leaves hands over in one press: watches go on, keys and the way in end, and it is on record', async () => {
  const { ana, bo } = await two({ owners: 2 })
  held.add('w1').add('w2')
  await sql`insert into api_keys (id, name, secret_hash, grants, made_by, made_at, ends_at)
    values ('k1', 'Import', 'x'::bytea, '[]', ${bo.id}, now(), now())`.execute(store.db)
  const page = PersonPage.parse((await ana.asks('GET', `/api/people/${bo.id}`)).body)
  expect(page.holdings.map(({ kind, goesOn }) => [kind, goesOn])).toEqual([
    ['key', false],
    ['watch', true],
    ['watch', true],
  ])
  expect(page.leavesOneOwner).toBe(true)
  const leave = (body: object) => ana.asks('POST', `/api/people/${bo.id}/leave`, body)
  expect(await leave({})).toMatchObject({ status: 409, body: { error: 'needs-heir' } })
  expect(await leave({ handOverTo: bo.id })).toMatchObject({ status: 409, body: { error: 'no-such-heir' } })
  expect((await bo.asks('GET', '/api/people')).status).toBe(200)
  expect(await leave({ handOverTo: ana.id })).toMatchObject({ status: 200, body: { handedOver: 2 } })
  expect((await bo.asks('GET', '/api/people')).status).toBe(401)
  expect(await leave({})).toMatchObject({ status: 404 })
  expect(await kinds()).toEqual(expect.arrayContaining(['person-left', 'key-ended']))
  expect((await listed(ana.asks)).people.find(({ id }) => id === bo.id)).toMatchObject({ isOwner: false })
})

test('a hand-over that fails half-way leaves everything as it was', async () => {
  const { ana, bo } = await two({ owners: 2 })
  const broken = await openOffice(store, [
    watches,
    {
      leaves: async () => {
        throw new Error('the disk is full')
      },
    },
  ])
  held.add('w1')
  const there = await broken.owner()
  expect(
    (await there.asks('POST', `/api/people/${bo.id}/leave`, { handOverTo: ana.id })).status,
  ).toBeGreaterThanOrEqual(500)
  expect((await bo.asks('GET', '/api/people')).status).toBe(200)
  expect(await kinds()).not.toContain('person-left')
})

test('the last owner cannot leave, and after one owner ended the other, changes still wait for a week', async () => {
  const { ana, bo } = await two({ owners: 2 })
  expect((await ana.asks('POST', `/api/people/${bo.id}/leave`, {})).status).toBe(200)
  expect(await ana.asks('POST', `/api/people/${ana.id}/leave`, {})).toMatchObject({
    status: 409,
    body: { error: 'last-owner' },
  })
  const now = await listed(ana.asks)
  expect([now.owners, now.secondPerson, now.coolingUntil]).toEqual([1, true, expect.any(String)])
  const team = { name: { en: 'Night', fr: 'Nuit' }, grants: [], people: [] }
  const kindNow = async () => Changed.parse((await change(ana.asks, { kind: 'team', to: team })).body).kind
  expect(await kindNow()).toBe('proposed')
  office.time.nowMs += 7 * dayMs
  const again = await office.owner()
  expect((await change(again.asks, { kind: 'team', to: team })).body).toMatchObject({ kind: 'applied' })
})

test('who was not seen for 60 days is marked, and who left is not', async () => {
  const { ana, bo } = await two({ owners: 1 })
  office.time.nowMs += 60 * dayMs
  const again = await office.owner()
  const away = (await listed(again.asks)).people.map(({ id, isAway }) => [id, isAway])
  expect(away).toEqual([
    [ana.id, false],
    [bo.id, true],
  ])
})

test('a proposal is withdrawn by whoever made it only, and says for how long it waits', async () => {
  const { ana, bo } = await two({ owners: 2 })
  await change(ana.asks, { kind: 'team', to: { name: { en: 'A', fr: 'B' }, grants: [], people: [] } })
  const list = async () =>
    ProposalList.parse((await bo.asks('GET', '/api/permissions/proposals')).body).proposals
  const [one] = await list()
  const withdraw = (asks: Asks) => asks('POST', `/api/permissions/proposals/${one?.id}/withdraw`)
  expect(await withdraw(bo.asks)).toMatchObject({ status: 409, body: { error: 'not-the-proposer' } })
  expect(await withdraw(ana.asks)).toMatchObject({ status: 200, body: { state: 'withdrawn' } })
  await change(ana.asks, { kind: 'team', to: { name: { en: 'A', fr: 'B' }, grants: [], people: [] } })
  office.time.nowMs += 7 * dayMs
  const [late] = ProposalList.parse(
    (await (await office.owner()).asks('GET', '/api/permissions/proposals')).body,
  ).proposals
  expect(late?.state).toBe('over')
})

test('nobody takes the name of a colleague, who would then stand for both', async () => {
  const { ana, bo } = await two({ owners: 1 })
  const rename = (asks: Asks, name: string) => asks('PATCH', '/api/session', { name })
  expect(await rename(bo.asks, 'BO')).toMatchObject({ status: 200 })
  expect(await rename(ana.asks, 'bo')).toMatchObject({ status: 422, body: { error: 'name-taken' } })
})
