import type { Kysely } from 'kysely'
import { livingPeople } from '#access/approvals/standing.ts'
import { addNotice } from '#access/approvals/notices.ts'
import type { ApprovalTables } from '#access/approvals/tables.ts'
import { mayDo } from '#kernel/permission.ts'
import type { NewRecord, RecordActor } from '#records/contract.ts'
import { keepRecord } from '#records/records.ts'
import { fileFacts, noteRecorded } from '#sending/files/recorded.ts'
import type { Ground } from '#sending/ground.ts'
import { sendingChannel } from '#sending/ground.ts'
import type { DeliveryState, Move } from '#sending/machine.ts'
import { bounded, postsOf, type Delivery, type MovedBy } from '#sending/outbox.ts'
import { notePoll } from '#sending/polls/noting.ts'
import type { SendingTables } from '#sending/tables.ts'

/** A move that was written, and who made it. */
export type Moved = { delivery: Delivery; move: Move; by: MovedBy & { actor?: RecordActor } }

/**
 * What a move brings about beside its row, in the same transaction: open screens hear of it, somebody is paged, other rooms are
 * told, and last, as the archive asks, it is on record.
 */
export async function settle(ground: Ground, tx: Kysely<unknown>, moved: Moved): Promise<void> {
  const { delivery, move, by } = moved
  await ground.store.notify(sendingChannel, JSON.stringify({ id: delivery.id, item: delivery.item }), tx)
  if (move.page === true)
    await page(ground, tx, delivery, { kind: move.state === 'unconfirmed' ? 'unconfirmed' : 'not-sent' })
  if (move.why === 'revoked') await ground.lines.lost(tx, delivery.account, move.detail ?? '')
  const there = by.part === undefined ? delivery.there : [...delivery.there, by.part.posted]
  if (!isOnItsWay(move.state)) await wakeOthers(ground, tx, delivery)
  if (move.state === 'sent') await notePoll(ground, tx, delivery)
  if (move.state === 'sent') await ground.ports.sent(tx, { ...delivery, state: 'sent', there })
  const record = recordOf({ ...delivery, there }, moved)
  if (record === undefined) return
  const seq = await keepRecord(tx, record, ground.clock.nowMs())
  await noteRecorded(tx, delivery.content, seq)
}

function isOnItsWay(state: DeliveryState): boolean {
  return ['waiting', 'claimed', 'sending', 'wait', 'unknown'].includes(state)
}

/** Languages that waited for this one need not wait any longer. */
async function wakeOthers(ground: Ground, tx: Kysely<unknown>, { pair, id }: Delivery): Promise<void> {
  await tx
    .withTables<SendingTables>()
    .updateTable('deliveries')
    .set({ next_at: new Date(ground.clock.nowMs()) })
    .where('pair', '=', pair)
    .where('id', '<>', id)
    .where('state', '=', 'wait')
    .where('why', '=', 'other-half')
    .execute()
}

/** Tells everybody who may publish there, and who asked for it. */
export async function page(
  ground: Pick<Ground, 'clock'>,
  tx: Kysely<unknown>,
  delivery: Delivery,
  { kind }: { kind: 'unconfirmed' | 'not-sent' | 'half-out' },
): Promise<void> {
  const nowMs = ground.clock.nowMs()
  const { account, language, lane, item, title } = delivery
  const where = { account, language, lane }
  const to = (await livingPeople(tx))
    .filter(({ id, grants }) => id === delivery.madeBy.id || mayDo(grants, 'publish', where))
    .map(({ id }) => id)
  await addNotice(tx.withTables<ApprovalTables>(), { to, kind, item, title }, nowMs)
}

/** What the archive keeps: how a delivery ended, and with what the network returned. */
function recordOf(delivery: Delivery, { move, by }: Moved): NewRecord | undefined {
  const { state, why, detail } = move
  const isSent = state === 'sent'
  if (!isSent && !['refused', 'missed', 'unconfirmed', 'cancelled'].includes(state)) return undefined
  const { item, account, language, lane, title, round, sha256, contentText, network } = delivery
  return {
    kind: sentKind(delivery, isSent),
    by: by.actor ?? { kind: 'desk' },
    subject: item,
    ...{ account, language, lane },
    facts: {
      ...{ title, round, sha256, content: contentText, network, state, why, delivery: delivery.id },
      ...(detail === undefined || detail === '' ? {} : { detail }),
      ...correctionFacts(delivery),
      ...fileFacts(delivery.content),
      posts: postsOf(delivery),
      ...(by.part?.returned === undefined ? {} : { returned: jsonFact(by.part.returned) }),
    },
  }
}

/** What changes what we said before is an edit, also where a network knows no edits and it is a reply. */
function sentKind({ corrects }: Delivery, isSent: boolean): 'delivery' | 'edit' | 'not-sent' {
  if (!isSent) return 'not-sent'
  return corrects === undefined ? 'delivery' : 'edit'
}

function correctionFacts({ corrects, correction }: Delivery): NewRecord['facts'] {
  return {
    ...(corrects === undefined ? {} : { corrects: { delivery: corrects.id, how: corrects.how } }),
    ...(correction === undefined ? {} : { correction: { ...correction } }),
  }
}

/** An answer as a fact: JSON and nothing else, of bounded size. */
function jsonFact(returned: unknown): NewRecord['facts'][string] {
  // Through JSON and back, so that only what JSON can say is left.
  return JSON.parse(JSON.stringify(bounded(returned) ?? null)) as NewRecord['facts'][string]
}
