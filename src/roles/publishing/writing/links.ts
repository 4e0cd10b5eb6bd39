/** A link that must not go out: what is wrong, and the link as it may be shown to people, without its secrets. */
export type BadLink = { why: 'link-not-web' | 'link-with-password'; link: string }

/** Something with a scheme, or with one that browsers run. Bounded: no text makes it slow. */
const withScheme =
  /(?<![a-z0-9+.-])(?:([a-z][a-z0-9+.-]{1,20}):\/\/|(javascript|vbscript|data|file):(?=\S))[^\s<>"«»]{0,2000}/giu
const shownMax = 60

/** Links of a text, and of a card, that are no addresses of the web or that carry a name or password; each once. */
export function badLinks(text: string, cardUrl?: string): BadLink[] {
  const links = Array.from(text.matchAll(withScheme), ([link]) => link)
  const found = [...links.map(problemOf), ...(cardUrl === undefined ? [] : [problemOf(cardUrl)])]
  return [...new Map(found.flatMap((one) => (one === undefined ? [] : [[one.link, one] as const]))).values()]
}

function problemOf(link: string): BadLink | undefined {
  if (!/^https?:\/\//iu.test(link)) return { why: 'link-not-web', link: shortened(link) }
  const [authority = ''] = link.replace(/^https?:\/\//iu, '').split(/[/?#\\]/u, 1)
  const at = authority.lastIndexOf('@')
  return at === -1 ? undefined : { why: 'link-with-password', link: shortened(authority.slice(at + 1)) }
}

function shortened(link: string): string {
  return link.length <= shownMax ? link : `${link.slice(0, shownMax).toWellFormed()}…`
}
