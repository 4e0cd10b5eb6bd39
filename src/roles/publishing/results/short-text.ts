/** Most addresses made short in one text. */
const linksMax = 50

/** Addresses of the web in a text, as readers see them: what ends a sentence does not belong to one. */
const addresses = /https?:\/\/[^\s<>"«»]+/giu
const endOfSentence = /[.,;:!?'’”)\]}]+$/u

/**
 * A text in which addresses of our own pages are short, as it would be approved and as everybody sees it. Other addresses stay as
 * they are. Pure but for `shorten`, which gives the short address of one, or undefined where there is none.
 *
 * @param origin where this desk is reached, without a path
 */
export async function shortLinksOf(
  text: string,
  { origin, shorten }: { origin: string; shorten: (url: string) => Promise<string | undefined> },
): Promise<{ text: string; links: { url: string; short: string }[] }> {
  const links = new Map<string, string>()
  let out = ''
  let from = 0
  for (const found of text.matchAll(addresses)) {
    const url = found[0].replace(endOfSentence, '')
    const isOurs = url === origin || url.startsWith(`${origin}/`)
    if (!isOurs || links.size >= linksMax) continue
    const short = links.get(url) ?? (await shorten(url))
    // What would not be shorter stays as it is.
    if (short === undefined || short.length >= url.length) continue
    links.set(url, short)
    out += `${text.slice(from, found.index)}${short}`
    from = found.index + url.length
  }
  return { text: out + text.slice(from), links: [...links].map(([url, short]) => ({ url, short })) }
}
