import { addressesIn, isOnOurSite, textLinksMax } from '#roles/publishing/results/contract.ts'

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
  for (const { url, from: at } of addressesIn(text)) {
    const known = links.get(url)
    if (!isOnOurSite(url, origin) || (known === undefined && links.size >= textLinksMax)) continue
    const short = known ?? (await shorten(url))
    // What would not be shorter stays as it is.
    if (short === undefined || short.length >= url.length) continue
    links.set(url, short)
    out += `${text.slice(from, at)}${short}`
    from = at + url.length
  }
  return { text: out + text.slice(from), links: [...links].map(([url, short]) => ({ url, short })) }
}
