import type { NewHook } from '#access/people/contract.ts'
import { peopleLimits } from '#access/people/contract.ts'
import type { Refusal } from '#access/people/problems.ts'
import { keyLimits } from '#access/programs/rules.ts'
import { mayDo, type Grant, type Verb } from '#kernel/permission.ts'
import { dayMs, minuteMs } from '#kernel/time.ts'

/** Limits of what programs tell us at addresses of ours; how many there may be stands with the limits of people. */
export const hookLimits = {
  bodyBytesMax: 256 * 1024,
  /** How far a delivery's time may be from ours, either way. */
  toleranceMs: 5 * minuteMs,
  signatureLengthMax: 2000,
  /** How long it is known what was received. Far longer than a delivery can be sent again. */
  receivedMs: 30 * dayMs,
  receivedShown: 10,
  /** Calls of one address. */
  calls: { burst: 60, perMin: 300 },
} as const

/** Why an address for programs cannot be made so; undefined when it can. */
export function newHookRefusal(
  asked: NewHook,
  now: {
    nowMs: number
    makerHolds: readonly Grant[]
    /** What the kind asks of whoever makes it; undefined where no room takes in this kind. */
    needs: Verb | undefined
    /** Names of those that live. */
    names: readonly string[]
  },
): Refusal | undefined {
  const lastsMs = Date.parse(asked.endsAt) - now.nowMs
  if (lastsMs < keyLimits.lastsMinMs || lastsMs > keyLimits.lastsMaxMs) return 'ends-too-late'
  if (now.needs === undefined) return 'no-such-kind'
  if (!mayDo(now.makerHolds, now.needs)) return 'more-than-maker'
  if (now.names.length >= peopleLimits.hooksMax) return 'too-many-keys'
  return now.names.some((name) => name.toLowerCase() === asked.name.toLowerCase()) ? 'name-taken' : undefined
}
