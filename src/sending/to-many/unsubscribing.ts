import type { ToManyGround } from '#sending/to-many/ground.ts'
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
