import { dayMs } from '#kernel/time.ts'
import type { AccountHealth } from '#sending/contract.ts'
import type { DecideForm, LifeState } from '#roles/faces/life-cycle/contract.ts'
import { registerLimits } from '#roles/faces/register/contract.ts'

/** What decides where an account is in its life. */
export type LifeFacts = {
  closedMs: number | undefined
  /** Asked for and approved: then two owners must be named. Others came before that was asked. */
  wasAskedFor: boolean
  /** Named owners who are here. */
  owners: number
  connection: AccountHealth['state'] | undefined
  /** When something of it was last public, and since when the desk knows it. */
  saidMs: number | undefined
  knownMs: number
  nowMs: number
}

/** Where an account is in its life. What must be done first comes first. */
export function lifeOf(o: LifeFacts): LifeState {
  if (o.closedMs !== undefined) return 'closed'
  if (o.wasAskedFor && o.owners < registerLimits.ownersMin) return 'needs-owners'
  if (o.connection === 'none' || o.connection === 'lost') return 'not-connected'
  return isDormant(o) ? 'dormant' : 'in-use'
}

/** Whether an account has been quiet for so long that somebody should ask whether it is still needed. */
export function isDormant({
  saidMs,
  knownMs,
  nowMs,
}: Pick<LifeFacts, 'saidMs' | 'knownMs' | 'nowMs'>): boolean {
  return nowMs - Math.max(saidMs ?? 0, knownMs) > registerLimits.dormantDays * dayMs
}

/** A request as the rules look at it. */
export type RequestFacts = {
  state: 'asked' | 'approved' | 'refused' | 'withdrawn'
  askedById: string
  owners: readonly string[]
}

/** Whoever decides about it. */
export type Decider = { personId: string; mayManage: boolean }

/** Why something cannot be decided. */
export type DecideRefusal = 'already-decided' | 'own-request' | 'not-yours' | 'not-allowed' | 'two-owners'

/**
 * Whether somebody may decide so: never about what they asked for themselves, and an account has two owners who are here before it
 * is approved. Taking back is for whoever asked.
 */
export function mayDecide(
  request: RequestFacts,
  does: DecideForm['does'],
  who: Decider,
  here: ReadonlySet<string>,
): DecideRefusal | undefined {
  if (request.state !== 'asked') return 'already-decided'
  if (does === 'withdraw') return who.personId === request.askedById ? undefined : 'not-yours'
  if (!who.mayManage) return 'not-allowed'
  if (who.personId === request.askedById) return 'own-request'
  if (does === 'refuse') return undefined
  return ownersHere(request.owners, here) < registerLimits.ownersMin ? 'two-owners' : undefined
}

/** How many different ones of these people are here. */
export function ownersHere(owners: readonly string[], here: ReadonlySet<string>): number {
  return new Set(owners.filter((id) => here.has(id))).size
}

/** Why an account cannot be closed. `on-its-way`: something of it is still to go out, or half of it is. */
export function mayClose(o: {
  closedMs: number | undefined
  onItsWay: number
  isOwn: boolean
}): 'closed-already' | 'own-ground' | 'on-its-way' | undefined {
  if (o.closedMs !== undefined) return 'closed-already'
  // Our own site and actors are how people reach us when every network is gone.
  if (o.isOwn) return 'own-ground'
  return o.onItsWay > 0 ? 'on-its-way' : undefined
}
