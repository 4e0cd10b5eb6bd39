import { decodeEntities } from '#networks/feeds/html-text.ts'
import { itemsMax } from '#networks/feeds/read-formats.ts'
import type { FeedItem } from '#networks/feeds/feed-item.ts'

/** What could be saved from a feed that a strict parser gave up on. */
export type Salvaged = {
  /** Whether the text calls itself a feed at all. */
  isFeed: boolean
  items: FeedItem[]
  /** Items that began and never ended: the feed was cut off. */
  cutOff: number
}

const beginnings = /<(?:\w+:)?(item|entry)(?=[\s>])[^>]{0,500}>/gi
const firstTag = /<(?:\w+:)?([a-z]+)(?=[\s>])/i
const roots = new Set(['rss', 'feed', 'rdf', 'channel'])
// The names under which old and wild feeds keep their words, best first.
const bodies = ['description', 'summary', 'encoded', 'content', 'abstract', 'fullitem', 'body']

/** Reads the complete items of a broken feed, one after the other, by their tags alone. Takes time in proportion to the text. */
export function salvage(text: string): Salvaged {
  const plain = withoutComments(text)
  const isFeed = roots.has(firstTag.exec(plain.slice(0, 20_000))?.[1]?.toLowerCase() ?? '')
  const items: FeedItem[] = []
  let cutOff = 0
  if (!isFeed) return { isFeed, items, cutOff }
  const starts = [...plain.matchAll(beginnings)].slice(0, itemsMax)
  for (const [i, start] of starts.entries()) {
    const from = start.index + start[0].length
    const inside = plain.slice(from, starts[i + 1]?.index ?? plain.length)
    const ends = inside.search(new RegExp(`</(?:\\w+:)?${start[1]}\\s*>`, 'i'))
    if (ends < 0 && !start[0].endsWith('/>')) cutOff += 1
    else items.push(itemFrom(start[0], inside.slice(0, Math.max(0, ends))))
  }
  return { isFeed, items, cutOff }
}

function withoutComments(text: string): string {
  const parts: string[] = []
  let at = 0
  while (at < text.length) {
    const opens = text.indexOf('<!--', at)
    parts.push(text.slice(at, opens < 0 ? text.length : opens))
    const closes = opens < 0 ? -1 : text.indexOf('-->', opens)
    if (closes < 0) break
    at = closes + 3
  }
  return parts.join('')
}

function itemFrom(tag: string, inside: string): FeedItem {
  const body = bodies.map((name) => element(inside, name)).find((found) => found !== undefined)
  const href = /\shref\s*=\s*["']([^"']{1,2000})["']/i
  const fields: Record<keyof FeedItem, unknown> = {
    guid:
      element(inside, 'guid') ??
      element(inside, 'id') ??
      /\sabout\s*=\s*["']([^"']{1,2000})["']/i.exec(tag)?.[1],
    link: element(inside, 'link') ?? href.exec(/<link\b[^>]{0,2000}>/i.exec(inside)?.[0] ?? tag)?.[1],
    title: element(inside, 'title'),
    titleIsPlain: undefined,
    body,
    bodyIsPlain: undefined,
    published:
      element(inside, 'pubdate') ??
      element(inside, 'published') ??
      element(inside, 'date') ??
      element(inside, 'issued'),
    updated: element(inside, 'updated') ?? element(inside, 'modified'),
    lang: undefined,
    media: undefined,
    geo: undefined,
  }
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as FeedItem // all are text
}

function element(inside: string, name: string): string | undefined {
  const opens = new RegExp(`<(?:\\w+:)?${name}(?=[\\s>])[^>]{0,1000}>`, 'i').exec(inside)
  if (opens === null || opens[0].endsWith('/>')) return undefined
  const from = opens.index + opens[0].length
  const length = inside.slice(from).search(new RegExp(`</(?:\\w+:)?${name}\\s*>`, 'i'))
  if (length < 0) return undefined
  const words = unwrapped(inside.slice(from, from + length))
  return words === '' ? undefined : words
}

// One layer of XML comes off: a CDATA section holds its characters as they are, other text has its entities read.
function unwrapped(xml: string): string {
  const cdata = /^\s*<!\[CDATA\[([^]*?)\]\]>\s*$/.exec(xml)?.[1]
  if (cdata !== undefined) return cdata.trim()
  return xml.includes('<') ? xml.trim() : decodeEntities(xml).trim()
}
