import type { Account } from '#access/people/contract.ts'
import type { ApiContext } from '#api/api.ts'
import type { Finding } from '#networks/pages/archive-finding.ts'
import { archivePagesMax, renderArchive, type Archive } from '#networks/pages/render-archive.ts'
import { wordsLanguage } from '#networks/pages/words.ts'
import { listPath, type Addresses, type ListAsked } from '#roles/publishing/own-pages/addresses.ts'
import {
  answerNoTopic,
  answerNothing,
  answerShared,
  archiveHeaders,
} from '#roles/publishing/own-pages/answer.ts'
import { soughtOf } from '#roles/publishing/own-pages/archive-asked.ts'
import { askedLanguage } from '#api/asked-language.ts'
import { countedMax, countSought, monthsOf, type MonthCount } from '#roles/publishing/own-pages/months.ts'
import { feedLinks } from '#roles/publishing/own-pages/page-answer.ts'
import { publicPage } from '#roles/publishing/own-pages/public-pages.ts'
import {
  listPages,
  markOf,
  pageAccounts,
  readMark,
  type PageRow,
  type Sought,
} from '#roles/publishing/own-pages/read-pages.ts'
import { addressesOf, around, practiceHeaders, type Site } from '#roles/publishing/own-pages/site.ts'
import { countedTopics, topicAsked, topicName } from '#roles/publishing/own-pages/topics-shown.ts'
import type { Topic } from '#sending/topics/contract.ts'

/** The account with this id, if it is one of our own site; undefined otherwise. */
export async function accountAsked({ store }: Site, id: string): Promise<Account | undefined> {
  return (await pageAccounts(store.db)).find((account) => account.id === id)
}

/** Answers with a stretch of the list of all that an account said in a language, or of what somebody looks for in it. */
export async function answerArchive(c: ApiContext, site: Site, id: string): Promise<Response> {
  const account = await accountAsked(site, id)
  if (account === undefined) return answerNothing(c)
  const asked = c.req.query('lang')
  const accepted = c.req.header('accept-language')
  const language = askedLanguage(account.languages, { asked, accepted })
  if (language === undefined) return answerNothing(c)
  const topics = (await site.topics?.()) ?? []
  const topic = topicAsked(c.req.query('topic'), topics)
  if (topic === 'unknown') return answerNoTopic(c)
  const looked = lookedFor(c, site, topic)
  const of = { account: id, language, ...looked.sought }
  const stretch = await stretchOf(site, of, c.req.query())
  const finding = await findingOf(site, of, { asked: looked.asked, topic, topics })
  const headers = { ...archiveHeaders, ...practiceHeaders(site), 'content-language': language }
  return answerShared(c, {
    body: renderArchive(
      archiveOf(site, account, { language, asked: looked.asked, finding, topics, ...stretch }),
      around(site),
    ),
    type: 'text/html; charset=utf-8',
    changedMs: Math.max(0, ...stretch.rows.map(({ keptMs }) => keptMs)),
    headers: { ...headers, ...(asked === undefined ? { vary: 'accept-language' } : {}) },
  })
}

/** What somebody looks for, the topic among it. */
function lookedFor(c: ApiContext, site: Site, topic: Topic | undefined): ReturnType<typeof soughtOf> {
  const { sought, asked } = soughtOf(c.req.query(), site.timeZone())
  if (topic === undefined) return { sought, asked }
  const { id } = topic
  return { sought: { ...sought, topic: id }, asked: { topic: id, ...asked } }
}

type Of = Sought & { account: string; language: string }
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

async function findingOf(site: Site, of: Of, { asked, topic, topics }: Looking): Promise<Finding> {
  const { account, language } = of
  const { store, timeZone } = site
  const addresses = addressesOf(site)
  const isLooking = [of.topic, of.words, of.period].some((one) => one !== undefined)
  const count = isLooking ? await countSought(store.db, of) : 0
  const found = { count: Math.min(count, countedMax), isMore: count > countedMax }
  const { when } = asked
  const inTopic = topic === undefined ? {} : { topic: topic.id }
  return {
    action: listPath(account),
    hidden: { lang: language, ...inTopic, ...(when === undefined ? {} : { when }) },
    ...(topic === undefined ? {} : { topic: namedTopic(topic, language) }),
    topics: await countedTopics(store.db, of, { topics, addresses }),
    ...(asked.q === undefined ? {} : { words: asked.q }),
    ...(of.period === undefined ? {} : { period: periodWords(of.period, language) }),
    ...(isLooking ? { found } : {}),
    allUrl: addresses.list(account, language),
    years: yearsOf(await monthsOf(store.db, { account, language, ...inTopic }, timeZone()), (period) =>
      addresses.list(account, language, { ...inTopic, when: period }),
    ),
  }
}

type Looking = { asked: ListAsked; topic: Topic | undefined; topics: readonly Topic[] }

function namedTopic(topic: Topic, language: string): NonNullable<Finding['topic']> {
  return { id: topic.id, name: topicName(topic, language), isRetired: topic.retired }
}

function periodWords({ year, month }: NonNullable<Sought['period']>, language: string): string {
  if (month === undefined) return String(year)
  const locale = `${wordsLanguage(language)}-CA`
  const style = { month: 'long', year: 'numeric', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(locale, style).format(Date.UTC(year, month - 1, 1))
}

function yearsOf(months: readonly MonthCount[], urlOf: (period: string) => string): Finding['years'] {
  const years = [...new Set(months.map(({ year }) => year))]
  return years.map((year) => {
    const within = months.filter((one) => one.year === year)
    return {
      ...{ year, url: urlOf(String(year)), count: within.reduce((sum, { count }) => sum + count, 0) },
      months: within.map(({ month, count }) => ({
        ...{ month, count },
        url: urlOf(`${year}-${String(month).padStart(2, '0')}`),
      })),
    }
  })
}

function archiveOf(
  site: Site,
  account: Account,
  o: Stretch & { language: string; asked: ListAsked; finding: Finding; topics: readonly Topic[] },
): Archive {
  const { id, handle: name, languages } = account
  const { language, rows, mark, asked, finding, topics } = o
  const addresses = addressesOf(site)
  const [newest, oldest] = [rows[0], rows.at(-1)]
  const at = (marked: ListAsked): string => addresses.list(id, language, { ...asked, ...marked })
  return {
    ...{ language, url: at({ ...mark }), from: { name, url: addresses.list(id, language) }, finding },
    pages: rows.map((row) => publicPage(row, { addresses, topics })),
    alternates: alternatesOf(addresses, { id, languages, language, asked }),
    feeds: feedLinks(addresses, { account: id, language, name, topic: finding.topic }),
    ...(o.hasNewer && newest && { newerUrl: at({ after: markOf(newest) }) }),
    ...(o.hasOlder && oldest && { olderUrl: at({ before: markOf(oldest) }) }),
  }
}

/** The list in other languages: of the same topic and time, without words that belong to this one. */
function alternatesOf(
  addresses: Addresses,
  o: { id: string; languages: readonly string[]; language: string; asked: ListAsked },
): Archive['alternates'] {
  const { id } = o
  const { topic, when } = o.asked
  const same = { ...(topic === undefined ? {} : { topic }), ...(when === undefined ? {} : { when }) }
  return o.languages
    .filter((other) => other !== o.language)
    .map((other) => ({
      language: other,
      url: addresses.list(id, other, same),
    }))
}
