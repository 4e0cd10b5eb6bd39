import { z } from 'zod'
import { registerLimits } from '#roles/faces/register/contract.ts'

/** What an account copies of ours. */
export const reasonKinds = [
  'same-handle',
  'handle-drawn-alike',
  'handle-nearly',
  'handle-holds-ours',
  'same-name',
  'name-drawn-alike',
  'name-nearly',
  'same-picture',
  'says-official',
  'by-hand',
] as const

/** One thing it copies. `letters`: characters that are drawn like others; `changes`: letters that differ. */
export const Reason = z.object({
  kind: z.enum(reasonKinds),
  letters: z.string().max(200).optional(),
  changes: z.number().int().optional(),
})
export type Reason = z.infer<typeof Reason>

/** An account that imitates one of ours. */
export const LookAlike = z.object({
  id: z.string(),
  account: z.object({ id: z.string(), handle: z.string(), name: z.string(), url: z.string().optional() }),
  network: z.string(),
  networkName: z.string(),
  handle: z.string(),
  url: z.string(),
  reasons: z.array(Reason),
  /** 0 to 100. */
  score: z.number().int(),
  foundAt: z.iso.datetime(),
  seenAt: z.iso.datetime(),
  /** Who noted it; missing: the desk found it. */
  foundBy: z.string().optional(),
  kept: z.object({ at: z.iso.datetime(), by: z.string() }).optional(),
  note: z.string().optional(),
  /** When it is forgotten, unless somebody keeps it. */
  forgottenAt: z.iso.datetime().optional(),
})
export type LookAlike = z.infer<typeof LookAlike>

/** How a search for look-alikes of one account ended. */
export const SearchMade = z.object({
  account: z.string(),
  name: z.string(),
  network: z.string(),
  state: z.enum(['done', 'unanswered', 'not-searched']),
  why: z.string().optional(),
  candidates: z.number().int(),
  isWhole: z.boolean(),
  at: z.iso.datetime(),
})
export type SearchMade = z.infer<typeof SearchMade>

/** Looking for likely names of one account, where its network takes money for each account it shows. */
export const NamesOf = z.object({
  account: z.object({ id: z.string(), name: z.string(), handle: z.string() }),
  networkName: z.string(),
  /** How many names a look asks for, and the most it can cost: when there is somebody behind each. Thousandths of a US dollar. */
  names: z.number().int(),
  mostMillidollars: z.number().int(),
  isOn: z.boolean(),
  /** Who switched it, last; missing: nobody ever did. */
  changed: z.object({ at: z.iso.datetime(), by: z.string() }).optional(),
  /** The last look. `isWhole`: each name was answered. */
  looked: z
    .object({
      at: z.iso.datetime(),
      state: z.enum(['done', 'unanswered']),
      why: z.string().optional(),
      names: z.number().int(),
      candidates: z.number().int(),
      isWhole: z.boolean(),
    })
    .optional(),
  /** When the desk looks again by itself. */
  nextAt: z.iso.datetime().optional(),
})
export type NamesOf = z.infer<typeof NamesOf>

/** Lets the desk look for names, or stops it. */
export const NamesForm = z.strictObject({ isOn: z.boolean() })

/** All that is suspected, and how well was searched. */
export const LookAlikeList = z.object({
  lookAlikes: z.array(LookAlike),
  searches: z.array(SearchMade),
  /** Accounts whose networks cannot be searched but asked for names, for money. */
  names: z.array(NamesOf),
  /** How many were said to be no impostors. */
  lessons: z.number().int(),
  mayDecide: z.boolean(),
  /** Searched every day, or only when somebody asks (a desk that practises). */
  isDaily: z.boolean(),
})
export type LookAlikeList = z.infer<typeof LookAlikeList>

/** Words in both languages. */
export const ReportText = z.object({ en: z.string(), fr: z.string() })

/** How a network takes such reports. Without an address nobody could check one; `checkedOn`: when somebody did. */
export const ReportForm = z.object({
  words: ReportText,
  url: z.string().optional(),
  checkedOn: z.iso.date().optional(),
})
export type ReportForm = z.infer<typeof ReportForm>

/** One look-alike with everything needed to report it and to warn people. */
export const LookAlikePage = z.object({
  lookAlike: LookAlike,
  report: ReportText,
  /** A warning to the public, to begin a message with: its title for the team, and its words. */
  warning: z.object({ title: ReportText, text: ReportText }),
  form: ReportForm,
  mayDecide: z.boolean(),
})
export type LookAlikePage = z.infer<typeof LookAlikePage>

/** What somebody decides. `not-an-impostor` forgets it at once and teaches. */
export const LookAlikeAct = z.discriminatedUnion('does', [
  z.strictObject({
    does: z.literal('keep'),
    note: z.string().trim().max(registerLimits.whyLengthMax).optional(),
  }),
  z.strictObject({ does: z.literal('let-go') }),
  z.strictObject({ does: z.literal('not-an-impostor') }),
])
export type LookAlikeAct = z.infer<typeof LookAlikeAct>

/** Networks offered when somebody notes a look-alike; others can be named by programs. */
export const notableNetworks = [
  ...['x', 'facebook', 'instagram', 'mastodon', 'bluesky', 'linkedin', 'threads', 'youtube', 'tiktok'],
] as const

/** A look-alike that somebody saw where the desk cannot search. */
export const LookAlikeForm = z.strictObject({
  account: z.string().min(1).max(100),
  network: z.string().trim().min(1).max(40),
  handle: z.string().trim().min(1).max(300),
  url: z.url({ protocol: /^https?$/u }).max(2000),
})
export type LookAlikeForm = z.infer<typeof LookAlikeForm>
