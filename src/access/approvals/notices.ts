import { storableText } from '#store/storable.ts'
import type { Notice } from '#access/notices/contract.ts'
import type { ApprovalDb } from '#access/approvals/store.ts'

const shownMax = 50

/** What somebody should know, for whom. */
export type NewNotice = {
  to: readonly string[]
  kind: Notice['kind']
  item: string
  title: string
  by?: string
}

/** Tells people something; each of them once. Writing to nobody is harmless. */
export async function addNotice(db: ApprovalDb, notice: NewNotice, nowMs: number): Promise<void> {
  const to = [...new Set(notice.to)]
  if (to.length === 0) return
  const { kind, item } = notice
  const by_name = notice.by === undefined ? null : storableText(notice.by)
  const same = { kind, item, by_name, title: storableText(notice.title), at: new Date(nowMs), seen_at: null }
  await db
    .insertInto('notices')
    .values(to.map((person_id) => ({ person_id, ...same })))
    .execute()
}

/** What a person has not read yet, newest first; at most 50. */
export async function unseenNotices(db: ApprovalDb, personId: string): Promise<Notice[]> {
  const rows = await db
    .selectFrom('notices')
    .selectAll()
    .where('person_id', '=', personId)
    .where('seen_at', 'is', null)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(shownMax)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    // Written by `addNotice` only, whose kinds are these.
    kind: row.kind as Notice['kind'],
    item: row.item,
    title: row.title,
    ...(row.by_name === null ? {} : { by: row.by_name }),
  }))
}

/** Which notices somebody has read: all up to one, or these. */
export type Seen = { upTo: number } | { ids: readonly number[] }

/** Marks what a person was shown as read. Those of others are never touched. */
export async function noticesSeen(
  db: ApprovalDb,
  o: { personId: string; nowMs: number } & Seen,
): Promise<void> {
  if ('ids' in o && o.ids.length === 0) return
  await db
    .updateTable('notices')
    .set({ seen_at: new Date(o.nowMs) })
    .where('person_id', '=', o.personId)
    .where('seen_at', 'is', null)
    .where((where) => ('upTo' in o ? where('id', '<=', o.upTo) : where('id', 'in', [...o.ids])))
    .execute()
}

/** Those about an item that is decided need no reading any more, whoever they were for. */
export async function noticesSettled(db: ApprovalDb, item: string, nowMs: number): Promise<void> {
  await db
    .updateTable('notices')
    .set({ seen_at: new Date(nowMs) })
    .where('item', '=', item)
    .where('kind', 'in', ['asked', 'reminder', 'escalated', 'review-due', 'review-late'])
    .where('seen_at', 'is', null)
    .execute()
}
