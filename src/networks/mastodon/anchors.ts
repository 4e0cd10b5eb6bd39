/** A link in a piece of HTML: what it points to, its classes, and the HTML between its tags. */
export type Anchor = { href: string; classes: string; inside: string }

/** A piece of HTML as links and what stands between them, in order. */
export type Piece = { kind: 'html'; html: string } | ({ kind: 'anchor' } & Anchor)

const piecesMax = 400

/**
 * Cuts HTML at its links. One pass, never back: hostile input costs its own length. A link that is not closed is not one.
 */
export function cutAtAnchors(html: string): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  let opens = nextAnchor(html, 0)
  while (opens >= 0 && pieces.length < piecesMax) {
    const begins = html.indexOf('>', opens)
    const ends = begins < 0 ? -1 : html.indexOf('</a', begins)
    if (ends < 0) break
    const attributes = html.slice(opens + 2, begins)
    pieces.push({ kind: 'html', html: html.slice(from, opens) })
    pieces.push({
      kind: 'anchor',
      href: attribute(attributes, 'href'),
      classes: attribute(attributes, 'class'),
      inside: html.slice(begins + 1, ends),
    })
    const closes = html.indexOf('>', ends)
    from = closes < 0 ? html.length : closes + 1
    opens = nextAnchor(html, from)
  }
  return [...pieces, { kind: 'html', html: html.slice(from) }]
}

/** Whether a link is a name or a hashtag, which apps show as such, and not an address somebody wrote. */
export function isMentionOrTag({ classes, inside }: Anchor): boolean {
  if (/(?:^|\s)(?:mention|hashtag|u-url)(?:\s|$)/.test(classes)) return true
  return /^(?:<[^>]{0,200}>)*[@#]/.test(inside)
}

function nextAnchor(html: string, from: number): number {
  for (let at = html.indexOf('<a', from); at >= 0; at = html.indexOf('<a', at + 2))
    if (/[\s>]/.test(html[at + 2] ?? '')) return at
  return -1
}

function attribute(attributes: string, name: string): string {
  const short = attributes.slice(0, 8000)
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'i').exec(short)
  return found?.[1] ?? found?.[2] ?? ''
}
