import { asLine, escaped, webAddress } from '#networks/pages/html.ts'
import { ours, say } from '#networks/pages/page-parts.ts'
import type { PageTopic } from '#networks/pages/public-page.ts'
import { pageWords, wordsLanguage } from '#networks/pages/words.ts'

/** A topic of a list, and how many messages are about it. */
export type CountedTopic = PageTopic & { count: number }

/** What a message is about, each as a link to all that is about it; nothing where it is about nothing in particular. */
export function topicsLine(topics: readonly PageTopic[] | undefined, language: string): string {
  const links = linksTo(topics ?? [])
  if (links.length === 0) return ''
  return ours('p', `<span>${say('topics', language)}</span> ${links.join(' ')}`, language, 'more')
}

/** The topics of a list, below a heading that opens by keyboard and without a script. */
export function topicsNav(topics: readonly CountedTopic[] | undefined, language: string): string {
  const items = (topics ?? []).flatMap((topic) =>
    linksTo([topic]).map((link) => `<li>${link} (${topic.count})</li>`),
  )
  if (items.length === 0) return ''
  const label = pageWords.byTopic[wordsLanguage(language)]
  const list = ours('ul', items.join(''), language)
  return `<nav aria-label="${label}"><details class="months"><summary>${ours('span', label, language)}</summary>${list}</details></nav>`
}

function linksTo(topics: readonly PageTopic[]): string[] {
  return topics.flatMap(({ name, url }) => {
    const href = webAddress(url)
    return href === undefined ? [] : [`<a href="${href}"><bdi>${escaped(asLine(name))}</bdi></a>`]
  })
}
