import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { accessMigrations } from '#access/migrations.ts'
import { askForChange, confirmProposal, listProposals, withdrawProposal } from '#access/people/changes.ts'
import { Effect, type AskedChange } from '#access/people/contract.ts'
import { openPeople, type Doer, type Ground } from '#access/people/ground.ts'
import { leave } from '#access/people/leaving.ts'
import { readStanding } from '#access/people/read-standing.ts'
import { grantsIn, owners, present, type Standing } from '#access/people/standing.ts'
import type { PeopleTables } from '#access/people/tables.ts'
import { systemChance } from '#api/chance.ts'
import { mayDo, verbs, type Grant, type Verb } from '#kernel/permission.ts'
import { hourMs } from '#kernel/time.ts'
import { findEntries } from '#records/find.ts'
import { recordsMigrations } from '#records/migrations.ts'
import type { RecordsTables } from '#records/tables.ts'
import type { Store } from '#store/store.ts'
import { openTestStore } from '#store/test-store.ts'

let store: Store
beforeAll(async () => {
  store = await openTestStore([recordsMigrations, accessMigrations])
}, 30_000)
afterAll(() => store.close())

const ids = ['ana', 'bo', 'cy', 'di'] as const
const anId = fc.constantFrom(...ids)
const everywhere = (verb: Verb): Grant => ({ verb, account: '*', language: '*', lane: '*' })
const anAsk: fc.Arbitrary<AskedChange> = fc.oneof(
  fc.record({ kind: fc.constant('owner' as const), personId: anId, to: fc.boolean() }),
  fc.record({
    kind: fc.constant('team' as const),
    id: fc.constantFrom('staff', 'desk'),
    to: fc.option(
      fc.record({
        name: fc.constantFrom({ en: 'A', fr: 'A' }, { en: 'B', fr: 'B' }),
        grants: fc.array(fc.constantFrom<Verb>('people', 'write', 'approve').map(everywhere), {
          maxLength: 3,
        }),
        people: fc.uniqueArray(anId),
      }),
    ),
  }),
)
const anAct = fc.record({
  by: anId,
  act: fc.oneof(
    anAsk.map((asked) => ({ kind: 'ask' as const, asked })),
    fc.nat({ max: 2 }).map((which) => ({ kind: 'confirm' as const, which })),
    fc.nat({ max: 2 }).map((which) => ({ kind: 'withdraw' as const, which })),
    anId.map((personId) => ({ kind: 'leave' as const, personId })),
    fc.integer({ min: 1, max: 100 }).map((hours) => ({ kind: 'wait' as const, hours })),
  ),
})
type Act = typeof anAct extends fc.Arbitrary<infer T> ? T : never

/** An office of four in which Ana, and maybe Bo, are owners; Cy may change people. */
async function office(isTwo: boolean): Promise<{ people: Ground; time: { nowMs: number } }> {
  const db = store.db.withTables<PeopleTables>()
  await sql`truncate people, teams, permission_proposals cascade`.execute(db)
  const time = { nowMs: Date.UTC(2026, 2, 1, 9) }
  const seen = { created_at: new Date(time.nowMs), last_seen_at: new Date(time.nowMs) }
  for (const id of ids) {
    const isOwner = id === 'ana' || (id === 'bo' && isTwo)
    await db
      .insertInto('people')
      .values({ id, name: id, locale: 'en', is_owner: isOwner, ...seen })
      .execute()
  }
  for (const id of ['staff', 'desk'])
    await db
      .insertInto('teams')
      .values({ id, name_en: id, name_fr: id, created_at: seen.created_at, ended_at: null })
      .execute()
  await db
    .insertInto('team_grants')
    .values({ team_id: 'staff', ...everywhere('people') })
    .execute()
  await db.insertInto('team_people').values({ team_id: 'staff', person_id: 'cy' }).execute()
  const clock = { nowMs: () => time.nowMs, sleep: () => new Promise<never>(() => undefined) }
  return { people: openPeople({ store, clock, chance: systemChance, ports: [] }), time }
}

// Acts need only the name of a session.
const doer = (id: string): Doer => ({
  personId: id,
  session: {
    person: { id, name: id, initials: id.slice(0, 2) },
    locale: 'en',
    isOwner: false,
    grants: [],
    desk: { timeZone: 'UTC', welcomed: true },
  },
})

async function act({ people, time }: Awaited<ReturnType<typeof office>>, { by, act: it }: Act) {
  if (it.kind === 'wait') return void (time.nowMs += it.hours * hourMs)
  time.nowMs += 1
  if (it.kind === 'ask') return askForChange(people, doer(by), it.asked)
  if (it.kind === 'leave') return leave(people, doer(by), { personId: it.personId })
  const open = (await listProposals(people, by)).filter(({ state }) => state === 'open')
  const id = open[it.which]?.id ?? 'none'
  return it.kind === 'confirm'
    ? confirmProposal(people, doer(by), id)
    : withdrawProposal(people, doer(by), id)
}

const Facts = z.object({
  name: z.string().optional(),
  proposedBy: z.string().nullable().optional(),
  effects: z.array(Effect.omit({ personId: true }).extend({ owner: z.boolean().nullable() })).optional(),
})
type Kept = { kind: string; actor: string | undefined; facts: z.infer<typeof Facts> }

async function recordsSince(seq: number): Promise<Kept[]> {
  const { entries } = await findEntries(store.db.withTables<RecordsTables>(), {})
  return entries
    .filter((entry) => entry.seq > seq)
    .map(({ kind, by, facts }) => ({
      kind,
      actor: by?.kind === 'person' ? by.name : undefined,
      facts: Facts.parse(facts),
    }))
}

async function lastSeq(): Promise<number> {
  const { rows } = await sql<{
    seq: number
  }>`select coalesce(max(seq), 0)::int as seq from records_entries`.execute(store.db)
  return rows[0]?.seq ?? 0
}

function expectNothingUnsaid(before: Standing, after: Standing, kept: readonly Kept[]): void {
  const effects = kept.flatMap(({ facts }) => facts.effects ?? [])
  for (const { id } of present(before))
    for (const verb of verbs) {
      const [had, has] = [mayDo(grantsIn(before, id), verb), mayDo(grantsIn(after, id), verb)]
      const said = effects.find(({ name }) => name === id)
      if (has && !had) expect(mayDo(said?.more ?? [], verb)).toBe(true)
      const left = kept.some(({ kind, facts }) => kind === 'person-left' && facts.name === id)
      if (had && !has) expect(left || mayDo(said?.less ?? [], verb)).toBe(true)
    }
}

const owner = (personId: string): AskedChange => ({ kind: 'owner', personId, to: true })
const asks = (by: (typeof ids)[number], asked: AskedChange): Act => ({ by, act: { kind: 'ask', asked } })
const confirms = (by: (typeof ids)[number]): Act => ({ by, act: { kind: 'confirm', which: 0 } })
/** Ana makes Bo an owner alone, then neither makes Cy one without the other. */
const twoOwnersAtLast: Act[] = [
  ...[asks('ana', owner('bo')), asks('ana', owner('cy')), confirms('ana'), confirms('cy'), confirms('bo')],
]
/** Ana ends Bo's access and tries alone; a week later she may. */
const oneEndsTheOther: Act[] = [
  { by: 'ana', act: { kind: 'leave', personId: 'bo' } },
  ...[asks('ana', owner('di')), confirms('ana')],
  ...[100, 68].map((hours): Act => ({ by: 'ana', act: { kind: 'wait', hours } })),
  asks('ana', owner('di')),
]

test('whatever a few people do in whatever order: an owner stays, two decide where two are, and every right gained is on record', async () => {
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.array(anAct, { minLength: 4, maxLength: 14 }), async (isTwo, acts) => {
      const house = await office(isTwo)
      for (const one of acts) {
        const [before, seq] = [await readStanding(store.db, house.time.nowMs), await lastSeq()]
        await act(house, one)
        const [after, kept] = [await readStanding(store.db, house.time.nowMs), await recordsSince(seq)]
        expect(owners(after).length).toBeGreaterThanOrEqual(1)
        expectNothingUnsaid(before, after, kept)
        for (const { actor, facts } of kept.filter(({ kind }) => kind === 'permission-changed'))
          if (owners(before).length >= 2) {
            expect(facts.proposedBy).not.toBeNull()
            expect(facts.proposedBy).not.toBe(actor)
          }
      }
    }),
    {
      numRuns: 8,
      examples: [
        [false, twoOwnersAtLast],
        [true, oneEndsTheOther],
      ],
    },
  )
}, 60_000)
