import { generateAtomFeed, generateJsonFeed, generateRssFeed } from 'feedsmith'
import {
  entriesOf,
  withWebAddresses,
  isSafeEverywhere,
  updatedMsOf,
  type FeedEntry,
  type PublicFeed,
} from '#networks/pages/feed.ts'
import { asLine, languageTag } from '#networks/pages/html.ts'
import { closed } from '#networks/pages/xml.ts'

/** How feeds are served. */
export const feedTypes = {
  rss: 'application/rss+xml; charset=utf-8',
  atom: 'application/atom+xml; charset=utf-8',
  json: 'application/feed+json; charset=utf-8',
} as const

/** The feed as RSS 2.0. Source: https://www.rssboard.org/rss-specification and its profile. Pure. */
export function renderRss(given: PublicFeed): string {
  const feed = withWebAddresses(given)
  const entries = entriesOf(feed)
  const self = { href: feed.urls.rss, rel: 'self', type: 'application/rss+xml' }
  return closed(
    generateRssFeed(
      {
        ...{ title: asLine(feed.from.name), link: feed.from.url, description: asLine(feed.description) },
        ...{ language: languageTag(feed.language), generator: 'Bellwether', ttl: 5 },
        ...(entries.length > 0 && { lastBuildDate: new Date(updatedMsOf(entries)) }),
        items: entries.map(rssItem),
        atom: { links: [self, ...feed.hubs.map((href) => ({ href, rel: 'hub' }))] },
      },
      { strict: true },
    ),
  )
}

/** A file has to have a length there; a title is left out where some readers would take it for HTML. */
function rssItem(entry: FeedEntry) {
  const { url, title, isBeginning, html, publishedMs, updatedMs, files, topics } = entry
  return {
    ...(isBeginning && isSafeEverywhere(title) && { title }),
    ...{
      link: url,
      description: html,
      guid: { value: url, isPermaLink: true },
      pubDate: new Date(publishedMs),
    },
    ...(topics.length > 0 && { categories: topics.map(({ name }) => ({ name })) }),
    enclosures: files.map(({ url: at, type, bytes }) => ({ url: at, type, length: bytes })),
    ...(updatedMs !== publishedMs && { atom: { updated: new Date(updatedMs) } }),
  }
}

/** The feed as Atom. Source: RFC 4287. Pure. */
export function renderAtom(given: PublicFeed): string {
  const feed = withWebAddresses(given)
  const entries = entriesOf(feed)
  return closed(
    generateAtomFeed(
      {
        ...{ id: feed.urls.atom, title: { value: asLine(feed.from.name), type: 'text' } },
        ...{
          subtitle: { value: asLine(feed.description), type: 'text' },
          xml: { lang: languageTag(feed.language) },
        },
        updated: new Date(updatedMsOf(entries)),
        authors: [{ name: asLine(feed.from.name), uri: feed.from.url }],
        links: [
          { href: feed.urls.atom, rel: 'self', type: 'application/atom+xml' },
          { href: feed.from.url, rel: 'alternate', type: 'text/html', hreflang: languageTag(feed.language) },
          ...feed.hubs.map((href) => ({ href, rel: 'hub' })),
        ],
        entries: entries.map(atomEntry),
      },
      { strict: true },
    ),
  )
}

function atomEntry({ url, title, html, publishedMs, updatedMs, language, files, topics }: FeedEntry) {
  return {
    ...{ id: url, published: new Date(publishedMs), updated: new Date(updatedMs) },
    title: { value: title === '' ? url : title, type: 'text' },
    content: { value: html, type: 'html' },
    xml: { lang: languageTag(language) },
    ...(topics.length > 0 && { categories: topics.map(({ id, name }) => ({ term: id, label: name })) }),
    links: [
      { href: url, rel: 'alternate', type: 'text/html' },
      ...files.map(({ url: href, type, bytes, about }) => ({
        ...{ href, rel: 'enclosure', type, length: bytes },
        ...(about !== '' && { title: about }),
      })),
    ],
  }
}

/** The feed as JSON Feed 1.1. Source: https://www.jsonfeed.org/version/1.1/. Pure. */
export function renderJsonFeed(given: PublicFeed): string {
  const feed = withWebAddresses(given)
  const entries = entriesOf(feed)
  const generated = generateJsonFeed(
    {
      ...{ title: asLine(feed.from.name), home_page_url: feed.from.url, feed_url: feed.urls.json },
      ...{ description: asLine(feed.description), language: languageTag(feed.language) },
      authors: [{ name: asLine(feed.from.name), url: feed.from.url }],
      ...(feed.hubs.length > 0 && { hubs: feed.hubs.map((url) => ({ type: 'WebSub', url })) }),
      items: entries.map(jsonItem),
    },
    { strict: true },
  )
  return JSON.stringify(generated)
}

function jsonItem({
  url,
  title,
  isBeginning,
  plain,
  html,
  publishedMs,
  updatedMs,
  language,
  files,
  topics,
}: FeedEntry) {
  return {
    ...{ id: url, url, ...(isBeginning && { title }), content_text: plain, content_html: html },
    ...{ date_published: new Date(publishedMs), language: languageTag(language) },
    ...(updatedMs !== publishedMs && { date_modified: new Date(updatedMs) }),
    ...(topics.length > 0 && { tags: topics.map(({ name }) => name) }),
    ...(files.length > 0 && {
      attachments: files.map(({ url: at, type, bytes, about }) => ({
        url: at,
        mime_type: type,
        size_in_bytes: bytes,
        ...(about !== '' && { title: about }),
      })),
    }),
  }
}
