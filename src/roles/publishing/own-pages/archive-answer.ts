import type { Account } from '#access/people/contract.ts'
import type { ApiContext } from '#api/api.ts'
import { archivePagesMax, renderArchive, type Archive } from '#networks/pages/render-archive.ts'
import { answerNothing, answerShared, pageHeaders } from '#roles/publishing/own-pages/answer.ts'
import { askedLanguage } from '#roles/publishing/own-pages/asked-language.ts'
import { feedLinks } from '#roles/publishing/own-pages/page-answer.ts'
import { publicPage } from '#roles/publishing/own-pages/public-pages.ts'
import {
  listPages,
  markOf,
  pageAccounts,
  readMark,
  type PageRow,
} from '#roles/publishing/own-pages/read-pages.ts'
import { addressesOf, around, practiceHeaders, type Site } from '#roles/publishing/own-pages/site.ts'

/** The account with this id, if it is one of our own site; undefined otherwise. */
export async function accountAsked({ store }: Site, id: string): Promise<Account | undefined> {
  return (await pageAccounts(store.db)).find((account) => account.id === id)
}

/** Answers with a stretch of the list of all that an account said in a language. */
export async function answerArchive(c: ApiContext, site: Site, id: string): Promise<Response> {
  const account = await accountAsked(site, id)
  if (account === undefined) return answerNothing(c)
  const asked = c.req.query('lang')
  const accepted = c.req.header('accept-language')
  const language = askedLanguage(account.languages, { asked, accepted })
  if (language === undefined) return answerNothing(c)
  const stretch = await stretchOf(site, { account: id, language }, c.req.query())
  const headers = { ...pageHeaders, ...practiceHeaders(site), 'content-language': language }
  return answerShared(c, {
    body: renderArchive(archiveOf(site, account, { language, ...stretch }), around(site)),
    type: 'text/html; charset=utf-8',
    changedMs: Math.max(0, ...stretch.rows.map(({ keptMs }) => keptMs)),
    headers: { ...headers, ...(asked === undefined ? { vary: 'accept-language' } : {}) },
  })
}

type Of = { account: string; language: string }
type Stretch = {
  rows: PageRow[]
  hasNewer: boolean
  hasOlder: boolean
  mark?: { before: string } | { after: string }
}

/** Marks that cannot be read, and those beyond the newest, give the newest. */
async function stretchOf(
  { store }: Site,
  of: Of,
  query: { before?: string; after?: string },
): Promise<Stretch> {
  const limit = archivePagesMax + 1
  const after = readMark(query.after)
  if (after !== undefined) {
    const newer = await listPages(store.db, { ...of, after, limit })
    // A short stretch at the top would leave most of a page empty.
    if (newer.length > archivePagesMax)
      return { rows: newer.slice(1), hasNewer: true, hasOlder: true, mark: { after: query.after ?? '' } }
  }
  const before = after === undefined ? readMark(query.before) : undefined
  const found = await listPages(store.db, { ...of, ...(before === undefined ? {} : { before }), limit })
  return {
    ...{
      rows: found.slice(0, archivePagesMax),
      hasNewer: before !== undefined,
      hasOlder: found.length === limit,
    },
    ...(before === undefined ? {} : { mark: { before: query.before ?? '' } }),
  }
}

function archiveOf(site: Site, account: Account, o: Stretch & { language: string }): Archive {
  const { id, handle: name, languages } = account
  const { language, rows, mark } = o
  const addresses = addressesOf(site)
  const [newest, oldest] = [rows[0], rows.at(-1)]
  return {
    ...{
      language,
      url: addresses.list(id, language, mark),
      from: { name, url: addresses.list(id, language) },
    },
    pages: rows.map((row) => publicPage(row, { addresses })),
    alternates: languages
      .filter((other) => other !== language)
      .map((other) => ({ language: other, url: addresses.list(id, other) })),
    feeds: feedLinks(addresses, { account: id, language, name }),
    ...(o.hasNewer && newest && { newerUrl: addresses.list(id, language, { after: markOf(newest) }) }),
    ...(o.hasOlder && oldest && { olderUrl: addresses.list(id, language, { before: markOf(oldest) }) }),
  }
}
