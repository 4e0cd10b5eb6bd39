import { escaped } from '#api/page.ts'
import type { Words } from '#kernel/words.ts'
import type { ActorOffered, FeedOffered } from '#sending/to-many/following.ts'
import { languageNames } from '#sending/to-many/subscribe-frame.ts'
import { subscribeWords as words } from '#sending/to-many/subscribe-words.ts'

type Locale = keyof Words

/** Ways to get our messages that ask for no address. `inBrowser`: names of the lists that can be had in a browser. */
export type WaysOffered = {
  inBrowser: readonly string[]
  feeds: readonly FeedOffered[]
  actors: readonly ActorOffered[]
}

/** These ways, each under its heading; one that the desk does not have is not shown. `topics`: `&topic=…` of those chosen. */
export function waysWithoutAddress(
  locale: Locale,
  { inBrowser, feeds, actors }: WaysOffered,
  topics = '',
): string {
  const say = (word: keyof typeof words): string => escaped(words[word][locale])
  const section = (word: 'byBrowser' | 'byFediverse' | 'byFeed' | 'bySite', html: string): string =>
    `<h2>${say(word)}</h2>${html}`
  const browser =
    inBrowser.length === 0
      ? ''
      : section(
          'byBrowser',
          `<p>${say('byBrowserWhat')} <strong>${inBrowser.map(escaped).join(', ')}</strong></p><p class="more"><a href="/subscribe/push?lang=${locale}${escaped(topics)}">${say('inBrowser')}</a></p>`,
        )
  const fediverse =
    actors.length === 0
      ? ''
      : section('byFediverse', `<p>${say('byFediverseWhat')}</p><ul>${actors.map(actorItem).join('')}</ul>`)
  const feed =
    feeds.length === 0
      ? ''
      : section('byFeed', `<p>${say('byFeedWhat')}</p><ul>${feeds.map(feedItem).join('')}</ul>`)
  const site = section('bySite', `<p class="more"><a href="/p?lang=${locale}">${say('page')}</a></p>`)
  return `${browser}${fediverse}${feed}${site}`
}

function actorItem({ handle, language }: ActorOffered): string {
  return `<li><code>${escaped(handle)}</code> ${languageName(language)}</li>`
}

/** One feed in its formats, in the language it speaks. */
function feedItem({ name, language, path }: FeedOffered): string {
  const formats = [
    ['rss', 'RSS'],
    ['atom', 'Atom'],
    ['json', 'JSON'],
  ] as const
  const links = formats.map(
    ([ending, format]) =>
      `<a href="${escaped(path)}.${ending}" hreflang="${escaped(language)}">${format}</a>`,
  )
  return `<li><bdi>${escaped(name)}</bdi>, ${languageName(language)}: ${links.join(' · ')}</li>`
}

/** A language as it calls itself. */
function languageName(language: string): string {
  const primary = language.toLowerCase().split('-')[0] ?? ''
  const known = primary === 'en' || primary === 'fr' ? languageNames[primary] : undefined
  return `<span lang="${escaped(primary)}">${escaped(known ?? language)}</span>`
}
