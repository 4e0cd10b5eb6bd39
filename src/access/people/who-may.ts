import type { Account, Gap, WhoMay } from '#access/people/contract.ts'
import { grantsIn, present, type Standing } from '#access/people/standing.ts'
import { accountVerbs, lanes, mayDo, type Grant, type Lane } from '#kernel/permission.ts'

/** A program with a key, and what it may do now. */
export type StandingProgram = { id: string; name: string; grants: readonly Grant[] }

/** One account, one language, one lane. */
export type Spot = { account: string; language: string; lane: Lane }

/** Who could do each of the account verbs there right now, and through what. */
export function whoMayThere(
  standing: Standing,
  programs: readonly StandingProgram[],
  spot: Spot,
): WhoMay['verbs'] {
  return accountVerbs
    .filter((verb) => verb !== 'break-glass' || spot.lane === 'emergency')
    .map((verb) => {
      const people = present(standing)
        .filter(({ id }) => mayDo(grantsIn(standing, id), verb, spot))
        .map(({ id, name, isOwner }) => ({
          id,
          name,
          isProgram: false,
          isOwner,
          teams: standing.teams
            .filter((team) => team.people.includes(id) && mayDo(team.grants, verb, spot))
            .map((team) => team.id),
        }))
      const machines = programs
        .filter(({ grants }) => mayDo(grants, verb, spot))
        .map(({ id, name }) => ({ id, name, isProgram: true, isOwner: false, teams: [] }))
      return { verb, who: [...people, ...machines] }
    })
}

/** Weak spots everywhere: each account in each of its languages and each lane. */
export function gapsOf(
  standing: Standing,
  programs: readonly StandingProgram[],
  accounts: readonly Account[],
): Gap[] {
  return accounts.flatMap((account) =>
    account.languages.flatMap((language) =>
      lanes.flatMap((lane) => gapsAt(standing, programs, { account: account.id, language, lane })),
    ),
  )
}

function gapsAt(standing: Standing, programs: readonly StandingProgram[], spot: Spot): Gap[] {
  const may = (verb: Grant['verb']): { id: string; name: string }[] =>
    present(standing).filter(({ id }) => mayDo(grantsIn(standing, id), verb, spot))
  const [writers, approvers] = [may('write'), may('approve')]
  const anyProgram = (verb: Grant['verb']): boolean =>
    programs.some(({ grants }) => mayDo(grants, verb, spot))
  const [only] = approvers.length === 1 ? approvers : []
  const gaps: (Omit<Gap, keyof Spot> | false)[] = [
    approvers.length === 0 && { why: 'nobody-approves' },
    only !== undefined && {
      why: writers.some(({ id }) => id === only.id) ? 'own-approver' : 'one-approver',
      name: only.name,
    },
    may('publish').length === 0 && !anyProgram('publish') && { why: 'nobody-publishes' },
    may('pause').length === 0 && { why: 'nobody-pauses' },
  ]
  return gaps.flatMap((gap) => (gap === false ? [] : [{ ...spot, ...gap }]))
}
