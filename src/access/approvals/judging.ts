import type { Kysely } from 'kysely'
import type { NewRecord } from '#records/contract.ts'
import { actorOf, askersOf, closeAct, itemRecord, type Done, type Room } from '#access/approvals/acts.ts'
import { closeVoid } from '#access/approvals/asking.ts'
import { handOf, type NamedHand } from '#access/approvals/hands.ts'
import { noticesSettled } from '#access/approvals/notices.ts'
import {
  approved,
  isApproved,
  returned,
  revoked,
  type Item,
  type Outcome,
  type Shown,
} from '#access/approvals/rules.ts'
import { readBytes, readItem, writeItem, type KeptItem } from '#access/approvals/store.ts'
import { livingPeople } from '#access/approvals/standing.ts'
import type { ApprovalTables } from '#access/approvals/tables.ts'

/** An item and somebody in front of it, both held until the transaction ends. */
type Sitting = { before: KeptItem; hand: NamedHand; nowMs: number }

/** Sits somebody down in front of an item: it cannot be edited, and they cannot leave, until the transaction ends. */
export async function sitDown(
  room: Room,
  tx: Kysely<unknown>,
  o: { item: string; by: string },
): Promise<Sitting | { why: 'not-asked' | 'left' }> {
  const before = await readItem(tx.withTables<ApprovalTables>(), o.item, 'update')
  if (before === undefined) return { why: 'not-asked' }
  const nowMs = room.nowMs()
  const hand = await handOf(tx, { personId: o.by, nowMs })
  return hand === undefined ? { why: 'left' } : { before, hand, nowMs }
}

/** What an approval is given with. `isFresh`: whoever gives it has just proved who they are. */
export type Approve = { item: string; shown: readonly Shown[]; by: string; isFresh: boolean }

/** What came of approving. In the emergency lane only somebody who has just proved who they are approves. */
export type Approved = Done | { ok: false; why: 'not-fresh' }

/** Approves the versions shown, all or none. Refused when any of them is no longer what was shown. */
export async function approve(room: Room, tx: Kysely<unknown>, o: Approve): Promise<Approved> {
  const sitting = await sitDown(room, tx, o)
  if ('why' in sitting) return { ok: false, why: sitting.why }
  const { before, hand, nowMs } = sitting
  const outcome = approved(before, o.shown, hand)
  if (!outcome.ok) return outcome
  // Asked here and not at the door: the lane may have changed since the page was opened.
  if (before.lane === 'emergency' && !o.isFresh) return { ok: false, why: 'not-fresh' }
  const given = givenNow(before, outcome.item)
  if (given.length === 0) return { ok: true }
  const db = tx.withTables<ApprovalTables>()
  await writeItem(db, before, outcome.item, { item: o.item, nowMs, names: hand.names, judged: true })
  const isWhole = isApproved(outcome.item)
  if (isWhole) await noticesSettled(db, o.item, nowMs)
  const to = isWhole ? askersOf(before, await livingPeople(tx)) : []
  await closeAct(
    room,
    tx,
    {
      item: o.item,
      act: 'approved',
      byName: hand.person.name,
      notices: [{ to, kind: 'approved', item: o.item, title: before.title, by: hand.person.name }],
      records: await givenRecords(tx, { before, given, hand }),
    },
    nowMs,
  )
  return { ok: true }
}

/** The versions that are approved after an act and were not before. */
export function givenNow(before: Item, after: Item): Item['versions'] {
  return after.versions.filter((version, at) => version.approval !== before.versions[at]?.approval)
}

/** One entry a version: with the very text that was approved, so that the archive proves its own hash. */
async function givenRecords(
  tx: Kysely<unknown>,
  o: { before: KeptItem; given: Item['versions']; hand: NamedHand },
): Promise<NewRecord[]> {
  const bytes = await readBytes(
    tx.withTables<ApprovalTables>(),
    o.given.map(({ sha256 }) => sha256),
  )
  return o.given.map(({ account, language, sha256, approval }) => {
    const facts = {
      sha256,
      content: new TextDecoder().decode(bytes.get(sha256)),
      ...(approval?.onBehalfOf === undefined
        ? {}
        : { onBehalfOf: { id: approval.onBehalfOf, name: o.hand.names.get(approval.onBehalfOf) ?? '' } }),
    }
    return { ...itemRecord('approval-given', o.before, actorOf(o.hand), facts), account, language }
  })
}

/** Gives an item back to its writers, with a reason. */
export async function giveBack(
  room: Room,
  tx: Kysely<unknown>,
  o: { item: string; by: string; reason: string },
): Promise<Done> {
  const sitting = await sitDown(room, tx, o)
  if ('why' in sitting) return { ok: false, why: sitting.why }
  const { before, hand, nowMs } = sitting
  const outcome: Outcome = returned(before, hand)
  if (!outcome.ok) return outcome
  const { name } = hand.person
  const db = tx.withTables<ApprovalTables>()
  const back = { returned: { byName: name, reason: o.reason }, judged: true }
  await writeItem(db, before, outcome.item, { item: o.item, nowMs, ...back })
  await noticesSettled(db, o.item, nowMs)
  const versions = before.versions.map(({ account, language, sha256 }) => ({ account, language, sha256 }))
  const to = askersOf(before, await livingPeople(tx))
  await closeAct(
    room,
    tx,
    {
      item: o.item,
      act: 'returned',
      byName: name,
      reason: o.reason,
      notices: [{ to, kind: 'returned', item: o.item, title: before.title, by: name }],
      records: [itemRecord('approval-returned', before, actorOf(hand), { reason: o.reason, versions })],
    },
    nowMs,
  )
  return { ok: true }
}

/** Takes the approvals of an item back, with a reason. It waits for approval again. */
export async function revoke(
  room: Room,
  tx: Kysely<unknown>,
  o: { item: string; by: string; reason: string },
): Promise<Done> {
  const sitting = await sitDown(room, tx, o)
  if ('why' in sitting) return { ok: false, why: sitting.why }
  const { before, hand, nowMs } = sitting
  const outcome = revoked(before, hand)
  if (!outcome.ok) return outcome
  await writeItem(tx.withTables<ApprovalTables>(), before, outcome.item, { item: o.item, nowMs })
  const by = actorOf(hand)
  await closeVoid(room, tx, { before, by, why: 'revoked', reason: o.reason }, nowMs)
  return { ok: true }
}
