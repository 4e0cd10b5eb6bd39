import { jsonOf } from '#kernel/json.ts'
import type { Post } from '#kernel/post.ts'
import { postsOfRepository } from '#networks/bluesky/repository.ts'
import { decodeBlueskyBody, recordedFrame, type RecordedPosts } from '#networks/bluesky/wire.ts'
import { parseFeedBytes } from '#networks/feeds/parse-feed.ts'
import { postOfItem, type FeedFacts } from '#networks/feeds/feed-post.ts'
import { fetchLimits } from '#networks/http.ts'
import { decodeMastodonBody } from '#networks/mastodon/wire.ts'
import { objectsIn, recordedBodies } from '#networks/recorded-bodies.ts'
import { decodeXBody } from '#networks/x/posts/decode.ts'
import type { WireNetwork } from '#app/evaluate/wire/networks.ts'

/** How recordings of a network are read: as a whole, and where that makes sense line by line. */
export type WireDecoder = {
  /** Longest recording that is read as a whole, bytes after unpacking. */
  wholeBytesMax: number
  whole(bytes: Buffer, heardMs: number): RecordedPosts
  line?(text: string, heardMs: number): RecordedPosts
}

const jsonBytesMax = 16 * 1024 * 1024
const none: RecordedPosts = { posts: [], refused: 0 }
/** Nothing in it is of this network. */
const unreadable: RecordedPosts = { posts: [], refused: 1 }

/** The decoders, by network: the same code that reads what is heard. */
export const wireDecoders: Readonly<Record<WireNetwork, WireDecoder>> = {
  bluesky: {
    wholeBytesMax: jsonBytesMax,
    whole(bytes, heardMs) {
      const repository = postsOfRepository(bytes, heardMs)
      if (repository.kind === 'repository') return repository
      return ofBodies(bytes, (body) => decodeBlueskyBody(body, heardMs))
    },
    line(text, heardMs) {
      const frame = recordedFrame(text, heardMs)
      if (frame !== undefined) return frame
      const { posts, refused } = decodeBlueskyBody(jsonOf(text), heardMs)
      return posts.length + refused > 0 ? { posts, refused } : unreadable
    },
  },
  mastodon: ofJson((body) => decodeMastodonBody(body)),
  x: ofJson((body) => [...objectsIn(body)].flatMap((one) => ('data' in one ? decodeXBody(one) : []))),
  feeds: { wholeBytesMax: fetchLimits.bytesMax, whole: feedPosts },
}

function ofJson(decode: (body: unknown) => Post[]): WireDecoder {
  const read = (body: unknown): RecordedPosts => ({ posts: decode(body), refused: 0 })
  return {
    wholeBytesMax: jsonBytesMax,
    whole: (bytes) => ofBodies(bytes, read),
    line(text) {
      const body = jsonOf(text)
      return body === undefined ? unreadable : read(body)
    },
  }
}

function ofBodies(bytes: Buffer, read: (body: unknown) => RecordedPosts): RecordedPosts {
  const bodies = recordedBodies(bytes.toString('utf8').replace(/^\uFEFF/, ''))
  return bodies === undefined ? unreadable : read(bodies)
}

function feedPosts(bytes: Buffer, heardMs: number): RecordedPosts {
  if (bytes.length === 0) return none
  const reading = parseFeedBytes(bytes)
  if (reading.kind === 'refused') return unreadable
  const facts: FeedFacts = {
    ...{ feedId: 'recorded', source: 'feeds:recorded', label: 'Recorded', isMedia: true },
    ...{ url: 'https://recorded.example/feed', heardMs, isFirstRead: true },
  }
  const all = reading.feed.items.map((item) => postOfItem(item, facts))
  const posts = all.filter((post) => post !== undefined)
  const lost = reading.refused.reduce((sum, { count }) => sum + count, 0)
  return { posts, refused: all.length - posts.length + lost }
}
