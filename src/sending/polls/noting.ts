import type { Kysely } from 'kysely'
import { minuteMs } from '#kernel/time.ts'
import type { Ground } from '#sending/ground.ts'
import type { Delivery } from '#sending/outbox.ts'
import { firstReadMs } from '#sending/polls/rules.ts'
import type { SendingTables } from '#sending/tables.ts'

/**
 * Notes that a poll is public, in the transaction in which its delivery is there: from then on its counts are read. An edit leaves the
 * poll of the first delivery as it is, and what is only written there is not read.
 */
export async function notePoll(
  { lines, clock }: Pick<Ground, 'lines' | 'clock'>,
  tx: Kysely<unknown>,
  { id, network, content, corrects }: Delivery,
): Promise<void> {
  const can = lines.capabilities(network)
  if (content.poll === undefined || can?.polls !== 'votes' || corrects?.how === 'edit') return
  const nowMs = clock.nowMs()
  await tx
    .withTables<SendingTables>()
    .insertInto('delivery_polls')
    .values({
      ...{ delivery_id: id, network_name: can.name, begun_at: new Date(nowMs) },
      ends_at: new Date(nowMs + content.poll.durationMin * minuteMs),
      next_at: new Date(nowMs + firstReadMs),
      ...{
        votes: null,
        voters: null,
        read_at: null,
        is_over: false,
        is_final: false,
        tries: 0,
        problem: null,
      },
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
