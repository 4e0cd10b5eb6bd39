/** The account of our own site that every desk has. */
export const siteAccount = 'site'

/** The formats of a feed, by the ending of its address. */
export const feedFormats = ['rss', 'atom', 'json'] as const
export type FeedFormat = (typeof feedFormats)[number]

/**
 * The addresses of our own site; all are absolute. A page is named by its key and not by its words, so that its address stays
 * right after a correction, and tells nothing of what was withdrawn.
 */
export type Addresses = {
  page(key: string): string
  /** A file of a page, from 0. */
  file(key: string, at: number): string
  /** The list of all an account said in a language; `mark` names where a stretch of it begins. */
  list(account: string, language: string, mark?: { before: string } | { after: string }): string
  feed(account: string, language: string, format: FeedFormat): string
}

/** Addresses below an origin such as `https://havre-clair.example`. */
export function addressesAt(origin: string): Addresses {
  return {
    page: (key) => `${origin}/p/${encodeURIComponent(key)}`,
    file: (key, at) => `${origin}/p/${encodeURIComponent(key)}/files/${at}`,
    list: (account, language, mark) => {
      const path = account === siteAccount ? '/p' : `/p/accounts/${encodeURIComponent(account)}`
      return `${origin}${path}?${new URLSearchParams({ lang: language, ...mark }).toString()}`
    },
    feed: (account, language, format) => {
      const folder = account === siteAccount ? '' : `/${encodeURIComponent(account)}`
      return `${origin}/feeds${folder}/${encodeURIComponent(language)}.${format}`
    },
  }
}

/** Language and format in the last part of a feed's address: `fr.rss`; undefined for anything else. */
export function feedAsked(file: string): { language: string; format: FeedFormat } | undefined {
  const [, language, ending] = /^([a-z0-9-]{2,35})\.(\w{3,4})$/iu.exec(file) ?? []
  const format = feedFormats.find((one) => one === ending)
  return language === undefined || format === undefined ? undefined : { language, format }
}
