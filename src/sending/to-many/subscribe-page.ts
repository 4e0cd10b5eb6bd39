import type { ApiContext } from '#api/api.ts'
import { escaped } from '#api/page.ts'
import type { Words } from '#kernel/words.ts'
import { framed, languageNames } from '#sending/to-many/subscribe-frame.ts'
import { subscribeWords as words } from '#sending/to-many/subscribe-words.ts'
import { waysWithoutAddress, type WaysOffered } from '#sending/to-many/subscribe-ways.ts'
import type { SubscribeList } from '#sending/to-many/subscribing.ts'
import { topicFields, topicsQuery, type TopicChoice } from '#sending/to-many/topic-choice.ts'
import type { Topic } from '#sending/topics/contract.ts'

type Locale = keyof Words

/** What is wrong with what somebody typed; the rest stands in the form again, so that nothing is typed twice. */
export type Typed = {
  address: string
  accounts: readonly string[]
  language: Locale
  topics: TopicChoice
  wrong: readonly Wrong[]
}

type Wrong = keyof typeof placeOf

/** Where what is wrong is put right. */
const placeOf = { noList: 'list-0', noTopic: 'topic-0', badAddress: 'address' } as const

/** What can be had by mail, how else messages can be had, and who speaks. */
export type Shown = {
  lists: readonly SubscribeList[]
  topics: readonly Topic[]
  ways: WaysOffered
  from?: string | undefined
  isPractice: boolean
}

/**
 * Every way to get our messages, in one language: the form for mail with what somebody typed where it was not right, and what asks
 * for no address. No script, nothing fetched.
 *
 * @param o.chosen topics that the link to this page named
 * @param o.status what is answered where nothing is wrong; missing: 200
 */
export function subscribePage(c: ApiContext, o: Shown & ToShow): Response {
  const { lists, ways, from, locale, typed, isPractice, chosen } = o
  const topics = chosen === undefined ? '' : topicsQuery(chosen)
  const say = sayIn(locale)
  const isWrong = typed !== undefined && typed.wrong.length > 0
  const mail =
    lists.length === 0
      ? `<p>${say('noneWhat')}</p>`
      : `<h2>${say('byMail')}</h2><p>${say('lede')}</p>${mailForm(o)}`
  return page(c, {
    ...{ locale, from, isPractice, status: isWrong ? 422 : (o.status ?? 200) },
    ...{ title: 'title', languages: languagesOf(topics) },
    body: `${isWrong ? summary(typed, locale) : ''}${mail}${waysWithoutAddress(locale, ways, topics)}`,
  })
}

type ToShow = { locale: Locale; typed?: Typed; chosen?: TopicChoice; status?: 200 | 404 }

/** The same page with the same topics, to which the language is added. */
function languagesOf(topics: string): string {
  return `/subscribe${topics.replace('&', '?').replaceAll('&', '&amp;')}`
}

function mailForm({ lists, topics, locale, typed, chosen }: Shown & ToShow): string {
  const say = sayIn(locale)
  return `<form method="post" action="/subscribe" novalidate>
<input type="hidden" name="lang" value="${locale}">
${listFields(lists, locale, typed)}${topicFields({ locale, topics, choice: typed?.topics ?? chosen, isWrong: typed?.wrong.includes('noTopic') === true })}
${addressField(locale, typed)}${languageField(lists, locale, typed)}
<p class="quiet">${say('privacy')}</p>
<button type="submit">${say('press')}</button></form>`
}

function sayIn(locale: Locale): (word: keyof typeof words) => string {
  return (word) => escaped(words[word][locale])
}

/** Each thing that is wrong leads to its field. */
function summary({ wrong }: Typed, locale: Locale): string {
  const say = sayIn(locale)
  const items = wrong.map((one) => `<li><a href="#${placeOf[one]}">${say(one)}</a></li>`)
  return `<div class="wrong" role="alert"><h2>${say('wrong')}</h2><ul>${items.join('')}</ul></div>`
}

/** One list needs no choice. */
function listFields(lists: readonly SubscribeList[], locale: Locale, typed: Typed | undefined): string {
  const say = sayIn(locale)
  const [only, ...more] = lists
  if (only !== undefined && more.length === 0)
    return `<p>${say('list')}${locale === 'fr' ? '\u00A0' : ''}: <strong>${escaped(only.name)}</strong></p><input type="hidden" name="list" value="${escaped(only.account)}">`
  const isBad = typed?.wrong.includes('noList') === true
  const boxes = lists.map(({ account, name }, at) => {
    const checked = typed?.accounts.includes(account) === true ? ' checked' : ''
    return `<label class="choice"><input type="checkbox" id="list-${at}" name="list" value="${escaped(account)}"${checked}><span>${escaped(name)}</span></label>`
  })
  const bad = isBad ? `<p class="bad" id="list-bad">${say('noList')}</p>` : ''
  return `<fieldset${isBad ? ' aria-describedby="list-bad"' : ''}><legend>${say('lists')}</legend>${bad}${boxes.join('')}</fieldset>`
}

function addressField(locale: Locale, typed: Typed | undefined): string {
  const say = sayIn(locale)
  const isBad = typed?.wrong.includes('badAddress') === true
  const bad = isBad ? `<p class="bad" id="address-bad">${say('badAddress')}</p>` : ''
  const state = isBad ? ' aria-invalid="true" aria-describedby="address-bad"' : ''
  return `<div class="field"><label class="label" for="address">${say('address')}</label>${bad}<input type="email" id="address" name="address" value="${escaped(typed?.address ?? '')}" autocomplete="email" maxlength="254" required${state}></div>`
}

/** Only languages that are spoken there; where it is one, there is no choice. */
export function languageField(
  lists: readonly SubscribeList[],
  locale: Locale,
  typed: Pick<Typed, 'language'> | undefined,
): string {
  const spoken = (['en', 'fr'] as const).filter((one) =>
    lists.some(({ languages }) => languages.some((tag) => tag.toLowerCase().split('-')[0] === one)),
  )
  const [first = locale, ...more] = spoken
  if (more.length === 0) return `<input type="hidden" name="language" value="${first}">`
  const chosen = typed?.language ?? locale
  const choices = spoken.map(
    (one) =>
      `<label class="choice" lang="${one}-CA"><input type="radio" name="language" value="${one}"${one === chosen ? ' checked' : ''}><span>${languageNames[one]}</span></label>`,
  )
  return `<fieldset><legend>${sayIn(locale)('language')}</legend>${choices.join('')}</fieldset>`
}

/** What else there is, below pages that are about one way. */
export function otherWays(locale: Locale): string {
  const say = sayIn(locale)
  return `<h2>${say('otherWays')}</h2><p class="more"><a href="/subscribe?lang=${locale}">${say('allWays')}</a><a href="/p?lang=${locale}">${say('page')}</a><a href="/feeds/${locale}.rss">${say('feed')}</a></p>`
}

/** After the form: the same for every address, so that nobody learns who is subscribed. */
export function askedPage(c: ApiContext, { locale }: { locale: Locale }): Response {
  const say = sayIn(locale)
  const body = `<p>${say('askedWhat')}</p><p>${say('askedNone')}</p>${toForm(locale, 'back')}`
  return page(c, { locale, status: 200, title: 'asked', languages: '/subscribe?asked=yes', body })
}

function toForm(locale: Locale, word: 'back' | 'press'): string {
  return `<p class="more"><a href="/subscribe?lang=${locale}">${sayIn(locale)(word)}</a></p>`
}

/** Asks for the yes: opening the link changes nothing, for programs open links too. */
export function confirmPage(c: ApiContext, { locale }: { locale: Locale }): Response {
  const say = sayIn(locale)
  const form = `<form method="post"><button type="submit">${say('yes')}</button></form>`
  return page(c, { locale, status: 200, title: 'yesTitle', body: `<p>${say('yesWhat')}</p>${form}` })
}

/** Says that they are subscribed, also to whoever says yes once more. */
export function confirmedPage(c: ApiContext, { locale }: { locale: Locale }): Response {
  const body = `<p>${sayIn(locale)('doneWhat')}</p>${otherWays(locale)}`
  return page(c, { locale, status: 200, title: 'done', body })
}

/** Whose link is none of ours reads which language we do not know: both. */
export function overPage(c: ApiContext): Response {
  const half = (locale: Locale, heading: string): string =>
    `<section lang="${locale}-CA">${heading}<p>${sayIn(locale)('overWhat')}</p>${toForm(locale, 'press')}</section>`
  const french = half('fr', `<h2>${sayIn('fr')('over')}</h2>`)
  return page(c, { locale: 'en', status: 404, title: 'over', body: `${half('en', '')}${french}` })
}

/** Too many from one address. */
export function tooManyPage(c: ApiContext, o: { locale: Locale; waitMs: number }): Response {
  c.header('retry-after', String(Math.ceil(o.waitMs / 1000)))
  const body = `<p>${sayIn(o.locale)('tooManyWhat')}</p>${toForm(o.locale, 'back')}`
  return page(c, { locale: o.locale, status: 429, title: 'tooMany', body })
}

type Page = Omit<Parameters<typeof framed>[1], 'title'> & { title: keyof typeof words }

function page(c: ApiContext, { title, ...rest }: Page): Response {
  const mark = rest.status === 422 ? `${sayIn(rest.locale)('wrong')} – ` : ''
  return framed(c, { ...rest, title: words[title][rest.locale], mark })
}
