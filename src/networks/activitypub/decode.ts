import type { Post } from '#kernel/post.ts'
import { everybodyNames } from '#networks/activitypub/addresses.ts'
import { federationLimits } from '#networks/activitypub/desk.ts'
import type { RemoteActor } from '#networks/activitypub/remote-actor.ts'
import { typesOf } from '#networks/activitypub/remote-actor.ts'
import { believableAtMs } from '#networks/believable-time.ts'
import { cleanText } from '#networks/clean-text.ts'
import { htmlToText } from '#networks/feeds/html-text.ts'
import { fieldsOf, listOf, textOf, type UnknownFields } from '#networks/unknown-fields.ts'

/** The name of this network in ids: `activitypub:` and the address of the post. */
export const network = 'activitypub'

/** What decoding needs to know of its surroundings. `heardMs`: epoch ms of our own clock. */
export type DecodeNeeds = { author: RemoteActor; source: string; heardMs: number }

const htmlLengthMax = 200_000
const warningLengthMax = 2000
const sayings = new Set<unknown>(['Note', 'Article', 'Question', 'Page', 'Event'])

/**
 * Reads what somebody said as a post; undefined where it says nothing. Whose it is was checked before: it is by the actor whose
 * signature came with it. Pure, and never throws.
 */
export function decodeNote(note: UnknownFields, { author, source, heardMs }: DecodeNeeds): Post | undefined {
  const id = textOf(note, 'id')
  if (id === undefined || !typesOf(note).some((type) => sayings.has(type))) return undefined
  const html = (textOf(note, 'content') ?? '').slice(0, htmlLengthMax)
  const words = htmlToText(html)
  const warning = htmlToText((textOf(note, 'summary') ?? '').slice(0, warningLengthMax)).text
  const text = cleanText([warning, words.text, pollOf(note)].filter((part) => part !== '').join('\n'))
  const media = mediaOf(note)
  if (text.trim() === '' && media.length === 0) return undefined
  const published = Date.parse((textOf(note, 'published') ?? '').slice(0, 40))
  const claimedAtMs = Number.isNaN(published) ? undefined : published
  const post: Post = {
    ...{ id: `${network}:${id}`, network, source, text, heardAtMs: heardMs },
    ...{ atMs: believableAtMs(claimedAtMs, heardMs), author: authorOf(author) },
    ...(claimedAtMs !== undefined && { claimedAtMs }),
  }
  return withRest(post, note, { media, links: linksOf(words.links), html })
}

type Rest = { media: NonNullable<Post['media']>; links: string[]; html: string }

function withRest(post: Post, note: UnknownFields, { media, links, html }: Rest): Post {
  const replyTo = addressIn(note['inReplyTo'])
  const quoteOf = addressIn(note['quoteUrl'] ?? note['quoteUri'] ?? note['quote'])
  const lang = languageOf(note, html)
  const url = addressIn(note['url']) ?? textOf(note, 'id')
  if (replyTo !== undefined) post.replyTo = `${network}:${replyTo}`
  if (quoteOf !== undefined) post.quoteOf = `${network}:${quoteOf}`
  if (lang !== undefined) post.lang = lang
  if (url !== undefined && /^https?:/.test(url)) post.url = url
  if (media.length > 0) post.media = media
  if (links.length > 0) post.links = links
  if (note['sensitive'] === true) post.raw = { sensitive: true }
  return post
}

function authorOf({ id, handle, displayName, isBot }: RemoteActor): NonNullable<Post['author']> {
  return {
    ...{ id, ...(isBot && { kind: 'bot' as const }) },
    ...(handle !== undefined && { handle }),
    ...(displayName !== undefined && { name: displayName }),
  }
}

/** An address in a field: as it is, in an object, or the first of several. */
export function addressIn(value: unknown): string | undefined {
  const one: unknown = Array.isArray(value) ? value[0] : value
  const address =
    typeof one === 'string' ? one : (textOf(fieldsOf(one), 'id') ?? textOf(fieldsOf(one), 'href'))
  const isAddress = address !== undefined && /^https?:\/\/[^\s\0]+$/.test(address) && address.isWellFormed()
  return isAddress && address.length <= federationLimits.urlLengthMax ? address : undefined
}

/** All addresses in a field that names one or several. */
export function addressesIn(value: unknown): string[] {
  const all = Array.isArray(value) ? value.slice(0, 200) : [value]
  return all.flatMap((one: unknown) =>
    typeof one === 'string' && everybodyNames.includes(one) ? [one] : (addressIn(one) ?? []),
  )
}

/** Whether it is for everybody to read. What is not is never told, whoever it was sent to. */
export function isPublic(note: UnknownFields): boolean {
  const audience = [...addressesIn(note['to']), ...addressesIn(note['cc'])]
  return audience.some((one) => everybodyNames.includes(one))
}

/** The language its author declared: the one whose words are the content, else the only one. */
function languageOf(note: UnknownFields, html: string): string | undefined {
  const map = fieldsOf(note['contentMap'])
  const entries = Object.entries(map ?? {}).slice(0, 20)
  const found = entries.find(([, words]) => words === html) ?? (entries.length === 1 ? entries[0] : undefined)
  return /^[a-z]{2,3}(?=[-_]|$)/.exec((found?.[0] ?? '').slice(0, 35).toLowerCase())?.[0]
}

function linksOf(links: readonly string[]): string[] {
  return links.filter((link) => /^https?:\/\//.test(link)).map((link) => cleanText(link, 4000))
}

function mediaOf(note: UnknownFields): NonNullable<Post['media']> {
  const listed = note['attachment']
  const all: readonly unknown[] = Array.isArray(listed) ? listOf(note, 'attachment', 20) : [listed]
  return all.flatMap((one) => {
    const file = fieldsOf(one)
    const kind = kindOf(textOf(file, 'mediaType') ?? '', textOf(file, 'type') ?? '')
    if (kind === undefined) return []
    const alt = cleanText(textOf(file, 'name') ?? '', 2000)
    return [{ kind, ...(alt !== '' && { alt }) }]
  })
}

function kindOf(mediaType: string, type: string): 'image' | 'video' | 'audio' | undefined {
  const kind = /^(image|video|audio)\//.exec(mediaType)?.[1] ?? type.toLowerCase()
  return kind === 'image' || kind === 'video' || kind === 'audio' ? kind : undefined
}

/** The choices of a poll, as words: what somebody asks is part of what they say. */
function pollOf(note: UnknownFields): string {
  const choices = [...listOf(note, 'oneOf', 20), ...listOf(note, 'anyOf', 20)]
  const names = choices.map((choice) => cleanText(textOf(fieldsOf(choice), 'name') ?? '', 200).trim())
  return names
    .filter((name) => name !== '')
    .map((name) => `- ${name}`)
    .join('\n')
}
