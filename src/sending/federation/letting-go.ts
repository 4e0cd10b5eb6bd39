import type { Kysely } from 'kysely'
import { keepRecord } from '#records/records.ts'
import type { ActingPerson } from '#sending/acts.ts'
import { letGo } from '#sending/federation/held.ts'
import { federationChannel } from '#sending/federation/queue.ts'
import { sendingChannel, type Ground } from '#sending/ground.ts'
import type { Delivery } from '#sending/outbox.ts'

/** A person lets go on what a pause kept from other servers of something that is sent; on record. False: there is nothing held. */
export async function letTellingGo(
  { store, clock }: Pick<Ground, 'store' | 'clock'>,
  tx: Kysely<unknown>,
  { delivery, who }: { delivery: Delivery; who: ActingPerson },
): Promise<boolean> {
  const { id, item, title, account, language, lane } = delivery
  const nowMs = clock.nowMs()
  if (!(await letGo(tx, id, nowMs))) return false
  await store.notify(federationChannel, '', tx)
  await store.notify(sendingChannel, JSON.stringify({ id, item }), tx)
  const facts = { title, delivery: id, followers: 'go-on' }
  const by = { kind: 'person', ...who } as const
  await keepRecord(tx, { kind: 'delivery', by, subject: item, account, language, lane, facts }, nowMs)
  return true
}
