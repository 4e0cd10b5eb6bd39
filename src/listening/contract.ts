import { z } from 'zod'

/** A persistent search with its reason to exist: purpose, owner and end date are not optional. */
export const Watch = z.object({
  id: z.string(),
  name: z.string(),
  rule: z.string(),
  purpose: z.string(),
  owner: z.string(),
  createdAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  /** `ended` watches match nothing; their posts expire as usual. */
  state: z.enum(['live', 'ended']),
  /** Position on the Now screen, 0 first; missing: not shown as a column. */
  column: z.number().int().min(0).max(3).optional(),
  /** The policy refuses its rule; these two allowed it, until `endsAt` at most. */
  exception: z.object({ askedBy: z.string(), allowedBy: z.string() }).optional(),
})
export type Watch = z.infer<typeof Watch>

/** What a person fills in to begin or change a watch. */
export const WatchInput = z.object({
  name: z.string().trim().min(1).max(80),
  rule: z.string().trim().min(1).max(2048),
  purpose: z.string().trim().min(10).max(500),
  owner: z.string().trim().min(1).max(120),
  endsAt: z.iso.datetime(),
  column: z.number().int().min(0).max(3).optional(),
})
export type WatchInput = z.infer<typeof WatchInput>

/** A reason a rule is refused, worded for people in both languages, with where in the rule it stands. */
export const RuleRefusal = z.object({
  code: z.string(),
  /** The policy refuses it, not the grammar: a second person may allow it as an exception. */
  policy: z.boolean().optional(),
  from: z.number().int(),
  to: z.number().int(),
  en: z.string(),
  fr: z.string(),
})

/** The editor's instant answer about a rule. */
export const RuleCheck = z.object({
  ok: z.boolean(),
  refusals: z.array(RuleRefusal),
  /** How the rule is read, with the brackets it implies: `(flood OR "high water") -movie`. */
  readAs: z.string().optional(),
  /** Operators that a network we listen to cannot judge, so nobody is surprised. */
  cannot: z.array(z.object({ network: z.string(), operators: z.array(z.string()) })),
})
export type RuleCheck = z.infer<typeof RuleCheck>

/** Limits of exceptions to the policy for searches. */
export const exceptionLimits = { daysMax: 30, openForDays: 14, openMax: 50, reasonMin: 20 } as const

/** What a person fills in to ask for a search that the policy refuses. */
export const ExceptionInput = z.object({
  watch: WatchInput,
  reason: z.string().trim().min(exceptionLimits.reasonMin).max(1000),
})
export type ExceptionInput = z.infer<typeof ExceptionInput>

/** A search somebody asked for although the policy refuses it. `over`: nobody decided in time. */
export const WatchException = z.object({
  id: z.string(),
  watchId: z.string(),
  watch: WatchInput,
  /** Codes of the clauses that refuse it. */
  refused: z.array(z.string()),
  reason: z.string(),
  askedBy: z.object({ id: z.string(), name: z.string() }),
  askedAt: z.iso.datetime(),
  state: z.enum(['open', 'allowed', 'declined', 'withdrawn', 'over']),
  decidedBy: z.string().optional(),
  decidedAt: z.iso.datetime().optional(),
  /** The day until which it is allowed. */
  until: z.iso.datetime().optional(),
  /** Why the reader cannot allow it; missing: they can. */
  cannotAllow: z.object({ en: z.string(), fr: z.string() }).optional(),
  /** The reader asked for it and may take that back. */
  isMine: z.boolean(),
})
export type WatchException = z.infer<typeof WatchException>

/** A live search as the public page lists it: never its rule, and never a member of staff as its owner. */
export const PublicSearch = z.object({
  name: z.string(),
  purpose: z.string(),
  /** Who answers for it: an office or a team. */
  owner: z.object({ en: z.string(), fr: z.string() }),
  since: z.iso.datetime(),
  until: z.iso.datetime(),
  exception: z.object({ askedBy: z.string(), allowedBy: z.string() }).optional(),
})
export type PublicSearch = z.infer<typeof PublicSearch>

/** A post as a screen shows it. */
export const PostView = z.object({
  id: z.string(),
  network: z.string(),
  networkName: z.string(),
  source: z.string(),
  text: z.string(),
  lang: z.string().optional(),
  at: z.iso.datetime(),
  author: z
    .object({ handle: z.string().optional(), name: z.string().optional(), kind: z.string().optional() })
    .optional(),
  url: z.string().optional(),
  place: z.string().optional(),
  isReply: z.boolean(),
  isRepost: z.boolean(),
  /** It asks something: a rule of thumb until a reading head says it better. */
  isQuestion: z.boolean(),
  media: z.number().int(),
})
export type PostView = z.infer<typeof PostView>

/**
 * What the reading heads say of a post that fits a watch. No head is a fact: it orders queues and counts tones, and never
 * hides a post. Probabilities are 0 to 1; missing where no head reads the post's language.
 */
export const PostReading = z.object({
  tone: z.enum(['negative', 'neutral', 'positive', 'unsure']),
  asks: z.boolean(),
  complains: z.boolean(),
  request: z.number().optional(),
  informative: z.number().optional(),
  offensive: z.number().optional(),
  crisis: z.string().optional(),
  /** The feeling it shows most, or `unsure`: in English only, and telling only where the tone is good or bad. */
  emotion: z.string().optional(),
})
export type PostReading = z.infer<typeof PostReading>

/** How the posts of a watch sound: counts of what was read, never a bare share. */
export const WatchTone = z.object({
  since: z.iso.datetime(),
  /** Posts of the watch in this time that were read; the four tones add up to it. */
  posts: z.number().int(),
  negative: z.number().int(),
  neutral: z.number().int(),
  positive: z.number().int(),
  unsure: z.number().int(),
  asks: z.number().int(),
  complains: z.number().int(),
  coverage: z.lazy(() => CoverageNote),
})
export type WatchTone = z.infer<typeof WatchTone>

/** A page of posts, newest first, strictly by time. `next` continues it. */
export const PostPage = z.object({
  posts: z.array(PostView),
  next: z.string().optional(),
  coverage: z.lazy(() => CoverageNote),
})
export type PostPage = z.infer<typeof PostPage>

/** What every number carries: from how many sources, since when complete, what was missed. */
export const CoverageNote = z.object({
  since: z.iso.datetime(),
  sources: z.number().int(),
  /** Sources not heard as they should be, with since when. */
  missing: z.array(z.object({ label: z.string(), since: z.iso.datetime().optional() })),
  /** Networks that could not be asked what was deleted there; missing: none. */
  deletesUnasked: z.array(z.lazy(() => DeletesUnasked)).optional(),
})
export type CoverageNote = z.infer<typeof CoverageNote>

/** What "would have matched" says: on stored posts only, and how many those are. */
export const WouldHaveMatched = z.object({
  matched: z.number().int(),
  of: z.number().int(),
  authors: z.number().int(),
  perDay: z.number(),
  since: z.iso.datetime(),
  samples: z.array(PostView).max(20),
  coverage: CoverageNote,
})
export type WouldHaveMatched = z.infer<typeof WouldHaveMatched>

/** A network that could not be asked whether what we keep of it is still there. */
export const DeletesUnasked = z.object({
  label: z.string(),
  /** Since when; missing: never since the desk keeps posts of it. */
  since: z.iso.datetime().optional(),
  why: z.string(),
})
export type DeletesUnasked = z.infer<typeof DeletesUnasked>

/**
 * A search a network does not hear although the desk listens there. `refused`: `detail` says why in the network's own words;
 * `untold`: the network could not be told it yet.
 */
export const RuleNotTaken = z.object({
  watchId: z.string(),
  network: z.string(),
  label: z.string(),
  why: z.enum(['too-long', 'too-many', 'refused', 'untold']),
  detail: z.string(),
  limit: z.number().int().optional(),
  actual: z.number().int().optional(),
})
export type RuleNotTaken = z.infer<typeof RuleNotTaken>

/** How well one source is heard, now. */
export const SourceHealth = z.object({
  source: z.string(),
  label: z.string(),
  network: z.string(),
  state: z.enum(['connecting', 'hearing', 'waiting', 'silent', 'ended', 'failed']),
  /** A word that never changes (`StateWhy` of the readers), worded by the screen. */
  why: z.string().optional(),
  lastHeardAt: z.iso.datetime().optional(),
  heardLastHour: z.number().int(),
  /** Expected posts an hour, from its own past; missing until an hour is known. */
  expectedPerHour: z.number().optional(),
  /** The last stretches in which posts were missed. */
  gaps: z.array(z.object({ from: z.iso.datetime(), to: z.iso.datetime(), why: z.string() })).max(20),
  /** Input that could not be read, counted by reason. */
  refused: z.array(z.object({ why: z.string(), count: z.number().int() })),
})
export type SourceHealth = z.infer<typeof SourceHealth>

/** What is left out under overload, in a declared order: level 2 means the first two of it. */
export const Shed = z.object({
  level: z.number().int().min(1),
  since: z.iso.datetime(),
  /** Names that never change: `pairs`, `phrases`, `near-copies`. */
  leftOut: z.array(z.string()),
  /** The same as a list in a sentence. */
  en: z.string(),
  fr: z.string(),
  /** Posts counted in this simple way since then. */
  posts: z.number().int(),
})
export type Shed = z.infer<typeof Shed>

/** The state of hearing as a whole: the data badge and the line under each headline. */
export const Coverage = z.object({
  mode: z.enum(['live', 'replay', 'practice']),
  /** For replay and practice: times real time, or `max`. */
  speed: z.union([z.number(), z.literal('max')]).optional(),
  /** Stream time: the present for live, the recorded time for a replay. */
  streamNow: z.iso.datetime(),
  heardLastHour: z.number().int(),
  /** Seconds between a post being heard and being counted. */
  lagS: z.number(),
  /** What is left out just now to keep up; missing: nothing is. Rules, words, tags, places and watches never are. */
  shed: Shed.optional(),
  /** Networks that could not be asked what was deleted there; missing: none. */
  deletesUnasked: z.array(DeletesUnasked).optional(),
  /** Searches that a network does not hear; missing: each is heard wherever the desk listens. */
  notTaken: z.array(RuleNotTaken).optional(),
  sources: z.array(SourceHealth),
})
export type Coverage = z.infer<typeof Coverage>
