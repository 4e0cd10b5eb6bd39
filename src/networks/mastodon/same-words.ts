import { htmlToText } from '#networks/feeds/html-text.ts'
import { cutAtAnchors, isMentionOrTag } from '#networks/mastodon/anchors.ts'

/**
 * How alike what a server shows is to what we sent. `near`: the same letters and digits, so nobody can say that it is another
 * post; `other`: it is.
 */
export type Likeness = 'same' | 'near' | 'other'

/**
 * Compares the HTML of a post with the plain text that was sent. A server makes links shorter to read, drops the server from
 * `@name@server`, breaks lines by markup and may turn a bare address into a link; all that is the same.
 */
export function likeness(html: string, text: string): Likeness {
  const sent = comparable(text)
  // Links as they are shown (Mastodon hides the rest of an address in spans), and as what they point to (others cut it off).
  const shown = [comparable(htmlToText(html).text), comparable(htmlToText(withAddresses(html)).text)]
  if (shown.includes(sent)) return 'same'
  return shown.some((one) => lettersOf(one) === lettersOf(sent)) ? 'near' : 'other'
}

function withAddresses(html: string): string {
  return cutAtAnchors(html)
    .map((piece) => {
      if (piece.kind === 'html') return piece.html
      return isMentionOrTag(piece) ? piece.inside : piece.href
    })
    .join('')
}

/** Text without what servers change: spaces, composed letters, the server in a mention, the scheme and last stroke of an address. */
function comparable(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[\u200B\u2060\uFEFF]/g, '')
    .replaceAll(
      /(?<![\w/])@(\w+(?:[.-]+\w+)*)(?:@[\p{L}\p{N}_]+(?:[.-][\p{L}\p{N}_]+)*)?/gu,
      (_, name: string) => `@${name.toLowerCase()}`,
    )
    .replaceAll(/https?:\/\/([^\s]+)/gi, (_, rest: string) => rest.replace(/\/$/, ''))
    .replaceAll(/\s+/g, '')
}

function lettersOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
}
