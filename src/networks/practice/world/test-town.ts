import type { Clock } from '#kernel/time.ts'
import { practiceNetwork, type PracticeSendingOptions } from '#networks/practice/sender.ts'
import { practiceWorld, type PracticeWorld } from '#networks/practice/world/world.ts'
import { skippingClock } from '#networks/replay/test-clock.ts'
import type { Connection, Sender, SendingNeeds } from '#networks/sender.ts'

/** A town with one account of ours and a clock that skips. */
export type TestTown = { world: PracticeWorld; sender: Sender; clock: Clock; needs: SendingNeeds }

/** An account of ours in the town. */
export function townConnection(account = 'a1'): Connection {
  return {
    ...{ account, handle: 'havreclair', languages: ['en', 'fr'] },
    credentials: { read: () => Promise.resolve({}), write: () => Promise.resolve() },
  }
}

/** A new town in which nobody has spoken yet. */
export function testTown(repeats: NonNullable<PracticeSendingOptions['repeats']> = 'key'): TestTown {
  const world = practiceWorld()
  const clock = skippingClock(Date.UTC(2031, 3, 7, 12))
  const sender = practiceNetwork({ world, repeats }).open(townConnection())
  return { world, sender, clock, needs: { clock, signal: new AbortController().signal } }
}
