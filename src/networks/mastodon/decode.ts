import type { Post } from '#kernel/post.ts'
import { cleanText } from '#networks/clean-text.ts'
import type { RefusedWhy } from '#networks/contract.ts'
import { htmlToText } from '#networks/feeds/html-text.ts'
import { linksOf, mediaOf } from '#networks/mastodon/attached.ts'
import { authorOf } from '#networks/mastodon/author.ts'
import { countedAtMs, timeOf } from '#networks/mastodon/times.ts'
import { fieldsOf, textOf, type UnknownFields } from '#networks/unknown-fields.ts'

/** What a status turned out to be. */
export type Decoded =
  /** `localId`: its id on the server that told it. */
  | { kind: 'post'; post: Post; localId: string }
  /** Not for everybody: followers only, direct, only on its server. Never told, whoever it was sent to. */
  | { kind: 'other'; localId: string }
  | { kind: 'refused'; why: RefusedWhy; sample: string }

/** What decoding needs to know of its surroundings. */
export type DecodeNeeds = {
  source: string
  /** Epoch ms of our own clock. */
  heardMs: number
  /** Read from the past on purpose: its own time counts. */
  isPast?: boolean
  /** The URI of a post by its id on this server, where an earlier answer told it. */
  uriOf?: (localId: string) => string | undefined
}

const htmlLengthMax = 200_000
const spoilerLengthMax = 2000
const uriLengthMax = 580

/** Reads one status of the Mastodon API. Pure, and never throws: what cannot be read is `refused` with a reason. */
export function decodeStatus(value: unknown, needs: DecodeNeeds): Decoded {
  const status = fieldsOf(value)
  const localId = localIdOf(status?.['id'])
  const id = postIdOf(status)
  if (status === undefined || localId === undefined || id === undefined) return refused('not-a-post', value)
  const boosted = fieldsOf(status['reblog'])
  if (!isPublic(status) || (boosted !== undefined && !isPublic(boosted))) return { kind: 'other', localId }
  const said = boosted ?? status
  if (textOf(said, 'content') === undefined) return refused('no-text', value)
  return { kind: 'post', post: postOf({ status, said, id, localId, boosted }, needs), localId }
}

/** The id of a status in `Post.id`: its URI, which is the same on every server that knows it. */
export function postIdOf(status: UnknownFields | undefined): string | undefined {
  const uri = textOf(status, 'uri')
  if (uri === undefined || uri.length > uriLengthMax || !/^[a-z][a-z0-9+.-]*:[^\s\0]+$/i.test(uri))
    return undefined
  return uri.isWellFormed() ? `mastodon:${uri}` : undefined
}

/** An id of a server: Mastodon's numbers, Pleroma's and GoToSocial's letters. */
export function localIdOf(value: unknown): string | undefined {
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value
  return typeof text === 'string' && /^[\w-]{1,100}$/.test(text) ? text : undefined
}

function isPublic(status: UnknownFields): boolean {
  const visibility = textOf(status, 'visibility')
  return visibility === 'public' || visibility === 'unlisted'
}

type Parts = {
  status: UnknownFields
  said: UnknownFields
  id: string
  localId: string
  boosted: UnknownFields | undefined
}

function postOf({ status, said, id, localId, boosted }: Parts, needs: DecodeNeeds): Post {
  const claimedAtMs = timeOf(textOf(status, 'created_at'))
  const answered = localIdOf(status['in_reply_to_id'])
  const answeredUri = answered === undefined ? undefined : needs.uriOf?.(answered)
  const repostOf = boosted === undefined ? undefined : postIdOf(boosted)
  const post: Post = {
    id,
    network: 'mastodon',
    source: needs.source,
    text: wordsOf(said),
    atMs: countedAtMs(claimedAtMs, needs),
    heardAtMs: needs.heardMs,
    raw: rawOf(said, localId, answered),
  }
  if (claimedAtMs !== undefined) post.claimedAtMs = claimedAtMs
  if (answeredUri !== undefined && answeredUri.length <= uriLengthMax)
    post.replyTo = `mastodon:${answeredUri}`
  if (repostOf !== undefined) post.repostOf = repostOf
  addOptional(post, status, said)
  return post
}

function addOptional(post: Post, status: UnknownFields, said: UnknownFields): void {
  const author = authorOf(fieldsOf(status['account']))
  const url = webPage(textOf(status, 'url')) ?? webPage(textOf(status, 'uri'))
  const lang = /^[a-z]{2,3}(?=[-_]|$)/.exec((textOf(said, 'language') ?? '').slice(0, 35).toLowerCase())?.[0]
  const links = linksOf(said, (textOf(said, 'content') ?? '').slice(0, htmlLengthMax))
  const media = mediaOf(said)
  if (author !== undefined) post.author = author
  if (url !== undefined) post.url = url
  if (lang !== undefined) post.lang = lang
  if (links.length > 0) post.links = links
  if (media.length > 0) post.media = media
  addQuoted(post, said)
}

/** The warning stands before the words, as readers see it; rules match on it too. */
function wordsOf(status: UnknownFields): string {
  const warning = htmlToText((textOf(status, 'spoiler_text') ?? '').slice(0, spoilerLengthMax)).text
  const words = htmlToText((textOf(status, 'content') ?? '').slice(0, htmlLengthMax)).text
  return cleanText(warning === '' ? words : `${warning}\n${words}`)
}

// Mastodon wraps the quoted post in a state and shows it only where its author allows; Pleroma and Akkoma put it there as it is.
function addQuoted(post: Post, status: UnknownFields): void {
  const quote = fieldsOf(status['quote']) ?? fieldsOf(fieldsOf(status['pleroma'])?.['quote'])
  const quoted = fieldsOf(quote?.['quoted_status']) ?? quote
  const quoteOf = postIdOf(quoted)
  if (quoted === undefined || quoteOf === undefined || !isPublic(quoted)) return
  post.quoteOf = quoteOf
  post.quotedText = wordsOf(quoted)
}

function rawOf(said: UnknownFields, localId: string, answered: string | undefined): Record<string, unknown> {
  return {
    localId,
    ...(answered !== undefined && { inReplyToId: answered }),
    ...(said['sensitive'] === true && { sensitive: true }),
    ...(textOf(said, 'visibility') === 'unlisted' && { visibility: 'unlisted' }),
  }
}

function webPage(url: string | undefined): string | undefined {
  if (url === undefined || url.length > 4000 || !/^https?:\/\/\S+$/i.test(url)) return undefined
  return cleanText(url)
}

function refused(why: RefusedWhy, value: unknown): Decoded {
  return { kind: 'refused', why, sample: cleanText(sampleOf(value), 200) }
}

/** Only what shape it has: what could not be read may be a private message. */
function sampleOf(value: unknown): string {
  const fields = fieldsOf(value)
  return fields === undefined ? typeof value : `fields: ${Object.keys(fields).slice(0, 20).join(' ')}`
}
