/**
 * The rules of approval, as values: nothing here reads or writes. The store holds the row of an item while it asks them.
 *
 * What is asked about is an *item* (a message), made of *versions*: one for each account and language, each known by the
 * SHA-256 of the exact bytes that would go out.
 *
 * - **Whoever wrote cannot approve.** A writer is everybody who ever changed the item, by hand, by an import or through a
 *   key (then the key's maker). Once a writer of an item, always one.
 * - **Any edit voids every approval of the item.** Both halves of a language pair say one thing; approved halves of two
 *   different texts would not. So does asking again with other bytes, another lane or a writer who had approved.
 * - **A pair goes out whole.** A version may go out only when all versions of its account are approved.
 * - **An approval is judged when it is given.** It stays good when the approver later leaves or changes role: it was true
 *   then, and an office must not fall silent because somebody retired. Who doubts it revokes it, which voids the item.
 * - **A delegated right is never more than the delegator's own**: it ends with the delegator's right, cannot be delegated on, cannot approve
 *   what the delegate or the delegator wrote.
 * - **Break-glass** puts one key in place of two, in the emergency lane only, for all versions at once, with a reason; its
 *   review stays open until somebody else has done it.
 */
import { mayDo, type Grant, type Lane, type Verb } from '#kernel/permission.ts'
import { dayMs, hourMs, minuteMs } from '#kernel/time.ts'

/** Limits of approving, all of them. */
export const approvalLimits = {
  versionsMax: 100,
  writersMax: 500,
  reasonMax: 2000,
  /** How long approvers have when the asker names no deadline. */
  usualMs: { normal: dayMs, emergency: 15 * minuteMs, exercise: 15 * minuteMs } satisfies Record<
    Lane,
    number
  >,
  deadlineMsMin: minuteMs,
  deadlineMsMax: 90 * dayMs,
  delegationMsMax: 60 * dayMs,
  /** Rights that one person delegates at a time. */
  delegationsMax: 20,
  /** After one key was used: when the review by somebody else is due. */
  reviewMs: 24 * hourMs,
} as const

/** A version by what is shown of it: where it goes, and the SHA-256 of its bytes, hexadecimal. */
export type Shown = { account: string; language: string; sha256: string }

/** That a version was approved: by whom, with whose right when it was delegated, or with one key. */
export type Approval = { by: string; kind: 'approved' | 'broke-glass'; onBehalfOf?: string }

/** A version as it was asked about. */
export type AskedVersion = Shown & { approval?: Approval }

/** An item as approvals know it. Only an open one can be approved or go out. */
export type Item = {
  lane: Lane
  state: 'open' | 'edited' | 'returned' | 'withdrawn'
  /** 1 for the first time it was asked about; grows when what is asked changes. */
  round: number
  askedBy: string
  writers: readonly string[]
  versions: readonly AskedVersion[]
}

/** What the rules must know of a person, as it is at this moment. */
export type Person = { id: string; hasLeft: boolean; grants: readonly Grant[] }

/** An approver's right in somebody else's hands, until a moment. `*` means every one. */
export type Delegation = {
  from: Person
  to: string
  account: string
  language: string
  lane: Lane | '*'
  endsAtMs: number
}

/** Somebody about to act: who, what is delegated to them, and when. */
export type Hand = { person: Person; delegations: readonly Delegation[]; nowMs: number }

/** Why an act is refused, as a word that never changes; `problems.ts` has the sentences. */
export type Refusal =
  | 'not-asked'
  | 'not-open'
  | 'changed'
  | 'writer'
  | 'left'
  | 'no-right'
  | 'not-theirs'
  | 'nothing-to-revoke'
  | 'not-emergency'
  | 'already-approved'

/** An item after an act, or why there was none. */
export type Outcome = { ok: true; item: Item } | { ok: false; why: Refusal }

/** Whether a version may go out now. */
export type GoOut =
  | { yes: true; kind: Approval['kind']; by: string; round: number }
  | { yes: false; why: 'not-asked' | 'not-open' | 'changed' | 'not-approved' | 'half-approved' }

/** What is asked about, as the asker hands it over. */
export type Asking = Pick<Item, 'lane' | 'askedBy' | 'writers'> & { versions: readonly Shown[] }

/** The item after it was asked about. Asking twice for the same changes nothing; anything else begins a new round. */
export function asked(before: Item | undefined, asking: Asking): Item {
  const writers = union(before?.writers ?? [], asking.writers)
  if (before?.state === 'open' && isSame(before, asking) && !someWroteAndApproved(before, writers))
    return { ...before, writers }
  return {
    lane: asking.lane,
    state: 'open',
    round: (before?.round ?? 0) + 1,
    askedBy: asking.askedBy,
    writers,
    versions: asking.versions.map(({ account, language, sha256 }) => ({ account, language, sha256 })),
  }
}

function isSame(before: Item, asking: Asking): boolean {
  return (
    before.lane === asking.lane &&
    before.versions.length === asking.versions.length &&
    asking.versions.every((version) => currentOf(before, version)?.sha256 === version.sha256)
  )
}

function someWroteAndApproved(item: Item, writers: readonly string[]): boolean {
  return item.versions.some(({ approval }) => approval?.kind === 'approved' && involves(approval, writers))
}

function involves(approval: Approval, people: readonly string[]): boolean {
  return (
    people.includes(approval.by) ||
    (approval.onBehalfOf !== undefined && people.includes(approval.onBehalfOf))
  )
}

/** The item after an edit: who edited are writers from now on, and nothing of it is approved any more. */
export function edited(item: Item, by: readonly string[]): Item {
  const state = item.state === 'open' ? 'edited' : item.state
  return { ...withoutApprovals(item), state, writers: union(item.writers, by) }
}

/** Takes the question back: for writers and whoever asked. */
export function withdrawn(item: Item, by: string): Outcome {
  if (item.state !== 'open') return no('not-open')
  if (by !== item.askedBy && !item.writers.includes(by)) return no('not-theirs')
  return { ok: true, item: { ...withoutApprovals(item), state: 'withdrawn' } }
}

/** Approves the versions shown: all of them, or none. A version that is approved already keeps its first approval. */
export function approved(item: Item, shown: readonly Shown[], hand: Hand): Outcome {
  const refusal = cannotJudge(item, hand.person) ?? (isCurrent(item, shown) ? undefined : 'changed')
  if (refusal !== undefined) return no(refusal)
  const approvals = shown.map((one) => ({ one, approval: approvalBy(item, one, hand) }))
  if (approvals.some(({ approval }) => approval === undefined)) return no('no-right')
  const versions = item.versions.map((version) => {
    const given = approvals.find(({ one }) => isSamePlace(one, version))?.approval
    return given === undefined || version.approval !== undefined ? version : { ...version, approval: given }
  })
  return { ok: true, item: { ...item, versions } }
}

function cannotJudge(item: Item, person: Person): Refusal | undefined {
  if (person.hasLeft) return 'left'
  if (item.state !== 'open') return 'not-open'
  return item.writers.includes(person.id) ? 'writer' : undefined
}

/** The approval this hand can give there: with a right of its own, else with one delegated by somebody who did not write. */
function approvalBy(item: Item, place: Omit<Shown, 'sha256'>, hand: Hand): Approval | undefined {
  const { person } = hand
  if (holds(person, 'approve', item.lane, place)) return { by: person.id, kind: 'approved' }
  const delegation = hand.delegations.find(
    (one) =>
      one.to === person.id &&
      isDelegated(one, item.lane, place, hand.nowMs) &&
      !item.writers.includes(one.from.id),
  )
  return delegation && { by: person.id, kind: 'approved', onBehalfOf: delegation.from.id }
}

function isDelegated(
  delegation: Delegation,
  lane: Lane,
  place: Omit<Shown, 'sha256'>,
  nowMs: number,
): boolean {
  const where = { account: place.account, language: place.language, lane }
  const { account, language } = delegation
  return (
    nowMs < delegation.endsAtMs &&
    mayDo([{ verb: 'approve', account, language, lane: delegation.lane }], 'approve', where) &&
    holds(delegation.from, 'approve', lane, place)
  )
}

function holds(
  person: Person,
  verb: Verb,
  lane: Lane,
  { account, language }: Omit<Shown, 'sha256'>,
): boolean {
  return !person.hasLeft && mayDo(person.grants, verb, { account, language, lane })
}

/** The versions of the item that this hand could approve now. */
export function approvable(item: Item, hand: Hand): readonly AskedVersion[] {
  if (cannotJudge(item, hand.person) !== undefined) return []
  return item.versions.filter((version) => approvalBy(item, version, hand) !== undefined)
}

/** Gives the item back to its writers: for whoever could approve any version of it. */
export function returned(item: Item, hand: Hand): Outcome {
  const refusal = cannotJudge(item, hand.person)
  if (refusal !== undefined) return no(refusal)
  if (approvable(item, hand).length === 0) return no('no-right')
  return { ok: true, item: { ...withoutApprovals(item), state: 'returned' } }
}

/** Takes the item's approvals back: for whoever gave one, and whoever could give one. It waits again then. */
export function revoked(item: Item, hand: Hand): Outcome {
  if (hand.person.hasLeft) return no('left')
  if (item.state !== 'open') return no('not-open')
  const given = item.versions.filter((version) => version.approval !== undefined)
  if (given.length === 0) return no('nothing-to-revoke')
  const isGiver = given.some(({ approval }) => approval?.by === hand.person.id)
  if (!isGiver && approvable(item, hand).length === 0) return no('no-right')
  return { ok: true, item: withoutApprovals(item) }
}

/** One key for two: lets every version shown out that is not approved yet. Whoever wrote it may turn this key. */
export function brokeGlass(item: Item, shown: readonly Shown[], { person }: Hand): Outcome {
  if (person.hasLeft) return no('left')
  if (item.lane !== 'emergency') return no('not-emergency')
  if (item.state !== 'open') return no('not-open')
  if (!isCurrent(item, shown) || !isWhole(item, shown)) return no('changed')
  if (!item.versions.every((version) => holds(person, 'break-glass', item.lane, version)))
    return no('no-right')
  if (item.versions.every((version) => version.approval !== undefined)) return no('already-approved')
  const approval: Approval = { by: person.id, kind: 'broke-glass' }
  return { ok: true, item: { ...item, versions: item.versions.map((one) => ({ approval, ...one })) } }
}

/** Why somebody cannot review what was let out with one key; undefined when they can. */
export function reviewProblem(
  item: Pick<Item, 'lane' | 'writers'>,
  glass: { brokenBy: string; versions: readonly Shown[] },
  { person }: Hand,
): Refusal | undefined {
  if (person.hasLeft) return 'left'
  if (person.id === glass.brokenBy || item.writers.includes(person.id)) return 'writer'
  return glass.versions.some((one) => holds(person, 'approve', item.lane, one)) ? undefined : 'no-right'
}

/** The one question that sending asks: may exactly these bytes go out there, now? */
export function mayGoOut(item: Item | undefined, shown: Shown): GoOut {
  if (item === undefined) return { yes: false, why: 'not-asked' }
  if (item.state !== 'open') return { yes: false, why: 'not-open' }
  const version = currentOf(item, shown)
  if (version?.sha256 !== shown.sha256) return { yes: false, why: 'changed' }
  if (version.approval === undefined) return { yes: false, why: 'not-approved' }
  const pair = item.versions.filter(({ account }) => account === shown.account)
  if (pair.some(({ approval }) => approval === undefined)) return { yes: false, why: 'half-approved' }
  return { yes: true, kind: version.approval.kind, by: version.approval.by, round: item.round }
}

/** Whether every version of an open item is approved. */
export function isApproved(item: Pick<Item, 'state' | 'versions'>): boolean {
  return item.state === 'open' && item.versions.every(({ approval }) => approval !== undefined)
}

/** Why a right cannot be delegated so; undefined when it can. */
export function delegationProblem(
  delegation: Delegation,
  o: { nowMs: number; toHasLeft: boolean; already: number },
): 'self' | 'left' | 'no-right' | 'too-long' | 'past' | 'too-many' | undefined {
  if (delegation.from.id === delegation.to) return 'self'
  if (delegation.from.hasLeft || o.toHasLeft) return 'left'
  if (!coversAll(delegation.from.grants, delegation)) return 'no-right'
  if (delegation.endsAtMs <= o.nowMs) return 'past'
  if (delegation.endsAtMs - o.nowMs > approvalLimits.delegationMsMax) return 'too-long'
  return o.already >= approvalLimits.delegationsMax ? 'too-many' : undefined
}

/** Whether one grant holds everything that is delegated: of `*` only who holds `*` can delegate all. */
function coversAll(grants: readonly Grant[], delegation: Delegation): boolean {
  const has = (granted: string, delegated: string): boolean => granted === '*' || granted === delegated
  return grants.some(
    (grant) =>
      grant.verb === 'approve' &&
      has(grant.account, delegation.account) &&
      has(grant.language, delegation.language) &&
      has(grant.lane, delegation.lane),
  )
}

function no(why: Refusal): Outcome {
  return { ok: false, why }
}

function withoutApprovals(item: Item): Item {
  return { ...item, versions: item.versions.map(({ approval: _void, ...version }) => version) }
}

function isSamePlace(a: Omit<Shown, 'sha256'>, b: Omit<Shown, 'sha256'>): boolean {
  return a.account === b.account && a.language === b.language
}

function currentOf(item: Item, place: Omit<Shown, 'sha256'>): AskedVersion | undefined {
  return item.versions.find((version) => isSamePlace(version, place))
}

function isCurrent(item: Item, shown: readonly Shown[]): boolean {
  return shown.length > 0 && shown.every((one) => currentOf(item, one)?.sha256 === one.sha256)
}

/** Every version is among those shown; one shown twice does not stand for another. */
function isWhole(item: Item, shown: readonly Shown[]): boolean {
  return item.versions.every((version) => shown.some((one) => isSamePlace(one, version)))
}

function union(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])]
}
