import type { Post } from '#kernel/post.ts'
import { believableAtMs } from '#networks/believable-time.ts'
import { cleanText } from '#networks/clean-text.ts'
import { fieldsOf, listOf, textOf, type UnknownFields } from '#networks/unknown-fields.ts'
import { geoOf } from '#networks/x/posts/geo.ts'
import { includesOf, type Includes } from '#networks/x/posts/includes.ts'
import { authorOf, editsOf, linksOf, mediaOf, pointersOf } from '#networks/x/posts/post-parts.ts'
import { writtenText } from '#networks/x/posts/post-text.ts'
import { idTimeMs, isXId } from '#networks/x/posts/snowflake.ts'

/** Most posts read from one answer: X gives 100 at most. */
const postsMax = 1000

/** What decoding needs to know of its surroundings. `heardMs` missing: a recorded answer, heard when it was written. */
export type DecodeNeeds = { source: string; heardMs?: number }

/**
 * The posts in any answer of X's API v2, or in one item of its streams: one or many in `data`, with what stands in `includes`.
 * Users, rules, messages and errors hold none. Never throws; what makes no sense is left out.
 */
export function decodeXBody(json: unknown, needs: DecodeNeeds = { source: 'x:recorded' }): Post[] {
  const body = fieldsOf(json)
  const data = body?.['data']
  const found = Array.isArray(data) ? listOf(body, 'data', postsMax) : [data]
  const includes = includesOf(body?.['includes'])
  return found.flatMap((one) => {
    const fields = fieldsOf(one)
    const post = fields === undefined ? undefined : postOf(fields, includes, needs)
    return post === undefined ? [] : [post]
  })
}

function postOf(fields: UnknownFields, includes: Includes, needs: DecodeNeeds): Post | undefined {
  const id = textOf(fields, 'id')
  // A rule has a `value`, a message an `event_type`; only posts have both an id and a text.
  if (!isXId(id) || textOf(fields, 'text') === undefined || fields['event_type'] !== undefined)
    return undefined
  const author = authorOf(fields, includes)
  const post: Post = {
    ...{ id: `x:${id}`, network: 'x', source: needs.source },
    text: cleanText(saidIn(fields, includes)),
    ...timesOf(id, fields, needs),
    ...(author !== undefined && { author }),
    url: `https://x.com/${author?.handle ?? 'i/web'}/status/${id}`,
    ...pointersOf(fields, includes),
    ...geoOf(fields, includes),
  }
  addLists(post, fields, includes)
  return post
}

/** A repost is cut at its 140th letter; what it repeats is whole where the answer holds it. */
function saidIn(fields: UnknownFields, includes: Includes): string {
  const repeated = pointersOf(fields, includes).repostOf
  const whole = repeated === undefined ? undefined : includes.posts.get(repeated.slice('x:'.length))
  return writtenText(whole ?? fields)
}

/** X's ids carry the moment they were given out: a witness that no author can bend. */
function timesOf(
  id: string,
  fields: UnknownFields,
  { heardMs }: DecodeNeeds,
): Pick<Post, 'atMs' | 'claimedAtMs' | 'heardAtMs'> {
  const claimed = Date.parse(textOf(fields, 'created_at')?.slice(0, 40) ?? '')
  const claimedAtMs = Number.isFinite(claimed) ? claimed : undefined
  const witnessedMs = idTimeMs(id) ?? claimedAtMs ?? heardMs ?? 0
  const atMs = believableAtMs(
    claimedAtMs,
    heardMs === undefined ? witnessedMs : Math.min(witnessedMs, heardMs),
  )
  return { atMs, heardAtMs: heardMs ?? atMs, ...(claimedAtMs !== undefined && { claimedAtMs }) }
}

function addLists(post: Post, fields: UnknownFields, includes: Includes): void {
  const lang = textOf(fields, 'lang')
  // `und`, `qht`, `zxx` and their like are X's words for no language.
  if (lang !== undefined && /^(?!und$|q[a-t][a-z]$|zxx$|art$)[a-z]{2,3}$/.test(lang)) post.lang = usual(lang)
  const links = linksOf(fields)
  const media = mediaOf(fields, includes)
  const edits = editsOf(fields)
  if (links.length > 0) post.links = links
  if (media.length > 0) post.media = media
  if (edits.length > 0) post.raw = { edit_history: edits }
}

/** X still writes two languages as they were written before 1989. */
function usual(lang: string): string {
  if (lang === 'iw') return 'he'
  return lang === 'in' ? 'id' : lang
}
