import { findingHtml, monthsHtml, type Finding } from '#networks/pages/archive-finding.ts'
import { documentOf, type HeadLink } from '#networks/pages/document.ts'
import { escaped, webAddress } from '#networks/pages/html.ts'
import { languageLinks, ours, say, subscribeLink, timeOf } from '#networks/pages/page-parts.ts'
import type { Alternate, Publisher, PublicPage, Surroundings } from '#networks/pages/public-page.ts'
import { titleOf } from '#networks/pages/titles.ts'
import { topicsNav } from '#networks/pages/topics-html.ts'

/** A stretch of everything an account said in one language, newest first. */
export type Archive = {
  from: Publisher
  /** Of this stretch; that of the whole list is the publisher's. */
  url: string
  language: string
  pages: readonly PublicPage[]
  /** The lists in the other languages. */
  alternates: readonly Alternate[]
  feeds: readonly HeadLink[]
  newerUrl?: string
  olderUrl?: string
  /** How the list can be looked through; missing: it cannot. */
  finding?: Finding
}

/** Most messages on one page of the list. */
export const archivePagesMax = 50

/** The list of what an account said, as HTML without a script; what was withdrawn says so. Pure. */
export function renderArchive(archive: Archive, around: Surroundings): string {
  const { from, language, url } = archive
  const items = archive.pages.slice(0, archivePagesMax).map((page) => item(page, language, around))
  const { finding } = archive
  const none = noneWord(finding)
  const list =
    items.length === 0 ? ours('p', say(none, language), language) : `<ol class="list">${items.join('')}</ol>`
  return documentOf({
    ...{ language, url, alternates: archive.alternates, feeds: archive.feeds, around },
    // What somebody looked for is no page of its own for search engines.
    isHidden: finding?.words !== undefined,
    title: finding?.topic === undefined ? from.name : `${finding.topic.name} – ${from.name}`,
    description: finding?.topic === undefined ? from.name : `${finding.topic.name} – ${from.name}`,
    card: { type: 'website', siteName: from.name },
    body: `${languageLinks(archive.alternates, language)}<h1><bdi>${escaped(from.name)}</bdi></h1>${finding === undefined ? '' : findingHtml(finding, language, around)}${list}${turning(archive)}${finding === undefined ? '' : `${topicsNav(finding.topics, language)}${monthsHtml(finding, language)}`}${following(archive, around)}`,
  })
}

function noneWord(finding: Finding | undefined): 'none' | 'noneAbout' | 'foundNone' {
  if (finding?.found === undefined) return 'none'
  const isAbout = finding.topic !== undefined && finding.words === undefined && finding.period === undefined
  return isAbout ? 'noneAbout' : 'foundNone'
}

function item(page: PublicPage, language: string, around: Surroundings): string {
  const href = webAddress(page.url)
  if (href === undefined) return ''
  const told = page.withdrawn === undefined ? filesTold(page, language) : ''
  const time = `<p class="times">${timeOf(page.publishedMs, language, around)}${told}</p>`
  const link = (html: string): string => `<h2><a href="${href}">${html}</a></h2>`
  if (page.withdrawn !== undefined)
    return `<li>${link(ours('span', say('withdrawn', language), language))}${time}</li>`
  if (page.contentWarning !== undefined) {
    const warning = `${ours('span', say('warning', language), language)} <bdi>${escaped(page.contentWarning)}</bdi>`
    return `<li>${link(warning)}${time}</li>`
  }
  const title = titleOf(page.text)
  return `<li>${link(title === '' ? say('messageFrom', language, page.from.name) : `<bdi>${escaped(title)}</bdi>`)}${time}</li>`
}

/** That a message has a picture, film or sound, each kind once: a list of many is not made heavy by showing them. */
function filesTold({ media }: PublicPage, language: string): string {
  const kinds = media.map(({ mediaType }) => {
    if (mediaType.startsWith('image/')) return 'picture'
    return mediaType.startsWith('video/') ? 'film' : 'sound'
  })
  return [...new Set(kinds)].map((kind) => ` · ${ours('span', say(kind, language), language)}`).join('')
}

function turning({ newerUrl, olderUrl, language }: Archive): string {
  const link = (word: 'newer' | 'older', url: string | undefined): string => {
    const href = webAddress(url ?? '')
    return href === undefined
      ? ''
      : `<a rel="${word === 'newer' ? 'prev' : 'next'}" href="${href}">${say(word, language)}</a>`
  }
  const links = `${link('newer', newerUrl)}${link('older', olderUrl)}`
  return links === '' ? '' : ours('p', links, language, 'more')
}

function following({ feeds, language }: Archive, around: Surroundings): string {
  const links = feeds.flatMap(({ url, title }) => {
    const href = webAddress(url)
    return href === undefined ? [] : [`<a href="${href}">${escaped(title)}</a>`]
  })
  const all = `${links.join('')}${subscribeLink(language, around)}`
  return all === '' ? '' : `${ours('h2', say('feeds', language), language)}<p class="more">${all}</p>`
}
