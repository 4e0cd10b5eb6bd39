import { decodeText } from '#networks/feeds/encoding.ts'
import { readFormats } from '#networks/feeds/read-formats.ts'
import { salvage } from '#networks/feeds/salvage.ts'
import type { ParsedFeed } from '#networks/feeds/feed-item.ts'
import type { RefusedWhy } from '#networks/contract.ts'

/** A feed and what of it could not be read, or why it is none. */
export type FeedReading =
  | { kind: 'feed'; feed: ParsedFeed; refused: { why: RefusedWhy; count: number }[] }
  | { kind: 'refused'; why: Extract<RefusedWhy, 'bad-encoding' | 'not-a-feed'>; sample: string }

const sampleLengthMax = 200

/** Reads a feed from its bytes: RSS, Atom, RDF or JSON Feed, in any encoding, broken ones as far as they go. Never throws. */
export function parseFeedBytes(bytes: Buffer, contentType?: string): FeedReading {
  const decoded = decodeText(bytes, contentType)
  if (decoded === undefined)
    return { kind: 'refused', why: 'bad-encoding', sample: bytes.toString('hex', 0, 32) }
  const text = decoded.text.replace(/^\uFEFF/, '')
  const feed = readFormats(text)
  if (feed !== undefined && feed.items.length > 0) return { kind: 'feed', feed, refused: [] }
  const saved = salvage(text)
  if (feed === undefined && !saved.isFeed)
    return { kind: 'refused', why: 'not-a-feed', sample: text.slice(0, sampleLengthMax) }
  // A feed in which nothing happened yet is a feed: feedsmith gives up on one that is quite empty.
  const refused = saved.cutOff > 0 ? [{ why: 'truncated' as const, count: saved.cutOff }] : []
  return { kind: 'feed', feed: { ...feed, items: saved.items }, refused }
}
