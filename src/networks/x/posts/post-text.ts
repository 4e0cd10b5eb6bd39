import extractUrls from 'twitter-text/dist/extractUrls.js'
import parseTweet from 'twitter-text/dist/parseTweet.js'
import { fieldsOf, listOf, textOf, type UnknownFields } from '#networks/unknown-fields.ts'

/** Up to here a text is counted whole: a link may have 4,096 characters and still count as 23. */
const wholeMax = 5000
/** X's own counting takes time by the square of the length (6 s for 50,000 of `a.`), so that longer texts go in pieces. */
const pieceMax = 1000

/**
 * How long X counts a text: a link is 23, most letters 1, CJK and emoji 2. At most 280. Beyond 5,000 characters, where nothing fits
 * any more, a link that is cut in two counts as two.
 */
export function weightedLength(text: string): number {
  if (text.length <= wholeMax) return parseTweet(text).weightedLength
  return piecesOf(text).reduce((sum, piece) => sum + parseTweet(piece).weightedLength, 0)
}

/** Cut behind a space where there is one. */
function piecesOf(text: string): string[] {
  const pieces: string[] = []
  for (let at = 0; at < text.length;) {
    const space = text.lastIndexOf(' ', at + pieceMax)
    const end = space > at ? space + 1 : at + pieceMax
    pieces.push(text.slice(at, end))
    at = end
  }
  return pieces
}

/** Whether X may make a link of something in the text; an address without `https://` is enough. In doubt it does: that is dearer. */
export function hasLink(text: string): boolean {
  return /https?:\/\//i.test(text) || extractUrls(text.slice(0, wholeMax)).length > 0
}

/** Text as its author wrote it, of a post on the wire: t.co links expanded, links X appends (media, the quoted post) left out. */
export function writtenText(post: UnknownFields): string {
  const note = fieldsOf(post['note_post']) ?? fieldsOf(post['note_tweet'])
  const text = textOf(note, 'text') ?? textOf(post, 'text') ?? ''
  const links = expanded(fieldsOf(note?.['entities']) ?? fieldsOf(post['entities']))
  if (links.size === 0) return unescaped(text)
  return unescaped(text)
    .replaceAll(/https?:\/\/t\.co\/\w+/g, (short) => links.get(short) ?? short)
    .trimEnd()
}

/** Where each short link leads; nothing for those X appends. */
function expanded(entities: UnknownFields | undefined): Map<string, string> {
  const links = new Map<string, string>()
  for (const entity of listOf(entities, 'urls')) {
    const url = fieldsOf(entity)
    const short = textOf(url, 'url')
    const long = textOf(url, 'expanded_url')
    if (short !== undefined && long !== undefined) links.set(short, isAppended(long, url) ? '' : long)
  }
  return links
}

/** Links that X puts behind a text by itself: to its files, or to the post it quotes. */
function isAppended(long: string, url: UnknownFields | undefined): boolean {
  if (textOf(url, 'media_key') !== undefined) return true
  return /^https?:\/\/(?:www\.)?(?:x|twitter)\.com\/\w+\/status\/\d+(?:\/(?:photo|video)\/\d+)?$/i.test(long)
}

const escapes: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' }

/** X gives `&`, `<` and `>` as HTML does. */
function unescaped(text: string): string {
  return text.replaceAll(/&(?:amp|lt|gt);/g, (escape) => escapes[escape] ?? escape)
}

/** A text reduced to what cannot differ between what was sent and what X tells: for comparing only. */
export function comparableText(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/https?:\/\//gi, '')
    .replaceAll(/(?:www\.)?(?:x|twitter)\.com\/\w+\/status\/\d+(?:\/(?:photo|video)\/\d+)?/gi, ' ')
    .replaceAll(/\/(?=\s|$)/g, '')
    .replaceAll(/\s+/gu, ' ')
    .trim()
}
