import { sql, type Kysely } from 'kysely'
import type {
  ConversationDetail,
  ConversationList,
  Conversation,
  MessageView,
} from '#sending/private-messages/contract.ts'
import { privateMessageLimits } from '#sending/private-messages/contract.ts'
import { privateDb, readableBy, tellScreens, type PrivateNeeds } from '#sending/private-messages/needs.ts'
import { keptUntilMs } from '#sending/private-messages/rules.ts'
import { openConversation, openMessage, type SealedMessage } from '#sending/private-messages/sealed-shapes.ts'
import { keyOf, type MessageKey } from '#sending/private-messages/sealing.ts'
import { readYearsClock } from '#records/retention/clocks.ts'
import type { RecordsTables } from '#records/tables.ts'
import type { PrivateTables } from '#sending/private-messages/tables.ts'
import { storableText } from '#store/storable.ts'
import type { PeopleTables } from '#access/people/tables.ts'

const { conversationsMax, messagesMax, previewLengthMax } = privateMessageLimits

/** What somebody looks for. */
export type Asked = { show: 'open' | 'handled'; account?: string | undefined }

type LastRow = PrivateTables['private_conversations'] & {
  network: string
  m_key: Buffer | null
  m_sealed: Buffer | null
  m_gone: Date | null
  m_ours: boolean | null
}

/** Conversations somebody may read, those with something new first, then the newest. */
export async function listConversations(
  needs: PrivateNeeds,
  personId: string,
  { show, account }: Asked,
): Promise<ConversationList> {
  const readable = await readableBy(needs.store.db, personId)
  const accounts = [...readable].filter((one) => account === undefined || one === account)
  const rows = accounts.length === 0 ? [] : await lastRows(needs.store.db, { accounts, show })
  const keys = await keysOf(needs, accounts)
  return {
    conversations: rows.slice(0, conversationsMax).map((row) => inList(row, keys.get(row.account))),
    isCut: rows.length > conversationsMax,
    mayRead: readable.size > 0,
  }
}

async function lastRows(
  db: Kysely<unknown>,
  { accounts, show }: { accounts: readonly string[]; show: Asked['show'] },
): Promise<LastRow[]> {
  const isHandled = show === 'handled'
  const { rows } = await sql<LastRow>`
    select c.*, a.network, m.native_key as m_key, m.sealed as m_sealed, m.gone_at as m_gone, m.is_ours as m_ours
    from private_conversations c
    join accounts a on a.id = c.account
    left join lateral (select native_key, sealed, gone_at, is_ours from private_messages
      where conversation = c.id order by sent_at desc, native_key limit 1) m on true
    where c.account = any(${accounts}::text[]) and (c.handled_at is not null) = ${isHandled}
    order by ${isNewSql} desc, c.last_at desc, c.id
    limit ${conversationsMax + 1}`.execute(db)
  return rows
}

/** What came from a citizen since anybody of us opened it. */
const isNewSql = sql`(c.last_theirs_at is not null and c.seen_at is null)`

async function keysOf(
  { vault }: Pick<PrivateNeeds, 'vault'>,
  accounts: readonly string[],
): Promise<Map<string, MessageKey>> {
  const keys = new Map<string, MessageKey>()
  for (const account of accounts) {
    const key = await keyOf(vault, account)
    if (key !== undefined) keys.set(account, key)
  }
  return keys
}

function inList(row: LastRow, key: MessageKey | undefined): Conversation {
  const last =
    key === undefined || row.m_key === null || row.m_gone !== null
      ? undefined
      : openMessage(key, { conversation: row.id, native_key: row.m_key, sealed: row.m_sealed })
  return {
    ...viewOf(row, row.network, key),
    lastIsOurs: row.m_ours === true,
    ...(last !== undefined && { preview: previewOf(last.text) }),
  }
}

/** The beginning of a text on one line; no character is cut in half. */
function previewOf(text: string): string {
  const line = text
    .slice(0, previewLengthMax * 4)
    .replaceAll(/\s+/gu, ' ')
    .trim()
  if (line.length <= previewLengthMax) return line
  return `${line
    .slice(0, previewLengthMax)
    .toWellFormed()
    .replace(/\uFFFD$/, '')
    .trimEnd()}…`
}

function viewOf(
  row: PrivateTables['private_conversations'],
  network: string,
  key: MessageKey | undefined,
): Omit<Conversation, 'lastIsOurs' | 'preview'> {
  const inside = key && openConversation(key, row)
  const { handled_at: handledAt, handled_by: handledBy, seen_at: seenAt, seen_by: seenBy } = row
  return {
    ...{ id: row.id, account: row.account, network, people: inside?.people ?? [], messages: row.messages },
    ...{ lastAt: row.last_at.toISOString(), isNew: row.last_theirs_at !== null && seenAt === null },
    ...(seenAt !== null && { seen: { at: seenAt.toISOString(), by: seenBy ?? '' } }),
    ...(handledAt !== null && { handled: { at: handledAt.toISOString(), by: handledBy ?? '' } }),
  }
}

/** A conversation that somebody may read, held for the transaction; undefined where there is none for them. */
export async function holdConversation(
  tx: Kysely<unknown>,
  personId: string,
  id: string,
): Promise<PrivateTables['private_conversations'] | undefined> {
  const row = await privateDb(tx)
    .selectFrom('private_conversations')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) return undefined
  // Whether there is such a conversation is told to nobody else either.
  return (await readableBy(tx, personId)).has(row.account) ? row : undefined
}

/** One conversation with what was written in it; that somebody opened it is noted, with who, unless their window is out of sight. */
export async function openOne(
  needs: PrivateNeeds,
  who: { id: string; name: string },
  id: string,
  isAway = false,
): Promise<ConversationDetail | undefined> {
  return needs.store.inTransaction(async (tx) => {
    const row = await holdConversation(tx, who.id, id)
    if (row === undefined) return undefined
    const network = await networkOf(tx, row.account)
    const key = await keyOf(needs.vault, row.account)
    const { messages, isCut, lastIsOurs } = await messagesOf(tx, row.id, key)
    const { years } = await readYearsClock(tx.withTables<RecordsTables>(), 'conversations')
    const inside = key && openConversation(key, row)
    if (!isAway) await noteSeen(needs, tx, { id, isNew: row.seen_at === null, by: who.name })
    return {
      conversation: { ...viewOf(row, network, key), lastIsOurs },
      ...{ messages, isCut, networkName: nameOf(needs, network) },
      ...(inside?.answerAt !== undefined && { answerAt: inside.answerAt }),
      keptUntil: new Date(keptUntilMs(row.last_at.getTime(), years)).toISOString(),
    }
  })
}

async function noteSeen(
  needs: PrivateNeeds,
  tx: Kysely<unknown>,
  { id, isNew, by }: { id: string; isNew: boolean; by: string },
): Promise<void> {
  await privateDb(tx)
    .updateTable('private_conversations')
    .set({ seen_at: new Date(needs.clock.nowMs()), seen_by: storableText(by) })
    .where('id', '=', id)
    .execute()
  // Whoever has the list open sees that it is not new any more.
  if (isNew) await tellScreens(needs, tx)
}

function nameOf({ networks }: PrivateNeeds, network: string): string {
  return networks.find(({ capabilities }) => capabilities.network === network)?.capabilities.name ?? network
}

/** The network of an account, also of one that was closed. */
export async function networkOf(db: Kysely<unknown>, account: string): Promise<string> {
  const row = await db
    .withTables<PeopleTables>()
    .selectFrom('accounts')
    .select('network')
    .where('id', '=', account)
    .executeTakeFirst()
  return row?.network ?? ''
}

/** The newest messages of a conversation, oldest first. */
export async function messagesOf(
  db: Kysely<unknown>,
  conversation: string,
  key: MessageKey | undefined,
  countMax: number = messagesMax,
): Promise<{ messages: MessageView[]; isCut: boolean; lastIsOurs: boolean }> {
  const rows = await privateDb(db)
    .selectFrom('private_messages')
    .selectAll()
    .where('conversation', '=', conversation)
    .orderBy('sent_at', 'desc')
    .orderBy('native_key')
    .limit(countMax + 1)
    .execute()
  const shown = rows.slice(0, countMax)
  return {
    messages: shown.toReversed().map((row) => messageView(row, row.gone_at === null ? key : undefined)),
    isCut: rows.length > countMax,
    lastIsOurs: shown[0]?.is_ours === true,
  }
}

function messageView(row: PrivateTables['private_messages'], key: MessageKey | undefined): MessageView {
  const inside: SealedMessage | undefined = key && openMessage(key, row)
  return {
    id: row.native_key.toString('hex').slice(0, 16),
    from: inside?.from ?? { handle: '', name: '' },
    ...{ isOurs: row.is_ours, sentAt: row.sent_at.toISOString(), attachments: inside?.attachments ?? [] },
    ...(row.gone_at !== null && { goneAt: row.gone_at.toISOString() }),
    ...(inside !== undefined && { text: inside.text }),
  }
}
