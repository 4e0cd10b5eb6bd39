import { asLine, directionOf, escaped, languageTag, webAddress } from '#networks/pages/html.ts'
import type { Alternate, Surroundings } from '#networks/pages/public-page.ts'
import { pageStyle } from '#networks/pages/style.ts'
import { pageWords, wordsLanguage } from '#networks/pages/words.ts'

/** A feed or file that a page points at from its head. */
export type HeadLink = { url: string; type: string; title: string }

type Frame = {
  language: string
  title: string
  description: string
  url: string
  alternates: readonly Alternate[]
  feeds: readonly HeadLink[]
  /** JSON-LD, as an object. */
  data?: object
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

/** JSON that cannot end the element it stands in, whatever it says. */
function dataText(data: object): string {
  return JSON.stringify(data).replaceAll(
    /[<>&\u2028\u2029]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
