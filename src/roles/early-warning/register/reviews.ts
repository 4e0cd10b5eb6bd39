import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Log } from '#kernel/log.ts'
import { minuteMs, secondMs } from '#kernel/time.ts'
import { addNotice } from '#access/approvals/notices.ts'
import type { ApprovalTables } from '#access/approvals/tables.ts'
import { enqueue } from '#store/jobs.ts'
import type { Store } from '#store/store.ts'
import { workJobs, type RunAgain, type Worker } from '#store/work-jobs.ts'
import { itemOf, tellScreens, type Room } from '#roles/early-warning/register/ground.ts'
import { nextToTell } from '#roles/early-warning/register/rules.ts'
import { peopleHere, readRota, registerDb } from '#roles/early-warning/register/store.ts'
import { registerLimits } from '#roles/early-warning/register/contract.ts'

const jobKind = 'issue-review'
const leaseMs = minuteMs
const pollMs = 10 * secondMs

/** `atMs`: when somebody is told next about the review that was due at `dueMs`. */
const Due = z.object({ issue: z.string(), dueMs: z.number(), atMs: z.number() })
type Due = z.infer<typeof Due>

/** Plans that the owner is reminded when the review is due. Planning it again is harmless. */
export async function planReview(
  store: Store,
  tx: Kysely<unknown>,
  o: { issue: string; dueMs: number },
): Promise<void> {
  await plan(store, tx, { ...o, atMs: o.dueMs })
}

async function plan(store: Store, tx: Kysely<unknown>, due: Due): Promise<void> {
  const key = `${due.dueMs} ${due.atMs} ${due.issue}`
  await enqueue(store, { kind: jobKind, key, payload: due, runAtMs: due.atMs }, tx)
}

/** Plans what is open and not planned yet: issues from before there were reminders. */
export async function planOpenReviews(store: Store): Promise<void> {
  const open = await registerDb(store.db)
    .selectFrom('issues')
    .select(['id', 'next_review_at'])
    .where('state', '=', 'open')
    .where('next_review_at', 'is not', null)
    .limit(1000)
    .execute()
  for (const { id, next_review_at } of open)
    if (next_review_at !== null)
      await planReview(store, store.db, { issue: id, dueMs: next_review_at.getTime() })
}

/** Reminds until stopped. */
export function workReviews(room: Room, log: Log): Worker {
  return workJobs({
    ...{ store: room.store, kinds: [jobKind], leaseMs, pollMs, log },
    handle: (job, fence) =>
      room.store.inTransaction(async (tx) =>
        (await fence.stillMine(tx)) ? onReviewDue(room, tx, Due.parse(job.payload)) : undefined,
      ),
  })
}

/** Tells whoever is next, and plans the one after. The store's clock wakes us, ours decides. */
export async function onReviewDue(room: Room, tx: Kysely<unknown>, due: Due): Promise<RunAgain | void> {
  const nowMs = room.nowMs()
  if (nowMs < due.atMs) return { runAgainInMs: due.atMs - nowMs }
  const db = registerDb(tx)
  const issue = await db
    .selectFrom('issues')
    .selectAll()
    .where('id', '=', due.issue)
    .forUpdate()
    .executeTakeFirst()
  const isStillDue = issue?.state === 'open' && issue.next_review_at?.getTime() === due.dueMs
  if (issue === undefined || !isStillDue) return
  const dueAt = new Date(due.dueMs)
  const told = await db
    .selectFrom('issue_reminders')
    .select('person_id')
    .where('issue_id', '=', due.issue)
    .where('due_at', '=', dueAt)
    .limit(registerLimits.rotaMax + 1)
    .execute()
  const rota = await readRota(db)
  const next = nextToTell({
    ownerId: issue.owner_id ?? undefined,
    rota: rota.people.map(({ id }) => id),
    told: told.map((row) => row.person_id),
    here: new Set((await peopleHere(db)).map(({ id }) => id)),
  })
  if (next === undefined) return
  await db
    .insertInto('issue_reminders')
    .values({ issue_id: due.issue, due_at: dueAt, person_id: next, told_at: new Date(nowMs) })
    .execute()
  const kind = next === issue.owner_id ? 'review-due' : 'review-late'
  const notice = { to: [next], kind, item: itemOf(due.issue), title: issue.title, by: issue.owner } as const
  await addNotice(tx.withTables<ApprovalTables>(), notice, nowMs)
  await tellScreens(room, tx, due.issue)
  await plan(room.store, tx, { ...due, atMs: nowMs + rota.waitMin * minuteMs })
}
