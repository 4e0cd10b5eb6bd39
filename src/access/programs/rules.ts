import type { NewKey } from '#access/people/contract.ts'
import { peopleLimits } from '#access/people/contract.ts'
import { beyond, meetGrants } from '#access/people/grants.ts'
import type { Refusal } from '#access/people/problems.ts'
import { verbsForPeopleOnly } from '#access/programs/contract.ts'
import { accountVerbs, type Grant } from '#kernel/permission.ts'
import { dayMs, hourMs } from '#kernel/time.ts'

/** Limits of programs with keys; how many keys there may be stands with the limits of people. */
export const keyLimits = {
  lastsMinMs: hourMs,
  lastsMaxMs: 366 * dayMs,
  /** Calls of one key. */
  calls: { burst: 120, perMin: 600 },
  /** Keys nobody knows, from one address. */
  guesses: { burst: 10, perMin: 30 },
  /** Keys known to be live that pass whatever others guess from the same address. */
  knownMax: 200,
} as const

/** What a key opens at this moment: what it was made for, as far as whoever made it may do so now. */
export function grantsNow(made: readonly Grant[], makerHolds: readonly Grant[]): Grant[] {
  return meetGrants(made, makerHolds).filter(({ verb }) => !verbsForPeopleOnly.includes(verb))
}

/** Why a key cannot be made so; undefined when it can. */
export function newKeyRefusal(
  asked: NewKey,
  now: {
    nowMs: number
    makerHolds: readonly Grant[]
    accounts: readonly string[]
    /** Names of the keys that live. */
    names: readonly string[]
  },
): Refusal | undefined {
  const lastsMs = Date.parse(asked.endsAt) - now.nowMs
  if (lastsMs < keyLimits.lastsMinMs || lastsMs > keyLimits.lastsMaxMs) return 'ends-too-late'
  if (asked.grants.some(({ verb }) => verbsForPeopleOnly.includes(verb))) return 'more-than-maker'
  if (beyond(asked.grants, now.makerHolds).length > 0) return 'more-than-maker'
  if (asked.grants.some(({ account }) => account !== '*' && !now.accounts.includes(account)))
    return 'no-such-account'
  if (asked.grants.some(isNarrowForNothing)) return 'desk-wide-verb'
  if (now.names.length >= peopleLimits.keysMax) return 'too-many-keys'
  return now.names.some((name) => name.toLowerCase() === asked.name.toLowerCase()) ? 'name-taken' : undefined
}

function isNarrowForNothing({ verb, account, language, lane }: Grant): boolean {
  return !accountVerbs.includes(verb) && [account, language, lane].some((part) => part !== '*')
}
