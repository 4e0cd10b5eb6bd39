import { sql, type Kysely } from 'kysely'
import { storableText } from '#store/storable.ts'
import type { Ledger } from '#roles/early-warning/ledger/ledger.ts'
import { keep } from '#roles/early-warning/register/acts.ts'
import { registerLimits, type LinkedMessage } from '#roles/early-warning/register/contract.ts'
import {
  tellScreens,
  writerOf,
  type Doer,
  type Done,
  type MessagesPort,
  type Room,
} from '#roles/early-warning/register/ground.ts'
import { readMessageIds, registerDb } from '#roles/early-warning/register/store.ts'
import { hold } from '#roles/early-warning/register/work.ts'

type Act = { tx: Kysely<unknown>; who: Doer; id: string }
type Needs = Room & { messages: MessagesPort; ledger: Ledger }

/** The desk's own messages that are not linked to this issue yet, last changed first; undefined where there is no such issue. */
export async function messagesToLink(
  { messages }: Pick<Needs, 'messages'>,
  db: Kysely<unknown>,
  id: string,
): Promise<LinkedMessage[] | undefined> {
  const rows = registerDb(db)
  const issue = await rows.selectFrom('issues').select('id').where('id', '=', id).executeTakeFirst()
  if (issue === undefined) return undefined
  const linked = new Set(await readMessageIds(rows, id))
  return (await messages.newest()).filter((one) => !linked.has(one.id))
}

/** Links a message that there is, on record; what it means for our first answer follows. Linking twice is linking once. */
export async function linkMessage(
  needs: Needs,
  { tx, who, id }: Act,
  messageId: string,
): Promise<Done<undefined>> {
  if ((await hold(tx, id)) === undefined) return { ok: false, why: 'no-such-issue' }
  const [message] = await needs.messages.aboutIssue([storableText(messageId)])
  if (message === undefined) return { ok: false, why: 'no-such-message' }
  const db = registerDb(tx)
  const { n } = await db
    .selectFrom('issue_messages')
    .select(sql<number>`count(*)::int`.as('n'))
    .where('issue_id', '=', id)
    .executeTakeFirstOrThrow()
  if (n >= registerLimits.messagesMax) return { ok: false, why: 'too-many' }
  const nowMs = needs.nowMs()
  const linked = { linked_at: new Date(nowMs), linked_by: storableText(writerOf(who).name) }
  const done = await db
    .insertInto('issue_messages')
    .values({ issue_id: id, message_id: message.id, ...linked })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (done.numInsertedOrUpdatedRows === 0n) return { ok: true, value: undefined }
  await needs.ledger.relinked(tx, id, { linked: message })
  await tellScreens(needs, tx, id)
  const facts = { messageLinked: { id: message.id, title: message.title } }
  await keep(tx, who, { kind: 'issue-changed', id, facts }, nowMs)
  return { ok: true, value: undefined }
}

/** Takes such a link away, on record; that there was none is no harm, and no entry. */
export async function unlinkMessage(
  needs: Needs,
  { tx, who, id }: Act,
  messageId: string,
): Promise<Done<undefined>> {
  if ((await hold(tx, id)) === undefined) return { ok: false, why: 'no-such-issue' }
  const wanted = storableText(messageId)
  const { numDeletedRows } = await registerDb(tx)
    .deleteFrom('issue_messages')
    .where('issue_id', '=', id)
    .where('message_id', '=', wanted)
    .executeTakeFirst()
  if (numDeletedRows === 0n) return { ok: true, value: undefined }
  await needs.ledger.relinked(tx, id, { unlinked: wanted })
  await tellScreens(needs, tx, id)
  // A draft may have been deleted meanwhile: then its id is all there is.
  const [message] = await needs.messages.aboutIssue([wanted])
  const facts = { messageUnlinked: { id: wanted, title: message?.title } }
  await keep(tx, who, { kind: 'issue-changed', id, facts }, needs.nowMs())
  return { ok: true, value: undefined }
}
