import { accountVerbs, verbs, type Grant, type Verb } from '#kernel/permission.ts'

/** Where account verbs hold: `*` is every one. */
export type Place = Pick<Grant, 'account' | 'language' | 'lane'>

/** Verbs that hold in the same place; without a place: for the whole desk. */
export type GrantLine = { place?: Place; verbs: Verb[] }

/** Grants as few lines as a person can read: one for the whole desk, one a place. Verbs in their usual order. */
export function grantLines(grants: readonly Grant[]): GrantLine[] {
  const desk = inOrder(grants.filter(({ verb }) => !accountVerbs.includes(verb)))
  const places = new Map<string, Grant[]>()
  for (const grant of grants.filter(({ verb }) => accountVerbs.includes(verb)))
    places.set(keyOf(grant), [...(places.get(keyOf(grant)) ?? []), grant])
  const lines = [...places.values()].flatMap((there) => {
    const [first] = there
    return first === undefined ? [] : [{ place: placeOf(first), verbs: inOrder(there) }]
  })
  return [...(desk.length > 0 ? [{ verbs: desk }] : []), ...lines]
}

function inOrder(grants: readonly Grant[]): Verb[] {
  return verbs.filter((verb) => grants.some((grant) => grant.verb === verb))
}

function placeOf({ account, language, lane }: Grant): Place {
  return { account, language, lane }
}

function keyOf(grant: Grant): string {
  return JSON.stringify(placeOf(grant))
}
