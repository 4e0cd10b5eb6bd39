import { sql, type Kysely } from 'kysely'
import { dayMs } from '#kernel/time.ts'
import type { MessageResults, PlaceResult } from '#roles/publishing/results/contract.ts'
import { dayOf } from '#roles/publishing/results/daily-counts.ts'
import type { Visitor } from '#roles/publishing/results/tables.ts'
import type { Lines } from '#sending/ground.ts'
import { itemOf } from '#roles/publishing/view.ts'

type Needs = { db: Kysely<unknown>; lines: Pick<Lines, 'capabilities'>; nowMs: number; timeZone: string }

/** Places shown of one message: more than any message has. */
const placesMax = 200
/** Answers on record that are looked at for one message and account. */
const keptMax = 20_000

type Row = {
  delivery: string
  account: string
  network: string
  language: string
  url: string | null
  there_at: Date
  removed_at: Date | null
  replies: number | null
  reposts: number | null
  likes: number | null
  quotes: number | null
  read_at: Date | null
  next_at: Date | null
  problem: string | null
}

/** What came of a message: each place by itself, with when it was read. Undefined where there is no such message. */
export async function resultsOf(needs: Needs, messageId: string): Promise<MessageResults | undefined> {
  const { db, nowMs } = needs
  const item = itemOf(messageId)
  const known = await sql`select 1 from messages where id = ${messageId}`.execute(db)
  if (known.rows.length === 0) return undefined
  const { rows } = await sql<Row>`
    select d.id as delivery, d.account, d.network, d.language, part.url, part.there_at, d.removed_at,
      r.replies, r.reposts, r.likes, r.quotes, r.read_at, r.next_at, r.problem
    from deliveries d
    join delivery_parts part on part.delivery_id = d.id and part.part = 0
    left join result_readings r on r.delivery_id = d.id
    where d.item = ${item} and d.edits is null and d.state = 'sent'
    order by d.account, d.language, part.there_at desc limit ${placesMax}`.execute(db)
  const kept = await keptAnswers(db, item, rows)
  const places: PlaceResult[] = []
  for (const row of rows)
    places.push(
      placeOf(needs, row, {
        kept,
        ...(row.network === 'pages' ? { opened: await openedOf(needs, row) } : {}),
      }),
    )
  return { places, at: new Date(nowMs).toISOString() }
}

function placeOf(
  { lines }: Needs,
  row: Row,
  { kept, opened }: { kept: ReadonlyMap<string, number>; opened?: PlaceResult['opened'] },
): PlaceResult {
  const { delivery, account, language, url, replies, reposts, likes, quotes, problem } = row
  const can = lines.capabilities(row.network)
  return {
    ...{ delivery, account, language, network: can?.name ?? row.network, asked: can?.counts ?? 'none' },
    ...{ publishedAt: row.there_at.toISOString(), isGone: row.removed_at !== null },
    kept: kept.get(`${account} ${language}`) ?? 0,
    ...(url === null ? {} : { url }),
    ...(replies === null ? {} : { replies }),
    ...(reposts === null ? {} : { reposts }),
    ...(likes === null ? {} : { likes }),
    ...(quotes === null ? {} : { quotes }),
    ...(row.read_at === null ? {} : { readAt: row.read_at.toISOString() }),
    ...(row.next_at === null ? {} : { nextReadAt: row.next_at.toISOString() }),
    ...(problem === null ? {} : { problem }),
    ...(opened === undefined ? {} : { opened }),
  }
}

/** Answers and quotes on record, by account and language of what they answer. */
async function keptAnswers(
  db: Kysely<unknown>,
  item: string,
  rows: readonly Row[],
): Promise<ReadonlyMap<string, number>> {
  if (rows.length === 0) return new Map()
  const accounts = [...new Set(rows.map(({ account }) => account))]
  const since = new Date(Math.min(...rows.map(({ there_at }) => there_at.getTime())))
  const { rows: found } = await sql<{ account: string; language: string; count: number }>`
    select account, body ->> 'language' as language, count(*)::int as count from (
      select account, body::jsonb as body from records_entries
      where kind = 'reply-received' and at >= ${since} and account = any(${accounts}::text[]) and body is not null
      order by at limit ${keptMax}) as heard
    where body -> 'facts' ->> 'answers' = ${item} group by 1, 2`.execute(db)
  return new Map(found.map(({ account, language, count }) => [`${account} ${language}`, count]))
}

const byDayMax = 30

/** How often a page of ours was opened. */
async function openedOf(
  { db, nowMs, timeZone }: Needs,
  { delivery }: Row,
): Promise<NonNullable<PlaceResult['opened']>> {
  const { rows } = await sql<{ day: string; who: Visitor; count: number }>`
    select to_char(day, 'YYYY-MM-DD') as day, who, sum(count)::int as count from own_page_visits
    where key = ${`${delivery}-0`} group by 1, 2 order by 1`.execute(db)
  const since = dayOf(nowMs - (byDayMax - 1) * dayMs, timeZone)
  const all = (who: Visitor): number =>
    rows.filter((row) => row.who === who).reduce((sum, { count }) => sum + count, 0)
  return {
    ...{ people: all('people'), robots: all('robots'), ahead: all('ahead') },
    byDay: rows
      .filter(({ day, who }) => who === 'people' && day >= since)
      .map(({ day, count: people }) => ({ day, people })),
  }
}
