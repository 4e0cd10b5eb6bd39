import type { NewRecord } from '#records/contract.ts'
import { keepRecord } from '#records/records.ts'
import { wayOf, type ToManyGround } from '#sending/to-many/ground.ts'
import { endSubscriptions } from '#sending/to-many/subscribers.ts'
import type { ToManyTables } from '#sending/to-many/tables.ts'

type Needs = Pick<ToManyGround, 'store' | 'keys' | 'clock'>

/** In which language somebody reads whose link this is; undefined for a link that is none of ours. Says nothing of whether they are subscribed. */
export async function languageOf({ store, keys }: Needs, token: string): Promise<'en' | 'fr' | undefined> {
  const id = (await keys()).idOf(token)
  if (id === undefined) return undefined
  const row = await store.db
    .withTables<ToManyTables>()
    .selectFrom('subscribers')
    .select('language')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.language.startsWith('fr') === true ? 'fr' : 'en'
}

/** Ends the subscription whose link this is, once; asking again is the same. Undefined for a link that is none of ours. */
export async function unsubscribe(needs: Needs, token: string): Promise<'en' | 'fr' | undefined> {
  const id = (await needs.keys()).idOf(token)
  if (id === undefined) return undefined
  await needs.store.inTransaction((tx) =>
    endSubscriptions(tx, [{ id, why: 'unsubscribed' }], needs.clock.nowMs()),
  )
  return languageOf(needs, token)
}

/**
 * Ends every mail subscription of an address, for somebody who asked for it in another way: by answer, at the counter. On record
 * for each account, without the address. Says how many ended; undefined where it is no address.
 */
export async function unsubscribeAddress(
  needs: Needs & Pick<ToManyGround, 'ways'>,
  address: string,
): Promise<number | undefined> {
  const read = wayOf(needs, 'email')?.read(address)
  if (read === undefined) return undefined
  const hash = (await needs.keys()).hash(read.same)
  return needs.store.inTransaction(async (tx) => {
    const nowMs = needs.clock.nowMs()
    const found = await tx
      .withTables<ToManyTables>()
      .selectFrom('subscribers')
      .select(['id', 'account'])
      .where('address_hash', '=', hash)
      .where('state', '=', 'active')
      .orderBy('id')
      .forUpdate()
      .execute()
    await endSubscriptions(
      tx,
      found.map(({ id }) => ({ id, why: 'unsubscribed' })),
      nowMs,
    )
    const entries = found.map(({ account }): NewRecord => {
      const facts = { subscribersEnded: 1 }
      return { kind: 'account-changed', by: { kind: 'desk' }, subject: `account:${account}`, account, facts }
    })
    if (entries.length > 0) await keepRecord(tx, entries, nowMs)
    return found.length
  })
}
