import type { Kysely } from 'kysely'
import type { PeopleTables } from '#access/people/tables.ts'
import type { PollCount } from '#networks/pages/public-page.ts'
import type { PageRow } from '#roles/publishing/own-pages/read-pages.ts'
import type { PollResult } from '#sending/polls/contract.ts'
import { pollsOf } from '#sending/polls/results.ts'
import type { SendingTables } from '#sending/tables.ts'

/**
 * How people voted on what a page asks: on each account of ours that asked the same, in the language of the page, and only there. One
 * after the other, never added up.
 */
export async function countsFor(
  anyDb: Kysely<unknown>,
  { key, language, poll }: Pick<PageRow, 'key' | 'language' | 'poll'>,
  { isPractice }: { isPractice: boolean },
): Promise<PollCount[]> {
  if (poll === null) return []
  const delivery = await anyDb
    .withTables<SendingTables>()
    .selectFrom('deliveries')
    .select('item')
    .where('id', '=', key.replace(/-\d+$/u, ''))
    .executeTakeFirst()
  if (delivery === undefined) return []
  const asked = JSON.stringify(poll.options)
  const same = (await pollsOf(anyDb, delivery.item)).filter(
    (one) => one.language === language && JSON.stringify(one.options) === asked,
  )
  // Of an account that asked twice, the newest comes first.
  const newest = same.filter(({ account }, at) => same.findIndex((one) => one.account === account) === at)
  const handles = await handlesOf(
    anyDb,
    newest.map(({ account }) => account),
  )
  // What is practised is nowhere to be found: no link leads there.
  return newest.map(({ url, ...one }) =>
    countOf({ ...one, ...(url === undefined || isPractice ? {} : { url }) }, handles.get(one.account)),
  )
}

async function handlesOf(
  anyDb: Kysely<unknown>,
  accounts: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await anyDb
    .withTables<PeopleTables>()
    .selectFrom('accounts')
    .select(['id', 'handle'])
    .where('id', 'in', ['', ...accounts])
    .execute()
  return new Map(rows.map(({ id, handle }) => [id, handle]))
}

function countOf(
  { network, url, votes, voters, readAt, endsAt, isOver }: PollResult,
  handle: string | undefined,
): PollCount {
  return {
    ...{ name: handle === undefined || handle === '' ? network : `${network} (${handle})`, isOver },
    endsMs: Date.parse(endsAt),
    ...(url === undefined ? {} : { url }),
    ...(votes === undefined ? {} : { votes }),
    ...(voters === undefined ? {} : { voters }),
    ...(readAt === undefined ? {} : { readMs: Date.parse(readAt) }),
  }
}
