import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AskedChange, KeptChange, TeamForm } from '#access/people/contract.ts'
import { effectsOf } from '#access/people/effects.ts'
import {
  howToChange,
  mayConfirm,
  mayLeave,
  planned,
  proposalMs,
  type OpenProposal,
} from '#access/people/rules.ts'
import {
  applied,
  coolingMs,
  leftBehind,
  needsSecondPerson,
  owners,
  present,
  tidied,
  type Standing,
} from '#access/people/standing.ts'
import { sortedJson } from '#kernel/version-content.ts'
import { lanes, verbs, type Grant } from '#kernel/permission.ts'
import { hourMs } from '#kernel/time.ts'

const everywhere = (verb: Grant['verb']): Grant => ({ verb, account: '*', language: '*', lane: '*' })
const team = (name: string, grants: Grant[], people: string[] = []): TeamForm => ({
  name: { en: name, fr: name },
  grants,
  people,
})

/** Ana and Bo are owners unless said otherwise; Cy is in a team that may change people; Di is in none. */
function office(o: { bo?: boolean } = {}): Standing {
  return {
    people: [
      { id: 'ana', name: 'Ana', isOwner: true },
      { id: 'bo', name: 'Bo', isOwner: o.bo ?? true },
      { id: 'cy', name: 'Cy', isOwner: false },
      { id: 'di', name: 'Di', isOwner: false },
    ],
    teams: [{ id: 'staff', ...team('Staff', [everywhere('people')], ['cy']) }],
    accounts: ['page'],
  }
}

const readers: AskedChange = { kind: 'team', to: team('Readers', [everywhere('read')], ['di']) }
const plan = (standing: Standing, asked: AskedChange): KeptChange => {
  const ruled = planned(standing, asked, 'new')
  if (!ruled.ok) throw new Error(ruled.why)
  return ruled.value
}
const openProposal = (change: KeptChange, byId = 'ana'): OpenProposal => ({
  change,
  byId,
  endsAtMs: proposalMs,
  state: 'open',
})

test('an owner who is alone decides at once; with a second owner every change waits', () => {
  const ask = { byId: 'ana', openProposals: 0, nowMs: 0 }
  expect(howToChange(office({ bo: false }), ask)).toEqual({ ok: true, value: 'apply' })
  expect(howToChange(office(), ask)).toEqual({ ok: true, value: 'propose' })
})

test('somebody who is no owner only ever proposes, and without the right not even that', () => {
  const standing = office({ bo: false })
  expect(howToChange(standing, { byId: 'cy', openProposals: 0, nowMs: 0 })).toEqual({
    ok: true,
    value: 'propose',
  })
  expect(howToChange(standing, { byId: 'di', openProposals: 0, nowMs: 0 })).toEqual({
    ok: false,
    why: 'not-allowed',
  })
})

test('nobody confirms their own proposal, nor does anybody who is no owner', () => {
  const proposal = openProposal(plan(office(), readers))
  const ask = (byId: string): unknown => mayConfirm(office(), proposal, { byId, nowMs: 0 })
  expect(ask('ana')).toMatchObject({ why: 'own-proposal' })
  expect(ask('cy')).toMatchObject({ why: 'not-an-owner' })
  expect(ask('bo')).toMatchObject({ ok: true })
})

test('a proposal ends after seven days, is decided once, and goes with whoever made it', () => {
  const proposal = openProposal(plan(office(), readers))
  const by = { byId: 'bo', nowMs: 0 }
  expect(mayConfirm(office(), proposal, { byId: 'bo', nowMs: proposalMs })).toMatchObject({
    why: 'proposal-over',
  })
  expect(mayConfirm(office(), { ...proposal, state: 'confirmed' }, by)).toMatchObject({
    why: 'already-decided',
  })
  const three = { ...office(), people: [...office().people, { id: 'ed', name: 'Ed', isOwner: true }] }
  const gone = leftBehind(three, { personId: 'ana', byId: 'ana', nowMs: 0 })
  expect(mayConfirm(gone, proposal, by)).toMatchObject({ why: 'proposer-gone' })
})

test('a proposal that no longer begins where things stand is refused', () => {
  const change = plan(office(), {
    kind: 'team',
    id: 'staff',
    to: team('Staff', [everywhere('people')], ['cy', 'di']),
  })
  const meanwhile = applied(office(), {
    kind: 'team',
    id: 'staff',
    from: null,
    to: team('Staff', [], ['cy']),
  })
  expect(mayConfirm(meanwhile, openProposal(change), { byId: 'bo', nowMs: 0 })).toMatchObject({
    why: 'changed-meanwhile',
  })
  const left = leftBehind(office(), { personId: 'di', byId: 'ana', nowMs: 0 })
  expect(mayConfirm(left, openProposal(change), { byId: 'bo', nowMs: 0 })).toMatchObject({
    why: 'changed-meanwhile',
  })
})

test('what cannot be is refused by name', () => {
  const ask = (asked: AskedChange): unknown => planned(office(), asked, 'new')
  const named = (name: string, grants: Grant[], people: string[] = []): unknown =>
    ask({ kind: 'team', to: team(name, grants, people) })
  expect(named('Readers', [], ['nobody'])).toMatchObject({ why: 'no-such-person' })
  expect(named('Readers', [{ ...everywhere('write'), account: 'theirs' }])).toMatchObject({
    why: 'no-such-account',
  })
  expect(named('Readers', [{ ...everywhere('write'), language: 'English' }])).toMatchObject({
    why: 'no-such-language',
  })
  expect(named('Readers', [{ ...everywhere('people'), account: 'page' }])).toMatchObject({
    why: 'desk-wide-verb',
  })
  expect(named('STAFF', [])).toMatchObject({ why: 'name-taken' })
  expect(ask({ kind: 'team', id: 'none', to: null })).toMatchObject({ why: 'no-such-team' })
  expect(ask({ kind: 'owner', personId: 'ana', to: true })).toMatchObject({ why: 'changes-nothing' })
  expect(ask({ kind: 'owner', personId: 'ana', to: false })).toMatchObject({ why: 'two-owners' })
})

test('the last owner cannot leave, one of two can with a warning, and only owners end owners', () => {
  const two = office()
  const one = leftBehind(two, { personId: 'bo', byId: 'bo', nowMs: 0 })
  expect(mayLeave(one, { personId: 'ana', byId: 'ana' })).toMatchObject({ why: 'last-owner' })
  expect(mayLeave(two, { personId: 'bo', byId: 'bo' })).toEqual({
    ok: true,
    value: { leavesOneOwner: true },
  })
  expect(mayLeave(two, { personId: 'bo', byId: 'cy' })).toMatchObject({ why: 'owner-ends-owner' })
  expect(mayLeave(two, { personId: 'di', byId: 'cy', handOverTo: 'di' })).toMatchObject({
    why: 'no-such-heir',
  })
  expect(mayLeave(two, { personId: 'cy', byId: 'di' })).toMatchObject({ why: 'not-allowed' })
})

test('of two owners one cannot end the other and then decide alone: for a week changes still wait', () => {
  const ousted = leftBehind(office(), { personId: 'bo', byId: 'ana', nowMs: 0 })
  const ask = (nowMs: number): unknown => howToChange(ousted, { byId: 'ana', openProposals: 0, nowMs })
  expect(ask(coolingMs - 1)).toEqual({ ok: true, value: 'propose' })
  expect(ask(coolingMs)).toEqual({ ok: true, value: 'apply' })
  const left = leftBehind(office(), { personId: 'bo', byId: 'bo', nowMs: 0 })
  expect(howToChange(left, { byId: 'ana', openProposals: 0, nowMs: 1 })).toEqual({ ok: true, value: 'apply' })
})

test('a change says who may do what more and less', () => {
  const change = plan(office({ bo: false }), {
    kind: 'team',
    id: 'staff',
    to: team('Staff', [everywhere('read'), { ...everywhere('write'), language: 'fr' }], ['cy', 'di']),
  })
  const write = { ...everywhere('write'), language: 'fr' }
  expect(effectsOf(office({ bo: false }), change)).toMatchObject([
    { personId: 'cy', more: [everywhere('read'), write], less: [everywhere('people')] },
    { personId: 'di', more: [everywhere('read'), write], less: [] },
  ])
  const owner = plan(office({ bo: false }), { kind: 'owner', personId: 'di', to: true })
  expect(effectsOf(office({ bo: false }), owner)).toMatchObject([{ personId: 'di', owner: true }])
})

const ids = ['ana', 'bo', 'cy', 'di', 'ed']
const anId = fc.constantFrom(...ids)
const aGrant = fc.record({
  verb: fc.constantFrom(...verbs),
  account: fc.constantFrom('*', 'page'),
  language: fc.constantFrom('*', 'en', 'fr'),
  lane: fc.constantFrom('*' as const, ...lanes),
})
const anAsk: fc.Arbitrary<AskedChange> = fc.oneof(
  fc.record({ kind: fc.constant('owner' as const), personId: anId, to: fc.boolean() }),
  fc.record({
    kind: fc.constant('team' as const),
    id: fc.constantFrom('staff', 'new'),
    to: fc.option(
      fc.record({
        name: fc.constant({ en: 'Some team', fr: 'Une équipe' }),
        grants: fc.array(aGrant, { maxLength: 3 }),
        people: fc.uniqueArray(anId),
      }),
    ),
  }),
)
const anAct = fc.record({
  by: anId,
  act: fc.oneof(
    anAsk.map((asked) => ({ kind: 'ask' as const, asked })),
    fc.nat({ max: 3 }).map((which) => ({ kind: 'confirm' as const, which })),
    anId.map((personId) => ({ kind: 'leave' as const, personId })),
    fc.integer({ min: 1, max: 200 * hourMs }).map((ms) => ({ kind: 'wait' as const, ms })),
  ),
})
type Act = typeof anAct extends fc.Arbitrary<infer T> ? T : never

const rightsOf = (standing: Standing): string =>
  sortedJson({
    owners: owners(standing)
      .map(({ id }) => id)
      .toSorted(),
    teams: standing.teams.map(tidied).toSorted((a, b) => (a.name.en < b.name.en ? -1 : 1)),
  })

/** A desk that does what the rules say, and looks over its own shoulder. */
function desk(start: Standing) {
  let standing = start
  let nowMs = 0
  const proposals: OpenProposal[] = []
  const ask = (by: string, asked: AskedChange): void => {
    const open = proposals.filter(({ state }) => state === 'open').length
    const how = howToChange(standing, { byId: by, openProposals: open, nowMs })
    const change = planned(standing, asked, 'new')
    if (!how.ok || !change.ok) return
    if (how.value === 'propose') {
      proposals.push({ ...openProposal(change.value, by), endsAtMs: nowMs + proposalMs })
      return
    }
    expect(owners(standing).map(({ id }) => id)).toEqual([by])
    expect(needsSecondPerson(standing, nowMs)).toBe(false)
    standing = applied(standing, change.value)
  }
  const confirm = (by: string, which: number): void => {
    const proposal = proposals[which]
    if (proposal === undefined) return
    const ruled = mayConfirm(standing, proposal, { byId: by, nowMs })
    if (!ruled.ok) return
    expect(proposal.byId).not.toBe(by)
    proposal.state = 'confirmed'
    standing = applied(standing, ruled.value)
  }
  const leave = (by: string, personId: string): void => {
    const ruled = mayLeave(standing, { personId, byId: by })
    if (!ruled.ok) return
    const before = owners(standing).length
    standing = leftBehind(standing, { personId, byId: by, nowMs })
    expect(ruled.value.leavesOneOwner).toBe(before === 2 && owners(standing).length === 1)
  }
  return {
    do({ by, act }: Act): void {
      const [before, ownersBefore] = [rightsOf(standing), owners(standing).length]
      const secondBefore = needsSecondPerson(standing, nowMs)
      if (act.kind === 'wait') nowMs += act.ms
      if (act.kind === 'ask') ask(by, act.asked)
      if (act.kind === 'confirm') confirm(by, act.which)
      if (act.kind === 'leave') leave(by, act.personId)
      expect(owners(standing).length).toBeGreaterThanOrEqual(1)
      if (act.kind === 'ask' && secondBefore) expect(rightsOf(standing)).toBe(before)
      if (ownersBefore >= 2 && owners(standing).length < 2) expect(act.kind).toBe('leave')
    },
    standing: () => standing,
  }
}

test('no sequence of acts changes permissions alone once there are two owners, nor leaves none', () => {
  const start: Standing = {
    ...office(),
    people: [...office().people, { id: 'ed', name: 'Ed', isOwner: false }],
  }
  fc.assert(
    fc.property(fc.boolean(), fc.array(anAct, { maxLength: 40 }), (two, acts) => {
      const people = start.people.map((one) => (one.id === 'bo' ? { ...one, isOwner: two } : one))
      const house = desk({ ...start, people })
      for (const act of acts) house.do(act)
      expect(present(house.standing()).length).toBeGreaterThanOrEqual(1)
    }),
    { numRuns: 2000 },
  )
})

test('one person alone, whatever they do within a week, adds no right to anybody where two owners were', () => {
  fc.assert(
    fc.property(anId, fc.array(anAct, { maxLength: 30 }), (rogue, acts) => {
      const house = desk(office())
      let waitedMs = 0
      for (const { act } of acts) {
        if (act.kind === 'wait' && (waitedMs += act.ms) >= coolingMs) break
        house.do({ by: rogue, act })
      }
      const teams = new Map(house.standing().teams.map((one) => [one.id, one]))
      for (const was of office().teams) {
        expect(teams.get(was.id)?.grants).toEqual(was.grants)
        for (const person of teams.get(was.id)?.people ?? []) expect(was.people).toContain(person)
      }
      expect(teams.size).toBe(office().teams.length)
      for (const { id } of owners(house.standing())) expect(['ana', 'bo']).toContain(id)
    }),
    { numRuns: 2000 },
  )
})
