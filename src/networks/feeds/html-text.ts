import type { Post } from '#kernel/post.ts'

/** Words of a piece of HTML, without its markup, the web addresses it links to, and what it shows. */
export type HtmlText = { text: string; links: string[]; media: NonNullable<Post['media']> }

type Medium = HtmlText['media'][number]

const linksMax = 20
const mediaMax = 20

// Elements whose content is not words for people.
const silent = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'iframe',
  'object',
  'svg',
  'math',
  'head',
  'textarea',
  'select',
])
// Elements that end a line.
const blocks = new Set([
  ...[
    'p',
    'div',
    'br',
    'li',
    'ul',
    'ol',
    'tr',
    'table',
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'hr',
    'blockquote',
    'pre',
  ],
  ...['section', 'article', 'header', 'footer', 'figure', 'figcaption', 'dt', 'dd'],
])

/**
 * The words of a piece of HTML as plain text.
 *
 * One pass from left to right; nothing is run, fetched or kept as markup, so the result is only ever text. Entities are
 * read once, after the tags are gone: `&lt;b&gt;` becomes the characters `<b>`, never a tag.
 */
export function htmlToText(html: string): HtmlText {
  const words: string[] = []
  const links: string[] = []
  const media: Medium[] = []
  let at = 0
  while (at < html.length) {
    const opens = html.indexOf('<', at)
    words.push(html.slice(at, opens < 0 ? html.length : opens))
    if (opens < 0) break
    const tag = readTag(html, opens)
    if (tag.name === 'a' && tag.href !== undefined && links.length < linksMax) links.push(tag.href)
    if (tag.medium !== undefined && media.length < mediaMax) media.push(tag.medium)
    if (tag.words !== undefined) words.push(tag.words)
    at = silent.has(tag.name) && !tag.isSelfClosed ? afterElement(html, tag) : tag.endsAt
  }
  return { text: tidySpaces(decodeEntities(words.join(''))), links: [...new Set(links)], media }
}

type Tag = {
  name: string
  endsAt: number
  isSelfClosed: boolean
  words?: string
  href?: string
  medium?: Medium
}

function readTag(html: string, opens: number): Tag {
  if (html.startsWith('<!--', opens)) return skipTo(html, '-->', opens + 4)
  if (html.startsWith('<![CDATA[', opens)) return readCdata(html, opens + 9)
  if (/[!?]/.test(html[opens + 1] ?? '')) return skipTo(html, '>', opens + 2)
  const name = /^\/?([a-z][a-z0-9:-]{0,40})/i.exec(html.slice(opens + 1, opens + 44))
  // A lone `<`, as in "5 < 6", is a character and not a tag.
  if (name === null) return { name: '', endsAt: opens + 1, isSelfClosed: true, words: '&lt;' }
  const closes = tagEnd(html, opens + 1)
  const inside = html.slice(opens + 1, closes)
  const plain = (name[1] ?? '').toLowerCase()
  const href = plain === 'a' ? hrefOf(inside) : undefined
  const isClosing = inside.startsWith('/')
  const medium = isClosing ? undefined : mediumOf(plain, inside)
  return {
    name: isClosing ? `/${plain}` : plain,
    endsAt: closes + 1,
    isSelfClosed: inside.endsWith('/'),
    ...(blocks.has(plain) && { words: '\n' }),
    ...((plain === 'td' || plain === 'th') && { words: ' ' }),
    ...(href !== undefined && { href }),
    ...(medium !== undefined && { medium }),
  }
}

function mediumOf(name: string, inside: string): Medium | undefined {
  if (name === 'video' || name === 'audio') return { kind: name }
  if (name !== 'img') return undefined
  // A picture of one point is a counter of readers, not something to see.
  if (/\s(?:width|height)\s*=\s*["']?[01]\b/i.test(inside)) return undefined
  const alt = tidySpaces(
    decodeEntities(
      /\salt\s*=\s*(?:"([^"]{1,2000})"|'([^']{1,2000})')/i.exec(inside)?.slice(1).join('') ?? '',
    ),
  )
  return alt === '' ? { kind: 'image' } : { kind: 'image', alt }
}

// A `>` inside quotes does not end a tag; quotes that never end are read as if there were none.
function tagEnd(html: string, from: number): number {
  let quote = ''
  const limit = Math.min(html.length, from + 10_000)
  for (let at = from; at < limit; at += 1) {
    const character = html[at] ?? ''
    if (quote !== '') quote = character === quote ? '' : quote
    else if (character === '>') return at
    else if (character === '"' || character === "'") quote = character
  }
  const plainly = html.indexOf('>', from)
  return plainly < 0 ? html.length : plainly
}

function skipTo(html: string, end: string, from: number): Tag {
  const at = html.indexOf(end, from)
  return { name: '', endsAt: at < 0 ? html.length : at + end.length, isSelfClosed: true }
}

function readCdata(html: string, from: number): Tag {
  const { endsAt } = skipTo(html, ']]>', from)
  const words = html
    .slice(from, endsAt)
    .replace(/\]\]>$/, '')
    .replaceAll('&', '&amp;')
  return { name: '', endsAt, isSelfClosed: true, words }
}

// Never closed: what follows is dropped, as a browser would not show it either.
function afterElement(html: string, tag: Tag): number {
  const closing = new RegExp(`</${tag.name}[\\s/>]`, 'gi')
  closing.lastIndex = tag.endsAt
  const found = closing.exec(html)
  return found === null ? html.length : tagEnd(html, found.index + 1) + 1
}

function hrefOf(inside: string): string | undefined {
  const found = /\shref\s*=\s*(?:"([^"]{1,2000})"|'([^']{1,2000})'|([^\s"'>]{1,2000}))/i.exec(inside)
  const href = decodeEntities(found?.[1] ?? found?.[2] ?? found?.[3] ?? '').trim()
  return /^https?:\/\/\S+$/i.test(href) ? href : undefined
}

function tidySpaces(text: string): string {
  return text
    .replace(/[ \t\f\v\u00A0]+/g, ' ')
    .replace(/ ?\r?\n ?/g, '\n')
    .replace(/\n{2,}/g, '\n')
    .trim()
}

// Latin-1 from U+00A0 on, in order (HTML 4.01, section 24.2).
const latin1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro ' +
  'para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil ' +
  'Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave ' +
  'Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml ' +
  'igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute ' +
  'thorn yuml'
const others =
  'amp:& lt:< gt:> quot:" apos:\' OElig:Œ oelig:œ Scaron:Š scaron:š Yuml:Ÿ ndash:– mdash:— lsquo:‘ rsquo:’ sbquo:‚ ' +
  'ldquo:“ rdquo:” bdquo:„ dagger:† Dagger:‡ bull:• hellip:… permil:‰ prime:′ Prime:″ lsaquo:‹ rsaquo:› euro:€ ' +
  'trade:™ minus:− rarr:→ larr:← uarr:↑ darr:↓ hearts:♥ le:≤ ge:≥ ne:≠ deg:° check:✓ excl:! num:# dollar:$ percnt:% ' +
  'lpar:( rpar:) comma:, period:. colon:: semi:; commat:@ lowbar:_ NewLine:\n Tab:\t'
const named = new Map<string, string>([
  ...latin1.split(' ').map((name, i): [string, string] => [name, String.fromCharCode(0xa0 + i)]),
  ...others
    .split(' ')
    .map((pair): [string, string] => [pair.slice(0, pair.indexOf(':')), pair.slice(pair.indexOf(':') + 1)]),
  ['ensp', ' '],
  ['emsp', ' '],
  ['thinsp', ' '],
  ['zwnj', '\u200C'],
  ['zwj', '\u200D'],
])

/** Reads HTML entities once, by number and by the names that occur in news; an unknown name stays as written. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z][a-z0-9]{1,30}));?/gi,
    (whole, decimal, hex, name) => {
      if (typeof name === 'string') return named.get(name) ?? whole
      return characterOf(typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal)) ?? whole
    },
  )
}

// Numbers 128 to 159 mean windows-1252, as every browser reads them (HTML Standard, 13.2.5.80).
const windows1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

function characterOf(code: number): string | undefined {
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return '\uFFFD'
  if (code >= 128 && code <= 159) return windows1252[code - 128]
  return String.fromCodePoint(code)
}
