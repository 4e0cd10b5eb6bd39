import { sql } from 'kysely'
import type { LedgerEntry, MissedItem, NewsHeard, NewsItem } from '#roles/early-warning/ledger/contract.ts'
import { stateOf, withMinutes, type Begun } from '#roles/early-warning/ledger/rules.ts'
import type { LedgerDb } from '#roles/early-warning/ledger/tables.ts'

/** Entries looked at for the figures: the newest. */
const entriesMax = 2000
const missedMax = 100
const excerptLengthMax = 200

type Row = {
  id: string
  story_id: string | null
  issue_id: string | null
  begun_at: Date
  first_post_at: Date | null
  first_post_url: string | null
  first_post_network: string | null
  first_post_gone: boolean
  signal_at: Date | null
  eye_at: Date | null
  eye_by: string | null
  response_at: Date | null
  response_by: string | null
  response_how: 'message' | 'noted' | null
  response_what: string | null
  response_url: string | null
  response_message: string | null
  interrupted: boolean | null
  headline: string | null
  headline_lang: string | null
  story_state: string | null
  muted: boolean | null
  title: string | null
  issue_state: 'open' | 'closed' | null
  news_at: Date | null
  news_label: string | null
  news_url: string | null
  news_gone: boolean | null
}

/** Every issue and story of the ledger since a moment, newest first; at most the last 2,000. */
export async function readEntries(db: LedgerDb, sinceMs: number): Promise<Begun[]> {
  const { rows } = await sql<Row>`
    select l.*, s.story->>'headline' as headline, s.story->>'headlineLang' as headline_lang,
      s.state as story_state, s.muted, i.title, i.state as issue_state,
      n.at as news_at, n.label as news_label, n.url as news_url, n.gone as news_gone
    from ledger l
    left join stories s on s.id = l.story_id
    left join issues i on i.id = l.issue_id
    left join lateral (select at, label, url, gone from story_news
      where story_news.story_id = l.id order by at limit 1) n on true
    where l.begun_at >= ${new Date(sinceMs)} and (s.id is not null or i.id is not null)
    order by l.begun_at desc limit ${entriesMax}`.execute(db)
  return rows.map((row) => ({ begunMs: row.begun_at.getTime(), entry: entryOf(row) }))
}

function entryOf(row: Row): LedgerEntry {
  const entry = {
    id: row.id,
    ...optional('storyId', row.story_id),
    ...optional('issueId', row.issue_id),
    title: row.title ?? row.headline ?? '',
    ...(row.title === row.headline || row.title === null ? optional('titleLang', row.headline_lang) : {}),
    state: stateOf({
      issue: row.issue_state ?? undefined,
      muted: row.muted === true,
      isOver: row.story_state === 'over',
      onlyWaited: row.interrupted === false,
    }),
    ...momentsOf(row),
  }
  return withMinutes(entry, row.begun_at.toISOString())
}

function momentsOf(row: Row): Pick<LedgerEntry, 'firstPost' | 'signal' | 'eye' | 'response' | 'news'> {
  const { first_post_at, signal_at, eye_at, news_at } = row
  return {
    ...(first_post_at === null
      ? {}
      : {
          firstPost: {
            at: first_post_at.toISOString(),
            ...sourceOf(row.first_post_url, row.first_post_network, row.first_post_gone),
          },
        }),
    ...(signal_at === null ? {} : { signal: { at: signal_at.toISOString() } }),
    ...(eye_at === null ? {} : { eye: { at: eye_at.toISOString(), by: row.eye_by ?? '' } }),
    ...responseOf(row),
    ...(news_at === null
      ? {}
      : { news: { at: news_at.toISOString(), ...sourceOf(row.news_url, row.news_label, row.news_gone) } }),
  }
}

function responseOf(row: Row): Pick<LedgerEntry, 'response'> {
  if (row.response_at === null) return {}
  return {
    response: {
      ...{ at: row.response_at.toISOString(), by: row.response_by ?? '', how: row.response_how ?? 'noted' },
      ...optional('what', row.response_what),
      ...optional('url', row.response_url),
      ...optional('messageId', row.response_message),
    },
  }
}

function sourceOf(
  url: string | null,
  label: string | null,
  gone: boolean | null,
): { url?: string; label?: string; gone?: boolean } {
  return { ...optional('url', url), ...optional('label', label), ...(gone === true ? { gone } : {}) }
}

function optional<K extends string>(key: K, value: string | null): { [P in K]?: string } {
  return value === null ? {} : ({ [key]: value } as { [P in K]?: string })
}

/** What became of the news items heard since a moment. */
export async function readNewsHeard(db: LedgerDb, sinceMs: number): Promise<NewsHeard> {
  const { rows } = await sql<Omit<NewsHeard, 'since'> & { since: Date | null }>`
    select count(*)::int as heard,
      (count(*) filter (where story_id is not null))::int as preceded,
      (count(*) filter (where story_id is null and concerns))::int as missed,
      (count(*) filter (where story_id is null and not concerns))::int as "noMatter",
      (count(*) filter (where story_id is null and concerns is null))::int as "notLookedAt",
      min(at) as since
    from news_heard where at >= ${new Date(sinceMs)}`.execute(db)
  const none = { heard: 0, preceded: 0, missed: 0, noMatter: 0, notLookedAt: 0, since: null }
  const { since, ...counts } = rows[0] ?? none
  return { ...counts, ...(since === null ? {} : { since: since.toISOString() }) }
}

/** News items that no signal preceded: those that concerned us first, then those nobody has looked at, newest first. */
export async function readMissed(db: LedgerDb, sinceMs: number): Promise<MissedItem[]> {
  const { rows } = await sql<{
    post_id: string
    at: Date
    label: string
    url: string | null
    concerns: boolean | null
    text: string | null
    lang: string | null
  }>`
    select n.post_id, n.at, n.label, n.url, n.concerns, p.text, p.lang from news_heard n
    left join posts p on p.id = n.post_id and p.at = n.at
    where n.story_id is null and n.at >= ${new Date(sinceMs)}
    order by n.concerns is true desc, n.concerns is null desc, n.at desc limit ${missedMax}`.execute(db)
  return rows.map(({ post_id, at, label, url, concerns, text, lang }) => ({
    ...{ postId: post_id, at: at.toISOString(), label },
    ...optional('url', url),
    ...optional('text', text === null ? null : Array.from(text).slice(0, excerptLengthMax).join('')),
    ...optional('lang', lang),
    ...(concerns === null ? {} : { concerns }),
  }))
}

/** News items about a story, newest first, each with its versions. */
export async function readNewsOf(db: LedgerDb, storyId: string): Promise<NewsItem[]> {
  const items = await db
    .selectFrom('story_news')
    .selectAll()
    .where('story_id', '=', storyId)
    .orderBy('at', 'desc')
    .limit(50)
    .execute()
  if (items.length === 0) return []
  const versions = await db
    .selectFrom('news_versions')
    .selectAll()
    .where(
      'post_id',
      'in',
      items.map(({ post_id }) => post_id),
    )
    .orderBy('version')
    .execute()
  return items.map(({ post_id, at, label, url, lang, gone }) => ({
    ...{ postId: post_id, at: at.toISOString(), label, gone },
    ...optional('url', url),
    ...optional('lang', lang),
    versions: versions
      .filter((one) => one.post_id === post_id)
      .map(({ seen_at, text }) => ({ seenAt: seen_at.toISOString(), text })),
  }))
}
