import type { Post } from '#kernel/post.ts'

/** An item or entry of any feed format, before it becomes a `Post`. Everything may be missing. */
export type FeedItem = {
  /** `guid`, `id`; kept as written. */
  guid?: string
  link?: string
  title?: string
  /** Whether `title` is HTML; plain titles may hold a `<` that is no tag. */
  titleIsPlain?: boolean
  /** The summary where there is one, else the whole content. */
  body?: string
  bodyIsPlain?: boolean
  /** Dates as written: when it was first published, and when last changed. */
  published?: string
  updated?: string
  lang?: string
  media?: NonNullable<Post['media']>
  geo?: NonNullable<Post['geo']>
}

/** A feed, whatever its format: what it calls itself and its items, in the order written. */
export type ParsedFeed = {
  title?: string
  lang?: string
  /** How long the publisher asks us to wait between reads, minutes. */
  ttlMin?: number
  items: FeedItem[]
}
