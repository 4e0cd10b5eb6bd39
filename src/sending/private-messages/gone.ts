import { sql, type Kysely } from 'kysely'
import { isHeldOutside } from '#records/retention/held-outside.ts'
import { privateDb, type PrivateNeeds } from '#sending/private-messages/needs.ts'
import { openMessage } from '#sending/private-messages/sealed-shapes.ts'
import { keyOf, type MessageKey } from '#sending/private-messages/sealing.ts'
import { privateLimits, type KnownMessage } from '#networks/private-messages.ts'
import { dayMs } from '#kernel/time.ts'

/** How long after it was sent a message is asked about. */
const askedForMs = 14 * dayMs

/** The mark of a conversation in records and legal holds. */
export function subjectOf(conversation: string): string {
  return `conversation:${conversation}`
}

/** The newest messages of an account that its network may be asked about. */
export async function knownOf(
  { store, vault, clock }: Pick<PrivateNeeds, 'store' | 'vault' | 'clock'>,
  account: string,
): Promise<KnownMessage[]> {
  const key = await keyOf(vault, account)
  if (key === undefined) return []
  const rows = await privateDb(store.db)
    .selectFrom('private_messages as m')
    .innerJoin('private_conversations as c', 'c.id', 'm.conversation')
    .select(['m.conversation', 'm.native_key', 'm.sealed'])
    .where('c.account', '=', account)
    .where('m.gone_at', 'is', null)
    .where('m.sent_at', '>', new Date(clock.nowMs() - askedForMs))
    .orderBy('m.sent_at', 'desc')
    .limit(privateLimits.knownMax)
    .execute()
  return rows.flatMap((row) => {
    const inside = openMessage(key, row)
    return inside === undefined ? [] : [{ nativeId: inside.nativeId, conversationId: row.conversation }]
  })
}

/**
 * Notes that messages were taken back on their network: their words go at once. Under a legal hold they stay sealed, and nobody is
 * shown them. Returns how many there were.
 */
export async function noteGone(
  tx: Kysely<unknown>,
  { account, key, gone, nowMs }: { account: string; key: MessageKey; gone: readonly string[]; nowMs: number },
): Promise<number> {
  if (gone.length === 0) return 0
  const db = privateDb(tx)
  const hashes = gone.map((id) => key.hashOf(id))
  const rows = await db
    .selectFrom('private_messages as m')
    .innerJoin('private_conversations as c', 'c.id', 'm.conversation')
    .select(['m.conversation', 'm.native_key', 'm.sent_at'])
    .where('c.account', '=', account)
    .where('m.gone_at', 'is', null)
    .where(sql<boolean>`m.native_key = any(${hashes}::bytea[])`)
    .execute()
  for (const { conversation, native_key, sent_at } of rows) {
    const atMs = sent_at.getTime()
    const isHeld = await isHeldOutside(tx, {
      account,
      subject: subjectOf(conversation),
      fromMs: atMs,
      toMs: atMs,
    })
    await db
      .updateTable('private_messages')
      .set({ gone_at: new Date(nowMs), ...(!isHeld && { sealed: null }) })
      .where('conversation', '=', conversation)
      .where('native_key', '=', native_key)
      .execute()
  }
  return rows.length
}
