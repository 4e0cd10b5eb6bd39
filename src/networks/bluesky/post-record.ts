import { fieldsOf, listOf, textOf, type UnknownFields } from '#networks/unknown-fields.ts'
import { cleanText } from '#networks/clean-text.ts'
import type { Post } from '#kernel/post.ts'

/** The collection that holds posts in an AT Protocol repository. */
export const postCollection = 'app.bsky.feed.post'

const linksMax = 50
const mediaMax = 20
const urlLengthMax = 4000
const altLengthMax = 2000
const rawLengthMax = 4000

// What this reader understands, or ignores on purpose (`labels`: what others say of a post is not the post).
const knownFields = new Set([
  '$type',
  'text',
  'createdAt',
  'langs',
  'reply',
  'embed',
  'facets',
  'labels',
  'entities',
])

/** The parts of a `Post` that stand in the record itself, apart from its text. */
export type RecordParts = Pick<Post, 'lang' | 'replyTo' | 'quoteOf' | 'links' | 'media' | 'raw'>

/** Reads everything but text and time from an `app.bsky.feed.post` record into `into`; parts that make no sense are left out. */
export function addRecordParts(record: UnknownFields, into: RecordParts): void {
  const embed = record['embed'] === undefined ? noEmbed : readEmbed(record['embed'])
  const links = facetLinks(record)
  links.push(...embed.links)
  const lang = declaredLang(record)
  const replyTo = postIdOf(textOf(fieldsOf(fieldsOf(record['reply'])?.['parent']), 'uri'))
  const raw = unknownParts(record)
  if (lang !== undefined) into.lang = lang
  if (replyTo !== undefined) into.replyTo = replyTo
  if (embed.quoteOf !== undefined) into.quoteOf = embed.quoteOf
  if (links.length > 0) into.links = unique(links)
  if (embed.media.length > 0) into.media = embed.media
  if (raw !== undefined) into.raw = raw
}

const idLengthMax = 500

/** The id of an author's own post, or undefined when its key is none. @param did checked before */
export function ownPostId(did: string, rkey: string): string | undefined {
  const id = `bluesky:at://${did}/${postCollection}/${rkey}`
  return id.length <= idLengthMax + 'bluesky:'.length && /^[\w.~:-]+$/.test(rkey) ? id : undefined
}

/** The id of the post at an `at://` address, or undefined when the address is not that of a post. */
export function postIdOf(uri: string | undefined): string | undefined {
  if (uri === undefined || uri.length > idLengthMax) return undefined
  return /^at:\/\/did:[a-z0-9]+:[\w.:%-]+\/app\.bsky\.feed\.post\/[\w.~:-]+$/.test(uri)
    ? `bluesky:${uri}`
    : undefined
}

function declaredLang(record: UnknownFields): string | undefined {
  const [first] = listOf(record, 'langs')
  if (typeof first !== 'string') return undefined
  if (isTwoLetters(first)) return first
  return /^[a-z]{2,3}(?=-|$)/.exec(first.slice(0, 35).toLowerCase())?.[0]
}

/** Most apps declare `en` and no more. */
function isTwoLetters(tag: string): boolean {
  return tag.length === 2 && isLetter(tag.charCodeAt(0)) && isLetter(tag.charCodeAt(1))
}

function isLetter(unit: number): boolean {
  return unit >= 0x61 && unit <= 0x7a
}

function facetLinks(record: UnknownFields): string[] {
  const links: string[] = []
  if (record['facets'] === undefined) return links
  for (const facet of listOf(record, 'facets'))
    for (const feature of listOf(fieldsOf(facet), 'features')) {
      const fields = fieldsOf(feature)
      if (textOf(fields, '$type') === 'app.bsky.richtext.facet#link')
        links.push(...webLink(textOf(fields, 'uri')))
    }
  return links
}

const noEmbed: Embed = { links: [], media: [] }

type Embed = { links: string[]; media: NonNullable<Post['media']>; quoteOf?: string }

function readEmbed(value: unknown): Embed {
  const embed = fieldsOf(value)
  switch (textOf(embed, '$type')) {
    case 'app.bsky.embed.images':
      return { links: [], media: images(embed) }
    case 'app.bsky.embed.video':
      return { links: [], media: [medium('video', embed)] }
    case 'app.bsky.embed.external':
      return { links: webLink(textOf(fieldsOf(embed?.['external']), 'uri')), media: [] }
    case 'app.bsky.embed.record':
      return { links: [], media: [], ...quoted(embed?.['record']) }
    case 'app.bsky.embed.recordWithMedia':
      return { ...readInnerMedia(embed?.['media']), ...quoted(fieldsOf(embed?.['record'])?.['record']) }
    default:
      return { links: [], media: [] }
  }
}

// Media never nests further: a `recordWithMedia` inside another is hostile and is not followed.
function readInnerMedia(value: unknown): Embed {
  const nests = textOf(fieldsOf(value), '$type') === 'app.bsky.embed.recordWithMedia'
  return nests ? { links: [], media: [] } : readEmbed(value)
}

function quoted(record: unknown): { quoteOf?: string } {
  const quoteOf = postIdOf(textOf(fieldsOf(record), 'uri'))
  return quoteOf === undefined ? {} : { quoteOf }
}

function images(embed: UnknownFields | undefined): Embed['media'] {
  return listOf(embed, 'images', mediaMax).map((image) => medium('image', fieldsOf(image)))
}

function medium(kind: 'image' | 'video', fields: UnknownFields | undefined): Embed['media'][number] {
  const alt = textOf(fields, 'alt')
  return alt === undefined || alt === '' ? { kind } : { kind, alt: cleanText(alt, altLengthMax) }
}

function webLink(uri: string | undefined): string[] {
  if (uri === undefined || uri.length > urlLengthMax) return []
  return /^https?:\/\/[^\s]+$/i.test(uri) ? [cleanText(uri)] : []
}

function unique(links: string[]): string[] {
  return links.length < 2 ? links : [...new Set(links)].slice(0, linksMax)
}

// Kept only while small: what nobody understands yet must not fill the store.
function unknownParts(record: UnknownFields): Record<string, unknown> | undefined {
  if (!hasUnknownField(record)) return undefined
  const entries = Object.entries(record).filter(([name]) => !knownFields.has(name))
  const raw = Object.fromEntries(entries)
  const json = JSON.stringify(raw)
  // JSON cannot carry a null byte into PostgreSQL either, in whatever field it hides.
  return json.length > rawLengthMax || json.includes('\\u0000') || json.includes('\\ud') ? undefined : raw
}

function hasUnknownField(record: UnknownFields): boolean {
  for (const name in record) if (!knownFields.has(name)) return true
  return false
}
