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

/** All that is suspected, and how well was searched. */
export const LookAlikeList = z.object({
  lookAlikes: z.array(LookAlike),
  searches: z.array(SearchMade),
  /** How many were said to be no impostors. */
  lessons: z.number().int(),
  mayDecide: z.boolean(),
  /** Searched every day, or only when somebody asks (a desk that practises). */
  isDaily: z.boolean(),
})
export type LookAlikeList = z.infer<typeof LookAlikeList>

/** Words in both languages. */
export const ReportText = z.object({ en: z.string(), fr: z.string() })

/** One look-alike with everything needed to report it and to warn people. */
export const LookAlikePage = z.object({
  lookAlike: LookAlike,
  report: ReportText,
  /** A warning to the public, to begin a message with: its title for the team, and its words. */
  warning: z.object({ title: ReportText, text: ReportText }),
  /** Where the network takes such reports; missing: nothing is known of it. */
  form: z.object({ url: z.string(), words: z.object({ en: z.string(), fr: z.string() }) }).optional(),
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

/** A look-alike that somebody saw where the desk cannot search. */
export const LookAlikeForm = z.strictObject({
  account: z.string().min(1).max(100),
  network: z.string().trim().min(1).max(40),
  handle: z.string().trim().min(1).max(300),
  url: z.url({ protocol: /^https?$/u }).max(2000),
})
export type LookAlikeForm = z.infer<typeof LookAlikeForm>
