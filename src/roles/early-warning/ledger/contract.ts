import { z } from 'zod'
import { CoverageNote } from '#listening/contract.ts'

/** Somewhere a moment can be looked up. `gone`: its author or network took it back, so only the time is left. */
const Source = { url: z.string().optional(), label: z.string().optional(), gone: z.boolean().optional() }

/** The five moments of one issue or story, each measured or missing; never estimated. */
export const LedgerEntry = z.object({
  /** The story's id, or the issue's where it was opened without a story. */
  id: z.string(),
  storyId: z.string().optional(),
  issueId: z.string().optional(),
  title: z.string(),
  titleLang: z.string().optional(),
  state: z.enum(['open', 'closed', 'running', 'not-important', 'not-taken-on', 'only-waited']),
  firstPost: z.object({ at: z.iso.datetime(), ...Source }).optional(),
  signal: z.object({ at: z.iso.datetime() }).optional(),
  eye: z.object({ at: z.iso.datetime(), by: z.string() }).optional(),
  response: z
    .object({
      at: z.iso.datetime(),
      by: z.string(),
      how: z.enum(['message', 'noted']),
      what: z.string().optional(),
      messageId: z.string().optional(),
      ...Source,
    })
    .optional(),
  news: z.object({ at: z.iso.datetime(), ...Source }).optional(),
  /** Our signal before the first news item, minutes; negative when the news was first. Missing: one of both is not known. */
  leadMin: z.number().optional(),
  /** From our signal, or from when it was opened by hand, to our answer. */
  answeredInMin: z.number().optional(),
})
export type LedgerEntry = z.infer<typeof LedgerEntry>

/** A quarter of the year, in the desk's own time zone; it belongs to the quarter in which it began. */
export const LedgerQuarter = z.object({
  /** As `2031-Q2`. */
  quarter: z.string(),
  issues: z.number().int(),
  /** Issues of which both our signal and a first news item are known: the median is over these. */
  measured: z.number().int(),
  medianLeadMin: z.number().optional(),
  /** Of the measured: the news was first. */
  behind: z.number().int(),
  answered: z.number().int(),
  medianAnsweredInMin: z.number().optional(),
})
export type LedgerQuarter = z.infer<typeof LedgerQuarter>

/** A week from Monday to Sunday, in the desk's own time zone. */
export const LedgerWeek = z.object({
  from: z.iso.date(),
  stories: z.number().int(),
  /** False alarms: the two below together. */
  falseAlarms: z.number().int(),
  notImportant: z.number().int(),
  notTakenOn: z.number().int(),
  /** Of the false alarms, those a news item told all the same. */
  toldByNews: z.number().int(),
  /** Not among the false alarms: stories that only waited in the list and ended untaken. They interrupted nobody. */
  onlyWaited: z.number().int(),
  /** Of those, the ones a news item told all the same. */
  waitedToldByNews: z.number().int(),
})
export type LedgerWeek = z.infer<typeof LedgerWeek>

/** A news item heard that no signal preceded. */
export const MissedItem = z.object({
  postId: z.string(),
  at: z.iso.datetime(),
  label: z.string(),
  /** Its beginning; missing once it is gone or its time here is over. */
  text: z.string().optional(),
  lang: z.string().optional(),
  url: z.string().optional(),
  /** Whether it concerned us, as a person said; missing: nobody has looked. */
  concerns: z.boolean().optional(),
})
export type MissedItem = z.infer<typeof MissedItem>

/** What became of the news items heard. */
export const NewsHeard = z.object({
  heard: z.number().int(),
  preceded: z.number().int(),
  /** Without a signal, by what a person said of them. */
  missed: z.number().int(),
  noMatter: z.number().int(),
  notLookedAt: z.number().int(),
  since: z.iso.datetime().optional(),
})
export type NewsHeard = z.infer<typeof NewsHeard>

/** The ledger as its page shows it. */
export const Ledger = z.object({
  mode: z.enum(['live', 'replay', 'practice']),
  now: z.iso.datetime(),
  timeZone: z.string(),
  entries: z.array(LedgerEntry),
  quarters: z.array(LedgerQuarter),
  weeks: z.array(LedgerWeek),
  /** Whether any source is media: without one, nothing can be said about the news. */
  newsHeard: z.boolean(),
  news: NewsHeard,
  missed: z.array(MissedItem),
  coverage: CoverageNote,
})
export type Ledger = z.infer<typeof Ledger>

/** What is asked of the ledger. */
export const LedgerQuery = z.object({ show: z.enum(['issues', 'all']).default('issues') })

/** In which form it is taken away. */
export const LedgerExport = LedgerQuery.extend({ as: z.enum(['csv', 'json']).default('csv') })

/** What a person says of a news item without a signal. */
export const NewsVerdict = z.object({ postId: z.string().min(3).max(600), concerns: z.boolean() })

/** A news item about a story, with every version of it we heard, oldest first. */
export const NewsItem = z.object({
  postId: z.string(),
  at: z.iso.datetime(),
  label: z.string(),
  url: z.string().optional(),
  gone: z.boolean(),
  lang: z.string().optional(),
  versions: z.array(z.object({ seenAt: z.iso.datetime(), text: z.string() })),
})
export type NewsItem = z.infer<typeof NewsItem>

/** All news items about a story. */
export const NewsOfStory = z.object({ items: z.array(NewsItem) })
