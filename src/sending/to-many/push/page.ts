import type { ApiContext } from '#api/api.ts'
import { escaped } from '#api/page.ts'
import { framed } from '#sending/to-many/subscribe-frame.ts'
import { languageField, otherWays } from '#sending/to-many/subscribe-page.ts'
import type { PushList } from '#sending/to-many/push/joining.ts'
import { topicFields, topicsQuery, type TopicChoice } from '#sending/to-many/topic-choice.ts'
import type { Topic } from '#sending/topics/contract.ts'
import { pushPath } from '#sending/to-many/push/joining.ts'
import { pushScriptWords, pushWords } from '#sending/to-many/push/words.ts'

type Locale = 'en' | 'fr'

/** What can be turned on, and who speaks. */
export type PushShown = {
  locale: Locale
  lists: readonly PushList[]
  topics: readonly Topic[]
  /** Topics that the link to this page named. */
  chosen: TopicChoice
  from?: string | undefined
}

/**
 * The page to get messages in a browser. Without its script it says so, and leads to what needs none; nothing is asked before somebody
 * presses.
 */
export function pushPage(c: ApiContext, { locale, lists, topics, chosen, from }: PushShown): Response {
  const say = (word: keyof typeof pushWords): string => escaped(pushWords[word][locale])
  const without = `<p class="note" id="without">${say('needsScript')}</p>`
  const choice = `<form id="push" data-words="${escaped(JSON.stringify(wordsIn(locale)))}" data-locale="${locale}" hidden>${topicFields({ locale, topics, choice: chosen })}${languageField(lists, locale, undefined)}<ul class="list">${lists.map(item).join('')}</ul></form>`
  const status = '<p role="status" id="said"></p>'
  const below = `<p class="quiet">${say('privacy')}</p>${otherWays(locale)}`
  return framed(c, {
    ...{ locale, from, status: 200, title: pushWords.title[locale] },
    languages: `${pushPath}${topicsQuery(chosen).replace('&', '?').replaceAll('&', '&amp;')}`,
    ...{ script: '/push/page.js', body: `<p>${say('lede')}</p>${without}${choice}${status}${below}` },
  })
}

function item({ account, name, key }: PushList, at: number): string {
  const id = `list-${at}`
  return `<li data-list="${escaped(account)}" data-key="${escaped(key)}"><h2 id="${id}">${escaped(name)}</h2><p data-state></p><p><button type="button" id="${id}-press" aria-labelledby="${id}-press ${id}"></button></p></li>`
}

function wordsIn(locale: Locale): Record<string, unknown> {
  const words = Object.entries(pushScriptWords).map(([name, said]) => [name, said[locale]])
  // Said in the language that was chosen, whatever the page speaks.
  return { ...Object.fromEntries(words), otherLanguage: pushScriptWords.otherLanguage }
}

/** Where nothing is offered in a browser: what else there is. */
export function noPushPage(c: ApiContext, { locale }: { locale: Locale }): Response {
  const body = `<p>${escaped(pushWords.noneWhat[locale])}</p>${otherWays(locale)}`
  return framed(c, { locale, status: 404, title: pushWords.none[locale], languages: pushPath, body })
}
