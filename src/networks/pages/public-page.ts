/** A file as readers fetch it. `alt` is empty where it is decorative. */
export type PageFile = {
  url: string
  mediaType: string
  bytes: number
  alt: string
  /** Of a film: WebVTT. */
  captions?: { url: string; language: string }
}

/** A link that a page shows as a block. */
export type PageLink = { url: string; title: string; description: string; picture?: PageFile }

/** Something a message is about: its name in the language of the page as far as we have one, and the list of all about it. */
export type PageTopic = { id: string; name: string; url: string }

/** The same page in another language, or a file about the same. `url` is absolute. */
export type Alternate = { language: string; url: string }

/** One message in one language as the public reads it. All addresses are absolute. */
export type PublicPage = {
  url: string
  /** BCP 47. */
  language: string
  text: string
  /** Epoch ms; `changedMs` is the newest correction. */
  publishedMs: number
  changedMs?: number
  from: Publisher
  /** `announcement`: what people have to act on, such as a warning or a closure; it may have an end, epoch ms. */
  kind: 'news' | 'announcement'
  expiresMs?: number
  contentWarning?: string
  poll?: PagePoll
  media: readonly PageFile[]
  link?: PageLink
  /** What it is about; missing: nothing in particular. */
  topics?: readonly PageTopic[]
  /** What networks show beside a link to it; missing: none was drawn. */
  picture?: PagePicture
  /** In the other languages, this one left out. */
  alternates: readonly Alternate[]
  /** What was corrected, oldest first, in the language of the page. */
  corrections: readonly Note[]
  /** Taken back: the words are not shown any more, the address goes on to say so. */
  withdrawn?: Note
}

/** A picture for links, as PNG: its size in dots, and its words for whoever does not see it. */
export type PagePicture = { url: string; width: number; height: number; alt: string }

/** What people are asked to choose from, and how they did where the same was asked and counted. */
export type PagePoll = {
  options: readonly string[]
  multiple: boolean
  /** One for each account of ours on which people vote; never added up: the same person may vote on several. */
  results: readonly PollCount[]
}

/** How a poll stands on one account of ours. */
export type PollCount = {
  /** The account and its network, as people know them. */
  name: string
  /** Where people vote; missing where it has no address. */
  url?: string
  /** By option; undefined: not counted yet. */
  votes?: readonly number[]
  /** How many people voted, where that is known. */
  voters?: number
  /** When it was counted last, epoch ms. */
  readMs?: number
  endsMs: number
  isOver: boolean
}

/** Who speaks: an account of ours. */
export type Publisher = {
  name: string
  /** The list of all it said, in the language of the page. */
  url: string
}

/** Something about a page, and when, epoch ms. */
export type Note = { atMs: number; words: string }

/** What is around a page. */
export type Surroundings = {
  /** IANA: the zone in which times are told. */
  timeZone: string
  /** Of the style element, where the site allows styles by nonce only. */
  nonce?: string
  /** On a practice desk: the page says that nothing in it is real, and search engines are told to leave it. */
  isPractice?: boolean
  /** Where people find every way to get our messages; missing where there is no such page. The language of the page is added. */
  subscribeUrl?: string
}
