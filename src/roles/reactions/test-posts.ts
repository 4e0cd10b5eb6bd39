import type { Post } from '#kernel/post.ts'
import type { PostReading } from '#listening/contract.ts'
import { readPosts, type ReadPost } from '#roles/reactions/rules/read-post.ts'

/** A post for tests; what is not said is made up. */
export type Said = {
  text: string
  id?: string
  author?: string
  lang?: string
  atMs?: number
  kind?: 'person' | 'media' | 'official' | 'bot'
  replyTo?: string
  url?: string
  place?: string
  reading?: Partial<PostReading>
}

/** A made-up post of the network `practice`, with what the heads are said to have read. */
export function saidPost(said: Said, at = 0): { post: Post; reading: PostReading } {
  const atMs = said.atMs ?? Date.UTC(2026, 10, 2, 12) + at * 60_000
  const { kind } = said
  const author = said.author ?? `author-${at}`
  const post: Post = {
    id: said.id ?? `practice:${at}`,
    ...{ network: 'practice', source: 'practice', text: said.text, atMs, heardAtMs: atMs },
    author: { id: author, name: author, ...(kind === undefined ? {} : { kind }) },
    lang: said.lang ?? 'en',
    ...(said.replyTo === undefined ? {} : { replyTo: said.replyTo }),
    ...(said.url === undefined ? {} : { url: said.url }),
    ...(said.place === undefined ? {} : { place: said.place }),
  }
  return { post, reading: { tone: 'neutral', asks: false, complains: false, ...said.reading } }
}

/** Made-up posts ready for the rules. */
export function readSaid(said: readonly Said[]): ReadPost[] {
  return readPosts(said.map(saidPost))
}
