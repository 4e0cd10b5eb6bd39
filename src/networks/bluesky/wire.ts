import { decodeFrame } from '#networks/bluesky/decode.ts'
import { readView } from '#networks/bluesky/view.ts'
import { objectsIn } from '#networks/recorded-bodies.ts'
import { fieldsOf, textOf, type UnknownFields } from '#networks/unknown-fields.ts'
import type { Post } from '#kernel/post.ts'

const source = 'bluesky:recorded'

/** What a recording holds: posts, and how many of what should have been one could not be read. */
export type RecordedPosts = { posts: Post[]; refused: number }

/** One frame of the Jetstream, as it stood on a line. Undefined where the line is none at all. Never throws. */
export function recordedFrame(line: string, heardMs: number): RecordedPosts | undefined {
  const decoded = decodeFrame(line, { source, heardMs })
  if (decoded.kind === 'post') return { posts: [decoded.post], refused: 0 }
  return decoded.kind === 'refused' ? undefined : { posts: [], refused: 0 }
}

/** The posts in any answer of an AppView: a feed, a thread, a search, notifications. Never throws. */
export function decodeBlueskyBody(json: unknown, heardMs: number): RecordedPosts {
  const posts: Post[] = []
  let refused = 0
  for (const one of objectsIn(json)) {
    const fields = fieldsOf(one)
    if (fields === undefined || !looksLikeView(fields)) continue
    const viewed = readView(fields, { source, heardMs })
    if (viewed.kind === 'post') posts.push(viewed.post)
    else refused += 1
  }
  return { posts, refused }
}

/** A like or a follow in a notification has the same three fields, and a record of another kind. */
function looksLikeView(fields: UnknownFields): boolean {
  const kind = textOf(fieldsOf(fields['record']), '$type')
  return (
    typeof fields['uri'] === 'string' &&
    fieldsOf(fields['author']) !== undefined &&
    kind === 'app.bsky.feed.post'
  )
}
