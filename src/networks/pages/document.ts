import { asLine, directionOf, escaped, languageTag, webAddress } from '#networks/pages/html.ts'
import type { Alternate, PagePicture, Surroundings } from '#networks/pages/public-page.ts'
import { pageStyle } from '#networks/pages/style.ts'
import { pageWords, wordsLanguage } from '#networks/pages/words.ts'

/** A feed or file that a page points at from its head. */
export type HeadLink = { url: string; type: string; title: string }

/** What a link to a page shows on a network, beside its title and description. Times are epoch ms. */
export type LinkCard = {
  type: 'article' | 'website'
  siteName: string
  picture?: PagePicture
  publishedMs?: number
  changedMs?: number
}

type Frame = {
  language: string
  title: string
  description: string
  url: string
  alternates: readonly Alternate[]
  feeds: readonly HeadLink[]
  /** JSON-LD, as an object. */
  data?: object
  /** What networks show beside a link to this page. */
  card: LinkCard
  /** HTML. */
  body: string
  /** Search engines are asked to leave it. */
  isHidden: boolean
  around: Surroundings
}

/** A whole page: no script that runs, no file beside it, its language and direction said. */
export function documentOf(frame: Frame): string {
  const { language, around } = frame
  const isPractice = around.isPractice === true
  const tag = languageTag(language)
  const nonce = around.nonce === undefined ? '' : ` nonce="${escaped(around.nonce)}"`
  const robots = frame.isHidden || isPractice ? '<meta name="robots" content="noindex">' : ''
  const practice = isPractice
    ? `<p class="note" role="note"${wordsTag(language)}>${pageWords.practice[wordsLanguage(language)]}</p>`
    : ''
  // Whoever hands the page on shows its title and description alone.
  const mark = isPractice ? `[${pageWords.practiceMark[wordsLanguage(language)]}] ` : ''
  const head = [
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    `<title>${mark}${escaped(asLine(frame.title))}</title>`,
    `<meta name="description" content="${mark}${escaped(asLine(frame.description))}">${robots}`,
    linksOf(frame),
    cardOf(frame, mark),
    `<style${nonce}>${pageStyle}</style>`,
    // Assistants read data out, and would take what is practised for real.
    frame.data === undefined || isPractice
      ? ''
      : `<script type="application/ld+json">${dataText(frame.data)}</script>`,
  ].join('')
  return `<!doctype html><html lang="${tag}" dir="${directionOf(tag)}"><head>${head}</head><body><main>${practice}${frame.body}</main></body></html>`
}

/** The language of our own words, where the page is in another one. */
export function wordsTag(language: string): string {
  const ours = wordsLanguage(language)
  const isSame = language.toLowerCase().split('-')[0] === ours
  return isSame ? '' : ` lang="${ours}" dir="ltr"`
}

function linksOf({ url, language, alternates, feeds }: Frame): string {
  const canonical = webAddress(url)
  if (canonical === undefined) return ''
  // A page that has other languages names itself among them, as search engines ask.
  const all = alternates.length === 0 ? [] : [{ language, url }, ...alternates]
  const languages = all.flatMap((one) => {
    const href = webAddress(one.url)
    return href === undefined
      ? []
      : [`<link rel="alternate" hreflang="${languageTag(one.language)}" href="${href}">`]
  })
  const followed = feeds.flatMap((feed) => {
    const href = webAddress(feed.url)
    if (href === undefined) return []
    return [
      `<link rel="alternate" type="${escaped(feed.type)}" title="${escaped(asLine(feed.title))}" href="${href}">`,
    ]
  })
  return [`<link rel="canonical" href="${canonical}">`, ...languages, ...followed].join('')
}

/**
 * How networks show a link. Source: https://ogp.me, and https://developer.x.com/en/docs/x-for-websites/cards (read in November 2026):
 * X reads Open Graph for what it has no name of its own for.
 */
function cardOf({ card, title, description, url, language, alternates }: Frame, mark: string): string {
  const { picture } = card
  const pictureUrl = picture && webAddress(picture.url)
  const address = webAddress(url)
  const at = (ms: number | undefined): string | undefined =>
    ms === undefined ? undefined : new Date(ms).toISOString()
  const tags: [name: string, said: string | undefined][] = [
    ['og:type', card.type],
    ['og:site_name', escaped(asLine(card.siteName))],
    ['og:title', `${mark}${escaped(asLine(title))}`],
    ['og:description', `${mark}${escaped(asLine(description))}`],
    ['og:url', address],
    ['og:locale', placeOf(language)],
    ...alternates.map((one): [string, string | undefined] => ['og:locale:alternate', placeOf(one.language)]),
    ['article:published_time', at(card.publishedMs)],
    ['article:modified_time', at(card.changedMs)],
  ]
  if (picture !== undefined && pictureUrl !== undefined)
    tags.push(
      ['og:image', pictureUrl],
      ['og:image:type', 'image/png'],
      ['og:image:width', String(picture.width)],
      ['og:image:height', String(picture.height)],
      ['og:image:alt', `${mark}${escaped(asLine(picture.alt))}`],
    )
  const open = tags.flatMap(([name, said]) =>
    said === undefined ? [] : [`<meta property="${name}" content="${said}">`],
  )
  const kind = pictureUrl === undefined ? 'summary' : 'summary_large_image'
  return `${open.join('')}<meta name="twitter:card" content="${kind}">`
}

/** A language with its place, as Open Graph writes it: ours are those of Canada. Undefined for one it could not read. */
function placeOf(language: string): string | undefined {
  const [primary = '', region = 'CA'] = languageTag(language).split('-')
  return /^[a-z]{2,3}$/.test(primary) && primary !== 'und' && /^[A-Z]{2}$/.test(region)
    ? `${primary}_${region}`
    : undefined
}

/** JSON that cannot end the element it stands in, whatever it says. */
function dataText(data: object): string {
  return JSON.stringify(data).replaceAll(
    /[<>&\u2028\u2029]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
