import type { OutgoingMedia, OutgoingPart, PostedPart } from '#networks/sender.ts'

/** Where a file of ours can be fetched by anybody, by its SHA-256; undefined where it cannot. */
export type MediaUrl = (sha256: string) => string | undefined

/** What a receiver is told, before it is signed. The same part makes the same bytes, whenever it is told. */
export type Told = { id: string; body: Uint8Array }

type Place = { handle: string; mediaUrl?: MediaUrl | undefined }

/** Tells that something was said. Its name is that of the part. */
export function tellPosted(part: OutgoingPart, place: Place): Told {
  const thread = { after: part.after?.nativeId, root: part.root?.nativeId }
  const data = { id: part.key, ...wordsOf(part, place), ...thread }
  return told(part.key, { type: 'message.posted', timestamp: isoOf(part), text: lineOf(part), data })
}

/** Tells that something said before now reads otherwise; `data.id` is the name of what was said first. */
export function tellEdited({ nativeId }: PostedPart, part: OutgoingPart, place: Place): Told {
  const data = { id: nativeId, ...wordsOf(part, place) }
  return told(part.key, { type: 'message.edited', timestamp: isoOf(part), text: lineOf(part), data })
}

/** Tells that something was taken back. It carries no time, so that telling it again is telling the same. */
export function tellRemoved({ nativeId }: PostedPart, { handle }: Place): Told {
  const text = 'A message was withdrawn. / Un message a été retiré.'
  return told(`${nativeId}-removed`, { type: 'message.removed', text, data: { id: nativeId, from: handle } })
}

function told(id: string, event: object): Told {
  return { id, body: Buffer.from(JSON.stringify(event)) }
}

function isoOf({ atMs }: OutgoingPart): string {
  return new Date(atMs).toISOString()
}

const lineLengthMax = 280

/** One line for receivers that show a line: chat rooms, and the notices of another desk. A warning takes the place of the words. */
function lineOf({ text, contentWarning }: OutgoingPart): string {
  const line = (contentWarning ?? text)
    .slice(0, 4 * lineLengthMax)
    .replaceAll(/\s+/g, ' ')
    .trim()
  return line.length <= lineLengthMax
    ? line
    : `${line.slice(0, lineLengthMax - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

function wordsOf(part: OutgoingPart, { handle, mediaUrl }: Place): object {
  const { text, language, contentWarning, replyTo, quoteOf, poll, card, media } = part
  const files = media.map((file) => fileOf(file, mediaUrl))
  return {
    from: handle,
    language,
    text,
    contentWarning,
    replyTo,
    quoteOf,
    poll,
    card: cardOf(card, mediaUrl),
    media: files,
  }
}

function cardOf(card: OutgoingPart['card'], mediaUrl: MediaUrl | undefined): object | undefined {
  if (card === undefined) return undefined
  const { image, ...words } = card
  return { ...words, ...(image === undefined ? {} : { image: fileOf(image, mediaUrl) }) }
}

function fileOf({ sha256, mediaType, bytes, alt }: OutgoingMedia, mediaUrl: MediaUrl | undefined): object {
  return { url: mediaUrl?.(sha256), sha256, mediaType, bytes, alt }
}
