import type { Account } from '#access/people/contract.ts'
import type { ApiContext } from '#api/api.ts'
import { feedLimits, type PublicFeed } from '#networks/pages/feed.ts'
import { feedTypes, renderAtom, renderJsonFeed, renderRss } from '#networks/pages/render-feeds.ts'
import { pageWords, wordsLanguage } from '#networks/pages/words.ts'
import { feedAsked, type FeedFormat } from '#roles/publishing/own-pages/addresses.ts'
import { answerNothing, answerShared } from '#roles/publishing/own-pages/answer.ts'
import { accountAsked } from '#roles/publishing/own-pages/archive-answer.ts'
import { markedAsPractice, publicPage } from '#roles/publishing/own-pages/public-pages.ts'
import { listPages, type PageRow } from '#roles/publishing/own-pages/read-pages.ts'
import { addressesOf, practiceHeaders, type Site } from '#roles/publishing/own-pages/site.ts'
import { siteWords } from '#roles/publishing/own-pages/words.ts'

const renderers: Readonly<Record<FeedFormat, (feed: PublicFeed) => string>> = {
  rss: renderRss,
  atom: renderAtom,
  json: renderJsonFeed,
}

/** Answers with a feed of an account, `fr.rss` in its last part. */
export async function answerFeed(
  c: ApiContext,
  site: Site,
  { account: id, file }: { account: string; file: string },
): Promise<Response> {
  const asked = feedAsked(file)
  const account = await accountAsked(site, id)
  const language = account?.languages.find((one) => one === asked?.language)
  if (asked === undefined || account === undefined || language === undefined) return answerNothing(c)
  const rows = await listPages(site.store.db, { account: id, language, limit: feedLimits.itemsMax })
  const self = addressesOf(site).feed(id, language, asked.format)
  return answerShared(c, {
    body: renderers[asked.format](feedOf(site, account, { language, rows })),
    type: feedTypes[asked.format],
    changedMs: Math.max(0, ...rows.map(({ keptMs }) => keptMs)),
    headers: {
      ...practiceHeaders(site),
      link: [link(self, 'self'), ...site.hubs.map((hub) => link(hub, 'hub'))].join(', '),
      'content-language': language,
      // Readers that live in a browser may read it too: it is the same for everybody.
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    },
  })
}

function link(url: string, rel: 'self' | 'hub'): string {
  return `<${url}>; rel="${rel}"`
}

function feedOf(
  site: Site,
  { id, handle }: Account,
  { language, rows }: { language: string; rows: readonly PageRow[] },
): PublicFeed {
  const addresses = addressesOf(site)
  const lang = wordsLanguage(language)
  const name = site.isPractice ? `${pageWords.practiceMark[lang]} – ${handle}` : handle
  const pages = rows.map((row) => publicPage(row, { addresses }))
  return {
    ...{ language, hubs: site.hubs, pages: site.isPractice ? pages.map(markedAsPractice) : pages },
    from: { name, url: addresses.list(id, language) },
    description: siteWords.feed[lang].replace('{name}', () => name),
    urls: {
      rss: addresses.feed(id, language, 'rss'),
      atom: addresses.feed(id, language, 'atom'),
      json: addresses.feed(id, language, 'json'),
    },
  }
}
