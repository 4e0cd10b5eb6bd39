import { sql, type Kysely } from 'kysely'
import { mayDo, type Grant, type Lane } from '#kernel/permission.ts'
import { entryOf } from '#records/find.ts'
import { keepReplies, replySubject } from '#records/replies.ts'
import type { RecordsTables } from '#records/tables.ts'
import type { MailHeard } from '#networks/email/read-mail.ts'
import type { Store } from '#store/store.ts'
import { sendingChannel } from '#sending/ground.ts'
import { answerText } from '#sending/to-many/answer-text.ts'
import { answerLimits, type AnswerList } from '#sending/to-many/contract.ts'
import type { ToManyGround } from '#sending/to-many/ground.ts'
import { changeOf, type Telling } from '#sending/to-many/telling-row.ts'
import type { ToManyDb, ToManyTables } from '#sending/to-many/tables.ts'

type Needs = Pick<ToManyGround, 'store' | 'clock'>

/** A mail that a person wrote to us, or that their program sent for them. */
export type PersonalMail = Extract<MailHeard, { kind: 'reply' | 'auto-reply' }>

/**
 * Takes an answer to a mail of ours: what it says goes on record, once however often the mailbox is read; an absence notice is
 * counted. It must carry a name that we signed, of a message that this person was sent. Anything else is left where it lies.
 * Call it last in its transaction.
 */
export async function takeAnswer(
  { store, clock }: Needs,
  tx: Kysely<unknown>,
  { account, heard }: { account: string; heard: PersonalMail },
): Promise<void> {
  const { about } = heard
  if (about?.messageKey === undefined) return
  const { recipientId, messageKey } = about
  const answered = await answeredBy(tx, { account, messageKey, recipientId })
  if (answered === undefined) return
  const nowMs = clock.nowMs()
  const kind = heard.kind === 'reply' ? await roomFor(tx, answered, recipientId) : 'auto-reply'
  const isNew = await note(tx, { id: heard.id, account, delivery: answered, recipientId, kind, nowMs })
  if (!isNew) return
  await store.notify(sendingChannel, changeOf(answered), tx)
  if (heard.kind === 'reply' && kind === 'answer') await keepReplies(tx, [replyOf(answered, heard)], nowMs)
}

/** The message that was sent to this person; while it is kept who was told, it must have been tried. */
async function answeredBy(
  tx: Kysely<unknown>,
  o: { account: string; messageKey: string; recipientId: string },
): Promise<Telling | undefined> {
  const { rows } = await sql<Telling>`
    select m.* from to_many m join subscribers s on s.account = m.account and s.id = ${o.recipientId}
    where m.message_key = ${o.messageKey} and m.account = ${o.account}
      and (m.tidied_at is not null or exists (select 1 from to_many_recipients r
        where r.delivery_id = m.delivery_id and r.subscriber_id = s.id and r.attempts > 0))`.execute(tx)
  return rows[0]
}

/** Whether an answer is kept, or only counted because there are so many. */
async function roomFor(
  tx: Kysely<unknown>,
  { delivery_id }: Telling,
  recipientId: string,
): Promise<'answer' | 'more'> {
  const { rows } = await sql<{ all: number; theirs: number }>`
    select count(*)::int as all, count(*) filter (where subscriber_id = ${recipientId})::int as theirs
    from mail_answers where delivery_id = ${delivery_id} and kind = 'answer'`.execute(tx)
  const { all = 0, theirs = 0 } = rows[0] ?? {}
  return all < answerLimits.perMessageMax && theirs < answerLimits.perPersonMax ? 'answer' : 'more'
}

type Noted = {
  id: string
  account: string
  delivery: Telling
  recipientId: string
  kind: 'answer' | 'more' | 'auto-reply'
  nowMs: number
}

/** False for a mail that was taken before: a mailbox made anew is read from its beginning. */
async function note(tx: Kysely<unknown>, { id, account, delivery, ...o }: Noted): Promise<boolean> {
  const row = await db(tx)
    .insertInto('mail_answers')
    .values({
      ...{ id, account, delivery_id: delivery.delivery_id, kind: o.kind },
      ...{ subscriber_id: o.recipientId, heard_at: new Date(o.nowMs) },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** As it goes on record: neither a name nor an address, for whoever answers them does so from the mailbox. */
function replyOf(
  { item, title, account, language, delivery_id }: Telling,
  heard: Extract<PersonalMail, { kind: 'reply' }>,
): Parameters<typeof keepReplies>[1][number] {
  return {
    ...{ id: postOf(account, heard.id), network: 'email', isQuote: false },
    ...{ text: answerText(heard), saidAtMs: heard.atMs },
    answers: { message: item, title, account, language, delivery: delivery_id },
  }
}

function postOf(account: string, id: string): string {
  return `email:${account}:${id}`
}

/** How many answers came to a message, and how many absence notices. */
export async function countsOfAnswers(
  anyDb: Kysely<unknown>,
  delivery: string,
): Promise<{ answers: number; autoReplies: number }> {
  const { rows } = await sql<{ answers: number; auto: number }>`
    select count(*) filter (where kind <> 'auto-reply')::int as answers,
      count(*) filter (where kind = 'auto-reply')::int as auto
    from mail_answers where delivery_id = ${delivery}`.execute(anyDb)
  return { answers: rows[0]?.answers ?? 0, autoReplies: rows[0]?.auto ?? 0 }
}

/** Whether somebody may read what people answered in private: who works on messages there, or reads the archive. */
export function mayReadAnswers(
  grants: readonly Grant[],
  { account, language, lane }: { account: string; language: string; lane: Lane },
): boolean {
  const there = { account, language, lane }
  const works = (['write', 'approve', 'publish'] as const).some((verb) => mayDo(grants, verb, there))
  return works || mayDo(grants, 'records')
}

/** What people answered to a message, as far as the archive still has it. */
export async function readAnswers(
  { store }: { store: Store },
  { id, grants }: { id: string; grants: readonly Grant[] },
): Promise<AnswerList | 'gone' | 'no-right'> {
  const row = await db(store.db)
    .selectFrom('to_many')
    .select(['account', 'language', 'lane'])
    .where('delivery_id', '=', id)
    .executeTakeFirst()
  if (row === undefined) return 'gone'
  if (!mayReadAnswers(grants, row)) return 'no-right'
  const heard = await db(store.db)
    .selectFrom('mail_answers')
    .select(['id', 'heard_at'])
    .where('delivery_id', '=', id)
    .where('kind', '=', 'answer')
    .orderBy('heard_at', 'desc')
    .orderBy('id')
    .limit(answerLimits.shownMax)
    .execute()
  const subjects = heard.map((one) => replySubject(postOf(row.account, one.id)))
  const entries = await store.db
    .withTables<RecordsTables>()
    .selectFrom('records_entries')
    .select(['seq', 'body'])
    .where(sql<boolean>`subject = any(${subjects}::text[])`)
    .where('kind', '=', 'reply-received')
    .orderBy('seq', 'desc')
    .execute()
  return { answers: entries.flatMap(shown) }
}

/** One that was disposed of is not shown any more. */
function shown({ seq, body }: { seq: number; body: string | null }): AnswerList['answers'] {
  const facts = entryOf({ body })?.facts
  const [text, at] = [facts?.['text'], facts?.['saidAt']]
  return typeof text === 'string' && typeof at === 'string' ? [{ at, text, entry: seq }] : []
}

/** Forgets who answered, with who was told what; that there were answers stays. */
export async function forgetWhoAnswered(tx: Kysely<unknown>, before: Date): Promise<void> {
  await db(tx)
    .updateTable('mail_answers')
    .set({ subscriber_id: null })
    .where('subscriber_id', 'is not', null)
    .where('heard_at', '<', before)
    .execute()
}

function db(any: Kysely<unknown>): ToManyDb {
  return any.withTables<ToManyTables>()
}
