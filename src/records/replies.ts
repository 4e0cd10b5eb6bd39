import { sql, type Kysely } from 'kysely'
import type { NewRecord } from '#records/contract.ts'
import { entryOf } from '#records/find.ts'
import { keepRecord, lockHead } from '#records/records.ts'
import { subjectFor } from '#records/subject.ts'
import type { RecordsTables } from '#records/tables.ts'
import { storableText } from '#store/storable.ts'

/** Something a citizen said to us: an answer to a post of ours, a post that quotes one, or a mail that answers a mail. */
export type Reply = {
  /** The post, as `network:nativeId`. */
  id: string
  network: string
  /** The handle, or what the network calls its author when it told us no handle; missing where it was said in private. */
  author?: string
  text: string
  /** Where it stands; missing where the network gave no address. */
  url?: string | undefined
  saidAtMs: number
  isQuote: boolean
  /** The message of ours, by its mark (`message:ab12`), and where that stood; a mail stood nowhere: its delivery. */
  answers: {
    message: string
    title: string
    url?: string
    delivery?: string
    account: string
    language: string
  }
}

/** Replies kept with one look at the archive. */
const atOnce = 500

/** The mark of a reply on record: the id of its post, or what stands for an id that is too long for a mark. */
export function replySubject(id: string): string {
  return subjectFor('reply', id)
}

/**
 * Keeps replies that reached us, each text once however often it is heard. Call it last in the transaction in which the
 * posts are kept.
 *
 * @returns how many were not on record yet
 */
export async function keepReplies(
  tx: Kysely<unknown>,
  replies: readonly Reply[],
  atMs: number,
): Promise<number> {
  let kept = 0
  for (let from = 0; from < replies.length; from += atOnce) {
    const some = new Map(replies.slice(from, from + atOnce).map((one) => [replySubject(one.id), one]))
    // Behind the lock nobody else can keep the same reply between our look and our entry.
    await lockHead(tx)
    const known = await lastEntries(tx, [...some.keys()])
    const fresh = [...some.values()].map(entryFor).filter((entry) => {
      const last = known.get(entry.subject)
      return last?.kind !== 'reply-received' || last.facts['text'] !== entry.facts['text']
    })
    if (fresh.length > 0) await keepRecord(tx, fresh, atMs)
    kept += fresh.length
  }
  return kept
}

/**
 * Keeps that replies on record are gone from their network. What they said stays, under the clock of conversations. Call
 * it last in the transaction that takes the posts back.
 *
 * @param ids everything a network took back, ours or not
 * @returns how many of them were on record
 */
export async function keepRepliesGone(
  tx: Kysely<unknown>,
  ids: readonly string[],
  atMs: number,
): Promise<number> {
  let kept = 0
  for (let from = 0; from < ids.length; from += atOnce) {
    const subjects = ids.slice(from, from + atOnce).map(replySubject)
    // Networks take back thousands of posts that are no business of ours: only where one is, the archive is locked.
    if ((await lastEntries(tx, subjects)).size === 0) continue
    await lockHead(tx)
    const known = [...(await lastEntries(tx, subjects)).values()]
    const gone = known.filter(({ kind }) => kind === 'reply-received').map(goneEntry)
    if (gone.length > 0) await keepRecord(tx, gone, atMs)
    kept += gone.length
  }
  return kept
}

type Kept = NewRecord & { seq: number }

/** The newest entry about each of these replies; none for one that was never kept or was disposed of. */
async function lastEntries(tx: Kysely<unknown>, subjects: readonly string[]): Promise<Map<string, Kept>> {
  const rows = await tx
    .withTables<RecordsTables>()
    .selectFrom('records_entries')
    .distinctOn('subject')
    .select(['seq', 'body'])
    .where(sql<boolean>`subject = any(${subjects}::text[])`)
    .where('kind', 'in', ['reply-received', 'reply-deleted'])
    .orderBy('subject')
    .orderBy('seq', 'desc')
    .execute()
  return new Map(
    rows.flatMap(({ seq, body }) => {
      const entry = entryOf({ body })
      return entry === undefined ? [] : [[entry.subject, { ...entry, seq }] as const]
    }),
  )
}

function entryFor(reply: Reply): NewRecord {
  const { message, title, url: answersUrl, delivery, account, language } = reply.answers
  return {
    kind: 'reply-received',
    by: { kind: 'desk' },
    subject: replySubject(reply.id),
    ...{ account, language },
    facts: {
      title,
      // As PostgreSQL keeps it, so that the same text is the same when it is heard again.
      text: storableText(reply.text),
      ...(reply.author === undefined ? {} : { author: storableText(reply.author) }),
      network: reply.network,
      ...(reply.url === undefined ? {} : { url: storableText(reply.url) }),
      saidAt: new Date(reply.saidAtMs).toISOString(),
      ...(reply.isQuote ? { isQuote: true } : {}),
      answers: message,
      ...(answersUrl === undefined ? {} : { answersUrl }),
      ...(delivery === undefined ? {} : { delivery }),
    },
  }
}

function goneEntry({ seq, subject, account, language, facts }: Kept): NewRecord {
  return {
    kind: 'reply-deleted',
    by: { kind: 'desk' },
    subject,
    ...(account === undefined ? {} : { account }),
    ...(language === undefined ? {} : { language }),
    facts: { title: facts['title'] ?? '', network: facts['network'] ?? '', seq },
  }
}
