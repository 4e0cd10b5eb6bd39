import { documentOf, type HeadLink } from '#networks/pages/document.ts'
import { asLine, escaped, paragraphs, webAddress } from '#networks/pages/html.ts'
import {
  correctionItems,
  fileHtml,
  languageLinks,
  linkHtml,
  ours,
  say,
  subscribeLink,
  timeOf,
} from '#networks/pages/page-parts.ts'
import { pollHtml } from '#networks/pages/poll-html.ts'
import type { PublicPage, Surroundings } from '#networks/pages/public-page.ts'
import { descriptionOf, shownAt, structuredData } from '#networks/pages/structured-data.ts'
import { headed, titleOf } from '#networks/pages/titles.ts'
import { topicsLine } from '#networks/pages/topics-html.ts'

/** What stands around one page. `feeds`: those of its account, in its language; `nowMs`: whether its end has passed. */
export type PageSurroundings = Surroundings & { feeds?: readonly HeadLink[]; nowMs: number }

/**
 * The canonical page of one message in one language, as HTML. Pure. Without the message itself it has less than 10 kB, and a
 * usual message stays far below 30 kB.
 */
export function renderPage(page: PublicPage, around: PageSurroundings): string {
  const { language, from, withdrawn } = page
  const shown = shownAt(page)
  return documentOf({
    ...{ language, url: page.url, alternates: page.alternates, around, feeds: around.feeds ?? [] },
    title: `${titleOf(shown)} – ${from.name}`,
    description: descriptionOf(shown),
    data: structuredData(page),
    card: {
      ...{ type: 'article', siteName: from.name, publishedMs: page.publishedMs },
      ...(page.changedMs === undefined ? {} : { changedMs: page.changedMs }),
      ...(page.picture === undefined ? {} : { picture: page.picture }),
    },
    isHidden: withdrawn !== undefined,
    body: `${languageLinks(page.alternates, language)}${article(page, around)}${topicsLine(page.topics, language)}${more(page, around)}`,
  })
}

function article(page: PublicPage, around: PageSurroundings): string {
  const { language, from, text, withdrawn, contentWarning } = page
  if (withdrawn !== undefined) {
    const note = `<div class="note" role="note"><p>${escaped(withdrawn.words)}</p><p>${timeOf(withdrawn.atMs, language, around)}</p></div>`
    return `<article>${ours('h1', say('withdrawn', language), language)}${note}${times(page, around)}</article>`
  }
  const { heading, body } = contentWarning === undefined ? headed(text) : { body: text }
  const title =
    heading === undefined
      ? ours('h1', say('messageFrom', language, from.name), language)
      : `<p class="from"><bdi>${escaped(asLine(from.name))}</bdi></p><h1>${escaped(heading)}</h1>`
  const files = page.media.map((file) => fileHtml(file, language)).join('')
  const words = `${paragraphs(body)}${files}${linkHtml(page.link)}${pollHtml(page, around)}`
  const shown = contentWarning === undefined ? words : warned(contentWarning, words, language)
  return `<article>${title}${times(page, around)}${shown}${corrected(page, around)}</article>`
}

/** Behind its warning until somebody opens it: the browser does that without a script, and by keyboard. */
function warned(warning: string, html: string, language: string): string {
  return `<details><summary>${ours('span', say('warning', language), language)} <bdi>${escaped(warning)}</bdi></summary>${html}</details>`
}

function times(
  { language, publishedMs, changedMs, expiresMs }: PublicPage,
  around: PageSurroundings,
): string {
  const told = (word: Parameters<typeof say>[0], atMs: number | undefined): string =>
    atMs === undefined ? '' : `<span>${say(word, language)} ${timeOf(atMs, language, around)}</span>`
  const isOver = expiresMs !== undefined && expiresMs <= around.nowMs
  const spans = `${told('published', publishedMs)}${told('changed', changedMs)}${told(isOver ? 'expired' : 'expires', expiresMs)}`
  return ours('p', spans, language, 'times')
}

function corrected({ corrections, language }: PublicPage, around: PageSurroundings): string {
  if (corrections.length === 0) return ''
  return `<section class="note">${ours('h2', say('corrections', language), language)}${correctionItems(corrections, language, around)}</section>`
}

function more({ from, language }: PublicPage, around: PageSurroundings): string {
  const href = webAddress(from.url)
  const all =
    href === undefined
      ? ''
      : `<a href="${href}">${ours('span', say('all', language, from.name), language)}</a>`
  const links = `${all}${subscribeLink(language, around)}`
  return links === '' ? '' : `<p class="more">${links}</p>`
}
