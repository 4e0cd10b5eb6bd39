import type { AskedChange, KeptChange, TeamForm } from '#access/people/contract.ts'
import { peopleLimits } from '#access/people/contract.ts'
import type { Refusal } from '#access/people/problems.ts'
import {
  fitsPresent,
  formOf,
  grantsIn,
  needsSecondPerson,
  owners,
  present,
  sameTeam,
  tidied,
  type Standing,
} from '#access/people/standing.ts'
import { accountVerbs, mayDo } from '#kernel/permission.ts'
import { dayMs } from '#kernel/time.ts'

/** How long a proposal waits for a second person. */
export const proposalMs = 7 * dayMs

/** What a rule says: go on with this, or why not. */
export type Ruled<T> = { ok: true; value: T } | { ok: false; why: Refusal }

const no = (why: Refusal): { ok: false; why: Refusal } => ({ ok: false, why })

/** Makes what was asked into a change from the present, or says why it cannot be. */
export function planned(standing: Standing, asked: AskedChange, newId: string): Ruled<KeptChange> {
  return asked.kind === 'owner' ? plannedOwner(standing, asked) : plannedTeam(standing, asked, newId)
}

function plannedOwner(standing: Standing, asked: Extract<AskedChange, { kind: 'owner' }>): Ruled<KeptChange> {
  const person = present(standing).find(({ id }) => id === asked.personId)
  if (person === undefined) return no('no-such-person')
  if (person.isOwner === asked.to) return no('changes-nothing')
  // Two owners shall be two people: an invitation nobody took up could be the first owner's second key.
  if (asked.to && person.neverSeen === true) return no('never-signed-in')
  const change: KeptChange = {
    kind: 'owner',
    personId: person.id,
    from: person.isOwner,
    to: asked.to,
  }
  return keepsOwners(standing, change)
}

/** Stepping down leaves two owners at least: the only way to one is to leave. */
function keepsOwners(standing: Standing, change: KeptChange): Ruled<KeptChange> {
  const stepsDown = change.kind === 'owner' && !change.to
  return stepsDown && owners(standing).length <= 2 ? no('two-owners') : { ok: true, value: change }
}

function plannedTeam(
  standing: Standing,
  asked: Extract<AskedChange, { kind: 'team' }>,
  newId: string,
): Ruled<KeptChange> {
  const now = standing.teams.find(({ id }) => id === asked.id)
  if (asked.id !== undefined && now === undefined) return no('no-such-team')
  const from = now === undefined ? null : tidied(formOf(now))
  const to = asked.to === null ? null : tidied(asked.to)
  if (sameTeam(from, to)) return no('changes-nothing')
  if (now === undefined && standing.teams.length >= peopleLimits.teamsMax) return no('too-many-teams')
  const wrong = to === null ? undefined : wrongInTeam(standing, to, asked.id)
  if (wrong !== undefined) return no(wrong)
  return { ok: true, value: { kind: 'team', id: asked.id ?? newId, from, to } }
}

function wrongInTeam(standing: Standing, team: TeamForm, id: string | undefined): Refusal | undefined {
  const here = new Set(present(standing).map((person) => person.id))
  if (team.people.some((person) => !here.has(person))) return 'no-such-person'
  const known = new Set(['*', ...standing.accounts])
  if (team.grants.some(({ account }) => !known.has(account))) return 'no-such-account'
  if (team.grants.some(({ language }) => !/^(?:\*|[a-z]{2,3})$/.test(language))) return 'no-such-language'
  const isNarrow = team.grants.some(
    (grant) =>
      !accountVerbs.includes(grant.verb) &&
      [grant.account, grant.language, grant.lane].some((x) => x !== '*'),
  )
  if (isNarrow) return 'desk-wide-verb'
  const isTaken = standing.teams.some(
    (other) =>
      other.id !== id &&
      (['en', 'fr'] as const).some((tag) => other.name[tag].toLowerCase() === team.name[tag].toLowerCase()),
  )
  return isTaken ? 'name-taken' : undefined
}

/** Whether a change is made at once or waits for a second person. Only an owner who is alone decides alone. */
export function howToChange(
  standing: Standing,
  o: { byId: string; openProposals: number; nowMs: number },
): Ruled<'apply' | 'propose'> {
  if (!mayDo(grantsIn(standing, o.byId), 'people')) return no('not-allowed')
  const isOwner = owners(standing).some(({ id }) => id === o.byId)
  if (isOwner && !needsSecondPerson(standing, o.nowMs)) return { ok: true, value: 'apply' }
  return o.openProposals >= peopleLimits.proposalsOpenMax
    ? no('too-many-proposals')
    : { ok: true, value: 'propose' }
}

/** A proposal as the rules see it. */
export type OpenProposal = {
  change: KeptChange
  byId: string
  endsAtMs: number
  state: 'open' | 'confirmed' | 'withdrawn'
}

/** Whether this person may confirm a proposal now, by how things stand now. */
export function mayConfirm(
  standing: Standing,
  proposal: OpenProposal,
  o: { byId: string; nowMs: number },
): Ruled<KeptChange> {
  if (proposal.state !== 'open') return no('already-decided')
  if (proposal.endsAtMs <= o.nowMs) return no('proposal-over')
  if (proposal.byId === o.byId) return no('own-proposal')
  if (!owners(standing).some(({ id }) => id === o.byId)) return no('not-an-owner')
  if (!mayDo(grantsIn(standing, proposal.byId), 'people')) return no('proposer-gone')
  if (!fitsPresent(standing, proposal.change)) return no('changed-meanwhile')
  if (!stillPossible(standing, proposal.change)) return no('changed-meanwhile')
  return keepsOwners(standing, proposal.change)
}

/** Everybody in the team-to-be is still here, and its accounts are still open. */
function stillPossible(standing: Standing, change: KeptChange): boolean {
  return (
    change.kind === 'owner' || change.to === null || wrongInTeam(standing, change.to, change.id) === undefined
  )
}

/** Whether somebody can leave, ended by this person; and whether one owner remains. */
export function mayLeave(
  standing: Standing,
  o: { personId: string; byId: string; handOverTo?: string | undefined },
): Ruled<{ leavesOneOwner: boolean }> {
  const person = present(standing).find(({ id }) => id === o.personId)
  if (person === undefined) return no('no-such-person')
  const by = present(standing).find(({ id }) => id === o.byId)
  if (by === undefined || !mayDo(grantsIn(standing, o.byId), 'people')) return no('not-allowed')
  if (person.isOwner && owners(standing).length === 1) return no('last-owner')
  if (person.isOwner && !by.isOwner) return no('owner-ends-owner')
  const heir = present(standing).some(({ id }) => id === o.handOverTo && id !== o.personId)
  if (o.handOverTo !== undefined && !heir) return no('no-such-heir')
  return { ok: true, value: { leavesOneOwner: person.isOwner && owners(standing).length === 2 } }
}
