import type { ApiContext } from '#api/api.ts'
import type { HeadLink } from '#networks/pages/document.ts'
import type { PublicPage } from '#networks/pages/public-page.ts'
import { renderPage } from '#networks/pages/render-page.ts'
import { feedFormats, type Addresses } from '#roles/publishing/own-pages/addresses.ts'
import { answerNothing, answerShared, pageHeaders } from '#roles/publishing/own-pages/answer.ts'
import { linkPictureHash, linkPictureSize } from '#roles/publishing/own-pages/link-picture.ts'
import { linkPictureOf } from '#roles/publishing/own-pages/picture-answer.ts'
import { visitorOf } from '#roles/publishing/results/visitor.ts'
import { countsFor } from '#roles/publishing/own-pages/page-polls.ts'
import { publicPage } from '#roles/publishing/own-pages/public-pages.ts'
import { otherLanguages, readPage } from '#roles/publishing/own-pages/read-pages.ts'
import { addressesOf, around, practiceHeaders, type Site } from '#roles/publishing/own-pages/site.ts'

/** Answers with one page; one that was withdrawn says so, with 410. */
export async function answerPage(c: ApiContext, site: Site, key: string): Promise<Response> {
  const row = await readPage(site.store.db, key)
  if (row === undefined) return answerNothing(c)
  const others = row.removedMs === undefined ? await otherLanguages(site.store.db, row) : []
  const addresses = addressesOf(site)
  const topics = row.topics.length === 0 ? [] : ((await site.topics?.()) ?? [])
  const counts = row.removedMs === undefined ? await countsFor(site.store.db, row, site) : []
  const page = pictured(publicPage(row, { addresses, topics, others, counts }), { key, addresses, site })
  const feeds = feedLinks(addresses, { account: row.account, language: row.language, name: row.handle })
  if (row.removedMs === undefined && c.req.method === 'GET')
    site.visits?.note(
      'pages',
      key,
      visitorOf((name) => c.req.header(name)),
    )
  return answerShared(c, {
    body: renderPage(page, { ...around(site), feeds }),
    type: 'text/html; charset=utf-8',
    status: row.removedMs === undefined ? 200 : 410,
    changedMs: Math.max(row.keptMs, ...counts.map(({ readMs = 0 }) => readMs)),
    headers: { ...pageHeaders, ...practiceHeaders(site), 'content-language': row.language },
  })
}

/** With the picture for links to it; what was withdrawn has none. */
function pictured(
  page: PublicPage,
  { key, addresses, site }: { key: string; addresses: Addresses; site: Site },
): PublicPage {
  if (page.withdrawn !== undefined) return page
  const picture = linkPictureOf(page, site)
  const url = addresses.picture(key, linkPictureHash(picture))
  return { ...page, picture: { url, ...linkPictureSize, alt: `${picture.name}: ${picture.title}` } }
}

const formatNames = { rss: 'RSS', atom: 'Atom', json: 'JSON Feed' }
const formatTypes = {
  rss: 'application/rss+xml',
  atom: 'application/atom+xml',
  json: 'application/feed+json',
}

type PageTopicName = { id: string; name: string }

/** The feeds of an account in a language, or of a topic alone, as pages point at them. */
export function feedLinks(
  addresses: Addresses,
  {
    account,
    language,
    name,
    topic,
  }: { account: string; language: string; name: string; topic?: PageTopicName | undefined },
): HeadLink[] {
  return feedFormats.map((format) => ({
    url: addresses.feed(account, language, format, topic?.id),
    type: formatTypes[format],
    title: `${topic === undefined ? name : `${name} – ${topic.name}`} (${formatNames[format]})`,
  }))
}
