import { sql, type Kysely, type RawBuilder, type SqlBool } from 'kysely'
import type { Account } from '#access/people/contract.ts'
import type { VersionPoll } from '#kernel/version-content.ts'
import type { KeptPageCard, KeptPageFile } from '#networks/pages/page-store.ts'
import type { PeopleTables } from '#access/people/tables.ts'
import type { OwnPagesTables } from '#roles/publishing/own-pages/tables.ts'

/** A page as it is kept, with the words that show. */
export type PageRow = {
  key: string
  account: string
  handle: string
  language: string
  pair: string
  kind: 'news' | 'announcement'
  text: string
  media: readonly KeptPageFile[]
  /** The link it shows as a block. */
  card: KeptPageCard | null
  contentWarning: string | null
  /** What it asks. */
  poll: VersionPoll | null
  /** Ids of what it is about, sorted. */
  topics: readonly string[]
  /** What was corrected of it, oldest first. */
  corrections: readonly { atMs: number; words: string }[]
  publishedMs: number
  /** When these words were said; undefined while they are the first. */
  changedMs: number | undefined
  removedMs: number | undefined
  /** When this came to be as it is, for caches. */
  keptMs: number
}

/** The accounts of our own site, also those that are closed: what they said stays where it is. */
export async function pageAccounts(anyDb: Kysely<unknown>): Promise<Account[]> {
  return anyDb
    .withTables<PeopleTables>()
    .selectFrom('accounts')
    .select(['id', 'network', 'handle', 'name', 'languages'])
    .where('network', '=', 'pages')
    .orderBy('created_at')
    .limit(500)
    .execute()
}

/** One page. */
export async function readPage(anyDb: Kysely<unknown>, key: string): Promise<PageRow | undefined> {
  const row = await pages(anyDb).where('page.key', '=', key).executeTakeFirst()
  return row && rowOf(row, await correctionsOf(anyDb, [key]))
}

/** The same in other languages, those that were not withdrawn. */
export async function otherLanguages(
  anyDb: Kysely<unknown>,
  { pair, key, language }: Pick<PageRow, 'pair' | 'key' | 'language'>,
): Promise<{ key: string; language: string }[]> {
  return anyDb
    .withTables<OwnPagesTables>()
    .selectFrom('own_pages as page')
    .leftJoin('own_page_removals as gone', 'gone.key', 'page.key')
    .select(['page.key', 'page.language'])
    .where('page.pair', '=', pair)
    .where('page.key', '<>', key)
    .where('page.language', '<>', language)
    .where('gone.key', 'is', null)
    .orderBy('page.language')
    .limit(20)
    .execute()
}

/** Where a stretch of a list begins: the time and key of the page next to it, as its address says it. */
export type Mark = { atMs: number; key: string }

/** A mark as an address holds it. */
export function markOf({ publishedMs: atMs, key }: Pick<PageRow, 'publishedMs' | 'key'>): string {
  return `${atMs}.${key}`
}

/** The mark in an address; undefined for what is none. */
export function readMark(text: string | undefined): Mark | undefined {
  const [, at, key] = /^(\d{1,14})\.([a-z0-9_-]{1,64})$/u.exec(text ?? '') ?? []
  return at === undefined || key === undefined ? undefined : { atMs: Number(at), key }
}

/** What is looked for in a list: a topic, words, a month of a year or a whole year, as the clock of a place has it. Missing: all. */
export type Sought = {
  topic?: string
  words?: string
  period?: { year: number; month?: number; timeZone: string }
}

/** What is listed: of one account and language, older or newer than a mark; newest first either way. */
export type Listing = Sought & {
  account: string
  language: string
  limit: number
  before?: Mark
  after?: Mark
}

/** A stretch of all that an account said in a language, newest first. */
export async function listPages(anyDb: Kysely<unknown>, o: Listing): Promise<PageRow[]> {
  const { before, after } = o
  const at = ({ atMs, key }: Mark) => sql`(${new Date(atMs)}::timestamptz, ${key}::text)`
  const isUp = after !== undefined
  const rows = await pages(anyDb)
    .where('page.account', '=', o.account)
    .where('page.language', '=', o.language)
    .where(isSought(o))
    .$if(before !== undefined, (query) =>
      query.where(sql<boolean>`(page.published_at, page.key) < ${before && at(before)}`),
    )
    .$if(isUp, (query) => query.where(sql<boolean>`(page.published_at, page.key) > ${after && at(after)}`))
    .orderBy('page.published_at', isUp ? 'asc' : 'desc')
    .orderBy('page.key', isUp ? 'asc' : 'desc')
    .limit(o.limit)
    .execute()
  const newestFirst = isUp ? rows.toReversed() : rows
  const corrections = await correctionsOf(
    anyDb,
    rows.map(({ key }) => key),
  )
  return newestFirst.map((row) => rowOf(row, corrections))
}

/** What was withdrawn is found by none of its words and topics, for it shows none. */
export function isSought({
  topic,
  words,
  period,
  language,
}: Sought & { language: string }): RawBuilder<SqlBool> {
  const parts = [sql<SqlBool>`true`]
  if (topic !== undefined) parts.push(isAbout(topic))
  if (words !== undefined)
    parts.push(sql`(gone.key is null and words.search @@ own_page_query(${language}, ${words}))`)
  if (period !== undefined) {
    const { year, month, timeZone } = period
    const first = sql`make_date(${year}::int, ${month ?? 1}::int, 1)::timestamp`
    const long = month === undefined ? sql`interval '1 year'` : sql`interval '1 month'`
    parts.push(
      sql`(page.published_at >= ${first} at time zone ${timeZone} and page.published_at < (${first} + ${long}) at time zone ${timeZone})`,
    )
  }
  return sql<SqlBool>`(${sql.join(parts, sql` and `)})`
}

/** Whether a page that is not withdrawn is about something, by the words of it that show. */
export function isAbout(topic: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`(gone.key is null and words.topics <> '{}' and words.topics @> array[${topic}]::text[])`
}

/** Most corrections shown of one page: the newest. */
const correctionsMax = 20

type Corrections = ReadonlyMap<string, PageRow['corrections']>

async function correctionsOf(anyDb: Kysely<unknown>, keys: readonly string[]): Promise<Corrections> {
  if (keys.length === 0) return new Map()
  const rows = await anyDb
    .withTables<OwnPagesTables>()
    .selectFrom('own_page_words')
    .select(['key', 'correction', 'said_at'])
    .where('key', 'in', keys)
    .where('correction', 'is not', null)
    .orderBy('said_at')
    .orderBy('kept_at')
    .execute()
  const byKey = new Map<string, { atMs: number; words: string }[]>()
  for (const { key, correction, said_at } of rows)
    byKey.set(key, [
      ...(byKey.get(key) ?? []).slice(1 - correctionsMax),
      { atMs: said_at.getTime(), words: correction ?? '' },
    ])
  return byKey
}

function pages(anyDb: Kysely<unknown>) {
  return anyDb
    .withTables<OwnPagesTables>()
    .selectFrom('own_pages as page')
    .innerJoin('own_page_words as words', (join) =>
      join.onRef('words.key', '=', 'page.key').onRef('words.revision', '=', 'page.revision'),
    )
    .leftJoin('own_page_removals as gone', 'gone.key', 'page.key')
    .select(['page.key', 'page.account', 'page.handle', 'page.language', 'page.pair', 'page.kind'])
    .select(['page.published_at', 'page.revision', 'words.text', 'words.media', 'words.content_warning'])
    .select(['words.said_at', 'words.kept_at', 'words.poll', 'words.card', 'words.topics', 'gone.removed_at'])
}

type Selected = Awaited<ReturnType<ReturnType<typeof pages>['execute']>>[number]

function rowOf(row: Selected, corrections: Corrections): PageRow {
  const { key, account, handle, language, pair, kind, text, media, poll, card, topics } = row
  const removedMs = row.removed_at?.getTime()
  return {
    ...{
      key,
      account,
      handle,
      language,
      pair,
      kind,
      text,
      media,
      poll,
      card,
      topics,
      contentWarning: row.content_warning,
    },
    corrections: corrections.get(key) ?? [],
    publishedMs: row.published_at.getTime(),
    changedMs: row.revision === key ? undefined : row.said_at.getTime(),
    removedMs,
    keptMs: Math.max(row.kept_at.getTime(), removedMs ?? 0),
  }
}
