/** An account or a stranger on the emulated X. */
export type EmulatedUser = { id: string; username: string; name: string } & UserMore

/** What is told of a user where somebody asks for it. */
type UserMore = { description?: string; entities?: object; profile_image_url?: string; url?: string }

/** A post on the emulated X. */
export type EmulatedPost = {
  id: string
  authorId: string
  text: string
  atMs: number
  replyTo?: string
  quoteOf?: string
  files: { mediaId: string; alt: string }[]
  poll?: EmulatedPoll
}

/** A poll on the emulated X, with how often each option was chosen. */
export type EmulatedPoll = { id: string; options: string[]; minutes: number; endsMs: number; votes: number[] }

/** Two names for the same things: look-ups say `post`, the stream says `tweet`. */
export type Naming = 'post' | 'tweet'

const firstMs = 1_288_834_974_657

/** An id that says when it was given out, as X's do. */
export function idAt(atMs: number, sequence: number): string {
  return String((BigInt(atMs - firstMs) << 22n) | BigInt(sequence))
}

type Town = { users: readonly EmulatedUser[]; posts: readonly EmulatedPost[] }

/** A post as X tells it: links shortened, `&` and its like escaped, its files' link behind. */
export function wirePost(post: EmulatedPost, { users }: Town, naming: Naming): Record<string, unknown> {
  const { text, urls } = shortened(post)
  const mentions = [...text.matchAll(/@(\w+)/g)].map(({ 0: whole, 1: username, index }) => ({
    ...{ start: index, end: index + whole.length, username },
    id: users.find((user) => user.username === username)?.id ?? null,
  }))
  const references = [
    ...(post.replyTo === undefined ? [] : [{ type: 'replied_to', id: post.replyTo }]),
    ...(post.quoteOf === undefined ? [] : [{ type: 'quoted', id: post.quoteOf }]),
  ]
  const keys = post.files.map(({ mediaId }) => `3_${mediaId}`)
  return {
    ...{
      id: post.id,
      text,
      author_id: post.authorId,
      created_at: new Date(post.atMs).toISOString(),
      lang: 'en',
    },
    [`edit_history_${naming}_ids`]: [post.id],
    ...((mentions.length > 0 || urls.length > 0) && { entities: { mentions, urls } }),
    ...(references.length > 0 && { [`referenced_${naming}s`]: references }),
    ...((keys.length > 0 || post.poll !== undefined) && {
      attachments: {
        ...(keys.length > 0 && { media_keys: keys }),
        ...(post.poll !== undefined && { poll_ids: [post.poll.id] }),
      },
    }),
  }
}

function shortened(post: EmulatedPost): { text: string; urls: Record<string, unknown>[] } {
  const urls: Record<string, unknown>[] = []
  let text = post.text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  text = text.replaceAll(/https?:\/\/[^\s]+/g, (long, start: number) => {
    const url = `https://t.co/${post.id.slice(-6)}${urls.length}`
    urls.push({ start, end: start + url.length, url, expanded_url: long, display_url: long.slice(8, 30) })
    return url
  })
  const [file] = post.files
  if (file === undefined) return { text, urls }
  const url = `https://t.co/pic${post.id.slice(-6)}`
  const expanded = `https://x.com/i/status/${post.id}/photo/1`
  urls.push({
    start: text.length + 1,
    end: text.length + 1 + url.length,
    url,
    expanded_url: expanded,
    media_key: `3_${file.mediaId}`,
  })
  return { text: `${text} ${url}`, urls }
}

/** A poll as X tells it, where it was asked for. */
export function wirePoll({ id, options, minutes, endsMs, votes }: EmulatedPoll, nowMs: number): object {
  return {
    ...{ id, duration_minutes: minutes, end_datetime: new Date(endsMs).toISOString() },
    voting_status: endsMs <= nowMs ? 'closed' : 'open',
    options: options.map((label, at) => ({ position: at + 1, label, votes: votes[at] ?? 0 })),
  }
}

/** What stands beside posts in an answer. */
export function wireIncludes(
  posts: readonly EmulatedPost[],
  town: Town,
  naming: Naming,
): Record<string, unknown> {
  const pointed = town.posts.filter(({ id }) =>
    posts.some(({ replyTo, quoteOf }) => id === replyTo || id === quoteOf),
  )
  const authors = new Set([...posts, ...pointed].map(({ authorId }) => authorId))
  const media = posts.flatMap(({ files }) =>
    files.map(({ mediaId, alt }) => ({ media_key: `3_${mediaId}`, type: 'photo', alt_text: alt })),
  )
  return {
    users: town.users.filter(({ id }) => authors.has(id)),
    ...(pointed.length > 0 && { [`${naming}s`]: pointed.map((post) => wirePost(post, town, naming)) }),
    ...(media.length > 0 && { media }),
  }
}
