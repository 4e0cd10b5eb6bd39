import { z } from 'zod'

const count = z.number().int().min(0)

/** How often something of ours was opened, by kind of reader: a lower bound, for caches answer in front of us. */
export const Opened = z.object({
  people: count,
  robots: count,
  /** Fetched by a browser before anybody asked. */
  ahead: count,
})
export type Opened = z.infer<typeof Opened>

/** What came of one version that is or was public. Counts that are missing were not told. Nothing here is added up. */
export const PlaceResult = z.object({
  delivery: z.string(),
  account: z.string(),
  language: z.string(),
  /** The network's own name. */
  network: z.string(),
  url: z.string().optional(),
  publishedAt: z.iso.datetime(),
  /** Not public any more. */
  isGone: z.boolean(),
  /** Whether the network is asked at all: `none`, it tells nobody; `priced`, each asking is paid for. */
  asked: z.enum(['none', 'free', 'priced']),
  ...{
    replies: count.optional(),
    reposts: count.optional(),
    likes: count.optional(),
    quotes: count.optional(),
  },
  readAt: z.iso.datetime().optional(),
  nextReadAt: z.iso.datetime().optional(),
  /** Why the last asking told nothing: a word of the networks, or `gone`. */
  problem: z.string().optional(),
  /** Answers and quotes of people that we heard and that are on record. */
  kept: count,
  /** Openings of the page, of what is on our own site; `byDay`: people, the newest 30 days, oldest first. */
  opened: Opened.extend({ byDay: z.array(z.object({ day: z.iso.date(), people: count })) }).optional(),
})
export type PlaceResult = z.infer<typeof PlaceResult>

/** What came of a message, each place by itself, and when all this was put together. */
export const MessageResults = z.object({
  places: z.array(PlaceResult),
  at: z.iso.datetime(),
})
export type MessageResults = z.infer<typeof MessageResults>

/** A short address of ours. `opened`: in all; `last30`: in the newest 30 days. */
export const ShortLink = z.object({
  code: z.string(),
  short: z.string(),
  url: z.string(),
  madeAt: z.iso.datetime(),
  madeBy: z.string(),
  opened: Opened,
  last30: Opened,
})
export type ShortLink = z.infer<typeof ShortLink>

/** Short addresses, newest first; `more`: there are older ones. */
export const ShortLinkList = z.object({ links: z.array(ShortLink), more: z.boolean() })
export type ShortLinkList = z.infer<typeof ShortLinkList>

/** Longest address that is made short, characters. */
export const longUrlMax = 2000

/** What somebody wants a short address for. */
export const ShortLinkForm = z.strictObject({ url: z.string().trim().min(1).max(longUrlMax) })
export type ShortLinkForm = z.infer<typeof ShortLinkForm>

/** A text, before it is approved, in which addresses of our own pages are to be short. */
export const ShortTextForm = z.strictObject({ text: z.string().max(50_000) })
export type ShortTextForm = z.infer<typeof ShortTextForm>

/** The same text with short addresses, and what became of which. */
export const ShortText = z.object({
  text: z.string(),
  links: z.array(z.object({ url: z.string(), short: z.string() })),
})
export type ShortText = z.infer<typeof ShortText>

/** The path of short addresses. */
export const shortPath = '/l/'

/** Most addresses of one text that are made short, or looked up, at once. */
export const textLinksMax = 50

/** Where short addresses begin, and how many characters each has: what an address must be longer than to become shorter. */
export const ShortHere = z.object({
  /** Of this desk, without a path. */
  origin: z.string(),
  length: z.number().int().min(1),
})
export type ShortHere = z.infer<typeof ShortHere>

/** Asks where short addresses lead: their codes, with commas. */
export const ShortLeadsQuery = z.object({
  codes: z.string().regex(new RegExp(`^[a-z0-9]{4,12}(?:,[a-z0-9]{4,12}){0,${textLinksMax - 1}}$`, 'u')),
})

/** Where short addresses lead. One that is not among them leads nowhere. */
export const ShortLeads = z.object({ links: z.array(z.object({ code: z.string(), url: z.string() })) })
export type ShortLeads = z.infer<typeof ShortLeads>

/** An address of the web in a text, as its readers see it, and where it begins there, in UTF-16 units. */
export type FoundAddress = { url: string; from: number }

/** What nobody sees, marks of direction, and pictures in the text do not belong to an address. */
const addresses =
  /https?:\/\/[^\s<>"«»\u200B-\u200F\u202A-\u202E\u2060-\u2069、。「」『』！（），？\p{Extended_Pictographic}]+/giu
/** Nor does what ends a sentence, in any script. */
const endOfSentence = /[.,;:!?…'’”)\]}،؛؟]+$/u

/** Every address of the web in a text, in their order. */
export function addressesIn(text: string): FoundAddress[] {
  return Array.from(text.matchAll(addresses), ({ 0: found, index }) => ({
    ...{ url: found.replace(endOfSentence, ''), from: index },
  }))
}

/** Whether an address is one of our own pages. */
export function isOnOurSite(url: string, origin: string): boolean {
  return url === origin || url.startsWith(`${origin}/`)
}
