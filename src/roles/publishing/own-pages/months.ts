import { sql, type Kysely } from 'kysely'
import type { OwnPagesTables } from '#roles/publishing/own-pages/tables.ts'
import { isAbout, isSought, type Sought } from '#roles/publishing/own-pages/read-pages.ts'

/** Months of a list, and how many messages each has. */
export type MonthCount = { year: number; month: number; count: number }

/** Most months told: forty years. */
const monthsMax = 480

type Of = { account: string; language: string }

const withWords = sql`join own_page_words as words on words.key = page.key and words.revision = page.revision
  left join own_page_removals as gone on gone.key = page.key`

/** The months in which an account said something in a language, or something about a topic, newest first, by the clock of a place. */
export async function monthsOf(
  anyDb: Kysely<unknown>,
  { account, language, topic }: Of & Pick<Sought, 'topic'>,
  timeZone: string,
): Promise<MonthCount[]> {
  const { rows } = await sql<MonthCount>`
    select extract(year from local)::int as year, extract(month from local)::int as month, count(*)::int as count
    from (select page.published_at at time zone ${timeZone} as local from own_pages as page
      ${topic === undefined ? sql`` : withWords}
      where page.account = ${account} and page.language = ${language}
        ${topic === undefined ? sql`` : sql`and ${isAbout(topic)}`}) as said
    group by 1, 2 order by 1 desc, 2 desc limit ${monthsMax}`.execute(anyDb)
  return rows
}

/** More than this are "more than". */
export const countedMax = 1000

/** How many pages are found, up to one more than `countedMax`. */
export async function countSought(anyDb: Kysely<unknown>, o: Of & Sought): Promise<number> {
  const found = anyDb
    .withTables<OwnPagesTables>()
    .selectFrom('own_pages as page')
    .innerJoin('own_page_words as words', (join) =>
      join.onRef('words.key', '=', 'page.key').onRef('words.revision', '=', 'page.revision'),
    )
    .leftJoin('own_page_removals as gone', 'gone.key', 'page.key')
    .select('page.key')
    .where('page.account', '=', o.account)
    .where('page.language', '=', o.language)
    .where(isSought(o))
    .limit(countedMax + 1)
  const row = await anyDb
    .selectFrom(found.as('found'))
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirst()
  return row?.count ?? 0
}
