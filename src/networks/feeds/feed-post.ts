import { createHash } from 'node:crypto'
import { believable, believableAtMs } from '#networks/believable-time.ts'
import { cleanText } from '#networks/clean-text.ts'
import { parseFeedDate } from '#networks/feeds/dates.ts'
import { htmlToText, type HtmlText } from '#networks/feeds/html-text.ts'
import type { FeedItem } from '#networks/feeds/feed-item.ts'
import type { Post } from '#kernel/post.ts'
import { isUrl } from '#kernel/url.ts'

/** What an item needs from its feed to become a post. */
export type FeedFacts = {
  /** Short stable id, part of every post id. */
  feedId: string
  source: string
  /** Who people take as the author: the newsroom. Bylines are not kept; issues, not people. */
  label: string
  isMedia: boolean
  lang?: string
  /** Where the feed was read from: relative links start here. */
  url: string
  heardMs: number
  /** The first read of a feed brings its past: old items keep their own date instead of counting now. */
  isFirstRead: boolean
}

const htmlLengthMax = 200_000
// The web has feeds since 1997; an item before that has a broken clock.
const firstBelievableMs = Date.UTC(1997, 0, 1)

/** A short id for a feed, readable and stable: its host and eight characters of a hash of its address. */
export function feedIdOf(url: string): string {
  const host = isUrl(url) ? new URL(url).host : 'feed'
  return `${host.slice(0, 80)}-${hashOf(url).slice(0, 8)}`
}

/** The post an item is, or undefined when it has neither words nor pictures. An edited item keeps its id. */
export function postOfItem(item: FeedItem, facts: FeedFacts): Post | undefined {
  const title = wordsOf(item.title, item.titleIsPlain === true)
  const body = wordsOf(item.body, item.bodyIsPlain === true)
  const text = joined(title.text, body.text)
  const media = [...(item.media ?? []), ...title.media, ...body.media].slice(0, 20).map(cleanMedium)
  if (text === '' && media.length === 0) return undefined
  const url = absolute(item.link, facts.url)
  const links = [...new Set([...title.links, ...body.links])].map((link) => cleanText(link))
  const claimedAtMs = parseFeedDate(item.published) ?? parseFeedDate(item.updated)
  const lang = /^[a-z]{2,3}(?=[-_]|$)/.exec((item.lang ?? facts.lang ?? '').trim().toLowerCase())?.[0]
  return {
    id: postId(facts.feedId, item.guid ?? url ?? hashOf(text === '' ? (item.body ?? '') : text)),
    network: 'feeds',
    source: facts.source,
    text,
    atMs: countedAtMs(claimedAtMs, facts),
    ...(claimedAtMs !== undefined && { claimedAtMs }),
    heardAtMs: facts.heardMs,
    ...(lang !== undefined && { lang }),
    author: {
      id: `feeds:${facts.feedId}`,
      name: cleanText(facts.label, 300),
      ...(facts.isMedia && { kind: 'media' }),
    },
    ...(url !== undefined && { url }),
    ...(links.length > 0 && { links }),
    ...(media.length > 0 && { media }),
    ...(item.geo !== undefined && { geo: item.geo }),
  }
}

/** A fingerprint of what people read in a post: a changed one is told again under the same id. */
export function fingerprintOf(post: Post): string {
  return hashOf(`${post.text}\n${post.url ?? ''}`).slice(0, 16)
}

function countedAtMs(claimedMs: number | undefined, { heardMs, isFirstRead }: FeedFacts): number {
  const isPast =
    claimedMs !== undefined && claimedMs < heardMs - believable.behindMs && claimedMs >= firstBelievableMs
  return isFirstRead && isPast ? claimedMs : believableAtMs(claimedMs, heardMs)
}

function wordsOf(written: string | undefined, isPlain: boolean): HtmlText {
  const short = (written ?? '').slice(0, htmlLengthMax)
  return isPlain ? { text: short.trim(), links: [], media: [] } : htmlToText(short)
}

function cleanMedium({ kind, alt }: HtmlText['media'][number]): HtmlText['media'][number] {
  return alt === undefined ? { kind } : { kind, alt: cleanText(alt, 2000) }
}

// Many feeds repeat the title as the first words of the summary.
function joined(title: string, body: string): string {
  if (title === '' || body.startsWith(title)) return cleanText(body)
  return cleanText(body === '' ? title : `${title}\n${body}`)
}

function absolute(link: string | undefined, base: string): string | undefined {
  if (link === undefined || link.length > 2000 || !isUrl(link.trim(), base)) return undefined
  const url = new URL(link.trim(), base)
  return /^https?:$/.test(url.protocol) && url.href.length <= 4000 ? url.href : undefined
}

function postId(feedId: string, native: string): string {
  const clean = cleanText(native.trim())
  const id = `feeds:${feedId}/${clean}`
  return id.length <= 600 ? id : `feeds:${feedId}/${hashOf(clean)}`
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 40)
}
