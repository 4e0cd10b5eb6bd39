import type { Clock } from '#kernel/time.ts'
import { Listening } from '#listening/listening.ts'
import type { Store } from '#store/store.ts'
import type { DeskNeeds } from '#app/desk-needs.ts'
import type { Federation } from '#app/federation.ts'
import type { XListening } from '#app/x-hearing.ts'

/**
 * Opens listening with the sources of the plan, X where it is read (`onX`), and what other servers send our own actors. What is
 * said to our accounts elsewhere comes and goes with them: `follow-accounts.ts`.
 */
export function openListening(
  {
    store,
    onX,
    federation,
  }: { store: Store; onX: XListening | undefined; federation: Federation | undefined },
  { plan, scripts, matchThreads, log }: DeskNeeds,
  clock: Clock,
): Promise<Listening> {
  return Listening.open({
    store,
    clock,
    log,
    scripts,
    matchThreads,
    readers: [
      ...plan.readers,
      ...(onX === undefined ? [] : [onX.reader]),
      ...(federation === undefined ? [] : [federation.reader]),
    ],
    mode: plan.mode,
    ...(plan.speed === undefined ? {} : { speed: plan.speed }),
    ...(plan.places === undefined ? {} : { places: plan.places }),
    ...(plan.history === undefined ? {} : { history: plan.history }),
  })
}
