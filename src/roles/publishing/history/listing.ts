import { sql, type Kysely, type RawBuilder } from 'kysely'
import { historyLimits, type HistoryItem } from '#roles/publishing/history/contract.ts'

/** Where a stretch begins: after this moment and id, newest first. */
export type HistoryMark = { atMs: number; id: string }

/** What is looked for. Missing: everything. */
export type HistoryAsked = {
  words?: string | undefined
  source?: 'here' | 'imported' | undefined
  before?: HistoryMark | undefined
  limit: number
  /** With words that others took the place of, as they stood: for whoever takes everything out. */
  isWhole?: boolean
}

type Row = {
  source: 'here' | 'imported'
  id: string
  network: string
  account: string
  at: Date
  text: string
  url: string | null
  language: string | null
  files: number
  is_reply: boolean
  withdrawn_at: Date | null
  message_id: string | null
  record_seq: number | null
}

/** Our own publications that are searched: the newest. Imported posts have an index. */
const oursSearchedMax = 5000

/** What we said, newest first: sent or noted here, and brought in. */
export async function listHistory(db: Kysely<unknown>, o: HistoryAsked): Promise<HistoryItem[]> {
  const { before } = o
  const parts = [...(o.source === 'here' ? [] : [imported(o)]), ...(o.source === 'imported' ? [] : [ours(o)])]
  const older =
    before === undefined
      ? sql`true`
      : sql`(at, id) < (${new Date(before.atMs)}::timestamptz, ${before.id}::text)`
  const { rows } = await sql<Row>`
    select * from (${sql.join(parts, sql` union all `)}) as said where ${older}
    order by at desc, id desc limit ${o.limit}`.execute(db)
  return rows.map(itemOf)
}

/** Words as they are looked for, in both languages. */
export function wordsQuery(words: string): RawBuilder<unknown> {
  return sql`(own_page_query('en', ${words}) || own_page_query('fr', ${words}))`
}

function imported({ words }: HistoryAsked): RawBuilder<unknown> {
  const found = words === undefined ? sql`true` : sql`search @@ ${wordsQuery(words)}`
  return sql`select 'imported' as source, id, network, account, said_at as at, text, url, language, files, is_reply,
    null::timestamptz as withdrawn_at, null::text as message_id, record_seq from history_posts where ${found}`
}

/** Words of ours stand in what was approved, exactly. */
function ours({ words, isWhole = false }: HistoryAsked): RawBuilder<unknown> {
  const said = sql`(select string_agg(part, E'\n\n') from jsonb_array_elements_text(p.content::jsonb -> 'parts') as part)`
  const found = words === undefined ? sql`true` : sql`own_page_search(language, text) @@ ${wordsQuery(words)}`
  const newest = words === undefined ? sql`` : sql`order by p.published_at desc limit ${oursSearchedMax}`
  return sql`select * from (select 'here' as source, p.id, coalesce(a.network, '') as network, coalesce(a.name, p.account) as account,
    p.published_at as at, ${said} as text, nullif(p.url, '') as url, p.language,
    jsonb_array_length(coalesce(p.content::jsonb -> 'media', '[]'::jsonb)) as files, p.answers is not null as is_reply,
    case when p.ended_how = 'taken-down' then p.ended_at end as withdrawn_at, p.message_id, null::bigint as record_seq
    from message_publications p left join accounts a on a.id = p.account
    where ${isWhole ? sql`true` : sql`p.ended_how is distinct from 'replaced'`} ${newest}) as ours where ${found}`
}

function itemOf(row: Row): HistoryItem {
  const { source, id, network, account, text, url, language, files } = row
  return {
    ...{ source, id, network, account, at: row.at.toISOString(), text, files, isReply: row.is_reply },
    ...(url === null ? {} : { url }),
    ...(language === null ? {} : { language }),
    ...(row.withdrawn_at === null ? {} : { withdrawnAt: row.withdrawn_at.toISOString() }),
    ...(row.message_id === null ? {} : { messageId: row.message_id }),
    ...(row.record_seq === null ? {} : { record: row.record_seq }),
  }
}

/** A mark as an address holds it. */
export function markOf({ at, id }: Pick<HistoryItem, 'at' | 'id'>): string {
  return `${Date.parse(at)} ${id}`
}

/** The mark in an address; undefined for what is none. */
export function readMark(text: string | undefined): HistoryMark | undefined {
  const [, at, id] = /^(-?\d{1,14}) (.{1,700})$/su.exec(text ?? '') ?? []
  return at === undefined || id === undefined ? undefined : { atMs: Number(at), id }
}

/** Everything, in stretches, newest first, until the end. */
export async function* wholeHistory(db: Kysely<unknown>): AsyncGenerator<HistoryItem[]> {
  const limit = 500
  let before: HistoryMark | undefined
  for (;;) {
    const items = await listHistory(db, { limit, before, isWhole: true })
    if (items.length > 0) yield items
    const last = items.at(-1)
    if (items.length < limit || last === undefined) return
    before = { atMs: Date.parse(last.at), id: last.id }
  }
}

/** Words as they may be looked for; undefined where there are none. */
export function soughtWords(text: string | undefined): string | undefined {
  const words = (text ?? '')
    .replaceAll('\0', ' ')
    .toWellFormed()
    .trim()
    .slice(0, historyLimits.wordsLengthMax)
  return words === '' ? undefined : words.toWellFormed()
}
