import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Log } from '#kernel/log.ts'
import { minuteMs, secondMs } from '#kernel/time.ts'
import { enqueue } from '#store/jobs.ts'
import type { Store } from '#store/store.ts'
import { workJobs, type RunAgain, type Worker } from '#store/work-jobs.ts'
import { closeAct, itemRecord, tellScreens, type Room } from '#access/approvals/acts.ts'
import { allHands, approversOf } from '#access/approvals/hands.ts'
import { addNotice } from '#access/approvals/notices.ts'
import { isApproved, reviewProblem } from '#access/approvals/rules.ts'
import { readItem, type KeptItem } from '#access/approvals/store.ts'
import type { ApprovalTables } from '#access/approvals/tables.ts'

const jobKind = 'approvals'
const leaseMs = minuteMs
const pollMs = 10 * secondMs

const Due = z.discriminatedUnion('step', [
  z.object({ step: z.enum(['remind', 'escalate']), item: z.string(), round: z.number(), atMs: z.number() }),
  z.object({ step: z.literal('review'), id: z.string(), atMs: z.number() }),
])
type Due = z.infer<typeof Due>

/** Plans the reminder, when half of the time is over, and the escalation at the deadline. */
export async function planDeadline(
  store: Store,
  tx: Kysely<unknown>,
  o: { item: string; round: number; askedMs: number; deadlineMs: number },
): Promise<void> {
  const { item, round } = o
  await plan(store, tx, { step: 'remind', item, round, atMs: (o.askedMs + o.deadlineMs) / 2 })
  await plan(store, tx, { step: 'escalate', item, round, atMs: o.deadlineMs })
}

/** Plans what happens when the review of one key's use is late. */
export async function planReview(
  store: Store,
  tx: Kysely<unknown>,
  o: { id: string; dueMs: number },
): Promise<void> {
  await plan(store, tx, { step: 'review', id: o.id, atMs: o.dueMs })
}

async function plan(store: Store, tx: Kysely<unknown>, due: Due): Promise<void> {
  const key = due.step === 'review' ? `review ${due.id}` : `${due.step} ${due.round} ${due.item}`
  await enqueue(store, { kind: jobKind, key, payload: due, runAtMs: due.atMs }, tx)
}

/** Works on deadlines until stopped. */
export function workDeadlines(room: Room, log: Log): Worker {
  return workJobs({
    store: room.store,
    kinds: [jobKind],
    leaseMs,
    pollMs,
    log,
    handle: (job, fence) =>
      room.store.inTransaction(async (tx) =>
        (await fence.stillMine(tx)) ? onDue(room, tx, Due.parse(job.payload)) : undefined,
      ),
  })
}

/** Does what is due. The store's clock wakes us, ours decides: when it is early by ours, it runs again. */
export async function onDue(room: Room, tx: Kysely<unknown>, due: Due): Promise<RunAgain | void> {
  const nowMs = room.nowMs()
  if (nowMs < due.atMs) return { runAgainInMs: due.atMs - nowMs }
  if (due.step === 'review') return reviewIsLate(room, tx, due.id, nowMs)
  const item = await readItem(tx.withTables<ApprovalTables>(), due.item, 'update')
  if (item === undefined || item.round !== due.round || item.state !== 'open' || isApproved(item)) return
  await (due.step === 'remind' ? remind(room, tx, item, nowMs) : escalate(room, tx, item, nowMs))
}

async function remind(room: Room, tx: Kysely<unknown>, item: KeptItem, nowMs: number): Promise<void> {
  const db = tx.withTables<ApprovalTables>()
  if (item.remindedAtMs !== undefined) return
  const { first } = approversOf(item, await allHands(tx, nowMs))
  await db
    .updateTable('approval_items')
    .set({ reminded_at: new Date(nowMs) })
    .where('item', '=', item.item)
    .execute()
  const to = first.map(({ id }) => id)
  const notices = [{ to, kind: 'reminder', item: item.item, title: item.title } as const]
  await closeAct(room, tx, { item: item.item, act: 'reminded', notices, records: [] }, nowMs)
}

async function escalate(room: Room, tx: Kysely<unknown>, item: KeptItem, nowMs: number): Promise<void> {
  const db = tx.withTables<ApprovalTables>()
  if (item.escalatedAtMs !== undefined) return
  const { next } = approversOf(item, await allHands(tx, nowMs))
  const now = new Date(nowMs)
  await db
    .updateTable('approval_items')
    .set({ escalated_at: now, changed_at: now })
    .where('item', '=', item.item)
    .execute()
  const to = next.map(({ id }) => id)
  const facts = {
    to: next.map(({ id, name }) => ({ id, name })),
    deadline: new Date(item.deadlineMs).toISOString(),
  }
  await closeAct(
    room,
    tx,
    {
      item: item.item,
      act: 'escalated',
      notices: [{ to, kind: 'escalated', item: item.item, title: item.title }],
      records: [itemRecord('approval-escalated', item, { kind: 'desk' }, facts)],
    },
    nowMs,
  )
}

async function reviewIsLate(room: Room, tx: Kysely<unknown>, id: string, nowMs: number): Promise<void> {
  const db = tx.withTables<ApprovalTables>()
  const row = await db
    .updateTable('glass_reviews')
    .set({ told_late_at: new Date(nowMs) })
    .where('id', '=', id)
    .where('reviewed_at', 'is', null)
    .where('told_late_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
  const item = row && (await readItem(db, row.item, 'look'))
  if (row === undefined || item === undefined) return
  const hands = await allHands(tx, nowMs)
  const glass = { brokenBy: row.broken_by, versions: row.versions }
  const able = hands.filter(
    (hand) =>
      hand.person.isOwner ||
      reviewProblem({ lane: 'emergency', writers: item.writers }, glass, hand) === undefined,
  )
  const to = able.map(({ person }) => person.id)
  await addNotice(db, { to, kind: 'glass-late', item: item.item, title: item.title }, nowMs)
  await tellScreens(room, tx, item.item)
}
