import { z } from 'zod'
import { PostView } from '#listening/contract.ts'
import { Issue, Origin, Severity } from '#roles/early-warning/contract.ts'

/** Limits of the register. */
export const registerLimits = {
  titleLengthMax: 200,
  textLengthMax: 2000,
  urlLengthMax: 2000,
  /** Of one issue. */
  factsMax: 200,
  decisionsMax: 1000,
  postsMax: 500,
  messagesMax: 200,
  rotaMax: 30,
  /** How long the next person is waited with, minutes. */
  waitMinMax: 1440,
} as const

const Line = z.string().trim().min(1).max(registerLimits.textLengthMax)
const Title = z.string().trim().min(1).max(registerLimits.titleLengthMax)
const PersonId = z.string().min(1).max(100)

/** Something known, or something that must be found out; each with who and when. */
export const Fact = z.object({
  id: z.number().int(),
  text: z.string(),
  /** `withdrawn`: it turned out to be wrong, or does not matter any more. */
  state: z.enum(['known', 'unknown', 'withdrawn']),
  notedAt: z.iso.datetime(),
  notedBy: z.string(),
  /** How the unknown became known, or why it was withdrawn. */
  settled: z.object({ at: z.iso.datetime(), by: z.string(), text: z.string() }).optional(),
})
export type Fact = z.infer<typeof Fact>

/** What was decided, and why. Never changed, never removed. */
export const Decision = z.object({
  seq: z.number().int(),
  at: z.iso.datetime(),
  by: z.string(),
  text: z.string(),
  why: z.string().optional(),
})
export type Decision = z.infer<typeof Decision>

/** A message of ours about the issue, and whether it is out. */
export const LinkedMessage = z.object({
  id: z.string(),
  title: z.string(),
  publicAt: z.iso.datetime().optional(),
  url: z.string().optional(),
})
export type LinkedMessage = z.infer<typeof LinkedMessage>

/** An issue whole. */
export const IssueInFull = Issue.extend({
  facts: z.array(Fact),
  decisions: z.array(Decision),
  messages: z.array(LinkedMessage),
  /** Posts people linked, newest first; those of the story are read at the story. */
  posts: z.array(PostView),
  /** Linked posts that their authors or networks took back: shown nowhere, counted here. */
  postsTakenBack: z.number().int(),
  /** Linked posts whose time here is over. */
  postsExpired: z.number().int(),
  response: z
    .object({ at: z.iso.datetime(), by: z.string(), what: z.string(), url: z.string().optional() })
    .optional(),
})
export type IssueInFull = z.infer<typeof IssueInFull>

/** Taking a story on. The owner is whoever presses unless somebody else is named. */
export const TakeOn = z.object({
  title: Title.optional(),
  ownerId: PersonId.optional(),
  severity: Severity.optional(),
  nextReviewAt: z.iso.datetime().optional(),
})
export type TakeOn = z.infer<typeof TakeOn>

/** Opening an issue by hand: a call, a rumour, a colleague at the door. */
export const OpenByHand = TakeOn.extend({
  title: Title,
  origin: Origin.exclude(['story']),
  note: Line.optional(),
})
export type OpenByHand = z.infer<typeof OpenByHand>

/** A change to an issue: a note, a new owner, how bad it is, the next review, closed or open again. */
export const IssueChange = z.object({
  title: Title.optional(),
  note: Line.optional(),
  ownerId: PersonId.optional(),
  severity: Severity.optional(),
  nextReviewAt: z.iso.datetime().optional(),
  state: z.enum(['open', 'closed']).optional(),
})
export type IssueChange = z.infer<typeof IssueChange>

/** Something known, or to be found out. */
export const NewFact = z.object({ text: Line, state: z.enum(['known', 'unknown']) })
export type NewFact = z.infer<typeof NewFact>

/** An unknown became known, or a fact is withdrawn: in either case, the words that say so. */
export const FactChange = z.object({ state: z.enum(['known', 'withdrawn']), text: Line })
export type FactChange = z.infer<typeof FactChange>

/** A decision to be written down. */
export const NewDecision = z.object({ text: Line, why: Line.optional() })
export type NewDecision = z.infer<typeof NewDecision>

/** Which post belongs to an issue. */
export const PostLink = z.object({ postId: z.string().min(3).max(600) })

/** Which message of ours belongs to an issue. */
export const MessageLink = z.object({ messageId: z.string().min(1).max(200) })

/** Messages of ours that can be linked, last changed first. */
export const MessagesToLink = z.object({ messages: z.array(LinkedMessage) })
export type MessagesToLink = z.infer<typeof MessagesToLink>

/** How we answered where no message of ours did: a call, a press line, a page. */
export const ResponseNote = z.object({
  what: Line,
  url: z
    .url({ protocol: /^https?$/ })
    .max(registerLimits.urlLengthMax)
    .optional(),
  at: z.iso.datetime().optional(),
})
export type ResponseNote = z.infer<typeof ResponseNote>

/** A person of the desk, as an owner or in the rota. */
export const DeskPerson = z.object({ id: z.string(), name: z.string() })
export type DeskPerson = z.infer<typeof DeskPerson>

/** Who may own an issue: everybody here who may take one on. */
export const DeskPeople = z.object({ people: z.array(DeskPerson) })

/** Who is told after the owner, in order, and how long each is waited for. */
export const Rota = z.object({
  waitMin: z.number().int().min(1).max(registerLimits.waitMinMax),
  people: z.array(DeskPerson).max(registerLimits.rotaMax),
})
export type Rota = z.infer<typeof Rota>

/** The rota as it is set. */
export const RotaForm = z.object({
  waitMin: z.number().int().min(1).max(registerLimits.waitMinMax),
  people: z.array(PersonId).max(registerLimits.rotaMax),
})
export type RotaForm = z.infer<typeof RotaForm>
