import { asLine, languageTag, webUrl, withoutControls } from '#networks/pages/html.ts'
import type { Note, PublicPage } from '#networks/pages/public-page.ts'
import { titleOf } from '#networks/pages/titles.ts'

/** Longest description in lists of others, characters. */
const descriptionLengthMax = 300

/** The beginning of a text as one line, for whoever lists pages. */
export function descriptionOf(text: string): string {
  const line = asLine(text.slice(0, 8 * descriptionLengthMax))
  return line.slice(0, descriptionLengthMax).replace(/[\uD800-\uDBFF]$/, '')
}

/**
 * What a page is, for machines. An announcement holds its whole text up to 5,000 characters, since assistants read it out.
 *
 * Source: https://schema.org/NewsArticle, https://schema.org/SpecialAnnouncement and https://schema.org/CorrectionComment.
 */
export function structuredData(page: PublicPage): object {
  const { language, publishedMs, changedMs, from } = page
  const url = webUrl(page.url)
  const publisher = {
    '@type': 'GovernmentOrganization',
    name: withoutControls(from.name),
    url: webUrl(from.url),
  }
  const shown = shownAt(page)
  const common = {
    '@context': 'https://schema.org',
    ...{ url, inLanguage: languageTag(language), publisher, mainEntityOfPage: url },
    ...(changedMs !== undefined && { dateModified: isoOf(changedMs) }),
    ...(page.expiresMs !== undefined && { expires: isoOf(page.expiresMs) }),
    ...(page.corrections.length > 0 &&
      page.withdrawn === undefined && { correction: page.corrections.map(correctionOf) }),
    ...(page.withdrawn !== undefined && { creativeWorkStatus: 'Withdrawn' }),
    ...(shown === page.text && picturesOf(page)),
    ...(page.withdrawn === undefined && topicsOf(page)),
    ...(page.alternates.length > 0 && { workTranslation: page.alternates.map(translationOf) }),
  }
  const title = titleOf(shown)
  const date = isoOf(publishedMs)
  if (page.kind === 'announcement')
    return {
      ...common,
      '@type': 'SpecialAnnouncement',
      name: title,
      text: withoutControls(shown).slice(0, 5000).toWellFormed(),
      datePosted: date,
      datePublished: date,
    }
  return {
    ...common,
    '@type': 'NewsArticle',
    headline: title,
    description: descriptionOf(shown),
    author: publisher,
    datePublished: date,
  }
}

/** What a page shows before anybody opens anything. */
export function shownAt({ withdrawn, contentWarning, text }: PublicPage): string {
  return withdrawn?.words ?? contentWarning ?? text
}

function picturesOf({ media }: PublicPage): { image?: string[] } {
  const pictures = media
    .filter(({ mediaType }) => mediaType.startsWith('image/'))
    .flatMap(({ url }) => webUrl(url) ?? [])
  return pictures.length === 0 ? {} : { image: pictures }
}

function topicsOf({ topics = [] }: PublicPage): { about?: object[]; keywords?: string } {
  const names = topics.map(({ name }) => withoutControls(asLine(name)))
  if (names.length === 0) return {}
  return { about: names.map((name) => ({ '@type': 'Thing', name })), keywords: names.join(', ') }
}

function translationOf({ language, url }: { language: string; url: string }): object {
  return { '@type': 'CreativeWork', inLanguage: languageTag(language), url: webUrl(url) }
}

function correctionOf({ atMs, words }: Note): object {
  return { '@type': 'CorrectionComment', text: withoutControls(words), datePublished: isoOf(atMs) }
}

function isoOf(atMs: number): string {
  return new Date(atMs).toISOString()
}
