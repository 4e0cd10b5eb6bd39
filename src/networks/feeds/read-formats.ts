import { parseFeed } from 'feedsmith'
import type { FeedItem, ParsedFeed } from '#networks/feeds/feed-item.ts'
import type { Post } from '#kernel/post.ts'

/** Items read from one feed at most; feeds hold 10 to 100, archives a few thousand. */
export const itemsMax = 1000

const mediaMax = 20

type Read = ReturnType<typeof parseFeed<string>>
type RssFeed = Extract<Read, { format: 'rss' }>['feed']
type AtomFeed = Extract<Read, { format: 'atom' }>['feed']
type RdfFeed = Extract<Read, { format: 'rdf' }>['feed']
type JsonFeed = Extract<Read, { format: 'json' }>['feed']
type RssItem = NonNullable<RssFeed['items']>[number]
type AtomEntry = NonNullable<AtomFeed['entries']>[number]
type RdfItem = NonNullable<RdfFeed['items']>[number]
type JsonItem = NonNullable<JsonFeed['items']>[number]

/** Reads a feed of any format feedsmith knows; undefined when it is none, is broken, or holds nothing at all. */
export function readFormats(text: string): ParsedFeed | undefined {
  const read = tryFeedsmith(text)
  switch (read?.format) {
    case 'rss':
      return rssFeed(read.feed)
    case 'atom':
      return atomFeed(read.feed)
    case 'rdf':
      return rdfFeed(read.feed)
    case 'json':
      return jsonFeed(read.feed)
    case undefined:
      return undefined
  }
}

// feedsmith throws for every fault of a feed; deep nesting can end in a RangeError of the parser below it.
function tryFeedsmith(text: string): Read | undefined {
  try {
    return parseFeed(text, { maxItems: itemsMax, parseDateFn: (raw) => raw })
  } catch {
    return undefined // the caller salvages what it can and counts the rest
  }
}

function rssFeed(feed: RssFeed): ParsedFeed {
  return feedOf({
    title: feed.title,
    lang: feed.language ?? feed.dc?.languages?.[0],
    ttlMin: feed.ttl,
    items: (feed.items ?? []).map(rssItem),
  })
}

function rssItem(item: RssItem): FeedItem {
  const permalink = item.guid?.isPermaLink === false ? undefined : item.guid?.value
  return itemOf({
    guid: item.guid?.value,
    link: item.link ?? item.atom?.links?.[0]?.href ?? permalink,
    title: item.title ?? item.dc?.titles?.[0] ?? item.media?.title?.value,
    body: item.description ?? item.content?.encoded ?? item.dc?.descriptions?.[0] ?? item.itunes?.summary,
    published: item.pubDate ?? item.dc?.dates?.[0] ?? item.atom?.published,
    updated: item.atom?.updated,
    lang: item.dc?.languages?.[0],
    media: mediaOf([...(item.enclosures ?? []), ...(item.media?.contents ?? [])].map(({ type }) => type)),
    geo: geoOf(item.georss?.point?.lat ?? item.geo?.lat, item.georss?.point?.lng ?? item.geo?.long),
  })
}

function atomFeed(feed: AtomFeed): ParsedFeed {
  return feedOf({
    title: feed.title?.value,
    lang: feed.xml?.lang,
    items: (feed.entries ?? []).map(atomEntry),
  })
}

function atomEntry(entry: AtomEntry): FeedItem {
  const body = entry.summary ?? entry.content
  const links = entry.links ?? []
  const link = links.find(({ rel }) => rel === undefined || rel === 'alternate') ?? links[0]
  const enclosures = links.filter(({ rel }) => rel === 'enclosure')
  return itemOf({
    guid: entry.id,
    link: link?.href,
    title: entry.title?.value ?? entry.media?.title?.value,
    titleIsPlain: isPlain(entry.title?.type),
    body: body?.value,
    bodyIsPlain: isPlain(body?.type),
    published: entry.published ?? entry.dc?.dates?.[0] ?? entry.updated,
    updated: entry.updated,
    lang: entry.xml?.lang,
    media: mediaOf([...enclosures, ...(entry.media?.contents ?? [])].map(({ type }) => type)),
    geo: geoOf(entry.georss?.point?.lat ?? entry.geo?.lat, entry.georss?.point?.lng ?? entry.geo?.long),
  })
}

function rdfFeed(feed: RdfFeed): ParsedFeed {
  return feedOf({ title: feed.title, lang: feed.dc?.languages?.[0], items: (feed.items ?? []).map(rdfItem) })
}

function rdfItem(item: RdfItem): FeedItem {
  return itemOf({
    guid: item.rdf?.about ?? item.link,
    link: item.link,
    title: item.title ?? item.dc?.titles?.[0],
    body: item.description ?? item.content?.encoded ?? item.dc?.descriptions?.[0],
    published: item.dc?.dates?.[0],
    lang: item.dc?.languages?.[0],
    media: mediaOf((item.media?.contents ?? []).map(({ type }) => type)),
    geo: geoOf(item.georss?.point?.lat, item.georss?.point?.lng),
  })
}

function jsonFeed(feed: JsonFeed): ParsedFeed {
  return feedOf({ title: feed.title, lang: feed.language, items: (feed.items ?? []).map(jsonItem) })
}

function jsonItem(item: JsonItem): FeedItem {
  const types = [
    ...(item.attachments ?? []).map(({ mime_type }) => mime_type),
    item.image === undefined ? undefined : 'image/*',
  ]
  return itemOf({
    guid: item.id,
    link: item.url ?? item.external_url,
    title: item.title,
    titleIsPlain: true,
    body: item.summary ?? item.content_text ?? item.content_html,
    bodyIsPlain: item.summary !== undefined || item.content_text !== undefined,
    published: item.date_published ?? item.date_modified,
    updated: item.date_modified,
    lang: item.language,
    media: mediaOf(types),
  })
}

function isPlain(type: string | undefined): boolean {
  return type === undefined || type === 'text' || type === 'text/plain'
}

function mediaOf(types: readonly (string | undefined)[]): NonNullable<Post['media']> {
  const kinds = types.map((type) => /^(image|video|audio)\//.exec(type ?? '')?.[1])
  return kinds
    .filter((kind) => kind === 'image' || kind === 'video' || kind === 'audio')
    .slice(0, mediaMax)
    .map((kind) => ({ kind }))
}

function geoOf(lat: number | undefined, lon: number | undefined): Post['geo'] {
  if (lat === undefined || lon === undefined) return undefined
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : undefined
}

type MayBeMissing<T> = { [K in keyof T]: T[K] | undefined }

// Leaves out what is missing: an absent field is absent, not `undefined`.
function itemOf(item: MayBeMissing<FeedItem>): FeedItem {
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined)) as FeedItem // only filtered
}

function feedOf(feed: MayBeMissing<ParsedFeed> & Pick<ParsedFeed, 'items'>): ParsedFeed {
  return Object.fromEntries(Object.entries(feed).filter(([, value]) => value !== undefined)) as ParsedFeed // only filtered
}
