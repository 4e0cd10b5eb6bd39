import { sql, type Kysely } from 'kysely'
import type { Chance } from '#api/chance.ts'
import { dayMs } from '#kernel/time.ts'
import { longUrlMax, shortPath, type Opened, type ShortLink } from '#roles/publishing/results/contract.ts'
import { dayOf } from '#roles/publishing/results/daily-counts.ts'
import type { ResultsTables } from '#roles/publishing/results/tables.ts'

/** Letters of a code: none that is taken for another when it is read out or copied from a poster. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
/** A thousand million codes: with ten thousand in use one guess in a hundred thousand finds one, and finds a public address. */
const codeLength = 6

/** How long a short address is of a desk that is reached there. */
export function shortLength(origin: string): number {
  return origin.length + shortPath.length + codeLength
}

const triesMax = 10

/** Why no short address was made. */
export type NotShort = 'not-an-address' | 'short-already' | 'no-code'

/**
 * An address as it may be made short: of the web, without a name or password in it, and not short already.
 *
 * @param origin where this desk is reached
 */
export function shortenable(
  url: string,
  origin: string,
): { ok: true; url: string } | { ok: false; why: NotShort } {
  const parsed = url.length <= longUrlMax ? URL.parse(url) : null
  const isWeb = parsed !== null && /^https?:$/u.test(parsed.protocol) && parsed.hostname.includes('.')
  const isOurs = parsed !== null && parsed.origin === origin
  if (parsed === null || !(isWeb || isOurs) || parsed.username !== '' || parsed.password !== '')
    return { ok: false, why: 'not-an-address' }
  if (isOurs && parsed.pathname.startsWith(shortPath)) return { ok: false, why: 'short-already' }
  return parsed.href.length <= longUrlMax
    ? { ok: true, url: parsed.href }
    : { ok: false, why: 'not-an-address' }
}

type Making = { nowMs: number; chance: Chance; by: { id: string; name: string } }

/** The code of an address: one that has a code keeps it, whoever asks. */
export async function codeFor(
  tx: Kysely<unknown>,
  url: string,
  { nowMs, chance, by }: Making,
): Promise<string | undefined> {
  const db = tx.withTables<ResultsTables>()
  for (let tries = 0; tries < triesMax; tries += 1) {
    const row = { url, made_at: new Date(nowMs), made_by_id: by.id, made_by: by.name }
    await db
      .insertInto('short_links')
      .values({ ...row, code: newCode(chance) })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const kept = await db.selectFrom('short_links').select('code').where('url', '=', url).executeTakeFirst()
    if (kept !== undefined) return kept.code
  }
  return undefined
}

function newCode(chance: Chance): string {
  // What is beyond the last whole round of letters is drawn again, so that each is as likely as the others.
  const whole = 256 - (256 % letters.length)
  let code = ''
  for (let rounds = 0; code.length < codeLength && rounds < 100; rounds += 1)
    for (const byte of chance.bytes(codeLength))
      if (byte < whole && code.length < codeLength) code += letters[byte % letters.length] ?? ''
  return code
}

/** Where a code leads; undefined for one that is none. */
export async function urlOfCode(anyDb: Kysely<unknown>, code: string): Promise<string | undefined> {
  if (!/^[a-z0-9]{4,12}$/u.test(code)) return undefined
  const row = await anyDb
    .withTables<ResultsTables>()
    .selectFrom('short_links')
    .select('url')
    .where('code', '=', code)
    .executeTakeFirst()
  return row?.url
}

/** Where codes lead, as far as they lead anywhere. */
export async function urlsOfCodes(
  anyDb: Kysely<unknown>,
  codes: readonly string[],
): Promise<{ code: string; url: string }[]> {
  return anyDb
    .withTables<ResultsTables>()
    .selectFrom('short_links')
    .select(['code', 'url'])
    .where('code', 'in', [...codes])
    .orderBy('code')
    .execute()
}

/** Short addresses shown at once. */
export const shortLinksMax = 100

/** Short addresses, the newest first, or only that of one code, with how often each was used. */
export async function listShortLinks(
  anyDb: Kysely<unknown>,
  o: { origin: string; nowMs: number; timeZone: string; only?: string },
): Promise<{ links: ShortLink[]; more: boolean }> {
  const since = dayOf(o.nowMs - 29 * dayMs, o.timeZone)
  const counted = (who: string, from: string | undefined) =>
    sql`coalesce(sum(c.count) filter (where c.who = ${who}${from === undefined ? sql`` : sql` and c.day >= ${from}::date`}), 0)::int`
  const { rows } = await sql<Row>`
    select l.code, l.url, l.made_at, l.made_by,
      ${counted('people', undefined)} as people, ${counted('robots', undefined)} as robots, ${counted('ahead', undefined)} as ahead,
      ${counted('people', since)} as people30, ${counted('robots', since)} as robots30, ${counted('ahead', since)} as ahead30
    from (select * from short_links where ${o.only === undefined ? sql`true` : sql`code = ${o.only}`} order by made_at desc, code limit ${shortLinksMax + 1}) l
    left join short_link_clicks c on c.code = l.code
    group by l.code, l.url, l.made_at, l.made_by order by l.made_at desc, l.code`.execute(anyDb)
  return {
    links: rows.slice(0, shortLinksMax).map((row) => linkOf(row, o.origin)),
    more: rows.length > shortLinksMax,
  }
}

type Row = Opened & {
  code: string
  url: string
  made_at: Date
  made_by: string
  people30: number
  robots30: number
  ahead30: number
}

function linkOf(row: Row, origin: string): ShortLink {
  const { code, url, people, robots, ahead } = row
  return {
    ...{
      code,
      url,
      short: `${origin}${shortPath}${code}`,
      madeAt: row.made_at.toISOString(),
      madeBy: row.made_by,
    },
    opened: { people, robots, ahead },
    last30: { people: row.people30, robots: row.robots30, ahead: row.ahead30 },
  }
}
