import type { KeptChange, Team, TeamForm } from '#access/people/contract.ts'
import { ownerGrants } from '#access/people/live-grants.ts'
import { sortedJson } from '#kernel/version-content.ts'
import type { Grant } from '#kernel/permission.ts'
import { dayMs } from '#kernel/time.ts'

/** One of us, as the rules see them. */
export type StandingPerson = {
  id: string
  name: string
  isOwner: boolean
  leftAtMs?: number
  /** They were invited and have not signed in yet. */
  neverSeen?: boolean
  /** They were an owner, and somebody else made them leave. */
  ousted?: boolean
}

/** Who may what, whole, at one moment: what every rule about permissions decides from. */
export type Standing = {
  people: readonly StandingPerson[]
  teams: readonly Team[]
  /** Ids of open accounts. */
  accounts: readonly string[]
}

/**
 * How long an owner whom somebody else made to leave still counts as one of two. Without it, of two owners one could end
 * the other and then decide alone.
 */
export const coolingMs = 7 * dayMs

/** Everybody who has not left. */
export function present(standing: Standing): StandingPerson[] {
  return standing.people.filter((person) => person.leftAtMs === undefined)
}

/** The owners who are here. */
export function owners(standing: Standing): StandingPerson[] {
  return present(standing).filter((person) => person.isOwner)
}

/** Until when changes wait although one owner is left; undefined when they do not. */
export function coolingUntilMs(standing: Standing, nowMs: number): number | undefined {
  const ends = standing.people.flatMap((person) =>
    person.ousted === true && person.leftAtMs !== undefined ? [person.leftAtMs + coolingMs] : [],
  )
  const last = Math.max(0, ...ends)
  return last > nowMs ? last : undefined
}

/** Whether a change of permissions needs a second person now. */
export function needsSecondPerson(standing: Standing, nowMs: number): boolean {
  return owners(standing).length >= 2 || coolingUntilMs(standing, nowMs) !== undefined
}

/** What a person may do, through ownership or teams. */
export function grantsIn(standing: Standing, personId: string): readonly Grant[] {
  const person = present(standing).find(({ id }) => id === personId)
  if (person === undefined) return []
  if (person.isOwner) return ownerGrants
  return standing.teams.filter((team) => team.people.includes(personId)).flatMap((team) => team.grants)
}

/** A team written in one way only, so that equal teams are equal texts: sorted, nothing twice. */
export function tidied(form: TeamForm): TeamForm {
  const grants = new Map(form.grants.map((grant) => [sortedJson(grant), { ...grant }]))
  const sorted = [...grants].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, grant]) => grant)
  return { name: { ...form.name }, grants: sorted, people: [...new Set(form.people)].toSorted() }
}

/** Whether two teams are the same. */
export function sameTeam(a: TeamForm | null, b: TeamForm | null): boolean {
  if (a === null || b === null) return a === b
  return sortedJson(tidied(a)) === sortedJson(tidied(b))
}

/** Whether a change still begins where things stand now. */
export function fitsPresent(standing: Standing, change: KeptChange): boolean {
  if (change.kind === 'owner') {
    const person = present(standing).find(({ id }) => id === change.personId)
    return person !== undefined && person.isOwner === change.from
  }
  const now = standing.teams.find(({ id }) => id === change.id)
  return sameTeam(now === undefined ? null : formOf(now), change.from)
}

/** A team without its id. */
export function formOf({ name, grants, people }: Team): TeamForm {
  return { name, grants, people }
}

/** How things stand after a change. */
export function applied(standing: Standing, change: KeptChange): Standing {
  if (change.kind === 'owner') {
    const people = standing.people.map((person) =>
      person.id === change.personId ? { ...person, isOwner: change.to } : person,
    )
    return { ...standing, people }
  }
  const others = standing.teams.filter(({ id }) => id !== change.id)
  return { ...standing, teams: change.to === null ? others : [...others, { id: change.id, ...change.to }] }
}

/** How things stand after somebody left: out of every team, no owner any more. */
export function leftBehind(
  standing: Standing,
  o: { personId: string; byId: string; nowMs: number },
): Standing {
  const people = standing.people.map((person) =>
    person.id === o.personId
      ? {
          ...person,
          isOwner: false,
          leftAtMs: o.nowMs,
          ousted: person.isOwner && o.byId !== o.personId,
        }
      : person,
  )
  const teams = standing.teams.map((team) => ({
    ...team,
    people: team.people.filter((id) => id !== o.personId),
  }))
  return { ...standing, people, teams }
}
