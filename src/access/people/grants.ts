import { lanes, type Grant } from '#kernel/permission.ts'

/** What both allow: nothing that one of them does not. */
export function meetGrants(some: readonly Grant[], others: readonly Grant[]): Grant[] {
  return some.flatMap((one) => others.flatMap((other) => meet(one, other) ?? []))
}

function meet(one: Grant, other: Grant): Grant | undefined {
  if (one.verb !== other.verb) return undefined
  const account = narrower(one.account, other.account)
  const language = narrower(one.language, other.language)
  const lane = narrower(one.lane, other.lane)
  if (account === undefined || language === undefined || lane === undefined) return undefined
  return { verb: one.verb, account, language, lane }
}

function narrower<T extends string>(one: T, other: T): T | undefined {
  if (one === other || other === '*') return one
  return one === '*' ? other : undefined
}

/** Whether one grant reaches at least as far as another. */
export function covers(wide: Grant, narrow: Grant): boolean {
  const holds = (a: string, b: string): boolean => a === '*' || a === b
  return (
    wide.verb === narrow.verb &&
    holds(wide.account, narrow.account) &&
    holds(wide.language, narrow.language) &&
    holds(wide.lane, narrow.lane)
  )
}

/** Grants of the first list that no grant of the second covers. Three lanes granted one by one are all lanes. */
export function beyond(asked: readonly Grant[], held: readonly Grant[]): Grant[] {
  return asked.filter((grant) => {
    const split = grant.lane === '*' ? lanes.map((lane) => ({ ...grant, lane })) : [grant]
    return !split.every((part) => held.some((one) => covers(one, part)))
  })
}
