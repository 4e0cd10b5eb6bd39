import { isUrl } from '#kernel/url.ts'
import { cleanText } from '#networks/clean-text.ts'
import type { ManyMessage, ManyVersion } from '#networks/to-many.ts'

/** What the browser's worker is given to show, as JSON. */
export type PushPayload = {
  /** Of the message: the same at every attempt. */
  key: string
  title: string
  /** Ends in `…` where it did not fit: the rest is at `url`. */
  body: string
  /** BCP 47. */
  lang: string
  /** A notification with the same tag takes the place of the one before. */
  tag: string
  url?: string
  isUrgent?: true
}

/**
 * Most bytes of a payload: a push service takes 4,096 of a sealed message (RFC 8030, 7.2), of which the seal is 103 (RFC 8188: a head
 * of 86, a tag of 16 and the mark of the end).
 */
export const payloadBytesMax = 4096 - 103

/**
 * Writes what is shown. A text that does not fit is cut at a word and never within a character, for the whole is a tap away.
 *
 * @returns UTF-8 JSON of at most `payloadBytesMax`
 */
export function pushPayload(message: ManyMessage, version: ManyVersion): string {
  const url = webAddress(version.url)
  const whole: PushPayload = {
    key: message.key,
    title: oneLine(version.title, 200),
    body: cleanText(version.text, 6000).trim(),
    lang: version.language.slice(0, 35),
    tag: oneLine(message.topic, 100),
    ...(url !== undefined && { url }),
    ...(message.isUrgent && { isUrgent: true }),
  }
  const json = JSON.stringify(whole)
  if (Buffer.byteLength(json) <= payloadBytesMax) return json
  const room = payloadBytesMax - Buffer.byteLength(JSON.stringify({ ...whole, body: '…' }))
  return JSON.stringify({ ...whole, body: `${beginning(whole.body, room)}…` })
}

/** In ASCII, so that its length is known; undefined when it is none of the web, or too long to fit. */
function webAddress(written: string | undefined): string | undefined {
  if (written === undefined || written.length > 2000 || !isUrl(written)) return undefined
  const { protocol, href } = new URL(written)
  return /^https?:$/.test(protocol) && href.length <= 1000 ? href : undefined
}

function oneLine(text: string, lengthMax: number): string {
  return cleanText(text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim(), lengthMax)
}

const characters = new Intl.Segmenter()

/** The longest beginning of a text that takes at most so many bytes in JSON, up to a word where one ends near. */
function beginning(text: string, bytesMax: number): string {
  let bytes = 0
  let length = 0
  for (const character of characters.segment(text)) {
    bytes += Buffer.byteLength(JSON.stringify(character.segment)) - 2
    if (bytes > bytesMax) break
    length = character.index + character.segment.length
  }
  const cut = text.slice(0, length)
  const space = /\s+\S{0,40}$/.exec(cut.slice(-60))
  return space === null ? cut : cut.slice(0, cut.length - space[0].length)
}
