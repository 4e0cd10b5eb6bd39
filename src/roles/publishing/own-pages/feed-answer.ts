import type { Account } from '#access/people/contract.ts'
import type { ApiContext } from '#api/api.ts'
import { feedLimits, type PublicFeed } from '#networks/pages/feed.ts'
import { feedTypes, renderAtom, renderJsonFeed, renderRss } from '#networks/pages/render-feeds.ts'
import { pageWords, wordsLanguage } from '#networks/pages/words.ts'
import { feedAsked, type FeedFormat } from '#roles/publishing/own-pages/addresses.ts'
import { answerNoTopic, answerNothing, answerShared } from '#roles/publishing/own-pages/answer.ts'
import { accountAsked } from '#roles/publishing/own-pages/archive-answer.ts'
import { markedAsPractice, publicPage } from '#roles/publishing/own-pages/public-pages.ts'
import { listPages, type PageRow } from '#roles/publishing/own-pages/read-pages.ts'
import { addressesOf, practiceHeaders, type Site } from '#roles/publishing/own-pages/site.ts'
import { topicAsked, topicName } from '#roles/publishing/own-pages/topics-shown.ts'
import { siteWords } from '#roles/publishing/own-pages/words.ts'
import type { Topic } from '#sending/topics/contract.ts'

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
  const topics = (await site.topics?.()) ?? []
  const topic = topicAsked(c.req.query('topic'), topics)
  if (topic === 'unknown') return answerNoTopic(c)
  const about = topic === undefined ? {} : { topic: topic.id }
  const rows = await listPages(site.store.db, { account: id, language, ...about, limit: feedLimits.itemsMax })
  const self = addressesOf(site).feed(id, language, asked.format, topic?.id)
  const feed = feedOf(site, account, { language, rows, topic, topics })
  return answerShared(c, {
    body: renderers[asked.format](feed),
    type: feedTypes[asked.format],
    changedMs: Math.max(0, ...rows.map(({ keptMs }) => keptMs)),
    headers: {
      ...practiceHeaders(site),
      link: [link(self, 'self'), ...feed.hubs.map((hub) => link(hub, 'hub'))].join(', '),
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

function descriptionOf(
  { language, topic }: { language: string; topic: Topic | undefined },
  handle: string,
  name: string,
): string {
  const lang = wordsLanguage(language)
  if (topic === undefined) return siteWords.feed[lang].replace('{name}', () => name)
  const said: Record<string, string> = { '{name}': handle, '{topic}': topicName(topic, language) }
  return siteWords.topicFeed[lang].replaceAll(/\{name\}|\{topic\}/gu, (one) => said[one] ?? '')
}

function feedOf(
  site: Site,
  { id, handle }: Account,
  o: { language: string; rows: readonly PageRow[]; topic: Topic | undefined; topics: readonly Topic[] },
): PublicFeed {
  const { language, rows, topic, topics } = o
  const addresses = addressesOf(site)
  const lang = wordsLanguage(language)
  const about = topic === undefined ? handle : `${handle} – ${topicName(topic, language)}`
  const name = site.isPractice ? `${pageWords.practiceMark[lang]} – ${about}` : about
  const pages = rows.map((row) => publicPage(row, { addresses, topics }))
  return {
    // A hub is told of whole feeds alone: followers of a topic look for themselves.
    hubs: topic === undefined ? site.hubs : [],
    ...{ language, pages: site.isPractice ? pages.map(markedAsPractice) : pages },
    from: { name, url: addresses.list(id, language, topic && { topic: topic.id }) },
    description: descriptionOf(o, handle, name),
    urls: {
      rss: addresses.feed(id, language, 'rss', topic?.id),
      atom: addresses.feed(id, language, 'atom', topic?.id),
      json: addresses.feed(id, language, 'json', topic?.id),
    },
  }
}
