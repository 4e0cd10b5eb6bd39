import type { Kysely } from 'kysely'
import type { Watch, WatchInput } from '#listening/contract.ts'
import { begunRecord, changedRecord, endedRecord } from '#listening/searches/facts.ts'
import type { ListeningTables } from '#listening/tables.ts'
import { addWatch, changeWatch, endWatches, lockStanding, watch } from '#listening/watches.ts'
import type { NewRecord, RecordActor } from '#records/contract.ts'
import { entriesAtOnceMax, keepRecord } from '#records/records.ts'

/** The desk itself, which begins the first searches and ends those whose last day came. */
export const theDesk: RecordActor = { kind: 'desk' }

/** Who does it, when. Everything below is called in a transaction, with the record as its last part. */
export type Doing = { by: RecordActor; nowMs: number }

/** Begins a search and puts it on record. Its rule was judged before. */
export async function beginSearch(
  tx: Kysely<unknown>,
  o: { id: string; input: WatchInput; exceptionId?: string },
  { by, nowMs }: Doing,
): Promise<Watch> {
  const db = tx.withTables<ListeningTables>()
  const standing = { ownerId: ownerIdOf(o.input, by), exceptionId: o.exceptionId }
  await addWatch(db, o.id, o.input, new Date(nowMs), standing)
  const begun = await known(watch(db, o.id))
  await keepRecord(tx, begunRecord(by, begun, { exceptionId: o.exceptionId }), nowMs)
  return begun
}

/** What came of changing a search. */
export type SearchChange =
  | { kind: 'changed'; watch: Watch }
  | { kind: 'no-such-watch' }
  | { kind: 'needs-exception' }

/**
 * Changes a search, or lets an ended one begin again, and puts that on record.
 *
 * @param isAllowed whether the policy lets the new rule live; where not, only an exception that still stands does
 */
export async function changeSearch(
  tx: Kysely<unknown>,
  o: { id: string; input: WatchInput; isAllowed: boolean; exceptionId?: string },
  { by, nowMs }: Doing,
): Promise<SearchChange> {
  const db = tx.withTables<ListeningTables>()
  const standing = await lockStanding(db, o.id)
  const before = await watch(db, o.id)
  if (standing === undefined || before === undefined) return { kind: 'no-such-watch' }
  const exceptionId = o.exceptionId ?? standing.exceptionId
  if (!o.isAllowed && o.exceptionId === undefined && !staysWithin(before, o.input, exceptionId))
    return { kind: 'needs-exception' }
  const ownerId = o.input.owner === before.owner ? standing.ownerId : ownerIdOf(o.input, by)
  await changeWatch(db, o.id, o.input, { ownerId, exceptionId: o.isAllowed ? undefined : exceptionId })
  const after = await known(watch(db, o.id))
  const entry =
    before.state === 'ended'
      ? begunRecord(by, after, { again: true, exceptionId: o.isAllowed ? undefined : exceptionId })
      : changedRecord(by, before, after)
  if (entry !== undefined) await keepRecord(tx, entry, nowMs)
  return { kind: 'changed', watch: after }
}

/** An exception allows one rule until one day: its search may be renamed or end sooner, and nothing else. */
function staysWithin(before: Watch, to: WatchInput, exceptionId: string | undefined): boolean {
  return (
    exceptionId !== undefined &&
    before.state === 'live' &&
    to.rule === before.rule &&
    Date.parse(to.endsAt) <= Date.parse(before.endsAt)
  )
}

/** Ends a search and puts it on record; one that has ended stays as it is. */
export async function endSearch(
  tx: Kysely<unknown>,
  id: string,
  { by, nowMs }: Doing,
): Promise<Watch | undefined> {
  const db = tx.withTables<ListeningTables>()
  const [ended] = await endWatches(db, { id })
  if (ended === undefined) return watch(db, id)
  await keepRecord(tx, endedRecord(by, ended, 'by-a-person'), nowMs)
  return ended
}

/** Ends the searches whose last day has come, on record as the desk's own act; says how many. */
export async function endSearchesDue(tx: Kysely<unknown>, nowMs: number): Promise<number> {
  const ended = await endWatches(tx.withTables<ListeningTables>(), { dueAt: new Date(nowMs) })
  const entries = ended.map((one) => endedRecord(theDesk, one, 'end-date'))
  await keepAll(tx, entries, nowMs)
  return ended.length
}

/** Keeps any number of entries. */
export async function keepAll(
  tx: Kysely<unknown>,
  entries: readonly NewRecord[],
  nowMs: number,
): Promise<void> {
  for (let from = 0; from < entries.length; from += entriesAtOnceMax)
    await keepRecord(tx, entries.slice(from, from + entriesAtOnceMax), nowMs)
}

/** An owner in words is an office or a team; somebody who writes their own name owns it themselves. */
function ownerIdOf(input: WatchInput, by: RecordActor): string | undefined {
  return by.kind === 'person' && input.owner === by.name ? by.id : undefined
}

async function known(found: Promise<Watch | undefined>): Promise<Watch> {
  const one = await found
  if (one === undefined) throw new Error('a watch that was just written is not there')
  return one
}
