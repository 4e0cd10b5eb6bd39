const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

// Like twitter-text, which Mastodon uses: only with http(s), only to a host with a dot and a name at the end, not inside a word.
// Characters that end an address in other scripts are left out on purpose: what is not taken as address is counted in full,
// so that our count is never below the server's.
const address =
  /(?<![\w@#$/])https?:\/\/(?:[\p{L}\p{N}](?:[\p{L}\p{N}_-]{0,62})\.){1,10}[a-z]{2,24}(?![\p{L}\p{N}])(?::\d{1,5})?(?:[/?#][\w\-.~:/?#[\]@!$&'()*+,;=%\u00C0-\u024F\u0400-\u04FF]{0,4000})?/giu
const mention = /(?<![\w/])@(\w+(?:[.-]+\w+)*)@[\p{L}\p{N}_]+(?:[.-][\p{L}\p{N}_]+)*/giu

/**
 * How long Mastodon counts a text: characters as people see them (grapheme clusters), an address as a fixed number whatever its
 * length, `@name@server` as `@name`. Pure.
 *
 * @param urlLength `characters_reserved_per_url` of the server
 * Source: https://docs.joinmastodon.org/user/posting/ and the server's own StatusLengthValidator (read in 2026). The content
 * warning counts too; that is the caller's to add.
 */
export function measureText(text: string, urlLength: number): number {
  let addresses = 0
  const rest = text
    .replace(address, (found) => {
      addresses += 1
      return ` ${found.slice(withoutEnd(found).length)}`
    })
    .replace(mention, '@$1')
  return countGraphemes(rest) - addresses + addresses * urlLength
}

/** How many characters people see in a text. */
export function countGraphemes(text: string): number {
  if (/^[\x20-\x7E]*$/.test(text)) return text.length
  let count = 0
  for (const _ of graphemes.segment(text)) count += 1
  return count
}

/** An address without the signs that end a sentence and the bracket it does not open itself. */
function withoutEnd(found: string): string {
  let end = found.length
  for (;;) {
    const last = found[end - 1] ?? ''
    const opens = found.slice(0, end).split('(').length
    const isLoose = last === ')' && found.slice(0, end).split(')').length > opens
    if (!isLoose && !/[.,;:!?'"*\]@$&[(]/.test(last)) return found.slice(0, end)
    end -= 1
  }
}
