import type { Kysely } from 'kysely'
import { keepRecord } from '#records/records.ts'
import type { NewRecord, RecordActor, RecordKind } from '#records/contract.ts'
import { storableText } from '#store/storable.ts'
import type { Store } from '#store/store.ts'
import type { NamedHand } from '#access/approvals/hands.ts'
import { addNotice, type NewNotice } from '#access/approvals/notices.ts'
import type { Refusal } from '#access/approvals/rules.ts'
import type { KeptItem } from '#access/approvals/store.ts'
import type { ApprovalTables } from '#access/approvals/tables.ts'

/** What every act of approvals needs of its surroundings. */
export type Room = { store: Store; nowMs(): number; newId(): string }

/** Channel on which an open screen hears that an item changed; the payload is `{ item }`. */
export const approvalsChannel = 'approvals'

/** What came of an act: done, or the reason why not, and then nothing was written. */
export type Done = { ok: true } | { ok: false; why: Refusal }

/** What is left to write once the tables say what an act changed. */
export type Act = {
  item: string
  /** For the history of the item: `asked`, `approved`, … */
  act: string
  /** Missing: the desk by itself. */
  byName?: string
  reason?: string
  notices: readonly NewNotice[]
  records: readonly NewRecord[]
}

/** Ends an act: its history, its notices, word to open screens, and last, as the archive asks, its records. */
export async function closeAct(room: Room, tx: Kysely<unknown>, act: Act, nowMs: number): Promise<void> {
  const db = tx.withTables<ApprovalTables>()
  await db
    .insertInto('approval_history')
    .values({
      item: act.item,
      at: new Date(nowMs),
      act: act.act,
      by_name: act.byName === undefined ? null : storableText(act.byName),
      reason: act.reason === undefined ? null : storableText(act.reason),
    })
    .execute()
  for (const notice of act.notices) await addNotice(db, notice, nowMs)
  await tellScreens(room, tx, act.item)
  await keepRecord(tx, act.records, nowMs)
}

/** Open screens hear that something about this item changed, when the transaction commits. */
export async function tellScreens(room: Room, tx: Kysely<unknown>, item: string): Promise<void> {
  await room.store.notify(approvalsChannel, JSON.stringify({ item }), tx)
}

/** Somebody of us, as records name them. */
export function actorOf({ person }: Pick<NamedHand, 'person'>): RecordActor {
  return { kind: 'person', id: person.id, name: person.name }
}

/** A record about an item as a whole. */
export function itemRecord(
  kind: RecordKind,
  item: Pick<KeptItem, 'item' | 'lane' | 'round' | 'title'>,
  by: RecordActor,
  facts: NewRecord['facts'],
): NewRecord {
  const { lane, round, title } = item
  return { kind, by, subject: item.item, lane, facts: { title: storableText(title), round, ...facts } }
}

/** Those who must hear what became of an item: who wrote it and who asked. */
export function askersOf(
  item: Pick<KeptItem, 'writers' | 'askedBy'>,
  living: readonly { id: string }[],
): string[] {
  const alive = new Set(living.map(({ id }) => id))
  return [...new Set([...item.writers, item.askedBy])].filter((id) => alive.has(id))
}
