import type { Kysely } from 'kysely'
import { storableJson, storableText } from '#store/storable.ts'
import { actorOf, askersOf, closeAct, itemRecord, type Done, type Room } from '#access/approvals/acts.ts'
import { planReview } from '#access/approvals/deadlines.ts'
import { allHands } from '#access/approvals/hands.ts'
import { givenNow, sitDown } from '#access/approvals/judging.ts'
import { noticesSettled } from '#access/approvals/notices.ts'
import { approvalLimits, brokeGlass, reviewProblem, type Shown } from '#access/approvals/rules.ts'
import { writeItem } from '#access/approvals/store.ts'
import { livingPeople } from '#access/approvals/standing.ts'
import type { ApprovalTables } from '#access/approvals/tables.ts'

/**
 * Lets an item of the emergency lane out with one key and a reason. Everybody who could have been the second key is told at
 * once, and a review by one of them is due within a day.
 */
export async function breakGlass(
  room: Room,
  tx: Kysely<unknown>,
  o: { item: string; shown: readonly Shown[]; by: string; reason: string },
): Promise<Done> {
  const sitting = await sitDown(room, tx, o)
  if ('why' in sitting) return { ok: false, why: sitting.why }
  const { before, hand, nowMs } = sitting
  const outcome = brokeGlass(before, o.shown, hand)
  if (!outcome.ok) return outcome
  const db = tx.withTables<ApprovalTables>()
  await writeItem(db, before, outcome.item, { item: o.item, nowMs, names: hand.names, judged: true })
  await noticesSettled(db, o.item, nowMs)
  const versions = givenNow(before, outcome.item).map(({ account, language, sha256 }) => ({
    account,
    language,
    sha256,
  }))
  const id = room.newId()
  const dueMs = nowMs + approvalLimits.reviewMs
  await db
    .insertInto('glass_reviews')
    .values({
      id,
      item: o.item,
      round: before.round,
      broken_by: o.by,
      broken_at: new Date(nowMs),
      reason: storableText(o.reason),
      versions: storableJson(versions),
      due_at: new Date(dueMs),
    })
    .execute()
  await planReview(room.store, tx, { id, dueMs })
  const { name } = hand.person
  const facts = { reason: o.reason, versions, reviewDue: new Date(dueMs).toISOString(), review: id }
  await closeAct(
    room,
    tx,
    {
      item: o.item,
      act: 'broke-glass',
      byName: name,
      reason: o.reason,
      notices: [
        {
          to: await secondPersons(room, tx, o, nowMs),
          kind: 'glass-broken',
          item: o.item,
          title: before.title,
          by: name,
        },
      ],
      records: [itemRecord('break-glass', before, actorOf(hand), facts)],
    },
    nowMs,
  )
  return { ok: true }
}

/** Owners, and whoever may approve any of it in the emergency lane; never whoever turned the one key. */
async function secondPersons(
  room: Room,
  tx: Kysely<unknown>,
  o: { shown: readonly Shown[]; by: string },
  nowMs: number,
): Promise<string[]> {
  const hands = await allHands(tx, nowMs)
  const nobody = { lane: 'emergency', writers: [] } as const
  return hands
    .filter(
      (hand) =>
        hand.person.isOwner ||
        reviewProblem(nobody, { brokenBy: o.by, versions: o.shown }, hand) === undefined,
    )
    .map(({ person }) => person.id)
    .filter((id) => id !== o.by)
}

/** What came of a review. */
export type Reviewed = Done | { ok: false; why: 'no-such-review' | 'reviewed-already' }

/** Closes the review of what was let out with one key: by somebody else, who did not write it. */
export async function reviewGlass(
  room: Room,
  tx: Kysely<unknown>,
  o: { id: string; by: string; wasRight: boolean; finding: string },
): Promise<Reviewed> {
  const db = tx.withTables<ApprovalTables>()
  const row = await db
    .selectFrom('glass_reviews')
    .selectAll()
    .where('id', '=', o.id)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) return { ok: false, why: 'no-such-review' }
  if (row.reviewed_at !== null) return { ok: false, why: 'reviewed-already' }
  const sitting = await sitDown(room, tx, { item: row.item, by: o.by })
  if ('why' in sitting) return { ok: false, why: sitting.why }
  const { before, hand, nowMs } = sitting
  const glass = { brokenBy: row.broken_by, versions: row.versions }
  const why = reviewProblem({ lane: 'emergency', writers: before.writers }, glass, hand)
  if (why !== undefined) return { ok: false, why }
  const { wasRight, finding } = o
  await db
    .updateTable('glass_reviews')
    .set({
      reviewed_by: o.by,
      reviewed_at: new Date(nowMs),
      was_right: wasRight,
      finding: storableText(finding),
    })
    .where('id', '=', o.id)
    .execute()
  const to = [row.broken_by, ...askersOf(before, await livingPeople(tx))].filter((id) => id !== o.by)
  const { name } = hand.person
  await closeAct(
    room,
    tx,
    {
      item: row.item,
      act: wasRight ? 'glass-was-right' : 'glass-was-wrong',
      byName: name,
      reason: finding,
      notices: [{ to, kind: 'glass-reviewed', item: row.item, title: before.title, by: name }],
      records: [itemRecord('break-glass', before, actorOf(hand), { review: o.id, wasRight, finding })],
    },
    nowMs,
  )
  return { ok: true }
}
