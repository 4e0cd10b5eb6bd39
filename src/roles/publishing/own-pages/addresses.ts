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
  /** The picture that networks show beside a link to a page; `hash` names what it shows, so that nobody keeps an old one. */
  picture(key: string, hash: string): string
  /** The picture of the link that a page shows as a block. */
  linkPicture(key: string): string
  /** The captions of a film or sound of a page. */
  captions(key: string, at: number): string
  /** The list of all an account said in a language, or of what is sought; `mark` names where a stretch of it begins. */
  list(account: string, language: string, asked?: ListAsked): string
  /** `topic`: of what is about it alone. */
  feed(account: string, language: string, format: FeedFormat, topic?: string): string
}

/** What the address of a list says: a topic, words, a period as `2031` or `2031-04`, where a stretch begins. */
export type ListAsked = { topic?: string; q?: string; when?: string; before?: string; after?: string }

/** Addresses below an origin such as `https://havre-clair.example`. */
export function addressesAt(origin: string): Addresses {
  return {
    page: (key) => `${origin}/p/${encodeURIComponent(key)}`,
    file: (key, at) => `${origin}/p/${encodeURIComponent(key)}/files/${at}`,
    picture: (key, hash) => `${origin}/p/${encodeURIComponent(key)}/picture.png?v=${hash}`,
    linkPicture: (key) => `${origin}/p/${encodeURIComponent(key)}/link-picture`,
    captions: (key, at) => `${origin}/p/${encodeURIComponent(key)}/files/${at}/captions.vtt`,
    list: (account, language, asked) =>
      `${origin}${listPath(account)}?${new URLSearchParams({ lang: language, ...asked }).toString()}`,
    feed: (account, language, format, topic) => {
      const folder = account === siteAccount ? '' : `/${encodeURIComponent(account)}`
      const query = topic === undefined ? '' : `?${new URLSearchParams({ topic }).toString()}`
      return `${origin}/feeds${folder}/${encodeURIComponent(language)}.${format}${query}`
    },
  }
}

/** The path of the list of an account, without a language. */
export function listPath(account: string): string {
  return account === siteAccount ? '/p' : `/p/accounts/${encodeURIComponent(account)}`
}

/** Language and format in the last part of a feed's address: `fr.rss`; undefined for anything else. */
export function feedAsked(file: string): { language: string; format: FeedFormat } | undefined {
  const [, language, ending] = /^([a-z0-9-]{2,35})\.(\w{3,4})$/iu.exec(file) ?? []
  const format = feedFormats.find((one) => one === ending)
  return language === undefined || format === undefined ? undefined : { language, format }
}
