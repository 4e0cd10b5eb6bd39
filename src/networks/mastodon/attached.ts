import type { Post } from '#kernel/post.ts'
import { cleanText } from '#networks/clean-text.ts'
import { htmlToText } from '#networks/feeds/html-text.ts'
import { cutAtAnchors, isMentionOrTag } from '#networks/mastodon/anchors.ts'
import { fieldsOf, listOf, textOf, type UnknownFields } from '#networks/unknown-fields.ts'

const linksMax = 50
const linkLengthMax = 4000
const mediaMax = 20
const altLengthMax = 2000

/** The web addresses somebody wrote into a post, and the one shown as a card; not the profiles and hashtags apps link. */
export function linksOf(status: UnknownFields, html: string): string[] {
  const written = cutAtAnchors(html).flatMap((piece) =>
    piece.kind === 'anchor' && !isMentionOrTag(piece) ? [htmlToText(piece.href).text] : [],
  )
  const card = textOf(fieldsOf(status['card']), 'url')
  const all = card === undefined ? written : [...written, card]
  const web = all.filter((link) => link.length <= linkLengthMax && /^https?:\/\/\S+$/i.test(link))
  return [...new Set(web.map((link) => cleanText(link)))].slice(0, linksMax)
}

/** What a post shows or plays, with its description. A file its server could not name (`unknown`) is left out. */
export function mediaOf(status: UnknownFields): NonNullable<Post['media']> {
  return listOf(status, 'media_attachments', mediaMax).flatMap((one) => {
    const attachment = fieldsOf(one)
    const kind = kindOf(textOf(attachment, 'type'))
    if (kind === undefined) return []
    const alt = textOf(attachment, 'description')?.trim()
    return [alt === undefined || alt === '' ? { kind } : { kind, alt: cleanText(alt, altLengthMax) }]
  })
}

function kindOf(type: string | undefined): NonNullable<Post['media']>[number]['kind'] | undefined {
  if (type === 'image' || type === 'video' || type === 'audio') return type
  return type === 'gifv' ? 'video' : undefined
}
