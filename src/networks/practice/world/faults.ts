import { hourMs, minuteMs, secondMs } from '#kernel/time.ts'
import { seededChance, type Chance } from '#networks/practice/chance.ts'

/** What can be asked of the town by whoever speaks there. */
export type TownCall = 'post' | 'edit' | 'delete' | 'find' | 'tally' | 'counts' | 'whoami' | 'letters'

/** One way in which the town behaves badly when it is spoken to, for one call unless it says otherwise. */
export type TownFault =
  /** The call arrives, has no effect, and nothing comes back. */
  | { kind: 'lost-before' }
  /** It has its effect, and nothing comes back. */
  | { kind: 'lost-after' }
  /** It has its effect, and the answer breaks off. */
  | { kind: 'cut-after' }
  /** A server error without, and with, the effect. */
  | { kind: 'error-before' }
  | { kind: 'error-after' }
  /** Too many calls (429), with and without a time to come back. */
  | { kind: 'busy'; retryInMs: number }
  | { kind: 'busy-without-time' }
  /** The sign-in ends for good, after so many more posts: 0 is now. Only `reconnect` mends it. */
  | { kind: 'revoked'; afterParts?: number }
  /** It has its effect, and the answer is a page for people. */
  | { kind: 'not-json' }
  /** Nothing listens. */
  | { kind: 'refused-connection' }
  /** The answer is that of an earlier call; `hasEffect` missing: the effect is there. */
  | { kind: 'duplicate-answer'; hasEffect?: boolean }
  /** It takes so long; whoever gave up earlier does not hinder it. */
  | { kind: 'slow'; ms: number }
  /** It has its effect, and the line stands with nobody behind it until the caller gives up. */
  | { kind: 'half-closed' }
  /** From now on the times that posts claim are off by so much; 0 mends it. */
  | { kind: 'wrong-clock'; byMs: number }
  /** Nothing comes back, and the effect appears so much later. */
  | { kind: 'late-effect'; byMs: number }

/** Which fault each call meets, in the order the calls are made. */
export type FaultPlan = { next(call: TownCall): TownFault | undefined }

/** A plan for a seed. `kinds` leaves faults out; missing: all of them. */
type PlanOptions = { seed: number; shareOf1: number; kinds?: readonly TownFault['kind'][] }

/**
 * Lets a share of all calls go wrong, each way about as often. The same seed plans the same faults for the same row of calls.
 * The sign-in ends ten times less often than the rest, since nothing goes out after that until somebody reconnects.
 */
export function practiceFaults({ seed, shareOf1, kinds }: PlanOptions): FaultPlan {
  const taken = Object.keys(makers).filter((kind) => kinds === undefined || kinds.some((one) => one === kind))
  let calls = 0
  return {
    next(call) {
      const chance = seededChance(seed, 'sending', calls++, call)
      if (taken.length === 0 || !chance.maybe(shareOf1)) return undefined
      const fault = makers[chance.pick(taken) as TownFault['kind']](chance)
      return fault.kind === 'revoked' && kinds === undefined && chance.maybe(0.9)
        ? { kind: 'busy-without-time' }
        : fault
    },
  }
}

const makers: Readonly<Record<TownFault['kind'], (chance: Chance) => TownFault>> = {
  'lost-before': () => ({ kind: 'lost-before' }),
  'lost-after': () => ({ kind: 'lost-after' }),
  'cut-after': () => ({ kind: 'cut-after' }),
  'error-before': () => ({ kind: 'error-before' }),
  'error-after': () => ({ kind: 'error-after' }),
  busy: (chance) => ({ kind: 'busy', retryInMs: secondMs * (1 + chance.below(300)) }),
  'busy-without-time': () => ({ kind: 'busy-without-time' }),
  revoked: (chance) => ({ kind: 'revoked', afterParts: chance.below(4) }),
  'not-json': () => ({ kind: 'not-json' }),
  'refused-connection': () => ({ kind: 'refused-connection' }),
  'duplicate-answer': (chance) => ({ kind: 'duplicate-answer', hasEffect: chance.maybe(0.5) }),
  slow: (chance) => ({ kind: 'slow', ms: secondMs * (1 + chance.below(90)) }),
  'half-closed': () => ({ kind: 'half-closed' }),
  'wrong-clock': (chance) => ({ kind: 'wrong-clock', byMs: hourMs * chance.pick([-26, -5, -1, 1, 5, 26]) }),
  'late-effect': (chance) => ({ kind: 'late-effect', byMs: secondMs + chance.below(20 * minuteMs) }),
}
