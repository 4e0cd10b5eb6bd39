import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Log } from '#kernel/log.ts'
import { minuteMs, secondMs } from '#kernel/time.ts'
import { approvalsChannel } from '#access/approvals/acts.ts'
import { filesInUse } from '#roles/publishing/files-in-use.ts'
import { publishedChannel } from '#roles/publishing/our-posts.ts'
import { howOf, noteCorrection } from '#roles/publishing/corrections/noting.ts'
import { publicAt, publicBeside } from '#roles/publishing/rules.ts'
import { readMessage } from '#roles/publishing/store.ts'
import type { PublishingTables } from '#roles/publishing/tables.ts'
import { settleOut } from '#roles/publishing/write-message.ts'
import type { SendingPorts } from '#sending/ground.ts'
import type { Delivery } from '#sending/outbox.ts'
import type { Sending } from '#sending/sending.ts'
import { enqueue } from '#store/jobs.ts'
import type { Store } from '#store/store.ts'
import { workJobs, type Worker } from '#store/work-jobs.ts'

const jobKind = 'publishing-sent'

const Told = z.object({ delivery: z.string(), what: z.enum(['sent', 'removed']), why: z.string().optional() })

/**
 * How the outbox tells publishing what became of a message: as a job of its own, added in the outbox's transaction. So neither
 * waits for what the other holds, and what was told is never lost.
 */
export function sentPorts(store: Store): SendingPorts {
  const tell = async (tx: Kysely<unknown>, { id }: Delivery, what: 'sent' | 'removed', why?: string) => {
    const payload = { delivery: id, what, ...(why === undefined ? {} : { why }) }
    await enqueue(store, { kind: jobKind, payload }, tx)
  }
  return {
    sent: (tx, delivery) => tell(tx, delivery, 'sent'),
    removed: (tx, delivery, why) => tell(tx, delivery, 'removed', why),
    inUse: (sha256s) => filesInUse(store.db, sha256s),
  }
}

/** Notes what the outbox told, until stopped. */
export function workSent(o: { store: Store; sending: Sending; log: Log; nowMs: () => number }): Worker {
  const { store, sending, log } = o
  return workJobs({
    ...{ store, log, kinds: [jobKind], leaseMs: minuteMs, pollMs: 10 * secondMs },
    handle: async (job, fence) => {
      const told = Told.parse(job.payload)
      const delivery = await sending.read(told.delivery)
      if (delivery === undefined) return
      await store.inTransaction(async (tx) => {
        if (!(await fence.stillMine(tx))) return
        await (told.what === 'sent'
          ? noteSent({ sending }, tx, delivery, o.nowMs())
          : noteRemoved(tx, delivery, told.why ?? '', o.nowMs()))
        await store.notify(approvalsChannel, JSON.stringify({ item: delivery.item }), tx)
        await store.notify(publishedChannel, delivery.id, tx)
      })
    },
  })
}

/** What was sent is public: noted once, in place of what stood there, or beside it where it is a reply that corrects it. */
async function noteSent(
  room: { sending: Sending },
  tx: Kysely<unknown>,
  delivery: Delivery,
  nowMs: number,
): Promise<void> {
  const db = tx.withTables<PublishingTables>()
  const kept = await readMessage(db, messageOf(delivery), 'update')
  if (kept === undefined || kept.publications.some(({ id }) => id === delivery.id)) return
  const { account, language, corrects, correction, removedAtMs, removal } = delivery
  const earlier = publicAt(kept.publications, { account, language })
  const now = new Date(nowMs)
  const isReply = corrects?.how === 'reply'
  if (earlier !== undefined && !isReply && removedAtMs === undefined)
    await db
      .updateTable('message_publications')
      .set({ ended_at: now, ended_how: 'replaced', ended_by: delivery.madeBy.name, ended_reason: null })
      .where('id', '=', earlier.id)
      .execute()
  const pair = kept.versions.filter((one) => one.account === account)
  await db
    .insertInto('message_publications')
    .values({
      ...{ id: delivery.id, message_id: kept.id, account, language, round: delivery.round },
      ...{ sha256: delivery.sha256, content: delivery.contentText, url: delivery.there[0]?.url ?? '' },
      posts: delivery.there.map(({ nativeId }) => `${delivery.network}:${nativeId}`),
      pair: JSON.stringify(Object.fromEntries(pair.map((one) => [one.language, one.sha256]))),
      ...{ published_at: now, noted_at: now, noted_by: delivery.madeBy.name },
      answers: isReply
        ? corrects.id
        : (publicBeside(kept.publications, { account, language }, earlier)?.id ?? null),
      // Taken down meanwhile, with the post whose words it changed: it was public, and is not any more.
      ...(removedAtMs === undefined
        ? { ended_at: null, ended_how: null, ended_by: null, ended_reason: null }
        : {
            ...{ ended_at: new Date(removedAtMs), ended_how: 'taken-down', ended_by: '' },
            ended_reason: removal?.why ?? '',
          }),
    })
    .execute()
  await settleOut(db, kept.id)
  if (correction === undefined) return
  const noted = {
    ...{ account, language, messageId: kept.id, correctionId: correction.id, publicationId: delivery.id },
    ...{ originalId: corrects?.id, how: howOf(delivery) },
  }
  await noteCorrection(room, tx, noted, nowMs)
}

/** What the outbox took down again is not public any more. */
async function noteRemoved(
  tx: Kysely<unknown>,
  delivery: Delivery,
  why: string,
  nowMs: number,
): Promise<void> {
  const db = tx.withTables<PublishingTables>()
  const gone = await db
    .updateTable('message_publications')
    .set({ ended_at: new Date(nowMs), ended_how: 'taken-down', ended_by: '', ended_reason: why })
    .where('id', '=', delivery.id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (gone.numUpdatedRows > 0n) await settleOut(db, messageOf(delivery))
}

function messageOf({ item }: Delivery): string {
  return item.slice(item.indexOf(':') + 1)
}
