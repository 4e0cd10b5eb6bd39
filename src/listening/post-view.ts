import type { Post } from '#kernel/post.ts'
import { isQuestion } from '#language/questions.ts'
import type { PostView } from '#listening/contract.ts'
import type { Before } from '#listening/posts.ts'

const networkNames: Readonly<Record<string, string>> = {
  bluesky: 'Bluesky',
  feeds: 'News feed',
  replay: 'Replay',
  practice: 'Practice',
}

/** What people call a network; an unknown one keeps its own name. */
export function networkName(network: string): string {
  return networkNames[network] ?? network
}

const isRepostText = /^RT @\w+/u

/** A post ready for reading: only what a screen needs, never the raw wire. */
export function postView(post: Post): PostView {
  const { author } = post
  return {
    id: post.id,
    network: post.network,
    networkName: networkName(post.network),
    source: post.source,
    text: post.text,
    at: new Date(post.atMs).toISOString(),
    isReply: post.replyTo !== undefined,
    isRepost: post.repostOf !== undefined || isRepostText.test(post.text),
    isQuestion: isQuestion(post.text, post.lang),
    media: post.media?.length ?? 0,
    ...(post.lang === undefined ? {} : { lang: post.lang }),
    ...(post.url === undefined ? {} : { url: post.url }),
    ...(post.place === undefined ? {} : { place: post.place }),
    ...(author === undefined
      ? {}
      : {
          author: {
            ...(author.handle === undefined ? {} : { handle: author.handle }),
            ...(author.name === undefined ? {} : { name: author.name }),
            ...(author.kind === undefined ? {} : { kind: author.kind }),
          },
        }),
  }
}

/** The text form of a place in a list of posts: `2026-11-23T10:00:00.000Z~bluesky:abc`. */
export function pageMark(post: Post): string {
  return `${new Date(post.atMs).toISOString()}~${post.id}`
}

/** Reads a page mark back; nothing when it is not one of ours. */
export function readPageMark(mark: string | undefined): Before | undefined {
  if (mark === undefined) return undefined
  const cut = mark.indexOf('~')
  const atMs = Date.parse(mark.slice(0, Math.max(cut, 0)))
  return Number.isNaN(atMs) ? undefined : { atMs, id: mark.slice(cut + 1) }
}
