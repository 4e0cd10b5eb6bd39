import type { Kysely } from 'kysely'
import { liveGrants } from '#access/people/live-grants.ts'
import { mayDo } from '#kernel/permission.ts'
import type { RecordActor } from '#records/contract.ts'
import { storableText } from '#store/storable.ts'
import { move } from '#sending/claiming.ts'
import { sendingLimits } from '#sending/contract.ts'
import { saidByPerson } from '#sending/corrections.ts'
import { letTellingGo } from '#sending/federation/letting-go.ts'
import type { Ground } from '#sending/ground.ts'
import { next, type PersonDoes } from '#sending/machine.ts'
import { askRemoval } from '#sending/removals.ts'
import { holdDelivery, standingOf, type Delivery, type MovedBy } from '#sending/outbox.ts'
import type { SendingDb, SendingTables } from '#sending/tables.ts'

/** Somebody of us who decides about a delivery. */
export type ActingPerson = { id: string; name: string }

/** What came of it: `gone`: there is none; `not-now`: that cannot be done with it as it stands. */
export type ActOutcome = 'done' | 'gone' | 'no-right' | 'not-now' | 'replaced'

/** What somebody says about a delivery; `url` where it stands, if they found it. */
export type Act = { id: string; does: PersonDoes; url?: string | undefined }

/**
 * A person decides: take it out, let it go on after a pause, say that it is there after all, or send it (again). Each with the
 * right to publish there at this moment, and on record.
 */
export function personActs(ground: Ground, who: ActingPerson, act: Act): Promise<ActOutcome> {
  return onHeld(ground, who, act.id, async (held, db) => {
    if (act.does === 'again' && (await isReplaced(db, held))) return 'replaced'
    if (act.does === 'release' && held.state === 'sent')
      return (await letTellingGo(ground, db as Kysely<unknown>, { delivery: held, who })) ? 'done' : 'not-now'
    if (!(await moveByPerson(ground, db, held, { who, act }))) return 'not-now'
    if (act.does === 'release') await letTellingGo(ground, db as Kysely<unknown>, { delivery: held, who })
    if (act.does === 'again') await againOthers(ground, db, held, who)
    return 'done'
  })
}

/** Does something with a delivery that is held, for somebody who may publish there at this moment. */
function onHeld(
  ground: Ground,
  who: ActingPerson,
  id: string,
  act: (held: Delivery, db: SendingDb) => Promise<ActOutcome>,
): Promise<ActOutcome> {
  return ground.store.inTransaction(async (tx) => {
    const db = tx.withTables<SendingTables>()
    const held = await holdDelivery(db, id)
    if (held === undefined) return 'gone'
    const { account, language, lane } = held
    const may = mayDo(await liveGrants(tx, who.id), 'publish', { account, language, lane })
    return may ? act(held, db) : 'no-right'
  })
}

/** A person takes down what is public, with a reason; a worker does it, and tries until it is gone or they are called. */
export function takeDownByPerson(
  ground: Ground,
  who: ActingPerson,
  o: { id: string; reason: string },
): Promise<ActOutcome> {
  return onHeld(ground, who, o.id, async (held, db) => {
    if (!mayTakeDown(ground, held)) return 'not-now'
    await askRemoval(ground, db as Kysely<unknown>, o.id, { why: storableText(o.reason), by: who })
    return 'done'
  })
}

/** Whether a network lets us take it down, and it is not being taken down already. */
export function mayTakeDown(ground: Ground, { network, there, removedAtMs, isRemoving }: Delivery): boolean {
  const canDelete = ground.lines.capabilities(network)?.deletes === true
  return canDelete && there.length > 0 && removedAtMs === undefined && !isRemoving
}

/** The same version was put into the outbox once more since: two of them would be two posts. */
async function isReplaced(db: SendingDb, { id, item, account, language, round }: Delivery): Promise<boolean> {
  const other = await db
    .selectFrom('deliveries')
    .select('id')
    .where('item', '=', item)
    .where('account', '=', account)
    .where('language', '=', language)
    .where('round', '=', round)
    .where('id', '<>', id)
    .where('state', '<>', 'cancelled')
    .executeTakeFirst()
  return other !== undefined
}

async function moveByPerson(
  ground: Ground,
  db: SendingDb,
  held: Delivery,
  { who, act }: { who: ActingPerson; act: Act },
): Promise<boolean> {
  const actor: RecordActor = { kind: 'person', id: who.id, name: who.name }
  const missing = held.content.parts.length - held.there.length
  if (act.does === 'there' && missing > 1) return false
  const part = act.does === 'there' && missing === 1 ? { part: foundByPerson(act) } : {}
  if (act.does === 'again' || act.does === 'release') await anew(ground, db, held)
  const by: MovedBy & { actor: RecordActor } = { byName: who.name, actor, ...part }
  return move(ground, db, held, { kind: 'by-person', does: act.does }, by)
}

function foundByPerson({ url }: Act): NonNullable<MovedBy['part']> {
  return { posted: { nativeId: url ?? saidByPerson, ...(url === undefined ? {} : { url }) } }
}

/** What somebody sends again has its time again: it was late for that reason. */
async function anew(ground: Ground, db: SendingDb, { id, lane, deadlineMs }: Delivery): Promise<void> {
  const untilMs = Math.max(deadlineMs, ground.clock.nowMs() + sendingLimits.lateMs[lane])
  await db
    .updateTable('deliveries')
    .set({ deadline_at: new Date(untilMs), waits: 0, asks: 0, removed_at: null, removed_why: null })
    .where('id', '=', id)
    .execute()
}

/** The languages of a pair go again together: those that were held back for this one's sake. */
async function againOthers(ground: Ground, db: SendingDb, held: Delivery, who: ActingPerson): Promise<void> {
  const others = await db
    .selectFrom('deliveries')
    .select('id')
    .where('pair', '=', held.pair)
    .where('id', '<>', held.id)
    .where('state', '=', 'cancelled')
    .where('why', '=', 'other-half')
    .execute()
  for (const { id } of others) {
    const other = await holdDelivery(db, id)
    if (other !== undefined && !(await isReplaced(db, other)))
      await moveByPerson(ground, db, other, { who, act: { id, does: 'again' } })
  }
}

/** What a person may do with a delivery as it stands, for showing buttons. */
export function mayNow(ground: Ground, delivery: Delivery): PersonDoes[] {
  const capabilities = ground.lines.capabilities(delivery.network)
  const standing = standingOf(delivery, capabilities ?? { repeats: 'none', readsBack: false })
  const all: readonly PersonDoes[] = ['cancel', 'release', 'there', 'again']
  return all.filter(
    (does) => next(standing, { kind: 'by-person', does }, ground.clock.nowMs(), 0) !== undefined,
  )
}
