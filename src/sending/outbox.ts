import { sql, type Kysely, type Selectable } from 'kysely'
import type { Lane } from '#kernel/permission.ts'
import { VersionContent } from '#kernel/version-content.ts'
import type { PostedPart, SendingCapabilities } from '#networks/sender.ts'
import { storableJson, storableText } from '#store/storable.ts'
import type { DeliveryState, Move, Standing } from '#sending/machine.ts'
import type { SendingDb, SendingTables } from '#sending/tables.ts'

/** One version on its way to one account, as it is kept. */
export type Delivery = {
  id: string
  item: string
  title: string
  lane: Lane
  account: string
  network: string
  language: string
  /** The languages of one message to one account go together. */
  pair: string
  round: number
  sha256: string
  content: VersionContent
  contentText: string
  dueAtMs: number
  deadlineMs: number
  state: DeliveryState
  fence: number
  leasedUntilMs: number
  waits: number
  asks: number
  /** When it was first claimed: the time it bears on networks that are told one. */
  begunAtMs: number | undefined
  doubtUntilMs: number | undefined
  madeAtMs: number
  madeBy: { id: string; name: string }
  removedAtMs: number | undefined
  /** A worker is about to take it down, or to try again. */
  isRemoving: boolean
  /** Why it is being taken down, or was, and by whom (missing: the desk by itself); undefined: nobody asked for that. */
  removal: { why: string; by?: { id: string; name: string }; tries: number } | undefined
  /** What is there already and is given other words by this one, part by part; empty where this is a post of its own. */
  edits: readonly PostedPart[]
  /** The delivery whose post this one gives other words to, or answers; undefined where it corrects none. */
  corrects: { id: string; how: 'edit' | 'reply' } | undefined
  /** The correction it is part of, and what that says in public in this language. */
  correction: { id: string; words: string } | undefined
  /** What is there of it, in order, without holes. */
  there: readonly PostedPart[]
}

type Row = Selectable<SendingTables['deliveries']>

/** These deliveries, in the order asked for. */
export async function readDeliveries(db: SendingDb, rows: readonly Row[]): Promise<Delivery[]> {
  if (rows.length === 0) return []
  const parts = await db
    .selectFrom('delivery_parts')
    .selectAll()
    .where(
      'delivery_id',
      'in',
      rows.flatMap(({ id, edits }) => (edits === null ? [id] : [id, edits])),
    )
    .orderBy('part')
    .execute()
  const partsOf = (id: string | null): PostedPart[] =>
    parts.filter((one) => one.delivery_id === id).map(postedOf)
  return rows.map((row) => deliveryOf(row, partsOf(row.id), partsOf(row.edits)))
}

/** One delivery, held until the transaction ends; undefined when there is none. */
export async function holdDelivery(db: SendingDb, id: string): Promise<Delivery | undefined> {
  const row = await db
    .selectFrom('deliveries')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && (await readDeliveries(db, [row]))[0]
}

function removalOf(row: Row): Delivery['removal'] {
  if (row.removed_why === null) return undefined
  const { removed_by_id: id, removed_by: name } = row
  return {
    why: row.removed_why,
    tries: row.remove_tries,
    ...(id === null || name === null ? {} : { by: { id, name } }),
  }
}

function deliveryOf(row: Row, there: readonly PostedPart[], edits: readonly PostedPart[]): Delivery {
  const { id, item, title, lane, account, network, language, pair, round, sha256, state, fence } = row
  return {
    ...{ id, item, title, lane, account, network, language, pair, round, sha256, state, fence, there },
    content: VersionContent.parse(JSON.parse(row.content)),
    contentText: row.content,
    dueAtMs: row.due_at.getTime(),
    deadlineMs: row.deadline_at.getTime(),
    leasedUntilMs: row.leased_until?.getTime() ?? 0,
    ...{ waits: row.waits, asks: row.asks, begunAtMs: row.begun_at?.getTime() },
    doubtUntilMs: row.doubt_until?.getTime(),
    madeAtMs: row.made_at.getTime(),
    madeBy: { id: row.made_by_id, name: row.made_by },
    removedAtMs: row.removed_at?.getTime(),
    isRemoving: row.remove_at !== null,
    removal: removalOf(row),
    edits,
    ...{ corrects: correctsOf(row), correction: correctionOf(row) },
  }
}

function correctsOf({ edits, answers }: Row): Delivery['corrects'] {
  if (edits !== null) return { id: edits, how: 'edit' }
  return answers === null ? undefined : { id: answers, how: 'reply' }
}

function correctionOf({ correction: id, correction_words: words }: Row): Delivery['correction'] {
  return id === null ? undefined : { id, words: words ?? '' }
}

function postedOf(row: Selectable<SendingTables['delivery_parts']>): PostedPart {
  return {
    nativeId: row.native_id,
    ...(row.url === null ? {} : { url: row.url }),
    ...(row.kept === null ? {} : { kept: row.kept }),
  }
}

/** A delivery as decisions see it. */
export function standingOf(
  delivery: Delivery,
  { repeats, readsBack }: Pick<SendingCapabilities, 'repeats' | 'readsBack'>,
): Standing {
  const { state, there, content, waits, asks, deadlineMs, doubtUntilMs } = delivery
  // To give a post the same words twice changes nothing, so an edit is repeated rather than asked about.
  const isEdit = delivery.edits.length > 0
  return {
    ...{ state, waits, asks, deadlineMs, doubtUntilMs },
    repeats: isEdit ? 'key' : repeats,
    readsBack: isEdit ? false : readsBack,
    ...{ partsThere: there.length, partsAll: content.parts.length },
  }
}

/** Who moved it: a worker that holds it for a while, a person, or the desk by itself. */
export type MovedBy = { leaseUntilMs?: number; byName?: string; part?: PartThere; isFirst?: boolean }

/** A part that is there now. */
export type PartThere = { posted: PostedPart; returned?: unknown }

/** Writes a move, with its reason for ever. The row must be held. */
export async function writeMove(
  db: SendingDb,
  delivery: Delivery,
  move: Move,
  nowMs: number,
  by: MovedBy = {},
): Promise<void> {
  const { state, why, detail } = move
  if (by.part !== undefined) await writePart(db, delivery, by.part, nowMs)
  const isHeld = by.leaseUntilMs !== undefined
  await db
    .updateTable('deliveries')
    .set({
      ...{ state, why, detail: text(detail), changed_at: new Date(nowMs) },
      next_at: move.inMs === undefined ? null : new Date(nowMs + move.inMs),
      leased_until: isHeld ? new Date(by.leaseUntilMs ?? 0) : null,
      waits: by.part === undefined ? delivery.waits + Number(state === 'wait') : 0,
      asks: state === 'unknown' ? delivery.asks + Number(delivery.state === 'unknown') : 0,
      ...(state === 'claimed' && delivery.state !== 'sending' ? { fence: delivery.fence + 1 } : {}),
      ...doubtColumn(move, by, nowMs),
      ...(delivery.begunAtMs === undefined && state === 'claimed' ? { begun_at: new Date(nowMs) } : {}),
    })
    .where('id', '=', delivery.id)
    .execute()
  await db
    .insertInto('delivery_events')
    .values({
      ...{ delivery_id: delivery.id, at: new Date(nowMs), from_state: delivery.state, to_state: state, why },
      ...{ detail: text(detail), by_name: text(by.byName) },
    })
    .execute()
}

/** A part that is there leaves no doubt; nor does a call that is over without one. */
function doubtColumn({ doubtMs }: Move, by: MovedBy, nowMs: number): { doubt_until?: Date | null } {
  if (by.part !== undefined || doubtMs === 0) return { doubt_until: null }
  return doubtMs === undefined ? {} : { doubt_until: new Date(nowMs + doubtMs) }
}

/** What a network says can be anything; what is kept of it is bounded and storable. */
function text(said: string | undefined): string | null {
  return said === undefined || said === '' ? null : storableText(said.slice(0, 2000))
}

async function writePart(
  db: SendingDb,
  { id, there }: Delivery,
  { posted, returned }: PartThere,
  nowMs: number,
): Promise<void> {
  await db
    .insertInto('delivery_parts')
    .values({
      ...{ delivery_id: id, part: there.length, native_id: storableText(posted.nativeId) },
      url: text(posted.url),
      kept: posted.kept === undefined ? null : storableJson(posted.kept),
      returned: returned === undefined ? null : storableJson(bounded(returned)),
      there_at: new Date(nowMs),
    })
    .execute()
}

const returnedBytesMax = 20_000

/** An answer that is too long to be kept is kept as its beginning. */
export function bounded(returned: unknown): unknown {
  const json = JSON.stringify(returned) ?? 'null'
  return json.length <= returnedBytesMax ? returned : { beginning: json.slice(0, returnedBytesMax) }
}

/** What is there, as a record names it. */
export function postsOf({ there }: Pick<Delivery, 'there'>): { nativeId: string; url?: string }[] {
  return there.map(({ nativeId, url }) => (url === undefined ? { nativeId } : { nativeId, url }))
}

/** Advisory lock: claims share it, whoever pauses has it alone. So a pause that is recorded was seen by every later claim. */
const pauseLock = 7_240_601

/** Held by every transaction that lets something go out, until it ends. */
export async function holdPauses(tx: Kysely<unknown>): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${pauseLock})`.execute(tx)
}

/** Held by a transaction that begins a pause: it waits for claims on their way, and later ones wait for it. */
export async function stopClaims(tx: Kysely<unknown>): Promise<void> {
  await sql`select pg_advisory_xact_lock(${pauseLock})`.execute(tx)
}
