import type { HoldingsPort } from '#access/people/holdings.ts'
import { handOverSeries, seriesOf } from '#roles/publishing/recurring/store.ts'
import { openMessagesOf } from '#roles/publishing/store.ts'
import type { PublishingTables } from '#roles/publishing/tables.ts'

/** Told of one person at most. */
const heldMax = 500

/**
 * What a leaver looks after here: messages of theirs that are not out, and those that come again. Whoever takes over a message looks
 * after it, and is no writer by that: they may still approve it. Of what comes again they write the drafts from then on.
 */
export const messageHoldings: HoldingsPort = {
  async holdingsOf({ id }, db) {
    const open = await openMessagesOf(db.withTables<PublishingTables>(), id, heldMax)
    const series = await seriesOf(db, id, heldMax)
    return [
      ...open.map((message) => ({ kind: 'draft', ...message, to: `/publish/${message.id}` })),
      ...series.map((one) => ({ kind: 'draft', ...one, to: '/publish/recurring' })),
    ].slice(0, heldMax)
  },
  async handOver(from, to, tx) {
    await tx
      .withTables<PublishingTables>()
      .updateTable('messages')
      .set({ owner_id: to.id, owner_name: to.name })
      .where('owner_id', '=', from.id)
      .where('is_out', '=', false)
      .execute()
    await handOverSeries(tx, from.id, to)
  },
}
