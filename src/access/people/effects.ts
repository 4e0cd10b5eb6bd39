import type { Effect, KeptChange } from '#access/people/contract.ts'
import { beyond } from '#access/people/grants.ts'
import { applied, grantsIn, present, type Standing, type StandingPerson } from '#access/people/standing.ts'
import type { Grant } from '#kernel/permission.ts'

/** Who may do what more and less after a change; people for whom nothing changes are left out. */
export function effectsOf(standing: Standing, change: KeptChange): Effect[] {
  const after = applied(standing, change)
  return present(standing).flatMap((person) => effectOn(person, standing, after) ?? [])
}

function effectOn(person: StandingPerson, before: Standing, after: Standing): Effect | undefined {
  const [had, has] = [grantsIn(before, person.id), grantsIn(after, person.id)]
  const [more, less] = [once(beyond(has, had)), once(beyond(had, has))]
  const isOwner = present(after).some((one) => one.id === person.id && one.isOwner)
  const turned = isOwner !== person.isOwner
  if (more.length === 0 && less.length === 0 && !turned) return undefined
  return { personId: person.id, name: person.name, more, less, ...(turned ? { owner: isOwner } : {}) }
}

/** Each grant once, without those another one covers. */
function once(grants: readonly Grant[]): Grant[] {
  return grants.filter((grant, at) => {
    const others = [...grants.slice(0, at), ...grants.slice(at + 1)]
    const isTwin = grants.findIndex((one) => JSON.stringify(one) === JSON.stringify(grant)) < at
    return (
      !isTwin &&
      beyond(
        [grant],
        others.filter((one) => JSON.stringify(one) !== JSON.stringify(grant)),
      ).length > 0
    )
  })
}
