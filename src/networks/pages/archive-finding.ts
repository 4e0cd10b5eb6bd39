import { escaped, webAddress } from '#networks/pages/html.ts'
import { ours, say, subscribeLink } from '#networks/pages/page-parts.ts'
import type { Surroundings } from '#networks/pages/public-page.ts'
import type { CountedTopic } from '#networks/pages/topics-html.ts'
import { pageWords, wordsLanguage } from '#networks/pages/words.ts'

/** How a list can be looked through, without a script. */
export type Finding = {
  /** Where the form leads, as a path of this site; `hidden`: what it says besides the words. */
  action: string
  hidden: Readonly<Record<string, string>>
  /** The words looked for, and the period as people read it; missing: all. */
  words?: string
  period?: string
  /** What the list is about; missing: all of it. */
  topic?: { id: string; name: string; isRetired: boolean }
  /** What messages of the list are about; missing: the desk keeps no topics. */
  topics?: readonly CountedTopic[]
  /** How many were found; `isMore`: at least so many. Missing where nothing is looked for. */
  found?: { count: number; isMore: boolean }
  /** The list without anything looked for. */
  allUrl: string
  /** Years, newest first, each with its months. */
  years: readonly { year: number; url: string; count: number; months: readonly MonthLink[] }[]
}

/** A month of a year, 1 to 12, and how many messages it has. */
export type MonthLink = { month: number; url: string; count: number }

/** The form to look for words, and what was found. */
export function findingHtml(finding: Finding, language: string, around: Surroundings): string {
  const hidden = Object.entries(finding.hidden)
    .map(([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`)
    .join('')
  const press = say('find', language)
  const form = `<form role="search" method="get" action="${escaped(finding.action)}" class="find">${hidden}<label for="q">${say('findLabel', language)}</label><input type="search" id="q" name="q" maxlength="200" value="${escaped(finding.words ?? '')}"><button type="submit">${press}</button></form>`
  return `${ours('div', form, language)}${foundHtml(finding, language, around)}`
}

function foundHtml(
  { words, period, topic, found, allUrl }: Finding,
  language: string,
  around: Surroundings,
): string {
  if (found === undefined) return ''
  const number = new Intl.NumberFormat(`${wordsLanguage(language)}-CA`).format(found.count)
  const count = found.isMore ? say('foundMore', language, number) : say('found', language, number)
  const sought = [
    ...(topic === undefined ? [] : [`<bdi>${escaped(topic.name)}</bdi>`]),
    ...(words === undefined ? [] : [quoted(words, language)]),
    ...(period === undefined ? [] : [escaped(period)]),
  ].join(' · ')
  const all = webAddress(allUrl)
  const back = all === undefined ? '' : ` <a href="${all}">${say('showAll', language)}</a>`
  // Nobody can ask for what is not offered any more.
  const join = topic === undefined || topic.isRetired ? '' : subscribeLink(language, around, topic)
  const more = join === '' ? '' : `<p class="more">${join}</p>`
  return `${ours('h2', sought, language)}${ours('p', `<span role="status">${count}</span>${back}`, language)}${more}`
}

function quoted(words: string, language: string): string {
  const inside = `<bdi>${escaped(words)}</bdi>`
  return wordsLanguage(language) === 'fr' ? `«\u00A0${inside}\u00A0»` : `“${inside}”`
}

/** Years and months as links, below a heading that opens by keyboard and without a script. */
export function monthsHtml({ years }: Finding, language: string): string {
  if (years.length === 0) return ''
  const locale = `${wordsLanguage(language)}-CA`
  const month = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' })
  const link = (url: string, words: string, count: number): string => {
    const href = webAddress(url)
    return href === undefined ? '' : `<a href="${href}">${escaped(words)}</a> (${count})`
  }
  const items = years.map((year) => {
    const months = year.months.map(
      (one) => `<li>${link(one.url, month.format(Date.UTC(2000, one.month - 1, 1)), one.count)}</li>`,
    )
    return `<li>${link(year.url, String(year.year), year.count)}<ul>${months.join('')}</ul></li>`
  })
  const label = pageWords.byMonth[wordsLanguage(language)]
  return `<nav aria-label="${label}"><details class="months"><summary>${ours('span', label, language)}</summary><ul>${items.join('')}</ul></details></nav>`
}
