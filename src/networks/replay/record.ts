import type { Post } from '#kernel/post.ts'
import { readerLimits, type RefusedWhy } from '#networks/contract.ts'
import { cleanText } from '#networks/clean-text.ts'
import { readTime } from '#networks/replay/times.ts'

/** Where a record stands, for what the record itself does not say. */
export type RecordContext = {
  /** Position in the file, first is 1; names a record that has no id. */
  n: number
  /** Network of the post and prefix of its id; missing: `replay`. */
  network?: string
  /** Missing: the network. */
  source?: string
  /** Time of a record that carries no readable date, epoch ms; missing: 0. */
  undatedAtMs?: number
}

type Fields = Readonly<Record<string, unknown>>

const names = {
  id: ['id_str', 'id', 'tweet_id', 'tweetid', 'post_id', 'status_id', 'uri'],
  time: [
    'created_at',
    'createdat',
    'timestamp',
    'date',
    'time',
    'datetime',
    'published',
    'posted_at',
    'timestamp_ms',
  ],
  text: ['full_text', 'text', 'tweet', 'tweet_text', 'content', 'body', 'message'],
  author: ['author', 'user', 'username', 'user_name', 'handle', 'screen_name', 'account'],
  lang: ['lang', 'language'],
  lat: ['lat', 'latitude'],
  lon: ['lon', 'lng', 'long', 'longitude'],
  geo: ['geo', 'coordinates', 'location'],
  place: ['place'],
  country: ['country', 'country_code'],
  replyTo: ['replyto', 'reply_to', 'in_reply_to_status_id_str', 'in_reply_to_status_id', 'in_reply_to_id'],
  repostOf: ['repostof', 'repost_of', 'reblog', 'retweeted_status', 'retweeted_status_id'],
  quoteOf: ['quoteof', 'quote_of', 'quoted_status_id_str', 'quoted_status_id', 'quoted_status'],
  quotedText: ['quotedtext', 'quoted_text'],
  links: ['links', 'urls'],
  media: ['media', 'media_attachments'],
  url: ['url', 'permalink'],
} as const
const labelNames = ['label', 'informativeness', 'info_source', 'info_type', 'area', 'class'] as const
const known = new Set<string>([
  ...Object.values(names).flat(),
  ...labelNames,
  ...['labels', 'entities', 'extended_entities', 'extended_tweet', 'truncated'],
])

/** Which of our fields a heading names, whatever its case and punctuation: `Tweet-ID` is `tweet_id`. */
export function fieldName(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[\s.-]+/g, '_')
    .replace(/\(.*$/, '')
}

/** Says whether these headings are a table of posts: it has to name an id or a text. */
export function isPostTable(headings: readonly string[]): boolean {
  const found = new Set(headings.map(fieldName))
  return [...names.id, ...names.text].some((name) => found.has(name))
}

/**
 * Reads one parsed record of a file as a post. Only a text is required; an id that is missing becomes `line-<n>`.
 * Knows our own form, Twitter's (v1.1) and the columns of the usual research files.
 *
 * @returns the post, or why there is none
 */
export function postFromRecord(record: unknown, context: RecordContext): Post | RefusedWhy {
  if (typeof record !== 'object' || record === null || Array.isArray(record)) return 'not-a-post'
  const fields = byFieldName(record)
  const text = readText(fields)
  if (text === undefined) return 'no-text'
  const network = context.network ?? 'replay'
  const claimedAtMs = readTime(pick(fields, names.time))
  const atMs = claimedAtMs ?? context.undatedAtMs ?? 0
  const post: Post = {
    id: postId(network, readId(pick(fields, names.id)) ?? `line-${context.n}`),
    network,
    source: context.source ?? network,
    text,
    atMs,
    heardAtMs: atMs,
    ...optional({ claimedAtMs }),
    ...optional(readWho(fields)),
    ...optional(readWhere(fields)),
    ...optional(readThread(fields, network)),
    ...optional(readAttached(fields)),
    ...optional({ labels: readLabels(fields), raw: readRest(fields, text) }),
  }
  return post.text === '' && !post.media && !post.links && !post.repostOf ? 'no-text' : post
}

/** The id the file gave a post, without our network prefix. */
export function nativeId(postId: string): string {
  return postId.slice(postId.indexOf(':') + 1)
}

type Present<T> = { [K in keyof T]: Exclude<T[K], undefined> }

/** Leaves out what is undefined, so that a post carries only what it knows. */
function optional<T extends object>(values: T): Partial<Present<T>> {
  // The cast only says what the filter just did.
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<
    Present<T>
  >
}

/** Own form uses camelCase, others snake_case or headings: one spelling for all of them. */
function byFieldName(record: object): Fields {
  const fields: Record<string, unknown> = Object.create(null)
  for (const [key, value] of Object.entries(record)) {
    if (value !== null && value !== undefined) fields[fieldName(key)] ??= value
  }
  return fields
}

function pick(fields: Fields, candidates: readonly string[]): unknown {
  for (const name of candidates) if (fields[name] !== undefined && fields[name] !== '') return fields[name]
  return undefined
}

function inside(value: unknown, ...path: readonly string[]): unknown {
  let at: unknown = value
  for (const key of path) {
    if (typeof at !== 'object' || at === null) return undefined
    at = Object.getOwnPropertyDescriptor(at, key)?.value
  }
  return at ?? undefined
}

function readText(fields: Fields): string | undefined {
  const value =
    inside(fields['extended_tweet'], 'full_text') ??
    names.text.map((name) => fields[name]).find((v) => v !== undefined)
  return typeof value === 'string' ? cleanText(value, readerLimits.textLengthMax) : undefined
}

function readId(value: unknown): string | undefined {
  const bare = typeof value === 'object' ? (inside(value, 'id_str') ?? inside(value, 'id')) : value
  if (typeof bare === 'number' && Number.isFinite(bare)) return String(bare)
  return typeof bare === 'string' ? short(bare, 500) : undefined
}

function postId(network: string, native: string): string {
  return native.startsWith(`${network}:`) ? native : `${network}:${native}`
}

function short(value: unknown, lengthMax: number): string | undefined {
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string') return undefined
  return cleanText(value.trim(), lengthMax) || undefined
}

function readWho(fields: Fields): { author: Post['author']; lang: string | undefined } {
  const value = pick(fields, names.author)
  const lang = short(pick(fields, names.lang), 35)?.toLowerCase().split(/[-_]/)[0]
  return { author: readAuthor(value), lang: lang === 'und' || lang === '' ? undefined : lang }
}

function readAuthor(value: unknown): Post['author'] {
  const flat = typeof value === 'object' ? undefined : short(value, 300)
  const handle = (
    flat ?? short(inside(value, 'handle') ?? inside(value, 'screen_name') ?? inside(value, 'username'), 300)
  )?.replace(/^@/, '')
  const name = short(inside(value, 'name') ?? inside(value, 'display_name'), 300)
  const id = readId(inside(value, 'id_str') ?? inside(value, 'id')) ?? handle ?? name
  return id === undefined ? undefined : { id, ...optional({ handle: handle || undefined, name }) }
}

function readWhere(fields: Fields): Pick<Post, 'geo' | 'country'> & { place: string | undefined } {
  const place = pick(fields, names.place)
  const country = short(inside(place, 'country_code') ?? pick(fields, names.country), 300)
  return {
    ...optional({ geo: readGeo(fields), country: country?.length === 2 ? country.toUpperCase() : undefined }),
    place: short(
      typeof place === 'object' ? (inside(place, 'full_name') ?? inside(place, 'name')) : place,
      300,
    ),
  }
}

function readGeo(fields: Fields): Post['geo'] {
  const geo = pick(fields, names.geo)
  return (
    point(pick(fields, names.lat), pick(fields, names.lon)) ??
    point(
      inside(geo, 'lat') ?? inside(geo, 'latitude'),
      inside(geo, 'lon') ?? inside(geo, 'lng') ?? inside(geo, 'longitude'),
    ) ??
    // GeoJSON says longitude first; Twitter's older `geo` field says latitude first.
    pair(inside(fields['coordinates'], 'coordinates'), 'lon-first') ??
    pair(inside(fields['geo'], 'coordinates'), 'lat-first')
  )
}

function pair(value: unknown, order: 'lon-first' | 'lat-first'): Post['geo'] {
  if (!Array.isArray(value)) return undefined
  return order === 'lon-first' ? point(value[1], value[0]) : point(value[0], value[1])
}

function point(lat: unknown, lon: unknown): Post['geo'] {
  if (lat === undefined || lat === '' || lon === undefined || lon === '') return undefined
  const at = { lat: Number(lat), lon: Number(lon) }
  return Math.abs(at.lat) <= 90 && Math.abs(at.lon) <= 180 ? at : undefined
}

function readThread(
  fields: Fields,
  network: string,
): Record<'replyTo' | 'repostOf' | 'quoteOf' | 'quotedText', string | undefined> {
  const target = (candidates: readonly string[]): string | undefined => {
    const id = readId(pick(fields, candidates))
    return id === undefined ? undefined : postId(network, id)
  }
  const quoted = fields['quoted_status']
  const quotedText = pick(fields, names.quotedText) ?? inside(quoted, 'full_text') ?? inside(quoted, 'text')
  return {
    replyTo: target(names.replyTo),
    repostOf: target(names.repostOf),
    quoteOf: target(names.quoteOf),
    quotedText: short(quotedText, readerLimits.textLengthMax),
  }
}

const attachedMax = 50

function readAttached(fields: Fields): Pick<Post, 'links' | 'media'> & { url: string | undefined } {
  const urls = list(pick(fields, names.links) ?? inside(fields['entities'], 'urls'))
  const links = urls
    .map((link) => short(inside(link, 'expanded_url') ?? inside(link, 'url') ?? link, 4000))
    .filter((link) => link !== undefined)
  const shown = list(
    pick(fields, names.media) ??
      inside(fields['extended_entities'], 'media') ??
      inside(fields['entities'], 'media'),
  )
  const media = shown.map(readMedia).filter((item) => item !== undefined)
  return {
    ...optional({ links: links.length > 0 ? links : undefined, media: media.length > 0 ? media : undefined }),
    url: short(pick(fields, names.url), 4000),
  }
}

function list(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.slice(0, attachedMax)
  return typeof value === 'string' && value !== '' ? value.split(/[\s,|]+/).slice(0, attachedMax) : []
}

function readMedia(value: unknown): NonNullable<Post['media']>[number] | undefined {
  const said = short(
    inside(value, 'kind') ?? inside(value, 'type') ?? (typeof value === 'string' ? value : 'image'),
    100,
  )
  if (said === undefined) return undefined
  const alt = short(
    inside(value, 'alt') ?? inside(value, 'description') ?? inside(value, 'ext_alt_text'),
    2000,
  )
  return { kind: mediaKind(said.toLowerCase()), ...optional({ alt }) }
}

function mediaKind(said: string): 'image' | 'video' | 'audio' {
  if (/video|gif|\.mp4|\.webm/.test(said)) return 'video'
  return /audio|\.mp3|\.ogg/.test(said) ? 'audio' : 'image'
}

function readLabels(fields: Fields): Post['labels'] {
  const labels: Record<string, string> = {}
  const own = fields['labels']
  if (typeof own === 'object' && own !== null && !Array.isArray(own)) {
    for (const [key, value] of Object.entries(own).slice(0, attachedMax))
      labels[key] = String(value).slice(0, 300)
  }
  for (const name of labelNames) {
    const value = short(fields[name], 300)
    if (value !== undefined) labels[name] = value
  }
  return Object.keys(labels).length > 0 ? labels : undefined
}

/** Fields we do not know, and whose words a manual repost repeats (`RT @handle: …`). */
function readRest(fields: Fields, text: string): Record<string, unknown> | undefined {
  const rest: Record<string, unknown> = Object.fromEntries(
    Object.entries(fields).filter(([key]) => !known.has(key)),
  )
  const repeated = /^RT @([\w.-]{1,300}):/.exec(text)?.[1]
  if (repeated !== undefined) rest['repostOfHandle'] = repeated
  return Object.keys(rest).length > 0 ? rest : undefined
}
