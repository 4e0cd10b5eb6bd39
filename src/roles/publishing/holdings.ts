import type { HoldingsPort } from '#access/people/holdings.ts'
import { openMessagesOf } from '#roles/publishing/store.ts'
import type { PublishingTables } from '#roles/publishing/tables.ts'

/** Told of one person at most. */
const heldMax = 500

/**
 * What a leaver looks after here: messages of theirs that are not out. Whoever takes over looks after them, and is no writer
 * by that: they may still approve them.
 */
export const messageHoldings: HoldingsPort = {
  async holdingsOf({ id }, db) {
    const open = await openMessagesOf(db.withTables<PublishingTables>(), id, heldMax)
    return open.map((message) => ({ kind: 'draft', ...message, to: `/publish/${message.id}` }))
  },
  async handOver(from, to, tx) {
    await tx
      .withTables<PublishingTables>()
      .updateTable('messages')
      .set({ owner_id: to.id, owner_name: to.name })
      .where('owner_id', '=', from.id)
      .where('is_out', '=', false)
      .execute()
  },
}
