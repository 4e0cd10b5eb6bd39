import { sql, type Selectable } from 'kysely'
import { mayDo, type Grant } from '#kernel/permission.ts'
import { mayNow, mayTakeDown } from '#sending/acts.ts'
import { sendingLimits, type DeliveryStep, type DeliveryView } from '#sending/contract.ts'
import { heldByPause } from '#sending/federation/held.ts'
import type { Ground } from '#sending/ground.ts'
import { readDeliveries, type Delivery } from '#sending/outbox.ts'
import type { SendingDb, SendingTables } from '#sending/tables.ts'
import type { z } from 'zod'

/** Which deliveries are asked for: those that are not done, those that are, or those of one item. */
export type ListAsked = { show: 'open' | 'done' } | { item: string }

/** Deliveries: what needs somebody first, then by their time; done ones newest first. At most 200. */
export async function listDeliveries(
  ground: Ground,
  asked: ListAsked,
  grants: readonly Grant[],
): Promise<DeliveryView[]> {
  const db = ground.store.db.withTables<SendingTables>()
  const done = ['sent', 'cancelled'] as const
  const held = [...(await heldByPause(ground.store.db))]
  const rows = await db
    .selectFrom('deliveries')
    .selectAll()
    .$if('item' in asked, (query) => query.where('item', '=', 'item' in asked ? asked.item : ''))
    .$if('show' in asked && asked.show === 'open', (query) =>
      query
        .where((is) =>
          is.or([
            is('state', 'not in', done),
            is.and([is('id', 'in', ['', ...held]), is('removed_at', 'is', null)]),
          ]),
        )
        .orderBy(sql`state not in ('unconfirmed', 'missed', 'refused', 'unknown', 'paused')`)
        .orderBy('due_at'),
    )
    .$if('show' in asked && asked.show === 'done', (query) =>
      query.where('state', 'in', done).orderBy('changed_at', 'desc'),
    )
    .orderBy('made_at')
    .orderBy('account')
    .orderBy('language')
    .limit(sendingLimits.pageMax)
    .execute()
  return viewsOf(ground, db, rows, grants)
}

async function viewsOf(
  ground: Ground,
  db: SendingDb,
  rows: readonly Selectable<SendingTables['deliveries']>[],
  grants: readonly Grant[],
): Promise<DeliveryView[]> {
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return []
  const corrected = rows.flatMap((row) => row.edits ?? row.answers ?? [])
  const parts = await db
    .selectFrom('delivery_parts')
    .select(['delivery_id', 'native_id', 'url', 'there_at'])
    .where('delivery_id', 'in', [...ids, ...corrected])
    .orderBy('part')
    .execute()
  const deliveries = await readDeliveries(db, rows)
  const held = await heldByPause(ground.store.db, ids)
  const edited = new Set(rows.filter(({ state }) => state === 'sent').map(({ edits }) => edits))
  return rows.map((row, at) =>
    viewOf(
      ground,
      {
        ...{ row, delivery: deliveries[at], parts: parts.filter((one) => one.delivery_id === row.id) },
        isEdited: edited.has(row.id),
        corrected: parts.find((one) => one.delivery_id === (row.edits ?? row.answers)),
        isHeldBack: held.has(row.id) && row.removed_at === null,
      },
      grants,
    ),
  )
}

type ShownPart = { native_id: string; url: string | null; there_at: Date }

type Shown = {
  row: Selectable<SendingTables['deliveries']>
  delivery: Delivery | undefined
  parts: readonly ShownPart[]
  /** A newer delivery in the list gave its post other words: that one stands for the post now. */
  isEdited: boolean
  /** The first part of what it corrects. */
  corrected: ShownPart | undefined
  /** It is public at our own address, and a pause keeps it from other servers until somebody lets it go. */
  isHeldBack: boolean
}

function viewOf(ground: Ground, shown: Shown, grants: readonly Grant[]): DeliveryView {
  const { row, delivery, parts } = shown
  const { id, item, title, lane, account, network, language, sha256, state } = row
  const mayPublish = mayDo(grants, 'publish', { account, language, lane })
  return {
    ...{
      id,
      item,
      title,
      lane,
      account,
      network,
      language,
      sha256,
      state,
      parts: row.parts,
      by: row.made_by,
    },
    ...(row.why === null ? {} : { why: row.why }),
    ...(row.detail === null ? {} : { detail: row.detail }),
    dueAt: row.due_at.toISOString(),
    ...(row.wall === null ? {} : { wall: row.wall }),
    ...(row.zone === null ? {} : { zone: row.zone }),
    deadline: row.deadline_at.toISOString(),
    ...(row.next_at === null ? {} : { nextAt: row.next_at.toISOString() }),
    there: parts.map(({ native_id: nativeId, url, there_at: at }) => ({
      ...{ nativeId, at: at.toISOString() },
      ...(url === null ? {} : { url }),
    })),
    ...removalView(row),
    isEdit: row.edits !== null,
    ...(shown.isHeldBack ? { isHeldBack: true as const } : {}),
    ...correctionView(shown),
    may: mayPublish && delivery !== undefined ? actsOn(ground, delivery, shown) : [],
  }
}

function correctionView({ delivery, corrected }: Shown): Pick<DeliveryView, 'corrects' | 'correction'> {
  const { corrects, correction } = delivery ?? {}
  const at = corrected && { at: corrected.there_at.toISOString() }
  const url = corrected?.url == null ? {} : { url: corrected.url }
  return {
    ...(corrects === undefined ? {} : { corrects: { how: corrects.how, ...at, ...url } }),
    ...(correction === undefined ? {} : { correction: correction.words }),
  }
}

function actsOn(
  ground: Ground,
  delivery: Delivery,
  { isEdited, isHeldBack }: Pick<Shown, 'isEdited' | 'isHeldBack'>,
): DeliveryView['may'] {
  const canTakeDown = !isEdited && mayTakeDown(ground, delivery)
  return [
    ...mayNow(ground, delivery),
    ...(isHeldBack ? (['release'] as const) : []),
    ...(canTakeDown ? (['take-down'] as const) : []),
  ]
}

function removalView(
  row: Selectable<SendingTables['deliveries']>,
): Pick<DeliveryView, 'removed' | 'removing'> {
  if (row.removed_why === null) return {}
  const said = { why: row.removed_why, ...(row.removed_by === null ? {} : { by: row.removed_by }) }
  if (row.removed_at !== null) return { removed: { ...said, at: row.removed_at.toISOString() } }
  return { removing: { ...said, ...(row.remove_at === null ? {} : { nextAt: row.remove_at.toISOString() }) } }
}

/** Every step of one delivery, oldest first; undefined when there is no such delivery. At most 500. */
export async function stepsOf(
  ground: Ground,
  id: string,
): Promise<z.infer<typeof DeliveryStep>[] | undefined> {
  const db = ground.store.db.withTables<SendingTables>()
  const row = await db
    .selectFrom('deliveries')
    .select(['made_at', 'made_by'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const steps = await db
    .selectFrom('delivery_events')
    .selectAll()
    .where('delivery_id', '=', id)
    .orderBy('id', 'desc')
    .limit(500)
    .execute()
  return [
    { at: row.made_at.toISOString(), state: 'waiting', why: 'scheduled', by: row.made_by },
    ...steps.toReversed().map((step) => ({
      ...{ at: step.at.toISOString(), state: step.to_state, why: step.why },
      ...(step.detail === null ? {} : { detail: step.detail }),
      ...(step.by_name === null ? {} : { by: step.by_name }),
    })),
  ]
}
