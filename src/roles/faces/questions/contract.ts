import { z } from 'zod'

/** Limits of questions and answers, all of them. */
export const questionLimits = {
  titleLengthMax: 200,
  ledeLengthMax: 2000,
  wordsLengthMin: 5,
  wordsLengthMax: 600,
  nameLengthMax: 40,
  answerLengthMax: 5000,
  /** Questions taken in one session. */
  questionsMax: 5000,
  /** From its first question to its end. */
  daysMax: 60,
  sessionsMax: 500,
  reasonLengthMax: 500,
  /** Words of the public that never became public here are kept for so long after the end. */
  keptDays: 30,
} as const

const Text = (lengthMax: number) => z.string().trim().max(lengthMax)
const Both = (lengthMax: number) => z.object({ en: Text(lengthMax).min(1), fr: Text(lengthMax).min(1) })

/** Where a session stands. `announced`: no questions yet; `open`: questions are taken; `live`: they are answered; `over`; `cancelled`. */
export const SessionState = z.enum(['announced', 'open', 'live', 'over', 'cancelled'])
export type SessionState = z.infer<typeof SessionState>

/** How questions reached us: the form of our page, a post that answers ours, or somebody at the desk who heard one. */
export const Origin = z.enum(['form', 'post', 'hand'])
export type Origin = z.infer<typeof Origin>

/** Where a question stands. `drafted`: an answer waits for approval, or for going out. */
export const QuestionState = z.enum(['new', 'drafted', 'answered', 'set-aside', 'merged', 'withdrawn'])
export type QuestionState = z.infer<typeof QuestionState>

/** Why a question is not answered here; shown to nobody outside but as a number. */
export const WhyAside = z.enum(['off-topic', 'personal', 'house-rules', 'no-question', 'elsewhere'])
export type WhyAside = z.infer<typeof WhyAside>

/** An answer, in the language of its question at least. */
export const AnswerWords = z
  .object({ en: Text(questionLimits.answerLengthMax), fr: Text(questionLimits.answerLengthMax) })
  .partial()
export type AnswerWords = z.infer<typeof AnswerWords>

/** A session as somebody announces it. Times are wall times in the zone, minutes: `2026-05-05T14:00`. */
export const SessionForm = z.object({
  title: Both(questionLimits.titleLengthMax),
  lede: Both(questionLimits.ledeLengthMax),
  opens: z.string().max(20).optional(),
  begins: z.string().max(20),
  ends: z.string().max(20),
  timeZone: z.string().max(60),
})
export type SessionForm = z.infer<typeof SessionForm>

/** A change of it, from the revision it was read at. */
export const SessionChange = SessionForm.extend({ revision: z.number().int().min(1) })
export type SessionChange = z.infer<typeof SessionChange>

/** A session as the desk sees it. */
export const Session = z.object({
  id: z.string(),
  title: z.object({ en: z.string(), fr: z.string() }),
  lede: z.object({ en: z.string(), fr: z.string() }),
  opensAt: z.iso.datetime(),
  beginsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  timeZone: z.string(),
  revision: z.number().int(),
  state: SessionState,
  cancelledWhy: z.string().optional(),
  /** The page everybody reads, in English and in French. */
  pages: z.object({ en: z.string(), fr: z.string() }),
  counts: z.object({
    waiting: z.number().int(),
    toApprove: z.number().int(),
    answered: z.number().int(),
    aside: z.number().int(),
  }),
})
export type Session = z.infer<typeof Session>

/** Sessions, newest first, and when they were read. */
export const SessionList = z.object({
  sessions: z.array(Session),
  at: z.iso.datetime(),
  timeZone: z.string(),
})

/** A question as the desk sees it. */
export const Question = z.object({
  id: z.string(),
  origin: Origin,
  /** Missing once they were taken back, or may not be kept any more. */
  words: z.string().optional(),
  /** The first name they gave. */
  asker: z.string().optional(),
  language: z.enum(['en', 'fr']),
  times: z.number().int(),
  askedAt: z.iso.datetime(),
  /** Of a post: where it stands. */
  post: z.object({ network: z.string(), url: z.string().optional() }).optional(),
  state: QuestionState,
  why: z.string().optional(),
  mergedInto: z.string().optional(),
  takenBy: z.object({ id: z.string(), name: z.string() }).optional(),
  draft: AnswerWords.optional(),
  /** Whose line the answer bears. */
  signer: z.string().optional(),
  /** Each language of the draft as it was handed to approval. */
  shown: z.array(z.object({ language: z.enum(['en', 'fr']), sha256: z.string(), text: z.string() })),
  isApproved: z.boolean(),
  returned: z.string().optional(),
  writers: z.array(z.string()),
  revision: z.number().int(),
  answer: AnswerWords.optional(),
  answeredAt: z.iso.datetime().optional(),
  correctedAt: z.iso.datetime().optional(),
  may: z.object({ write: z.boolean(), approve: z.boolean(), publish: z.boolean() }),
})
export type Question = z.infer<typeof Question>

/** A session with its questions, oldest first. */
export const Queue = z.object({
  session: Session,
  questions: z.array(Question),
  /** Lines somebody may sign with, by language. */
  signers: z.array(z.object({ id: z.string(), en: z.string().optional(), fr: z.string().optional() })),
  me: z.string().optional(),
  at: z.iso.datetime(),
})
export type Queue = z.infer<typeof Queue>

/** A question somebody at the desk heard: by telephone, in the room. */
export const HeardForm = z.object({
  words: Text(questionLimits.wordsLengthMax).min(questionLimits.wordsLengthMin),
  language: z.enum(['en', 'fr']),
})
export type HeardForm = z.infer<typeof HeardForm>

/** An answer as it is written; saving it asks for its approval. */
export const DraftForm = z.object({
  revision: z.number().int().min(1),
  draft: AnswerWords,
  signer: z.string().max(100).optional(),
})
export type DraftForm = z.infer<typeof DraftForm>

/** What somebody saw who approves: nothing else is approved. */
export const ApproveForm = z.object({
  shown: z
    .array(z.object({ language: z.enum(['en', 'fr']), sha256: z.string().max(64) }))
    .min(1)
    .max(2),
})
export type ApproveForm = z.infer<typeof ApproveForm>

/** That a question is not answered here, is the same as another, or goes back into the queue. */
export const SortForm = z.discriminatedUnion('to', [
  z.object({ to: z.literal('aside'), why: WhyAside }),
  z.object({ to: z.literal('merged'), into: z.string().max(100) }),
  z.object({ to: z.literal('new') }),
])
export type SortForm = z.infer<typeof SortForm>

/** A reason. */
export const ReasonForm = z.object({ reason: Text(questionLimits.reasonLengthMax).min(1) })
