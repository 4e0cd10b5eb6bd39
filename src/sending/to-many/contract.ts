import { z } from 'zod'

const count = z.number().int().min(0)

/** Limits of answers by mail. */
export const answerLimits = {
  /** Longest text of an answer that is kept, characters. */
  textLengthMax: 10_000,
  /** Answers of one person to one message that are kept; further ones lie in the mailbox only. */
  perPersonMax: 20,
  /** Answers to one message that are kept. */
  perMessageMax: 2000,
  /** Answers shown at once, newest first. */
  shownMax: 200,
} as const

/** How far a message to subscribers has come, in numbers. */
export const ReachView = z.object({
  /** `held`: a pause came in between, and somebody lets it go on. */
  state: z.enum(['open', 'held', 'stopped', 'done']),
  why: z.string().optional(),
  /** When the way out is tried again, where it is closed. */
  nextAt: z.iso.datetime().optional(),
  recipients: count,
  /** Names of what it is about, where only those got it who chose one of these, or everything. Missing: it is for everybody. */
  topics: z.array(z.object({ en: z.string(), fr: z.string() })).optional(),
  waiting: count,
  sending: count,
  sent: count,
  /** Not told and will not be; those that bounced or were stopped are among them. */
  refused: count,
  /** The mail went out and came back. */
  bounced: count,
  /** Somebody or something stopped it before their turn. */
  stopped: count,
  unknown: count,
  /** Subscriptions that ended because nobody is there. */
  ended: count,
  /** It is forgotten who was told: these are the numbers on record. */
  isFromRecord: z.boolean(),
  /** Answers of people that came by mail and are on record; absence notices, which are counted only. */
  answers: count,
  autoReplies: count,
  /** What whoever asks may do with it now. */
  may: z.array(z.enum(['go-on', 'stop', 'read-answers'])),
})
/** The same, read. */
export type ReachView = z.infer<typeof ReachView>

/** What somebody decides about a message on its way. */
export const ReachForm = z.strictObject({ does: z.enum(['go-on', 'stop']) })
/** The same, read. */
export type ReachForm = z.infer<typeof ReachForm>

/** Answers by mail to one message, newest first; those whose time is over are not among them. `entry`: where it is on record. */
export const AnswerList = z.object({
  answers: z.array(z.object({ at: z.iso.datetime(), text: z.string(), entry: z.number().int() })),
})
/** The same, read. */
export type AnswerList = z.infer<typeof AnswerList>
