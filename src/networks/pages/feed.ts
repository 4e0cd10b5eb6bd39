import { asLine, escaped, paragraphs, webUrl, withoutControls } from '#networks/pages/html.ts'
import type { Publisher, PublicPage } from '#networks/pages/public-page.ts'
import { titleOf } from '#networks/pages/titles.ts'
import { pageWords, wordsLanguage } from '#networks/pages/words.ts'

/** What an account says in one language, to be followed. Addresses are absolute. */
export type PublicFeed = {
  from: Publisher
  /** BCP 47. */
  language: string
  /** What it is, in one sentence. */
  description: string
  /** Where each format stands. */
  urls: { rss: string; atom: string; json: string }
  /** WebSub hubs that are told of news. */
  hubs: readonly string[]
  /** Newest first. */
  pages: readonly PublicPage[]
}

/** Limits of a feed: readers ask for it often, and most take less than 4 MB. */
export const feedLimits = { itemsMax: 50, textsLengthMax: 400_000 }

/** One item, made alike for all formats. `plain` is the whole text, `html` the same with links. */
export type FeedEntry = {
  url: string
  title: string
  /** Whether the text begins with the title, sign for sign: readers leave it out of one of the two then. */
  isBeginning: boolean
  plain: string
  html: string
  publishedMs: number
  updatedMs: number
  language: string
  /** `about`: its description on one line; empty where it has none. */
  files: readonly { url: string; type: string; bytes: number; about: string }[]
  /** What it is about; of what was withdrawn nothing. */
  topics: readonly { id: string; name: string }[]
}

/** The items that fit, newest first: whole ones, so that what a feed says of a message it says in full. */
export function entriesOf(feed: PublicFeed): FeedEntry[] {
  const entries: FeedEntry[] = []
  let length = 0
  for (const page of feed.pages.slice(0, feedLimits.itemsMax)) {
    const entry = entryOf(page)
    if (entry === undefined) continue
    length += entry.plain.length
    if (length > feedLimits.textsLengthMax && entries.length > 0) break
    entries.push(entry)
  }
  return entries
}

/** A feed with nothing but web addresses in it. Hubs that have none are left out. */
export function withWebAddresses(feed: PublicFeed): PublicFeed {
  const { from, urls, hubs } = feed
  const url = webUrl(from.url) ?? webUrl(urls.rss) ?? ''
  return { ...feed, from: { ...from, url }, hubs: hubs.flatMap((hub) => webUrl(hub) ?? []) }
}

/** When a feed last changed, epoch ms; 0 where nothing was said yet, so that it never changes by itself. */
export function updatedMsOf(entries: readonly FeedEntry[]): number {
  return Math.max(0, ...entries.map(({ updatedMs }) => updatedMs))
}

/** Nothing where its address is none of the web: readers would open it. */
function entryOf(page: PublicPage): FeedEntry | undefined {
  const { language, publishedMs, withdrawn } = page
  const url = webUrl(page.url)
  if (url === undefined) return undefined
  const plain = wordsOf(page)
  const title = titleOf(plain)
  return {
    ...{ url, language, publishedMs, plain, html: paragraphs(plain), title },
    isBeginning: title !== '' && plain.replaceAll(/\s+/g, ' ').startsWith(title),
    updatedMs: withdrawn?.atMs ?? page.changedMs ?? publishedMs,
    files: withdrawn === undefined ? filesOf(page) : [],
    topics: withdrawn === undefined ? topicsOf(page) : [],
  }
}

function filesOf({ media }: PublicPage): FeedEntry['files'] {
  return media.flatMap(({ url, mediaType: type, bytes, alt }) => {
    const at = webUrl(url)
    return at === undefined ? [] : [{ url: at, type, bytes, about: withoutControls(asLine(alt)) }]
  })
}

function topicsOf({ topics = [] }: PublicPage): FeedEntry['topics'] {
  return topics.map(({ id, name }) => ({ id, name: withoutControls(asLine(name)) }))
}

/** What readers are told: a warning comes first, corrections last, and what was withdrawn says only that. */
function wordsOf({ language, text, contentWarning, poll, corrections, withdrawn }: PublicPage): string {
  const lang = wordsLanguage(language)
  if (withdrawn !== undefined) return withoutControls(`${pageWords.withdrawnFor[lang]} ${withdrawn.words}`)
  const warning = contentWarning === undefined ? [] : [`${pageWords.warning[lang]} ${asLine(contentWarning)}`]
  // What is asked, in words: readers of a feed cannot vote in it, and its counts change too often for a feed.
  const asked = poll === undefined ? [] : [poll.options.map((option) => `- ${asLine(option)}`).join('\n')]
  const notes = corrections.map(({ words }) => `${pageWords.correction[lang]} ${words}`)
  return withoutControls([...warning, text.trim(), ...asked, ...notes].join('\n\n'))
}

/** Whether a text can stand as the title of an RSS item: some readers take it for text, some for HTML. */
export function isSafeEverywhere(text: string): boolean {
  return text === escaped(text).replaceAll('&#39;', "'").replaceAll('&#34;', '"')
}
